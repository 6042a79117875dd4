"""The public catalogue of Piper's voices (`voices.json` of rhasspy/piper-voices): asked only when a user asks."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import msgspec
from filelock import FileLock, Timeout

from briefing.disk import settle
from briefing.engines.download import VoiceNotAdded, Wanted, fetch, open_client, read_small
from briefing.engines.models import RECORD, record
from briefing.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

__all__ = ["Catalogue", "Offer"]

LIST_LIMIT = 20_000_000
"""Bytes.  The list had half a million in 2025."""
CARD_LIMIT = 100_000
MODEL_LIMIT = 2_000_000_000
NAMED = 8
"""How many names a hint lists."""
_NAME = re.compile(r"\w[\w.+-]{0,99}")
_LICENCE = re.compile(r"^[\s*#-]{0,10}licen[cs]e\s{0,3}:\s{0,5}(\S.{0,200})", re.IGNORECASE | re.MULTILINE)


class _File(msgspec.Struct, frozen=True):
    size_bytes: int
    md5_digest: str


class _Language(msgspec.Struct, frozen=True):
    code: str = ""


class _Entry(msgspec.Struct, frozen=True):
    files: dict[str, _File]
    language: _Language = _Language()
    quality: str = ""
    num_speakers: int = 1
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that the catalogue has."""

    name: str
    """`en_US-joe-medium`: its files are named after it."""
    language: str
    quality: str
    speakers: int
    licence: str
    """As its model card states it; `not stated` where that is silent."""
    files: Mapping[str, Wanted]
    """By the name that they get here."""

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(wanted.size for wanted in self.files.values())

    def __str__(self) -> str:
        """One line for people who are about to fetch it."""
        about = [self.language, self.quality, f"{self.speakers} speaker{'s' * (self.speakers != 1)}"]
        return f"{self.name}: {', '.join(filter(None, about))}, {self.size / 1e6:.1f} MB; licence: {self.licence}"


class Catalogue:
    """The voices at an address.  A context manager: leaving it closes the connection."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/") + "/"
        self._client = open_client()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def find(self, name: str) -> Offer:
        """The voice of that name, or with that alias.

        Raises:
            VoiceNotAdded: there is none, or the catalogue cannot be read; the hint lists what is near.
        """
        entries = self._entries()
        aliases = {alias: key for key, entry in entries.items() for alias in entry.aliases}
        key = name if name in entries else aliases.get(name)
        if key is None:
            raise VoiceNotAdded(name, "the catalogue has no such voice", hint=_near(name, entries))
        files = self._files(key, entries[key])
        entry = entries[key]
        card = next((path for path in entry.files if path.endswith("/MODEL_CARD")), None)
        return Offer(key, entry.language.code, entry.quality, entry.num_speakers, self._licence(card), files)

    def add(self, offer: Offer, folder: Path, progress: Callable[[int], object] = lambda _: None) -> Path:
        """Fetch a voice into `folder` and record its checksums; gives the path of its model.

        `progress` is told of bytes as they come.

        Raises:
            VoiceNotAdded: it could not be fetched or written.
            Busy: another program is adding a voice there.
        """
        model = folder / f"{offer.name}.onnx"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / ".adding", timeout=0):
                for name, wanted in offer.files.items():
                    fetch(self._client, wanted, folder / name, progress)
                _put(model.with_suffix(RECORD), record(folder / name for name in offer.files))
        except Timeout as error:
            raise Busy(str(folder)) from error
        except OSError as error:
            reason = f"it cannot be written to {folder} ({error.strerror})"
            raise VoiceNotAdded(offer.name, reason, hint="Make room or mend the permissions.") from error
        return model

    def _entries(self) -> dict[str, _Entry]:
        address = f"{self._address}voices.json"
        listed = read_small(self._client, address, LIST_LIMIT)
        try:
            return msgspec.json.decode(listed, type=dict[str, _Entry])
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            hint = "`catalogue` under [engine] must name a folder laid out like rhasspy/piper-voices."
            raise VoiceNotAdded(address, f"it is no catalogue of voices ({error})", hint=hint) from error

    def _files(self, key: str, entry: _Entry) -> dict[str, Wanted]:
        """Description first and model last, so that what looks like a voice is a whole one."""
        wanted = {
            path.rpartition("/")[2]: Wanted(self._address + quote(path), file.size_bytes, file.md5_digest)
            for path, file in entry.files.items()
        }
        names = (f"{key}.onnx.json", f"{key}.onnx")
        if not _NAME.fullmatch(key) or not all(name in wanted for name in names):
            raise VoiceNotAdded(key, "the catalogue does not say where its files are")
        files = {name: wanted[name] for name in names}
        if not all(0 < file.size <= MODEL_LIMIT for file in files.values()):
            raise VoiceNotAdded(key, f"its files are empty or larger than the {MODEL_LIMIT} bytes allowed")
        return files

    def _licence(self, card: str | None) -> str:
        """What a model card says of the licence."""
        if card is None:
            return "not stated"
        text = read_small(self._client, self._address + quote(card), CARD_LIMIT).decode("utf-8", "replace")
        found = _LICENCE.search(text)
        return "".join(filter(str.isprintable, found[1])).strip() if found else "not stated"


def _near(name: str, known: Mapping[str, object]) -> str:
    """Names that somebody who wrote `name` may have meant."""
    near = [key for key in known if name.lower() in key.lower()] or difflib.get_close_matches(name, known, NAMED)
    more = f" and {len(near) - NAMED} more" if len(near) > NAMED else ""
    return f"It has {', '.join(near[:NAMED])}{more}." if near else "Try a language, such as en_GB, to see its voices."


def _put(path: Path, text: str) -> None:
    """As whole and as lasting as `write_whole` puts it, but for everybody to read, as the model is."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    settle(part)
    part.replace(path)
    settle(path.parent)
