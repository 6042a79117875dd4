"""briefing.toml → Settings.  The only room that knows where the files of an installation lie.

Order: flag, environment (`BRIEFING_HOME`), file, default — so that one command can differ from the file, and a cron
line can name an installation without a flag.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.address import base_of
from briefing.errors import ConfigError
from briefing.settings import Settings
from briefing.usable import faults
from briefing.written import converted, parsed, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MAIN", "NAME", "Home", "bundled", "find_home", "find_root", "read_shows"]

NAME = "briefing.toml"
"""The file by which an installation is known."""
MAIN = "main"
"""The show that every installation has; further ones stand under `[shows.NAME]`."""
TEXT = "utf-8-sig"
"""How an installation's files are encoded: editors on Windows set a mark before UTF-8, which is no part of the text."""
SHIPPED = Path("voices")
"""Where an installation has the files that are shipped."""
_SHOW = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TAKEN = (MAIN, "assets", "episodes", "t")
"""What else the public folder holds; before the token in a subscriber's address stands `t`."""


@dataclass(frozen=True, slots=True)
class Home:
    """An installation: a folder and what its `briefing.toml` says, of one of its shows."""

    root: Path
    settings: Settings
    name: str = MAIN
    """Of the show."""
    others: Mapping[str, Settings] = field(default_factory=dict)
    """The installation's other shows, by name."""

    @property
    def out(self) -> Path:
        """Everything that is made."""
        return self.root / "out"

    @property
    def public(self) -> Path:
        """What is served: the main show's holds the other shows' folders."""
        return self.out / "public" / self.below

    @property
    def state(self) -> Path:
        """What is remembered; never served."""
        return self.out / "state" / ("" if self.name == MAIN else f"shows/{self.name}")

    def shows(self) -> tuple[Home, ...]:
        """Every show of the installation, the main one first."""
        names = {MAIN: None} | dict.fromkeys([self.name, *self.others])
        return tuple(self.show(name) for name in names)

    def show(self, name: str) -> Home:
        """The show of that name.

        Raises:
            ConfigError: the installation has none.
        """
        every = {self.name: self.settings, **self.others}
        if name not in every:
            hint = f"{NAME} has: {', '.join(every)}." if self.others else f"Further shows stand in {NAME}: [shows.NAME]"
            raise ConfigError(name, "there is no such show", hint=hint)
        return Home(self.root, every.pop(name), name, every)

    def links(self) -> dict[str, str]:
        """Title of every other show → link to its index from this one's.

        It is relative while both lie below the main show's address, so that it holds under any name of the server.
        """
        return dict(self._links())

    def _links(self) -> Iterator[tuple[str, str]]:
        base = self.show(MAIN).settings.show.address
        for home in self.shows():
            address = home.settings.show.address
            together = (self.settings.show.address, address) == (base + self.below, base + home.below)
            climb = "" if self.name == MAIN else "../"
            if home.name != self.name:
                yield home.settings.show.title, f"{climb}{home.below}index.html" if together else address

    @property
    def below(self) -> str:
        """Where the show lies below the main one, for listeners as in the public folder."""
        return "" if self.name == MAIN else f"{self.name}/"

    @property
    def is_written(self) -> bool:
        """Whether there is a briefing.toml; without one every setting is at its default."""
        return (self.root / NAME).is_file()

    def text(self, name: str, key: str) -> tuple[str, str]:
        """A file that the settings name, and where it was found: in this installation, else as shipped.

        Only what nobody named otherwise is taken as shipped, or a misspelt folder would put the shipped cast in the
        place of one's own.

        Raises:
            ConfigError: it is in neither place, or is no text; the message names the `key` that asks for it.
        """
        own, shipped = self.root / name, bundled() / Path(name).name
        path = shipped if Path(name).parent == SHIPPED and shipped.is_file() and not own.is_file() else own
        try:
            return path.read_text(TEXT), str(path)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "no UTF-8"
            hint = self._to_read(name, error)
            raise ConfigError(str(own), f"`{key}` names it, but it cannot be read ({reason})", hint=hint) from error

    def _to_read(self, name: str, error: Exception) -> str:
        """What to do about a file that cannot be read; that another is meant may be where there is none."""
        if isinstance(error, UnicodeError):
            return "Save it as UTF-8."
        if not isinstance(error, FileNotFoundError):
            return f"Let yourself read it: chmod u+r {self.root / name}"
        near = difflib.get_close_matches(Path(name).as_posix(), _there(self.root, Path(name).parent), 1)
        meant = f"Did you mean {near[0]}? " if near else ""
        return f"{meant}Put a file there, or leave its key out of {NAME}."


def _there(root: Path, folder: Path) -> list[str]:
    """The files that can be named: what is shipped, and what lies in a folder of an installation, or beside it."""
    every = [(SHIPPED, bundled()), *((each, root / each) for each in {folder, SHIPPED})]
    return [(name / path.name).as_posix() for name, place in every if place.is_dir() for path in place.iterdir()]


def bundled() -> Path:
    """The folder `voices` as shipped: inside the wheel, or at the top of a checkout."""
    inside = Path(str(resources.files("briefing"))) / "voices"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "voices"


def find_home(named: Path | None = None) -> Home:
    """The installation: the folder named by flag or environment, else the nearest one above that has a briefing.toml.

    Without any, the current folder with every setting at its default.

    Raises:
        ConfigError: the folder is not there, or its file cannot be used.
    """
    root = find_root(named)
    path = root / NAME
    shows = read_shows(path) if path.is_file() else {MAIN: Settings()}
    return Home(root, shows.pop(MAIN), others=shows)


def find_root(named: Path | None = None) -> Path:
    """The folder of the installation, as `find_home`, whatever its file says.

    Raises:
        ConfigError: the folder is not there.
    """
    given = named or (Path(os.environ["BRIEFING_HOME"]) if os.environ.get("BRIEFING_HOME") else None)
    if given is not None and not given.is_dir():
        raise ConfigError(str(given), "there is no such folder", hint=f"Make one with `briefing new {given}`.")
    here = (given or Path.cwd()).resolve()
    above = [here] if given else [here, *here.parents]
    return next((folder for folder in above if (folder / NAME).is_file()), here)


def read_shows(path: Path) -> dict[str, Settings]:
    """What the file says of every show, by name: the main one first, whose settings the others have but for their own.

    Raises:
        ConfigError: it is no TOML, has an unknown key or a value that does not fit; the hint says what would.
    """
    written = parsed(_text(path), str(path))
    further = written.pop("shows", {})
    main = _settings(written, str(path))
    shows = {MAIN: main}
    for name, own in _further(further, str(path)):
        shows[name] = _show(name, own, written, main, str(path))
    _refuse_twins(shows, str(path))
    return shows


def _text(path: Path) -> str:
    try:
        return path.read_text(TEXT)
    except UnicodeError as error:
        raise ConfigError(str(path), "cannot be read: it is no UTF-8", hint="Have your editor save it so.") from error
    except OSError as error:
        hint = "" if path.exists() else "`briefing new` writes one to start from."
        raise ConfigError(str(path), f"cannot be read ({error.strerror})", hint=hint) from error


def _further(written: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and table of each further show."""
    if not isinstance(written, dict):
        raise ConfigError(path, "`shows` is no table", hint="Write [shows.NAME.show], and what is NAME's own below it.")
    for name, own in written.items():
        if not _SHOW.fullmatch(name) or name in _TAKEN:
            hint = f"Use small letters, figures and hyphens, and none of: {', '.join(_TAKEN)}."
            raise ConfigError(path, f"`shows.{name}`: no show can be called that", hint=hint)
        if not isinstance(own, dict) or not all(isinstance(table, dict) for table in own.values()):
            raise ConfigError(path, f"`shows.{name}` is no table of tables", hint=f"Write [shows.{name}.show].")
        for key, table in (("nightly", own.get("nightly")), ("publish.to", own.get("publish", {}).get("to"))):
            if table is not None:
                hint = f"Set it outside [shows.{name}]; it holds for all shows."
                raise ConfigError(path, f"`shows.{name}.{key}` is the installation's", hint=hint)
        yield name, own


def _show(name: str, own: dict[str, Any], base: dict[str, Any], main: Settings, path: str) -> Settings:
    """The settings of a further show: table by table, its own keys go before the main show's."""
    above = f"shows.{name}."
    refuse_unknown(own, Settings, path, above)
    place = {"show": {"address": f"{main.show.address}{name}/", "moved_to": ""}}
    whole = base
    for over in (place, own):
        whole = whole | {section: whole.get(section, {}) | table for section, table in over.items()}
    return _settings(whole, path, above)


def _refuse_twins(shows: Mapping[str, Settings], path: str) -> None:
    """No listener could tell shows of one title apart, and no app shows of one address."""
    for key in ("title", "address"):
        seen: dict[str, str] = {}
        for name, settings in shows.items():
            value = getattr(settings.show, key)
            if value in seen:
                hint = f"Give it one of its own below [shows.{name}.show]."
                raise ConfigError(path, f"`shows.{name}` has the same {key} as `{seen[value]}`: {value}", hint=hint)
            seen[value] = name


def _settings(written: dict[str, Any], path: str, above: str = "") -> Settings:
    """The settings that a table says; `above` stands before its keys in messages."""
    refuse_unknown(written, Settings, path, above, more=() if above else ("shows",))
    hint = "The file that `briefing new` writes lists every key, with what it takes."
    settings = converted(written, Settings, path, above, hint=hint)
    for fault in faults(settings, Path(path).parent):
        raise ConfigError(path, f"`{above}{fault.key}`: {fault.found}", hint=fault.hint)
    show = settings.show
    return msgspec.structs.replace(settings, show=msgspec.structs.replace(show, address=base_of(show.address)))
