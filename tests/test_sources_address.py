"""Which addresses may be connected to, and which are the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.hosts import why_refused
from briefing.sources.links import canonical, is_web, looks_like_feed, why_not_followed


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_allowed(address: str) -> None:
    """What anybody on the internet can reach may be fetched from."""
    assert why_refused(address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1"),
        *("198.18.0.1", "203.0.113.5", "192.0.0.8", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1"),
        *("ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00::1", "2001:db8::1", "100::1", "", "localhost", "1.2.3"),
    ],
)
def test_all_others_are_refused(address: str) -> None:
    """Private, loopback, link-local, multicast, reserved, documentation, and IPv6 with an IPv4 address inside."""
    assert why_refused(address)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://News.Example:443/a#top", "https://news.example/a"),
        ("http://news.example", "http://news.example/"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=y", "https://news.example/a?id=7"),
        ("https://news.example/a?q=caf%C3%A9+x", "https://news.example/a?q=caf%C3%A9+x"),
        ("https://news.example/i.php?/news/bridge&utm_source=rss", "https://news.example/i.php?/news/bridge"),
        ("https://news.example/a?town=F%F8rde&utm_medium=x", "https://news.example/a?town=F%F8rde"),
        ("https://news.example/a?4711&utm%5Fsource=x&a=1;b=2&c=", "https://news.example/a?4711&a=1;b=2&c="),
        ("https://news.example:8443/a?", "https://news.example:8443/a"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("http://news.example:port/", "http://news.example:port/"),
    ],
)
def test_the_same_page_has_one_address(url: str, same: str) -> None:
    """Without fragment, tracking parameters and default port; the rest stays as it is."""
    assert canonical(url) == same


@given(st.text(max_size=60))
def test_a_canonical_address_stays(path: str) -> None:
    """Doing it twice changes nothing, and no text crashes it."""
    once = canonical("https://news.example/" + path)
    assert canonical(once) == once
    canonical(path)
    why_not_followed(path)


def test_only_plain_web_addresses_are_followed() -> None:
    """No other scheme, no password, no port that is none, nothing endless."""
    assert why_not_followed("https://news.example:8443/a") is None
    for url in (
        "ftp://a.example/",
        "http://a:b@c.example/",
        "http://a.example:99999/",
        "http://?",
        "https://a/" + "b" * 2000,
    ):
        assert why_not_followed(url)
    assert is_web("HTTP://a.example/")
    assert not is_web("http.txt")
    assert looks_like_feed("https://a.example/feed/")
    assert looks_like_feed("https://a.example/news.RSS?x=1")
    assert not looks_like_feed("https://a.example/feeding-birds")
