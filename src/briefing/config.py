"""briefing.toml → Settings.  The only room that knows TOML and where the files of an installation lie.

Order: flag, environment (`BRIEFING_HOME`), file, default — so that one command can differ from the file, and a cron
line can name an installation without a flag.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from briefing.errors import ConfigError
from briefing.model import FEED
from briefing.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MAIN", "NAME", "Home", "bundled", "find_home", "find_root", "read_settings", "read_shows"]

NAME = "briefing.toml"
"""The file by which an installation is known."""
MAIN = "main"
"""The show that every installation has; further ones stand under `[shows.NAME]`."""
LONGEST_ZONE = 64
"""Letters; the longest there is has 32."""
_SHOW = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TAKEN = (MAIN, "assets", "episodes", "t")
"""What else the public folder holds; before the token in a subscriber's address stands `t`."""
"""The file by which an installation is known."""


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

    def text(self, name: str) -> tuple[str, str]:
        """A file that the settings name, and where it was found: in this installation, else as shipped.

        Raises:
            ConfigError: it is in neither place, or is no text.
        """
        shipped = bundled() / Path(name).name
        path = self.root / name if (self.root / name).is_file() else shipped
        try:
            return path.read_text("utf-8"), str(path)
        except (OSError, UnicodeError) as error:
            hint = f"Put a file there, or leave its key out of {NAME}."
            raise ConfigError(name, f"cannot be read ({error})", hint=hint) from error


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


def read_settings(path: Path) -> Settings:
    """What the file says of the main show, the defaults where it says nothing.

    Raises:
        ConfigError: as `read_shows`.
    """
    return read_shows(path)[MAIN]


def read_shows(path: Path) -> dict[str, Settings]:
    """What the file says of every show, by name: the main one first, whose settings the others have but for their own.

    Raises:
        ConfigError: it is no TOML, has an unknown key or a value that does not fit; the hint names the nearest key.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            str(path), f"cannot be read ({error})", hint="`briefing new` writes one to start from."
        ) from error
    further = written.pop("shows", {})
    main = _settings(written, str(path))
    shows = {MAIN: main}
    for name, own in _further(further, str(path)):
        shows[name] = _show(name, own, written, main, str(path))
    _refuse_twins(shows, str(path))
    return shows


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
    _refuse_unknown(own, Settings, path, above)
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
    _refuse_unknown(written, Settings, path, above)
    try:
        settings = msgspec.convert(written, Settings)
    except msgspec.ValidationError as error:
        hint = "The file that `briefing new` writes lists every key, with what it takes."
        raise ConfigError(path, _plain(str(error), above), hint=hint) from error
    return _check(settings, path, above)


def _refuse_unknown(written: dict[str, Any], struct: type[msgspec.Struct], path: str, above: str) -> None:
    """Raise for the first key that `struct` does not have, naming the nearest that it has."""
    known = {info.name: info.type for info in msgspec.structs.fields(struct)}
    for key, value in written.items():
        if key not in known:
            near = difflib.get_close_matches(key, known if above else [*known, "shows"], 1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            raise ConfigError(path, f"unknown key `{above}{key}`", hint=hint)
        kind = known[key]
        if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            _refuse_unknown(value, kind, path, f"{above}{key}.")


def _plain(message: str, above: str) -> str:
    """The validation library's message with the key first, as it stands in the file."""
    found = re.search(r" - at `\$\.(.+)`$", message)
    return f"`{above}{found[1]}`: {message[: found.start()]}" if found else message


def _check(settings: Settings, path: str, above: str) -> Settings:
    """What a type cannot say: the time zone exists, the address is one."""
    show = settings.show
    try:
        ZoneInfo(show.timezone[:LONGEST_ZONE])  # it imports a package for each stroke
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = "Write one like `Europe/Oslo`."
        raise ConfigError(path, f"`{above}show.timezone`: unknown time zone {show.timezone!r}", hint=hint) from error
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", show.address):
        hint = "Write the whole address, such as https://example.org/podcast/."
        raise ConfigError(path, f"`{above}show.address`: {show.address!r} is no web address", hint=hint)
    for key, found, hint in _unfit_addresses(settings):
        raise ConfigError(path, f"`{above}{key}`: {found}", hint=hint)
    address = show.address if show.address.endswith("/") else show.address + "/"
    return msgspec.structs.replace(settings, show=msgspec.structs.replace(show, address=address))


def _unfit_addresses(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Key, fault and hint for what would send apps, or our own notices, astray."""
    address, moved = settings.show.address, settings.show.moved_to
    if address.endswith(".xml"):
        hint = f"Write the address of the folder that the feed lies in: {address.rpartition('/')[0]}/"
        yield "show.address", f"{address!r} is a feed's", hint
    if moved and (not _is_web(moved) or moved.endswith("/")):  # apps follow it for good
        yield "show.moved_to", f"{moved!r} is no feed's address", "Write all of it: https://new.example/feed.xml"
    elif moved == f"{address.rstrip('/')}/{FEED}":
        yield "show.moved_to", "it is the show's own address", "Name the new one here, and leave `address` the old."
    for key, told in (("nightly.ping", settings.nightly.ping), ("nightly.webhook", settings.nightly.webhook)):
        if told and not _is_web(told):  # which may be a secret all the same
            yield key, "it is no web address", "Write all of it, beginning with https://"


def _is_web(address: str) -> bool:
    """Whether it is a whole address of the web."""
    return bool(re.fullmatch(r"https?://[^\s/?#]+(/\S*)?", address))
