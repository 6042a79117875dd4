"""`briefing serve`: the edition, for podcast apps on the local network; and who may subscribe to it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from briefing.config import Home, find_home

__all__ = ["serve"]

PASSWORD = "BRIEFING_PASSWORD"  # noqa: S105  the variable's name


@click.group(invoke_without_command=True)
@click.option("--host", default="0.0.0.0", show_default=True, help="The address to listen at.")  # noqa: S104  phones come from outside
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--user", help=f"Ask for this name and a password: that of {PASSWORD}, or typed in now.")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, user: str | None) -> None:
    """Show the edition to podcast apps on this network.

    Serves out/public and nothing else, until it is stopped with Ctrl-C. Everybody on the network may listen, unless
    there is a --user, or subscribers were added: see `briefing serve tokens`.
    """
    if ctx.invoked_subcommand:
        return
    from briefing.model import FEED
    from briefing.serve import serve as run
    from briefing.serve.access import Access, login
    from briefing.serve.tokens import Tokens

    home = find_home(ctx.obj)
    access = Access(Tokens(_file(home)), login(user, _password()) if user is not None else None)
    feeds = [f"{each.below}{FEED}" for each in home.shows()]
    run(home.public, host, port, _announce if access.is_open or user else _announce_pattern, access, feeds=feeds)


@serve.group()
def tokens() -> None:
    """Give each subscriber an address of their own, and take it away.

    From the first one on, the show is served to subscribers only. A running server sees every change at once.
    """


@tokens.command()
@click.argument("name")
@click.pass_obj
def add(home: Path | None, name: str) -> None:
    """Add the subscriber NAME, and print the address of their feed, or feeds: it is shown only now."""
    from briefing.model import FEED
    from briefing.serve.tokens import add_subscriber

    found = find_home(home)
    token = add_subscriber(_file(found), name)
    for each in found.shows():
        _tell(f"{_base(found.settings.show.address)}t/{token}/{each.below}{FEED}")
    click.echo(f"Give this address to {name} only. It is not kept, and cannot be shown again.", err=True)


@tokens.command(name="list")
@click.pass_obj
def list_(home: Path | None) -> None:
    """List who may subscribe, and since when."""
    from briefing.serve.tokens import subscribers

    for each in subscribers(_file(find_home(home))):
        click.echo(f"{each.added:%Y-%m-%d}  {each.name}")


@tokens.command()
@click.argument("name")
@click.pass_obj
def revoke(home: Path | None, name: str) -> None:
    """Take away the address of the subscriber NAME."""
    from briefing.serve.tokens import revoke as take_away

    take_away(_file(find_home(home)), name)
    click.echo(f"The address of {name} leads nowhere from now on.", err=True)


def _file(home: Home) -> Path:
    from briefing.serve.tokens import NAME

    return home.state / NAME


def _password() -> str:
    return os.environ.get(PASSWORD) or str(click.prompt("Password", hide_input=True, err=True))


def _base(address: str) -> str:
    """The show's address; for this machine's own, the one by which its network knows it."""
    from briefing.pages.subscribe import is_local
    from briefing.serve import lan_address

    lan = lan_address() if is_local(address) else None
    if not lan:
        return address
    port = urlsplit(address).port
    return f"http://{lan}:{port}/" if port else f"http://{lan}/"


def _tell(address: str) -> None:
    """The address, and for a phone's camera where there is a screen."""
    from briefing.pages.subscribe import is_local

    click.echo(address)
    if sys.stdout.isatty() and not is_local(address):
        click.echo(_picture(address, sys.stdout.encoding))


def _announce(address: str) -> None:
    """The address, and who can open it."""
    click.echo(f"{_for_whom(address)}:")
    _tell(address)


def _announce_pattern(address: str) -> None:
    """An address that is no subscriber's."""
    click.echo(f"{_for_whom(address)}:\n{address}  (`briefing serve tokens add NAME` makes one)")


def _for_whom(address: str) -> str:
    from briefing.pages.subscribe import is_local

    return "On this computer" if is_local(address) else "On your phone, in this network"


def _picture(address: str, encoding: str | None) -> str:
    """A QR code in characters that the terminal has, dark on light whatever its colours are."""
    import segno

    drawn, code = io.StringIO(), segno.make_qr(address, error="l")
    if "utf" not in (encoding or "").lower():
        code.terminal(drawn)
        return drawn.getvalue()
    code.terminal(drawn, compact=True)
    return "\n".join(f"\033[97;40m{line}\033[0m" for line in drawn.getvalue().splitlines())
