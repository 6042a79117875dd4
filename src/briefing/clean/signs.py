"""What the makers of a page call its parts, in tags, classes and ids: which are not the article."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.clean.words import listed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Sign", "sign_of"]


class Sign(IntEnum):
    """How sure it is that a part of the page is not the article's text."""

    NONE = 0
    DOUBTFUL = 1  # only when nobody takes its text for the article
    CERTAIN = 2


_CERTAIN_TAGS = listed("caption fieldset figcaption footer form nav")
_DOUBTFUL_TAGS = listed("address aside figure header")
_CERTAIN_ROLES = listed("alert banner contentinfo dialog navigation search")

_CERTAIN_NAMES = (
    r"(?:wp|image|img|photo|picture|media|article|figure|lead|gallery|inline|story)?[-_]*(?:captions?|credits?)(?:-?text)?|"
    r"photo-?credits?|image-?(?:caption|credit|source)|photo|gallery|slideshow|carousel|"
    r"ad|ads|advert|adverts|advertisements?|ad-?(?:slot|unit|wrapper|container|label|text|box)|sponsor|dfp|taboola|outbrain|"
    r"newsletters?|newsletter-?\w{0,12}|subscribe|sign-?up|donate|"
    r"related|related-?\w{0,12}|recommended|recommendations?|recirc|recirculation|read-?more|also-?read|"
    r"more-?(?:on|from|stories|news)|most-?(?:read|popular|viewed)|trending|read-?next|up-?next|teasers?|"
    r"share|sharing|sharebar|share-?(?:bar|buttons?|tools?|links?)|social|social-?\w{0,12}|follow|sharedaddy|addthis|click-?to-?tweet|"
    r"comments?|comment-?(?:list|form|body|content|area|section)|disqus|replies|respond|"
    r"author-?(?:bio|box|info|card|desc|description)|about-?(?:the-?)?author|bio|"
    r"breadcrumbs?|pagination|pager|navbar|menu|nav|navigation|"
    r"tags|tag-?(?:list|links|cloud)|cat-links|post-?(?:tags|navigation)|entry-?footer|"
    r"cookies?|consent|gdpr|sr-only|visually-?hidden|screen-?reader(?:-text)?|"
    r"reading-?time|copyright"
)
_DOUBTFUL_NAMES = (
    r"pull-?quotes?|side-?bar|widgets?|modal|popup|overlay|tooltip|toolbar|promos?|promotions?|embed|inset|factbox|"
    r"by-?lines?|authors?|date|dates|timestamp|datetime|published|meta|metadata|post-?meta|entry-?meta|"
    r"video|player|video-?(?:player|title|info|caption)|footers?|disclaimer|toc|table-of-contents|categories|taxonomy|"
    r"popular|latest-?news|breaking|ticker|info|media|sponsored|headers?|tag|links?|list-?items?"
)


def _named(names: str) -> re.Pattern[str]:
    """`names` as whole words of a class list: between spaces, hyphens, underscores or a change to capitals."""
    return re.compile(
        rf"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:(?i:{names}))(?=$|[\s_]|-(?![a-z]{{0,20}}-?free)|(?<=[a-z])(?=[A-Z])|\d)"
    )


_CERTAIN = _named(_CERTAIN_NAMES)
_DOUBTFUL = _named(_DOUBTFUL_NAMES)
_LONGEST_NAMES = 300
"""Code points of a class list that are looked at."""


def sign_of(element: _Element) -> Sign:
    """What tag, role, class and id say of `element`."""
    role, names = element.get("role"), f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag in _CERTAIN_TAGS or role in _CERTAIN_ROLES:
        return Sign.CERTAIN
    said = _named_sign(names[:_LONGEST_NAMES])
    return max(said, Sign.DOUBTFUL) if element.tag in _DOUBTFUL_TAGS or role == "complementary" else said


@lru_cache(maxsize=4096)
def _named_sign(names: str) -> Sign:
    if _CERTAIN.search(names):
        return Sign.CERTAIN
    return Sign.DOUBTFUL if _DOUBTFUL.search(names) else Sign.NONE
