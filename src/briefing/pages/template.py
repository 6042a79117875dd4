"""Fills the templates: everything that is not markup of ours is escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import FEED
from briefing.notes import printable
from briefing.pages.assets import asset_path
from briefing.pages.places import INDEX, relative, web_address

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2 import Environment

    from briefing.settings import ShowSettings

__all__ = ["fill"]

TONES = 8
"""Colours for those who are quoted; a name stands beside each, so that two may share one."""

# BCP 47 in the shape that browsers and screen readers know; anything else would be read with the wrong voice.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def fill(name: str, show: ShowSettings, page: str, **values: object) -> bytes:
    """The page that lies at `page` under the public folder, from the template of that name.

    Args:
        name: of the template, without its suffix.
        show: named in every page's head.
        page: relative links start from here.
        values: what else the template asks for.
    """
    template = _environment().get_template(f"{name}.html.j2")
    text = template.render(
        show=show,
        name=printable(show.title) or "Untitled",
        feed=FEED,
        index=INDEX,
        to=lambda path: relative(path, page),
        **values,
    )
    return text.encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  only publishing needs it

    environment = Environment(
        loader=PackageLoader("briefing.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals["asset"] = asset_path
    environment.filters |= {
        "clock": _clock,
        "date": _date,
        "day": _day,
        "host": _host,
        "hour": _hour,
        "lang": _language,
        "length_of": _length,
        "tone": _tone,
        "web": web_address,
    }
    return environment


def _finalize(value: object) -> object:
    """Text from outside without characters that would break the page or turn it round; `Markup` is ours."""
    return printable(value) if type(value) is str else value


def _clock(ms: int) -> str:
    """A time as players show it: `4:05`, `1:00:09`."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _length(ms: int) -> str:
    """A length as a sentence has it: `4 min 5 s`."""
    minutes, seconds = divmod((ms + 500) // 1000, 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _day(time: datetime) -> str:
    return f"{time:%A} {time.day} {time:%B %Y}"


def _date(time: datetime) -> str:
    return f"{time.day} {time:%B %Y}"


def _hour(time: datetime) -> str:
    return f"{time:%H:%M} {time.tzname()}"


def _host(url: str) -> str:
    """The host of a web address, which stands for a source without a name; the address where it has none."""
    return url.split("://", 1)[-1].split("/", 1)[0] or url


def _tone(voice: int) -> str:
    """The class that gives a speaker a colour; the reporter's is `v0`, the others share eight in turn."""
    return f"v{(voice - 1) % TONES + 1 if voice else 0}"


def _language(code: str | None) -> str:
    """The code where it is one; else English, the language of the page's own words."""
    return code if code and _LANGUAGE.fullmatch(code) else "en"
