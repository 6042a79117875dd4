"""Bytes become text that nothing further down trips over."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean.decode import decode

COPY = "Zoë Ångström a déjà payé 5 £ – « c’est tout »."


@pytest.mark.parametrize(
    "mark", [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_a_byte_order_mark_goes_before_every_label(mark: tuple[bytes, str]) -> None:
    """A mark decides, and is no part of the text."""
    assert decode(mark[0] + COPY.encode(mark[1]), "iso-8859-1") == COPY


def test_the_carriers_charset_is_used() -> None:
    """What the HTTP header or the MIME part says decodes what is not UTF-8."""
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"


def test_a_declaration_in_the_page_is_used() -> None:
    """Without a carrier's word the page's own `<meta>` is asked."""
    page = '<html><head><meta charset="windows-1251"></head><body>Новости Северной гавани</body></html>'
    assert decode(page.encode("windows-1251")) == page


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1252", "us-ascii", "no-such-charset", "utf-7", "hex", "", None]
)
def test_utf_8_is_recognised_under_any_label(label: str | None) -> None:
    """Valid UTF-8 is UTF-8, however wrong or odd the label."""
    assert decode(COPY.encode(), label) == COPY


def test_latin_1_means_windows_1252() -> None:
    """Curly quotes survive in pages that call themselves ISO 8859-1, as in every browser."""
    assert decode("“No,” she said.".encode("cp1252"), "iso-8859-1") == "“No,” she said."


def test_a_false_utf_8_label_is_seen_through() -> None:
    """Bytes that are no UTF-8 are left to the detector, and no letter is lost."""
    text = "Der Bürgermeister von Süßenbrück grüßte die Gäste an der schönen Brücke. " * 5
    assert decode(text.encode("cp1252"), "utf-8") == text


def test_mojibake_is_undone_where_it_is_certain() -> None:
    """UTF-8 that was once read as Windows-1252 is printed as it was meant, and clean lines stay."""
    assert decode("Itâ€™s late.\nÂ§ 5 in Ångström’s Málaga") == "It’s late.\nÂ§ 5 in Ångström’s Málaga".replace(
        "Â§", "§"
    )


def test_a_letter_before_two_quotation_marks_is_no_mojibake() -> None:
    """The same bytes would be a Chinese sign in UTF-8."""
    assert decode("“Il est désolé”“Non”, said Zoé”“ twice") == "“Il est désolé”“Non”, said Zoé”“ twice"


def test_control_and_invisible_characters_are_gone() -> None:
    """NULs, escapes, soft hyphens and zero-width spaces never reach an engine."""
    assert decode("a\0b\x1bc\u00add\u200be\r\nf\rg\u2028h") == "abcde\nf\ng\nh"


def test_lone_surrogates_become_replacement_characters() -> None:
    """Half a character cannot be encoded again, so it is replaced."""
    assert decode("a\ud800b") == "a\ufffdb"


def test_controls_of_c1_are_the_quotation_marks_that_they_were() -> None:
    """Windows-1252 that was read as ISO 8859-1: who speaks hangs on its marks; what is no sign there goes."""
    assert decode("\x93It\x92s late,\x94 she said \x96 at last") == "“It’s late,” she said – at last"
    assert decode("\x9b31mred\x81\x8d\x7f\ufffc\x85end") == "›31mred\nend"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "cp037", "shift_jis", "rot13", "\0", "zlib"]))
def test_any_bytes_become_encodable_text(content: bytes, charset: str | None) -> None:
    """Whatever the bytes and the label, the text can be encoded and holds no control characters."""
    text = decode(content, charset)
    text.encode()
    assert not [one for one in text if unicodedata.category(one) == "Cc" and one not in "\n\t"]


def test_a_megabyte_of_damage_has_an_end() -> None:
    """What is damaged is not tried again and again: that would take until the suite's time limit."""
    assert decode(b"\xe2\x80\x00\xff\xc3" * 200_000)
