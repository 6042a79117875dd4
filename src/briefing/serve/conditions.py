"""Conditional requests and byte ranges, as RFC 9110 (sections 13 and 14) has them.  Pure."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.model import aware

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = ["is_fresh", "wanted_range"]

_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


def is_fresh(headers: Mapping[str, str], etag: str, modified: str) -> bool:
    """Whether the client already has this version (If-None-Match, or without it If-Modified-Since)."""
    tags = headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    since, last = _date(headers.get("if-modified-since")), _date(modified)
    return since is not None and last is not None and last <= since


def wanted_range(headers: Mapping[str, str], size: int, etag: str, modified: str) -> range | None:
    """The bytes asked for; empty where the file has none of them, None where the whole file is to be sent.

    A range in another unit, several at once, or one that is no range at all, is disregarded, as the standard allows;
    so is one whose If-Range names another version.
    """
    asked = _RANGE.fullmatch(headers.get("range", ""))
    condition = headers.get("if-range")
    if not asked or not any(asked.groups()) or condition not in {None, etag, modified}:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _date(text: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return aware(date) if date else None  # `-0000` comes without a zone, and means UTC
