"""briefing.toml → Settings.  The only room that knows TOML and where the files of an installation lie.

Order: flag, environment (`BRIEFING_HOME`), file, default — so that one command can differ from the file, and a cron
line can name an installation without a flag.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from briefing.errors import ConfigError
from briefing.settings import Settings

__all__ = ["NAME", "Home", "bundled", "find_home", "read_settings"]

NAME = "briefing.toml"
"""The file by which an installation is known."""


@dataclass(frozen=True, slots=True)
class Home:
    """An installation: a folder and what its `briefing.toml` says."""

    root: Path
    settings: Settings

    @property
    def out(self) -> Path:
        """Everything that is made."""
        return self.root / "out"

    @property
    def public(self) -> Path:
        """What is served."""
        return self.out / "public"

    @property
    def state(self) -> Path:
        """What is remembered; never served."""
        return self.out / "state"

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
    given = named or (Path(os.environ["BRIEFING_HOME"]) if os.environ.get("BRIEFING_HOME") else None)
    if given is not None and not given.is_dir():
        raise ConfigError(str(given), "there is no such folder", hint=f"Make one with `briefing new {given}`.")
    here = (given or Path.cwd()).resolve()
    above = [here] if given else [here, *here.parents]
    root = next((folder for folder in above if (folder / NAME).is_file()), here)
    path = root / NAME
    return Home(root, read_settings(path) if path.is_file() else Settings())


def read_settings(path: Path) -> Settings:
    """What the file says, the defaults where it says nothing.

    Raises:
        ConfigError: it is no TOML, has an unknown key or a value that does not fit; the hint names the nearest key.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            str(path), f"cannot be read ({error})", hint="`briefing new` writes one to start from."
        ) from error
    _refuse_unknown(written, Settings, str(path), "")
    try:
        settings = msgspec.convert(written, Settings)
    except msgspec.ValidationError as error:
        raise ConfigError(str(path), _plain(str(error)), hint="docs/configuration.md lists every key.") from error
    return _check(settings, str(path))


def _refuse_unknown(written: dict[str, Any], struct: type[msgspec.Struct], path: str, above: str) -> None:
    """Raise for the first key that `struct` does not have, naming the nearest that it has."""
    known = {info.name: info.type for info in msgspec.structs.fields(struct)}
    for key, value in written.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            raise ConfigError(path, f"unknown key `{above}{key}`", hint=hint)
        kind = known[key]
        if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            _refuse_unknown(value, kind, path, f"{above}{key}.")


def _plain(message: str) -> str:
    """The validation library's message with the key first, as it stands in the file."""
    found = re.search(r" - at `\$\.(.+)`$", message)
    return f"`{found[1]}`: {message[: found.start()]}" if found else message


def _check(settings: Settings, path: str) -> Settings:
    """What a type cannot say: the time zone exists, the address is one."""
    show = settings.show
    try:
        ZoneInfo(show.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = "Write one like `Europe/Oslo`."
        raise ConfigError(path, f"`show.timezone`: unknown time zone {show.timezone!r}", hint=hint) from error
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", show.address):
        hint = "Write the whole address, such as https://example.org/podcast/."
        raise ConfigError(path, f"`show.address`: {show.address!r} is no web address", hint=hint)
    address = show.address if show.address.endswith("/") else show.address + "/"
    return msgspec.structs.replace(settings, show=msgspec.structs.replace(show, address=address))
