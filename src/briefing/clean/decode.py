"""Bytes into text that nothing further down can trip over.

The order of evidence is that of the WHATWG Encoding Standard (byte order mark, carrier, `<meta>`), with one change:
bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever a label claims, since no other encoding looks like it by
chance.  What no label decodes is left to charset-normalizer.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "printable"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""What browsers take a label for (WHATWG Encoding Standard, section 4.2)."""
_REFUSED = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,400}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.IGNORECASE
)
_META_WITHIN = 4096
"""Bytes at the head of a page in which a declaration is looked for; the standard says 1024, pages say it later."""
_SAMPLE = 65_536
"""Bytes that the detector looks at."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc\ufffe\uffff]"
)
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_WINDOWS = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
"""What a control of C1 was before it was read as ISO 8859-1: quotation marks, dashes, apostrophes; else nothing."""
_BREAK = re.compile("[\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD = re.compile(f"{_UNPRINTABLE.pattern}|{_C1.pattern}|{_BREAK.pattern}|{_SURROGATE.pattern}".replace("]|[", ""))
"""Any of the above: one pass over the text tells that there is nothing to do."""
_MOJIBAKE = re.compile("[ÂÃâãäåæçèéïðÐÑÎÏ][\x80-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")


def decode(content: bytes | str, charset: str | None = None) -> str:
    r"""The text of `content`; never fails.

    `charset` is what its carrier says.  The text is `printable`, undecodable bytes are U+FFFD, line ends are `\n`, and
    mojibake is undone where it is certain.
    """
    text = content if isinstance(content, str) else _text_of(content, charset)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _MOJIBAKE.search(text):
        text = "\n".join(_mended(line) if _MOJIBAKE.search(line) else line for line in text.split("\n"))
    return printable(text)


def printable(text: str) -> str:
    """`text` without control and invisible format characters; lone surrogates become U+FFFD.

    A control of C1 is read as the sign of Windows-1252 that it is elsewhere, as in HTML: it may open a quotation.
    """
    if not _ODD.search(text):
        return text
    text = _C1.sub(lambda found: _WINDOWS[found[0]], _UNPRINTABLE.sub("", _BREAK.sub("\n", text)))
    return _SURROGATE.sub("\ufffd", text)


def _text_of(content: bytes, charset: str | None) -> str:
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    labels = [charset, _declared(content)]
    if not content.isascii():
        labels.insert(0, "utf-8")
    for codec in filter(None, map(_codec, labels)):
        try:
            return content.decode(codec)
        except UnicodeError:
            continue
    return _detected(content)


def _declared(content: bytes) -> str | None:
    found = _META.search(content[:_META_WITHIN])
    return found[1].decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    """Python's name for a label, or None for one that is unknown, no text encoding, or dangerous."""
    try:
        found = codecs.lookup((label or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    if found.name in _REFUSED or not found._is_text_encoding:  # noqa: SLF001  the only way to know of `hex`, `zlib`
        return None
    return _WIDER.get(found.name, found.name)


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed

    best = from_bytes(content[:_SAMPLE]).best() if not content.isascii() else None
    codec = _codec(best.encoding) if best else None
    return content.decode(codec or "cp1252", "replace")


def _mended(line: str) -> str:
    """Undo UTF-8 that was read as something else; a line that does not come out clean stays as printed."""
    import ftfy  # noqa: PLC0415  seldom needed
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(line):
        return line
    config = ftfy.TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, restore_byte_a0=False)
    fixed = ftfy.fix_encoding(line, config)
    return line if "\ufffd" in fixed or is_bad(fixed) or _of_another_script(fixed) else str(fixed)


def _of_another_script(text: str) -> bool:
    """Whether it has signs of East Asia, which a Latin letter before two quotation marks can be taken for."""
    return any("\u2e80" <= sign <= "\uffef" for sign in text)
