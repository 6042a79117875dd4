"""Episodes to a static site: an index, lists of older ones, a page an episode, and what they share.

Plain files that any web server, bucket or folder can hold: every link is relative, nothing is loaded from another
host, and no cookie is set.  A page is whole without JavaScript, as text and audio; the script adds the read-along.
"""

from __future__ import annotations

from briefing.pages.assets import assets
from briefing.pages.episode import episode_page
from briefing.pages.index import index_page
from briefing.pages.listing import Older, older_page, older_path
from briefing.pages.places import INDEX, page_path
from briefing.pages.subscribe import is_local

__all__ = [
    "INDEX",
    "Older",
    "assets",
    "episode_page",
    "index_page",
    "is_local",
    "older_page",
    "older_path",
    "page_path",
]
