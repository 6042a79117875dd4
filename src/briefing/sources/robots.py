"""What a site asks of programs that fetch its pages (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.sources.exchange import Unfetched

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from briefing.sources.exchange import Response

__all__ = ["Robots"]

NAME = "briefing"
"""The product token under which a site can name this program."""
_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read
_MAX_DELAY_S = 10.0


@dataclass(slots=True)
class Robots:
    """The rules of every site asked so far; `ask` fetches an address, following redirects."""

    ask: Callable[[str], Response]
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Nothing, where the page may be fetched.

        Raises:
            Unfetched: the site asks not to, or cannot be asked.
        """
        rules = self._of(url)
        if rules is not None and not rules.can_fetch(url, NAME):
            hint = "A feed may be fetched all the same: name it under feeds in briefing.toml."
            raise Unfetched("is not to be fetched by programs (robots.txt)", hint=hint)

    def delay_s(self, url: str) -> float:
        """How long the site asks to wait between two requests; at most ten seconds, 0 where nothing is known."""
        rules = self._rules.get(_site(url))
        return min(float(rules.crawl_delay(NAME) or 0.0), _MAX_DELAY_S) if rules is not None else 0.0

    def _of(self, url: str) -> Protego | None:
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._fetch(site)
        return self._rules[site]

    def _fetch(self, site: str) -> Protego | None:
        from protego import Protego  # noqa: PLC0415  only needed where pages are fetched

        answer = self.ask(f"{site}/robots.txt")
        if answer.status >= 500:  # noqa: PLR2004  RFC 9309, 2.3.1.4: then nothing may be fetched
            raise Unfetched("is on a site that cannot tell whether programs may fetch it (robots.txt)", passing=True)
        if not 200 <= answer.status < 300:  # noqa: PLR2004  2.3.1.3: then everything may
            return None
        return Protego.parse(answer.content[:_MAX_BYTES].decode("utf-8", "replace"))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
