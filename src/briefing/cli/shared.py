"""What several commands do alike: find the installation, read standard input, print JSON."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from briefing.cast import read_cast
from briefing.cli import tell_error
from briefing.config import MAIN, NAME, Home, bundled, find_home, find_root
from briefing.errors import BriefingError, ConfigError, SynthesisError
from briefing.newsroom import Newsroom
from briefing.report import counted
from briefing.settings import Settings
from briefing.spoken import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from briefing.cast import Cast
    from briefing.model import Article
    from briefing.spoken import Lexicon

    Command = Callable[..., object]
    T = TypeVar("T")

__all__ = [
    "article_json",
    "cast_of",
    "clock",
    "forgiving",
    "inherited",
    "lexicon_of",
    "of_show",
    "print_json",
    "print_json_of",
    "room_of",
    "rooms_of",
    "shows_anyway",
    "shows_of",
    "stdin_for",
    "stdin_lines",
    "title",
]


def room_of(home: Home, engine: str | None = None) -> Newsroom:
    """The newsroom of a show: its cast and lexicon read, the shipped lexicon under its own.

    Raises:
        ConfigError: briefing.toml is gone, or a file that it names cannot be used.
    """
    if not (home.root / NAME).is_file():
        from briefing.press.lost import refuse_lost_settings

        refuse_lost_settings(home.root / NAME, home.public)
    cast = cast_of(home)
    main = None if home.name == MAIN else room_of(home.show(MAIN), engine)
    if engine and not (main and main.cast == cast):
        _tell_shared(cast, engine)
    return Newsroom(
        home.root, home.public, home.state, home.settings, cast, lexicon_of(home), engine, main, home.links()
    )


def _tell_shared(cast: Cast, engine: str) -> None:
    """That an engine which speaks for the whole cast has too few voices for it; that it is missing, others tell."""
    from briefing.studio.stand_in import voices_instead

    try:
        instead = voices_instead(cast, engine)
    except SynthesisError:
        return
    if len(voices := set(instead.values())) < len(instead):
        told = f"{engine} has {counted(len(voices), 'voice')} for the {len(instead)} of the cast: some are shared."
        click.echo(told, err=True)


def cast_of(home: Home) -> Cast:
    """The cast that a show names.

    Raises:
        ConfigError: it cannot be used.
    """
    return read_cast(*home.text(home.settings.engine.cast, "engine.cast"))


def of_show(command: Command) -> Command:
    """Give a command the option that names one of several shows."""
    text = "One of the shows that briefing.toml has; `main` is the one that stands outside [shows]."
    return click.option("--show", "name", metavar="NAME", help=text, callback=inherited)(command)


def inherited(ctx: click.Context, option: click.Parameter, value: T) -> T:
    """What was given to a group holds for its command: `editions --show NAME withdraw` touches no other show."""
    key = f"briefing.{option.name}"
    if value:
        ctx.meta[key] = value
    found: T = ctx.meta.get(key, value)
    return found


def shows_of(home: Path | None, name: str | None, *, needs: str = "") -> tuple[Home, ...]:
    """The show of that name, or every show of the installation.

    `needs` is what a folder without a briefing.toml must have at least, for the command to make sense there.

    Raises:
        ConfigError: it has no such show; or one stands in the wrong folder.
    """
    found = find_home(home)
    _refuse_elsewhere(found, home, needs)
    return (found.show(name),) if name else found.shows()


def _refuse_elsewhere(found: Home, home: Path | None, needs: str) -> None:
    if needs and not found.is_written and not (found.root / needs).exists():
        command = _command(click.get_current_context())
        where = "" if home else " here or above"
        hint = f"`cd` into your show's folder, or `briefing --home FOLDER {command}`; `briefing new FOLDER` makes one."
        raise ConfigError(str(found.root), f"there is no {NAME}{where}", hint=hint)


def _command(ctx: click.Context) -> str:
    """As it was called, without the program's own name: `nightly run`."""
    above = _command(ctx.parent) if ctx.parent else ""
    return f"{above} {ctx.info_name}".lstrip() if ctx.parent else ""


def shows_anyway(home: Path | None, name: str | None, *, needs: str = "") -> tuple[Home, ...]:
    """As `shows_of`; where briefing.toml is gone or cannot be used, the shows are those that have a state.

    For what looks at, or mends, what was kept: that must work when nothing else does.

    Raises:
        ConfigError: there is no such folder, it is the wrong one, or there is no such show.
    """
    root = find_root(home)
    try:
        found = find_home(home)
    except ConfigError as error:
        tell_error(error.message, error.hint)
        found = _with_a_state(root)
    else:
        _refuse_elsewhere(found, home, needs)
        found = found if found.is_written else _with_a_state(root)
    return (found.show(name),) if name else found.shows()


def _with_a_state(root: Path) -> Home:
    kept = sorted((Home(root, Settings()).state / "shows").glob("*/"))
    return Home(root, Settings(), others={each.name: Settings() for each in kept})


@contextmanager
def forgiving(codes: list[int]) -> Iterator[None]:
    """What goes wrong for one show is told, its exit code added to the others', and the next show has its turn."""
    try:
        yield
    except BriefingError as error:
        tell_error(error.message, error.hint)
        codes.append(error.exit_code)


def rooms_of(homes: Iterable[Home], codes: list[int], engine: str | None = None) -> dict[str, Newsroom]:
    """Name → newsroom of each show; where one cannot be opened, that is told, and its exit code added."""
    rooms = {}
    for home in homes:
        with forgiving(codes):
            rooms[home.name] = room_of(home, engine)
    return rooms


def lexicon_of(home: Home) -> Lexicon:
    """The shipped lexicon, and over it the installation's own.

    Raises:
        ConfigError: that cannot be used.
    """
    text, where = home.text(home.settings.engine.lexicon, "engine.lexicon")
    try:
        own = read_lexicon(text)
    except ConfigError as error:
        raise ConfigError(where, error.message, hint=error.hint) from error
    return read_lexicon((bundled() / "lexicon.toml").read_text("utf-8")) | own


def article_json(article: Article) -> dict[str, object]:
    """The fields of an article that scripts rely on."""
    dateline = article.dateline
    return {
        "headline": article.headline,
        "byline": article.byline,
        "published": _day_or_time(article),
        "site": article.site,
        "dateline": dateline and {"place": dateline.place, "date": dateline.date and dateline.date.isoformat()},
        "language": article.language,
        "body": article.body,
    }


def _day_or_time(article: Article) -> str | None:
    """ISO 8601: a day where no more is known."""
    time = article.published
    if time is None:
        return None
    known = time.tzinfo or time.time() != time.min.time()
    return time.isoformat() if known else time.date().isoformat()


def print_json(value: object) -> None:
    """One JSON value on stdout: indented for a person, on one line for a pipe."""
    text = msgspec.json.encode(value)
    click.echo(msgspec.json.format(text, indent=2) if sys.stdout.isatty() else text)


def title(home: Home, homes: Sequence[Home], *, quiet: bool = False) -> None:
    """Which of several shows is spoken of."""
    if len(homes) > 1 and not quiet:
        click.secho(f"{home.settings.show.title} ({home.name})", bold=True)


def print_json_of(told: Mapping[str, object], shows: Sequence[Home]) -> None:
    """What there is to say of each of the `shows` that were asked for, by its name; where it is one alone, without it.

    Its form hangs on what was asked for, and not on how much of that could be told.
    """
    print_json(next(iter(told.values()), None) if len(shows) == 1 else told)


def clock(milliseconds: int) -> str:
    """Minutes and seconds, as a player shows them: `13:40`."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes}:{seconds:02}"


def stdin_for(*sources: str) -> bytes:
    """What stands on standard input, where it is one of the sources; it can be read once only."""
    return sys.stdin.buffer.read() if "-" in sources else b""


def stdin_lines(file: Path | None = None) -> list[str]:
    """The lines of a file or of stdin, cut at line feeds only; bytes that are no UTF-8 are marked, not fatal."""
    data = file.read_bytes() if file else sys.stdin.buffer.read()
    lines = data.decode("utf-8", "replace").split("\n")
    return [line.removesuffix("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
