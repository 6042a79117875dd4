"""The index of a show: its episodes, newest first, and how to subscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.notes import SYNTHETIC
from briefing.pages.listing import by_month, entries
from briefing.pages.places import INDEX
from briefing.pages.subscribe import app_links, feed_address, is_local, qr_code
from briefing.pages.template import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Episode
    from briefing.pages.listing import Older
    from briefing.settings import ShowSettings

__all__ = ["index_page"]

TOLD = 30
"""Episodes of which the index tells what is in them, the newest."""


def index_page(
    show: ShowSettings,
    episodes: Sequence[Episode],
    *,
    older: Sequence[Older] = (),
    others: Mapping[str, str] | None = None,
) -> bytes:
    """HTML in UTF-8 for `index.html`; the same arguments give the same bytes.

    Args:
        show: the podcast.
        episodes: those of the feed, in any order.
        older: pages of the episodes before those, in the order in which they are linked to.
        others: title of another show → link to it.
    """
    address = feed_address(show.address)
    listed = entries(episodes, show)
    return fill(
        "index",
        show,
        INDEX,
        entries=listed[:TOLD],
        months=by_month(listed[TOLD:]),
        older=older,
        others=others or {},
        zone=ZoneInfo(show.timezone),
        address=address,
        apps=app_links(address),
        qr=qr_code(address),
        local=is_local(address),
        synthetic=SYNTHETIC,
    )
