"""`briefing new`: a folder with everything an edition needs."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click

from briefing.config import NAME, bundled
from briefing.errors import ConfigError
from briefing.example import example

__all__ = ["new"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Make a folder with everything an edition needs.

    FOLDER gets a commented briefing.toml, the cast and the lexicon under voices/, and an inbox/ for stories.  What is
    there already is not touched.
    """
    if (folder / NAME).exists():
        raise ConfigError(str(folder / NAME), "is there already", hint="Edit it, or name another folder.")
    try:
        (folder / "inbox").mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_text(example(), "utf-8")
        if not (folder / "voices").exists():
            shutil.copytree(bundled(), folder / "voices")
    except OSError as error:
        raise ConfigError(str(folder), f"cannot be made ({error.strerror})") from error
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"{folder.resolve()}: put stories into inbox/, or name feeds in {NAME}; then: {go}briefing make")
