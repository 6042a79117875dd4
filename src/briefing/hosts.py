"""Which addresses may be connected to: only those that anybody on the internet could reach.

Feeds are written by strangers, those that are read and those that are checked; without this their links could make
the program fetch from the machine's own network (OWASP: server-side request forgery).
"""

from __future__ import annotations

import ipaddress

__all__ = ["why_refused"]

_SPECIAL = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("::/96", "an IPv4-compatible"),
        ("64:ff9b::/96", "a NAT64"),
        ("64:ff9b:1::/48", "a NAT64"),
        ("2001::/32", "a Teredo"),
        ("2002::/16", "a 6to4"),
        ("fec0::/10", "a site-local"),
        ("100.64.0.0/10", "a shared (carrier NAT)"),
        ("192.0.0.0/24", "a reserved"),  # not every Python counts all of it as such
    )
)


def why_refused(address: str) -> str | None:
    """What kind of address it is, if it is none of the public internet: `a private address`; else None.

    IPv6 addresses that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) are refused altogether, since what
    they reach depends on the network the machine stands in.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    kinds = (
        # From Python 3.13 on, such an address has the properties of the one inside: it is asked after first.
        (isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None, "an IPv4-mapped"),
        (ip.is_unspecified, "an unspecified"),
        (ip.is_loopback, "a loopback"),
        (ip.is_link_local, "a link-local"),
        (ip.is_multicast, "a multicast"),
        *((ip.version == network.version and ip in network, what) for network, what in _SPECIAL),
        (ip.is_private, "a private"),
        (ip.is_reserved or not ip.is_global, "a reserved"),
    )
    return next((f"{what} address" for found, what in kinds if found), None)
