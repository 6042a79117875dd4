"""Addresses of the Web and of mail, handles and hashtags."""

from __future__ import annotations

import re

from briefing.spoken.numbers import digits
from briefing.spoken.written import Said, Written

__all__ = ["at_mark", "at_word"]

DOMAINS = (
    "com|org|net|gov|edu|mil|int|info|io|co|tv|me|news|app|dev|ai|us|uk|ca|au|de|fr|it|es|nl|eu|ru|ua|cn|jp|in|br|ch|se|no|"
    "dk|pl|ie|nz|za|il|ly|gl|fm|biz|online|site|tech|blog|shop|store|live|world|today"
)
LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
PATH = r"(?:[/?#](?:[\w.,:;@&=+$~%#?/!*'-]{0,400}[\w/=&+$~%-])?)?"
SCHEME = re.compile(
    rf"(?P<scheme>https?|ftp)://(?:[\w.-]{{1,64}}@)?(?P<host>(?:{LABEL}\.){{0,8}}{LABEL})(?::\d{{1,5}})?{PATH}",
    re.IGNORECASE,
)
MAIL = re.compile(
    rf"(?P<user>[\w.+-]{{1,64}})@(?P<host>(?:{LABEL}\.){{1,6}}[A-Za-z]{{2,24}})(?P<path>/[\w/-]{{1,100}})?(?![\w@])"
)
BARE = re.compile(
    rf"(?P<host>(?:www\.(?:{LABEL}\.){{1,6}}[A-Za-z]{{2,24}}|(?:{LABEL}\.){{1,5}}(?:{DOMAINS})))(?![\w@]|\.\w)(?P<path>{PATH})",
    re.IGNORECASE,
)
LOOKS = re.compile(r"[\w+-]{1,64}(?:@|://|\.[A-Za-z0-9_-])")
HANDLE = re.compile(r"@(?P<name>[A-Za-z0-9_]{1,40})")
HASHTAG = re.compile(r"#(?P<name>[^\W_]\w{0,80})")
HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
NAMED = {
    ".": "dot",
    "-": "dash",
    "/": "slash",
    "_": "underscore",
    "+": "plus",
    "@": "at",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "%": "percent",
    "~": "tilde",
    ":": "colon",
    ",": "comma",
    ";": "semicolon",
    "!": "exclamation mark",
    "*": "star",
    "$": "dollar",
}
PIECE = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
SMALL_ENDINGS = re.compile(r"[a-z]")


def at_word(written: Written, at: int) -> Said | None:
    """Say an address of the Web or of mail that begins with a letter or a digit."""
    text = written.text
    if not LOOKS.match(text, at):
        return None
    if found := SCHEME.match(text, at):
        return Said(found.end(), _spell(found["host"].removeprefix("www.")))
    if found := MAIL.match(text, at):
        return Said(found.end(), f"{_spell(found['user'])} at {_spell(found['host'] + (found['path'] or ''))}")
    found = BARE.match(text, at)
    if found is None or not _is_host(found["host"], written, at):
        return None
    return Said(found.end(), _spell(found["host"] + found["path"]))


def _is_host(host: str, written: Written, at: int) -> bool:
    """Tell `example.com` from two sentences without a space between them (`is.It`), and from `U.S.`."""
    last = host.rpartition(".")[2]
    if written.char(at - 1) in {"@", ".", "/"}:
        return False
    labels = host.split(".")
    return (
        bool(SMALL_ENDINGS.match(last))
        and len(labels[0]) > 1
        and any(char.isalpha() for char in labels[0])
        and not (
            len(labels) == 2  # noqa: PLR2004  a name and its ending
            and last in {"in", "it", "no", "me", "us", "is", "so", "de", "es", "co", "il"}
            and labels[0].islower() is False
        )
    )


def _spell(address: str) -> str:
    said = [_piece(piece) for piece in PIECE.findall(address)]
    return " ".join(word for word in said if word)


def _piece(piece: str) -> str:
    if piece.isdigit():
        return digits(piece)
    if piece.isalpha():
        return piece
    return NAMED.get(piece, "")


def at_mark(written: Written, at: int) -> Said | None:
    """Say a handle (`at POTUS`) or a hashtag (`hashtag Me Too`)."""
    if written.char(at - 1).isalnum():
        return None
    if found := HANDLE.match(written.text, at):
        return Said(found.end(), f"at {_humps(found['name'], split=False)}")
    found = HASHTAG.match(written.text, at)
    if found is None:
        return None
    if found["name"].isdigit():
        return Said(at + 1, "number ")
    return Said(found.end(), f"hashtag {_humps(found['name'], split=True)}")


def _humps(name: str, *, split: bool) -> str:
    pieces = HUMPS.split(name) if split else re.findall(r"[^\W\d_]+|\d+", name)
    return " ".join(digits(piece) if piece.isdigit() and not split else piece for piece in pieces if piece)
