"""Newsletters: messages and mailboxes."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Form, Story
from briefing.sources.document import Document
from briefing.sources.mail import letter, mailbox
from briefing.sources.newsletter import readable_html, readable_text

NEWS = [
    "The harbour board voted on Friday to keep the old crane, the last of its kind on the coast, for ten more years.",
    "“It still lifts more than I do,” said Ada Quist, who has worked it since 1999 and does not mean to stop.",
    "Readers can opt out of the new water tariff until May.",
]


def read(content: bytes, name: str = "letter.eml") -> Story:
    """The story in a message."""
    return letter(Document("inbox/letter.eml", name, content))


def message(plain: str = "", markup: str = "", charset: str = "utf-8") -> EmailMessage:
    """A newsletter with either or both parts."""
    mail = EmailMessage()
    mail["From"] = '"Ada Quist, The Crane" <ada@crane.example>'
    mail["Subject"] = "Kran bleibt – für zehn Jahre"
    mail["Date"] = "Fri, 07 Feb 2031 09:00:00 +0200"
    if plain or not markup:
        mail.set_content(plain, charset=charset)
    if markup:
        mail.add_alternative(markup, subtype="html", charset=charset)
    return mail


def test_a_letter_is_a_story() -> None:
    """Subject, sender's name and date are its headline, byline and date; the HTML part goes before the plain one."""
    story = read(message("Plain.", f"<p>{NEWS[0]}</p>").as_bytes())
    assert (story.id, story.form, story.headline) == ("inbox/letter.eml", Form.HTML, "Kran bleibt – für zehn Jahre")
    assert story.byline == ("Ada Quist, The Crane",)
    assert story.published == datetime(2031, 2, 7, 7, 0, tzinfo=UTC)
    assert NEWS[0] in story.content  # type: ignore[operator]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot be told another zone")
def test_a_date_without_a_zone_is_the_same_moment_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-0000` means UTC, wherever the machine stands."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    mail = message("Plain.").as_bytes().replace(b"+0200", b"-0000")
    try:
        assert read(mail).published == datetime(2031, 2, 7, 9, 0, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_plain_part_is_taken_where_there_is_no_other() -> None:
    """In the charset that the part states."""
    story = read(message("Ein Kran für Köln.", charset="iso-8859-1").as_bytes())
    assert (story.form, story.content) == (Form.TEXT, "Ein Kran für Köln.\n\n")


@pytest.mark.parametrize("charset", ["utf-8", "klingon", "ascii", "punycode", "zlib"])
def test_a_wrong_charset_loses_no_letter(charset: str) -> None:
    """Unknown and wrong charsets are read as UTF-8; and Windows-1252 where it is not that."""
    head = f"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert read(head + "Köln bleibt.".encode()).content == "Köln bleibt.\n\n"
    assert read(head.replace(charset.encode(), b"utf-8") + "“Köln”".encode("cp1252")).content == "“Köln”\n\n"
    assert read(head + b"x").headline == "Grüße"
    assert read("Subject: Grüße roh\n\nx".encode()).headline == "Grüße roh"


def test_the_furniture_of_newsletters_is_taken_out() -> None:
    """Hidden preview, tables for layout, browser line and footer go; the news stays, word for word."""
    rows = "".join(f"<tr><td><p>{news}</p></td></tr>" for news in NEWS)
    markup = (
        "<html><head><title>The Crane</title><style>p {}</style></head>"
        "<body><div style='display: none'>A preview.</div><table><tr><td><table>"
        f"<tr><td><a href='x'>View this email in your browser</a></td></tr>{rows}"
        "<tr><td>You are receiving this email because you asked. <a href='x'>Unsubscribe</a></td></tr>"
        "<tr><td>2 Quay Street</td></tr></table></td></tr></table></body></html>"
    )
    page = readable_html(markup, headline="A crane stays", name="x")
    assert "<title>A crane stays</title>" in page
    assert all(news in page for news in NEWS)
    for furniture in ("browser", "Unsubscribe", "Quay Street", "preview", "<td", "p {}"):
        assert furniture not in page


def test_the_furniture_of_plain_newsletters_is_taken_out() -> None:
    """Also the long addresses behind links, on lines of their own or in brackets."""
    url = "https://click.crane.example/" + "x" * 300
    body = "\n\n".join([f"View in your browser <{url}>", f"{NEWS[0]} [{url}]", url, *NEWS[1:]])
    text = readable_text(f"{body}\r\n\r\nUnsubscribe: {url}\n\nThe Crane, 2 Quay Street\n")
    assert text == "".join(f"{news}\n\n" for news in NEWS)


def test_a_letter_about_unsubscribing_keeps_its_news() -> None:
    """A long paragraph is news whatever it speaks of, and so is what follows a footer's words early in the letter."""
    long = "To unsubscribe from a newsletter should take one click, a court said. " * 6
    text = readable_text("\n\n".join(["Unsubscribe here.", long.strip(), *NEWS]))
    assert long.strip() in text
    assert all(news in text for news in NEWS)


def test_a_subject_may_hold_anything() -> None:
    """Control characters, plain or encoded, are no part of a headline."""
    story = read(b"Subject: A =?utf-8?q?crane=00=07=EF=BF=BF?=\nContent-Type: text/html\n\n<title>x</title><p>Text")
    assert story.headline == "A crane"


@pytest.mark.parametrize("coded", ["=?utf-8?b?=?utf-8?b?=?=", "=?no-such?q?Kran?=", "=?utf-8?b?a?="])
def test_a_header_that_cannot_be_decoded_costs_no_story(coded: str) -> None:
    """It stays as it is; a date that is none is left out."""
    found = read(f"Subject: {coded}\nDate: {coded}\nFrom: {coded}\n\n{NEWS[0]}\n".encode())
    assert found.headline
    assert (found.published, NEWS[0] in str(found.content)) == (None, True)


@pytest.mark.parametrize("letter", ["\x0b", "\x01", "\x1b", "&#11;", "&#xfffe;"])
@pytest.mark.parametrize("furniture", ["<style>p {{}}</style>{}", "<span style='display:none'>hidden</span>{}"])
def test_letters_that_xml_does_not_know_cost_no_story(letter: str, furniture: str) -> None:
    """Behind what is taken out, too: word processors leave them in newsletters."""
    markup = f"<p>Kran {furniture.format(letter)} bleibt. {NEWS[0]}</p>"
    page = readable_html(markup, headline="Kran", name="letter.eml")
    assert NEWS[0] in page
    assert "hidden" not in page


def test_an_attachment_is_no_story() -> None:
    """A message that has nothing else is an error."""
    mail = EmailMessage()
    mail["Subject"] = "Report"
    mail.add_attachment(b"<p>secret</p>", maintype="text", subtype="html", filename="a.html")
    with pytest.raises(SourceError, match="without text"):
        read(mail.as_bytes())


def test_a_mailbox_is_read_message_by_message() -> None:
    """One that is empty is an error among the others; the names say which one it is."""
    start = b"From ada@crane.example Fri Feb  7 07:00:00 2031\n"
    messages = [b"Message-ID: <1@x>\nSubject: A\n\n>From here on, text.\n", b"Subject: B\n\n", b"Subject: C\n\nText.\n"]
    found = list(mailbox(Document("box.mbox", "box.mbox", b"\n".join(start + each for each in messages))))
    assert [type(each) for each in found] == [Story, SourceError, Story]
    first = found[0]
    assert isinstance(first, Story)
    assert (first.id, first.name, first.headline) == ("box.mbox#1@x", "box.mbox, message 1", "A")
    assert first.content == "From here on, text.\n\n"
    with pytest.raises(SourceError, match="without messages"):
        list(mailbox(Document("box.mbox", "box.mbox", b"nothing")))


def test_hostile_mail_is_bounded() -> None:
    """Endless nesting, headers and lines are an error before any slow parser sees them."""
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(900))
    for content in (
        b"From: a@b.example\n" + nested,
        b'From: a@b.example\nContent-Type: text/html; a="' + b";" * 1_000_000,
        b"From: a@b.example\n\n" + b"\n" * 9_000_000,
    ):
        with pytest.raises(SourceError):
            read(content)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 30))
def test_no_damage_crashes_the_reader(noise: bytes, place: int, length: int) -> None:
    """A message with any bytes put in at any place is a story or an error."""
    whole = message("Plain.", f"<p>{NEWS[1]}</p>").as_bytes()
    with suppress(SourceError):
        assert isinstance(read(whole[:place] + noise + whole[place + length :]), Story)
