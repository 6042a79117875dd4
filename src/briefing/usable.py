"""Whether settings can be used: what no type can say, found before anything is fetched or spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.errors import PublishError
from briefing.feed import LANGUAGE
from briefing.feed.categories import find_category
from briefing.targets.carriers import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.settings import Settings, ShowSettings

__all__ = ["Fault", "faults"]

LONGEST_ZONE = 64
"""Letters; the longest there is has 32."""


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
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", show.address):
        hint = "Write the whole address, such as https://example.org/podcast/."
        yield Fault("show.address", f"{show.address!r} is no web address", hint)
    if show.language and not re.fullmatch(LANGUAGE, show.language):
        yield Fault("show.language", f"{show.language!r} is no code of a language", "Write one like en-us.")
    try:
        find_category(show.category)
    except PublishError as error:
        yield Fault("show.category", _bare(error), error.hint)


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
