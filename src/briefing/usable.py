"""Whether settings can be used: what no type can say, found before anything is fetched or spoken."""

from __future__ import annotations

import difflib
import ipaddress
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.address import base_of, without_user
from briefing.errors import PublishError
from briefing.feed import LANGUAGE
from briefing.feed.categories import find_category
from briefing.model import FEED
from briefing.targets.carriers import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.settings import NightlySettings, Settings, ShowSettings, SourceSettings

__all__ = ["Fault", "faults"]

LONGEST_ZONE = 64
"""Letters; the longest there is has 32."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://+(.*)", re.DOTALL)
_WITH_USER = re.compile(r"\s*([a-z]+:)?//[^/?#]*@", re.IGNORECASE)
"""An `@` further on is part of a path, as of many a profile."""
_HOST = re.compile(r"([^\s/:@]+\.[^\s/:@]+|localhost)(:\d+)?(/.*)?")


class Fault(NamedTuple):
    """A key whose value cannot be used."""

    key: str
    """As it stands in the file: `show.category`."""
    found: str
    hint: str
    """What to write instead."""


def faults(settings: Settings, root: Path) -> Iterator[Fault]:
    """What would fail later; `root` is the folder from which relative names of files start."""
    yield from _of_show(settings.show)
    yield from _of_picture(settings.show.image, root)
    yield from _of_sources(settings.sources, root)
    yield from _of_notices(settings.nightly)
    if settings.publish.to:
        try:
            place_of(settings.publish.to)
        except PublishError as error:
            yield Fault("publish.to", _bare(error), error.hint)


def _bare(error: PublishError) -> str:
    """Its words without what they concern, which the key says."""
    return error.message.removeprefix(f"{error.path}: ")


def _of_show(show: ShowSettings) -> Iterator[Fault]:
    try:
        ZoneInfo(show.timezone[:LONGEST_ZONE])  # it imports a package for each stroke
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Fault("show.timezone", f"unknown time zone {show.timezone!r}", "Write one like `Europe/Oslo`.")
    yield from _of_address(show.address, show.moved_to)
    for key, told in (("show.link", show.link), ("show.moved_to", show.moved_to)):
        if _WITH_USER.match(told):
            hint = "Leave it out: the feed tells this address to everybody."
            yield Fault(key, "it holds a user name or a password", hint)
    if show.language and not re.fullmatch(LANGUAGE, show.language):
        yield Fault("show.language", f"{show.language!r} is no code of a language", "Write one like en-us.")
    try:
        find_category(show.category)
    except PublishError as error:
        yield Fault("show.category", _bare(error), error.hint)


def _of_address(address: str, moved: str) -> Iterator[Fault]:
    """Where apps are sent: they follow `show.moved_to` for good."""
    try:
        feed = base_of(address) + FEED
    except PublishError as error:
        feed = ""
        yield Fault("show.address", _bare(error), error.hint)
    if feed and address.endswith(".xml"):
        hint = f"Write the address of the folder that the feed lies in: {address.rpartition('/')[0]}/"
        yield Fault("show.address", f"{address!r} is a feed's", hint)
    if moved and (not _is_web(moved) or moved.endswith("/")):
        hint = "Write all of it: https://new.example/feed.xml"
        yield Fault("show.moved_to", f"{without_user(moved)!r} is no feed's address", hint)
    elif moved and moved == feed:
        hint = "Name the new one here, and leave `address` the old."
        yield Fault("show.moved_to", "it is the show's own address", hint)


def _of_notices(nightly: NightlySettings) -> Iterator[Fault]:
    """What is no address may be a secret all the same, and is not shown."""
    for key, told in (("nightly.ping", nightly.ping), ("nightly.webhook", nightly.webhook)):
        if told and not _is_web(told):
            yield Fault(key, "it is no web address", "Write all of it, beginning with https://")


def _is_web(address: str) -> bool:
    """Whether it is a whole address of the web."""
    return bool(re.fullmatch(r"https?://[^\s/?#]+(/\S*)?", address))


def _of_picture(image: str, root: Path) -> Iterator[Fault]:
    """Its beginning tells; the whole is read in a process of its own, before an edition is spoken."""
    if not image:
        return
    from briefing.artwork import refuse_unfit  # noqa: PLC0415  heavy, and few shows have a picture of their own

    hint = "Name a square JPEG or PNG in the show's folder, or leave it empty: one is drawn then."
    try:
        refuse_unfit(root / image)
    except OSError as error:
        yield Fault("show.image", f"{image!r} cannot be read ({error.strerror or error})", hint)
    except ValueError as error:
        yield Fault("show.image", f"{image!r} cannot be used: {error}", hint)


def _of_sources(sources: SourceSettings, root: Path) -> Iterator[Fault]:
    """Every name leads somewhere, and not into the show's own folder, whose files are nobody else's business."""
    if not sources.inbox.strip():
        yield Fault("sources.inbox", "it is empty", 'Write the name of a folder: inbox = "inbox"')
    elif _is(root / sources.inbox, root):
        yield Fault("sources.inbox", _OWN, 'Make a folder inside of it: inbox = "inbox"')
    for key, named in (("sources.feeds", sources.feeds), ("sources.pages", sources.pages)):
        for source in named:
            yield from _of_source(key, source, root)
    for host in sources.allow_hosts:
        if host != (bare := _bare_host(host)) or not host:
            hint = f"Write the name alone: {bare}, without scheme, port and path." if bare else "Leave it out."
            yield Fault("sources.allow_hosts", f"{host!r} is no name of a host", hint)


_OWN = "it is the show's own folder, and private files would be read"


def _of_source(key: str, source: str, root: Path) -> Iterator[Fault]:
    """An address, or a file or folder that is there; one that is plainly a path may be away for a night."""
    if not source.strip():
        yield Fault(key, "an address in it is empty", "Leave it out, or write the whole address.")
    elif source[:8].lower().startswith(("http://", "https://")):
        return
    elif (there := _existing(source, root)) is not None:
        if _is(there, root):
            yield Fault(key, _OWN, "Name a file or a folder inside of it.")
    elif not source.startswith(("/", "./", "../", "~")):
        yield Fault(key, f"{source!r} is neither a web address nor a file that is there", _meant(source))


def _existing(source: str, root: Path) -> Path | None:
    """The file or folder, named from where the program is called or from the show's folder."""
    for path in (Path(source), root / source):
        with suppress(OSError, ValueError):
            if path.exists():
                return path
    return None


def _is(path: Path, folder: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.resolve() == folder.resolve()
    return False


def _meant(source: str) -> str:
    """The address that was probably meant."""
    found = _SCHEME.fullmatch(source)
    if found and found[1].lower() == "file":
        return f"Write the file's path alone: /{found[2]}"
    if found:
        near = difflib.get_close_matches(found[1].lower(), ("http", "https"), 1)
        return f"Did you mean {near[0] if near else 'https'}://{found[2]}?"
    if host := _HOST.fullmatch(source):
        plain = host[2] or host[1] == "localhost" or _is_number(host[1])
        return f"Did you mean {'http' if plain else 'https'}://{source}?"
    return "An address begins with https:// or http://; a file is named by its whole path."


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def _bare_host(written: str) -> str:
    """A host's name without what may stand around it in an address; an IPv6 address has colons of its own."""
    text = written.strip()
    with suppress(ValueError):
        ipaddress.ip_address(text)
        return text
    text = text.partition("://")[2] or text
    text = text.partition("/")[0].rpartition("@")[2]
    return text.partition("]")[0].strip("[") if text.startswith("[") else text.partition(":")[0]
