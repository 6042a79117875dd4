"""What a site asks of programs that fetch its pages (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.sources.errors import Unfetched

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
    _rules: dict[str, Protego | Unfetched | None] = field(default_factory=dict)
    """By site; None where it has none, and what went wrong where it could not be asked: it is asked once."""

    def check(self, url: str) -> None:
        """Nothing, where the page may be fetched.

        Raises:
            Unfetched: the site asks not to, or cannot be asked.
        """
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._fetch(site)
        rules = self._rules[site]
        if isinstance(rules, Unfetched):
            raise rules
        if rules is not None and not rules.can_fetch(url, NAME):
            hint = "A feed may be fetched all the same: name it under feeds in briefing.toml."
            raise Unfetched("is not to be fetched by programs (robots.txt)", hint=hint)

    def delay_s(self, url: str) -> float:
        """How long the site asks to wait between two requests; at most ten seconds, 0 where nothing is known."""
        rules = self._rules.get(_site(url))
        if rules is None or isinstance(rules, Unfetched):
            return 0.0
        return min(float(rules.crawl_delay(NAME) or 0.0), _MAX_DELAY_S)

    def _fetch(self, site: str) -> Protego | Unfetched | None:
        from protego import Protego  # noqa: PLC0415  only needed where pages are fetched

        try:
            answer = self.ask(f"{site}/robots.txt")
        except Unfetched as error:
            return error
        if answer.status >= 500:  # noqa: PLR2004  RFC 9309, 2.3.1.4: then nothing may be fetched
            hint = "It is tried again at the next run."
            return Unfetched("is on a site that cannot tell whether programs may fetch it (robots.txt)", hint=hint)
        if not 200 <= answer.status < 300:  # noqa: PLR2004  2.3.1.3: then everything may
            return None
        return Protego.parse(answer.content[:_MAX_BYTES].decode("utf-8-sig", "replace"))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
