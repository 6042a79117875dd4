"""The command line: parse, call, report.  No logic lives here."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from briefing import __version__
from briefing.errors import BriefingError

__all__ = ["cli", "main", "tell_error"]

COMMANDS = {
    "new": ("briefing.cli.new", "Make a folder with everything an edition needs."),
    "make": ("briefing.cli.make", "Make an edition and its feed."),
    "script": ("briefing.cli.script", "Show who says what in a story, and in which voice."),
    "approve": ("briefing.cli.approve", "Publish editions that wait for an editor."),
    "clean": ("briefing.cli.filters", "Show the article in a story, without the page around it."),
    "quotes": ("briefing.cli.filters", "Find who is quoted, in lines of JSON."),
    "spoken": ("briefing.cli.filters", "Write lines as a newsreader says them."),
    "voices": ("briefing.cli.voices", "Show the cast and the voices to be had."),
    "feed": ("briefing.cli.feed", "Check a podcast feed against the rules of apps and directories."),
    "editions": ("briefing.cli.editions", "List what was published, correct it, or take it back."),
    "nightly": ("briefing.cli.nightly", "Make the edition every night, and tell when that fails."),
    "report": ("briefing.cli.report", "Show what became of the last nights."),
    "backup": ("briefing.cli.backup", "Copy the library to FILE."),
    "restore": ("briefing.cli.backup", "Put FILE, which `briefing backup` wrote, in the library's place."),
    "doctor": ("briefing.cli.doctor", "Find what is wrong with this installation, and say how to mend it."),
    "serve": ("briefing.cli.serve", "Show the edition to podcast apps on this network."),
}
"""Name → where it is, and its line in the help: so that `--help` need not import everything."""


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """In the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, from its module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it; of a name that is none, the nearest is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # only for who mistyped

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.option("--home", type=click.Path(path_type=Path), help="The folder of the edition; otherwise the nearest one.")
@click.option("-v", "--verbose", is_flag=True, help="Tell on stderr what is done, and with which engine.")
@click.pass_context
def cli(ctx: click.Context, home: Path | None, verbose: bool) -> None:
    """Turn news stories into an audio edition in which you hear who is speaking."""
    logging.basicConfig(level=logging.INFO if verbose else logging.CRITICAL, format="%(message)s", stream=sys.stderr)
    ctx.obj = home


def main() -> None:
    """Run the command line; the one place where an error becomes words and an exit code."""
    try:
        cli(standalone_mode=False)
    except BriefingError as error:
        tell_error(error.message, error.hint)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        tell_error("stopped", "What was made so far is kept: the next run goes on from there.")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; Python would complain about it at exit
        sys.exit(1)


def tell_error(message: str, hint: str) -> None:
    """Say on stderr what went wrong, and what to do about it."""
    colour = False if os.environ.get("NO_COLOR") else None  # no-color.org; None leaves it to the terminal
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {message}", err=True, color=colour)
    if hint:
        click.echo(f"  {hint}", err=True)
