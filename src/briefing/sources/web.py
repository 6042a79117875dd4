"""The polite HTTP client: asks seldom, takes little, and goes only where everybody may go."""

from __future__ import annotations

from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from briefing.errors import SourceError, TakenBack
from briefing.model import aware
from briefing.sources.document import Document
from briefing.sources.errors import Unfetched
from briefing.sources.exchange import Clock, Limits, Response, exchange
from briefing.sources.links import canonical, why_not_followed
from briefing.sources.robots import NAME, Robots
from briefing.sources.troubles import AGAIN, LOOK, TAKEN_BACK, answered, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from briefing.settings import ShowSettings, SourceSettings

__all__ = ["Web", "contact", "user_agent"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNCHANGED = 304
_PASSING = frozenset({429, 500, 502, 503, 504})
_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


def contact(show: ShowSettings) -> str:
    """Where the sites that are asked can find a show's owner; where a private show is served is nobody's business."""
    return show.link or ("" if show.private else show.address)


def user_agent(show_url: str) -> str:
    """How the program introduces itself: its name, and where its owner can be found; no user and no password."""
    try:
        parts = urlsplit(show_url)
        show_url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        show_url = ""
    address = "".join(letter for letter in show_url if "!" <= letter <= "~")  # a header is ASCII without spaces
    return f"{NAME}/{version('briefing')}" + (f" (+{address})" if address else "")


class Web:
    """Fetches pages and feeds, each request within limits of time and size, and remembers what is unchanged.

    `memory` maps an address to the conditional headers to send with the next request for it.  What comes out as
    `.memory` afterwards is to be kept once all stories of the run are published, and to be thrown away otherwise: an
    unchanged feed is not read a second time.
    """

    def __init__(  # noqa: PLR0913  all but the settings have defaults that only tests change
        self,
        settings: SourceSettings,
        *,
        show_url: str = "",
        memory: Mapping[str, Mapping[str, str]] | None = None,
        limits: Limits = Limits(),  # noqa: B008  frozen
        clock: Clock = Clock(),  # noqa: B008  frozen
        resolve: Callable[[str, int], tuple[str, ...]] | None = None,
    ) -> None:
        self._allowed = frozenset(host.lower() for host in settings.allow_hosts)
        self._headers = {"User-Agent": user_agent(show_url), "Accept": "text/html, application/xml, */*;q=0.8"}
        self._memory = dict(memory or {})
        self._limits = limits
        self._clock = clock
        self._resolve = resolve
        self._last: dict[str, float] = {}
        self._silent: dict[str, str] = {}
        self._deadline = 0.0
        self.unchanged = 0
        """How many pages and feeds have not changed since the memory was made."""
        self._robots = Robots(self._follow_unasked)

    @property
    def memory(self) -> dict[str, Mapping[str, str]]:
        """For each address that said so, the headers by which it can tell whether it has changed."""
        return dict(self._memory)

    def fetch(self, url: str, *, ask_robots: bool) -> Document | None:
        """What is at `url`; None where it has not changed since the memory was made.

        `ask_robots` is for pages; a feed that its owner named is fetched in any case.

        Raises:
            SourceError: it cannot be had, and why: `reason` goes on from the name of what was asked for.
            TakenBack: its paper says that it is gone on purpose.
        """
        self._deadline = self._clock.monotonic() + self._limits.total_s
        try:
            final, response = self._follow(url, ask_robots=ask_robots)
            if response.status in TAKEN_BACK:
                why = answered(response.status, page=ask_robots)
                raise TakenBack(url, why.reason, hint=why.hint)
            return self._document(final, response, asked=url, page=ask_robots)
        except Unfetched as error:
            raise _told(url, error) from error

    def check_robots(self, url: str) -> None:
        """Nothing, where the page may be fetched.

        Raises:
            SourceError: the site asks not to, or cannot be asked.
        """
        self._deadline = self._clock.monotonic() + self._limits.total_s
        try:
            self._robots.check(url)
        except Unfetched as error:
            raise _told(url, error) from error

    def _follow_unasked(self, url: str) -> Response:
        return self._follow(url, ask_robots=False)[1]

    def _follow(self, url: str, *, ask_robots: bool) -> tuple[str, Response]:
        """The address after all redirects, each checked like the first, and its answer."""
        here = url
        for _ in range(self._limits.redirects + 1):
            response = self._visit(here, asked=url, ask_robots=ask_robots)
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return here, response
            try:
                here = urljoin(here, response.headers["location"])
            except ValueError as error:
                raise Unfetched("redirects to something that is no address") from error
        raise Unfetched(f"redirects more than {self._limits.redirects} times")

    def _visit(self, url: str, *, asked: str, ask_robots: bool) -> Response:
        try:
            return self._ask_politely(url, ask_robots=ask_robots)
        except Unfetched as error:
            if url == asked:
                raise
            reason = f"redirects to {url[:200]}, which {error.reason}"
            raise Unfetched(reason, hint=error.hint, passing=error.passing) from error

    def _ask_politely(self, url: str, *, ask_robots: bool) -> Response:
        if why := why_not_followed(url):
            raise Unfetched(why)
        host = urlsplit(url).netloc
        if host in self._silent:
            raise Unfetched(f"is on a host that was given up, since it {self._silent[host]}", hint=AGAIN)
        if ask_robots:
            self._robots.check(url)
        try:
            return self._ask_patiently(url)
        except Unfetched as error:
            if error.passing:  # thirty pages of a host that is down must not be waited for thirty times
                self._silent[host] = error.reason
            raise

    def _ask_patiently(self, url: str) -> Response:
        """Tries again, later and later, what may pass: a busy or broken server, a lost connection."""
        for attempt in range(1, self._limits.tries):
            backoff_s = 2.0**attempt / 2
            try:
                response = self._ask(url)
            except Unfetched as error:
                if not error.passing or backoff_s > self._longest_wait_s():
                    raise
                self._clock.sleep(backoff_s)
            else:
                if response.status not in _PASSING:
                    return response
                self._wait(_retry_after_s(response, self._clock.now()) or backoff_s)
        return self._ask(url)

    def _wait(self, wait_s: float) -> None:
        if wait_s > self._longest_wait_s():
            raise Unfetched(f"is busy (it asks to come back in {wait_s:.0f} s)", passing=True)
        self._clock.sleep(wait_s)

    def _longest_wait_s(self) -> float:
        return min(self._limits.wait_s, self._deadline - self._clock.monotonic())

    def _ask(self, url: str) -> Response:
        from briefing.sources.transport import Guard, addresses_of  # noqa: PLC0415  heavy: it imports httpx

        self._pause(url)
        guard = Guard(self._allowed, self._resolve or addresses_of, self._clock.monotonic, self._deadline)
        try:
            response = exchange(url, {**self._headers, **self._memory.get(url, {})}, guard=guard, limits=self._limits)
        except Unfetched as error:
            raise plainly(error) from error
        self._last[urlsplit(url).netloc] = self._clock.monotonic()
        return response

    def _pause(self, url: str) -> None:
        """Leaves a host some time between two requests, as long as it asks for."""
        host = urlsplit(url).netloc
        if host in self._last:
            due = self._last[host] + max(self._limits.pause_s, self._robots.delay_s(url))
            if (wait_s := due - self._clock.monotonic()) > 0:
                self._clock.sleep(wait_s)

    def _document(self, url: str, response: Response, *, asked: str, page: bool) -> Document | None:
        if response.status == _UNCHANGED:
            self.unchanged += 1
            return None
        if not 200 <= response.status < 300:  # noqa: PLR2004  what HTTP calls success
            raise answered(response.status, page=page)
        conditions = {_CONDITIONS[name]: response.headers[name] for name in _CONDITIONS if name in response.headers}
        self._memory.pop(url, None)
        if conditions:
            self._memory[url] = conditions
        media_type, charset = _content_type(response.headers.get("content-type", ""))
        return Document(canonical(url), asked, response.content, media_type, charset, url)


def _told(url: str, error: Unfetched) -> SourceError:
    return SourceError(url, error.reason, hint=error.hint or (AGAIN if error.passing else LOOK))


def _content_type(header: str) -> tuple[str, str | None]:
    """Media type and charset, as RFC 9110 writes them."""
    message = Message()
    message["Content-Type"] = header[:500]
    stated = bool(header.strip())
    charset = message.get_content_charset()
    return (message.get_content_type() if stated else ""), (charset[:40] if charset else None)


def _retry_after_s(response: Response, now: datetime) -> float | None:
    """Seconds, or a date; None where it says neither (RFC 9110, 10.2.3)."""
    value = response.headers.get("retry-after", "").strip()[:60]
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, (aware(date) - now).total_seconds())
