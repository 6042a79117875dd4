"""Promises of `briefing.quotes.marks`: where quoted words start and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.quotes.marks import find_marked, lines_of


def quoted(text: str) -> list[str]:
    """What stands between marks."""
    return [text[m.start : m.end] for m in find_marked(text, lines_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said.', ["We go,"]),
        ("“We go,” she said.", ["We go,"]),
        ("''We go,'' she said.", ["We go,"]),
        ("``We go,'' she said.", ["We go,"]),
        ("„Wir gehen“, said Olsen.", ["Wir gehen"]),
        ("« Nous partons », said Olsen.", ["Nous partons"]),
        ("»Wir gehen«, said Olsen.", ["Wir gehen"]),
        ("‘We go,’ she said.", ["We go,"]),
        ("'We go,' she said.", ["We go,"]),
        ("”We go,” she said.", ["We go,"]),
        ("“We go,“ she said.", ["We go,"]),
        ('“We go," she said.', ["We go,"]),
        ('"We go,” she said.', ["We go,"]),
    ],
)
def test_every_kind_of_mark_is_known(text: str, expected: list[str]) -> None:
    """Straight, curly, doubled, German, French, British, mixed and wrong-way marks all enclose the same words."""
    assert quoted(text) == expected


def test_nested_marks_stay_inside() -> None:
    """What somebody quotes is part of what they say."""
    assert quoted("“He told me ‘go away’ and left,” Olsen said.") == ["He told me ‘go away’ and left,"]
    assert quoted("“He told me “go away” and left,” Olsen said.") == ["He told me “go away” and left,"]
    assert quoted("‘He told me “go away” and left,’ Olsen said.") == ["He told me “go away” and left,"]


def test_a_triple_apostrophe_closes_the_inner_mark_first() -> None:
    """`'''` is a single mark and a double one."""
    assert quoted("''I call it 'old school,''' said Olsen. ''Yes.''") == ["I call it 'old school,'", "Yes."]


def test_each_paragraph_opens_and_only_the_last_closes() -> None:
    """A quotation over several paragraphs is one stretch in each, none crossing a line break."""
    assert quoted("“One.\n“Two.\n“Three,” she said.") == ["One.", "Two.", "Three,"]


def test_a_quotation_may_run_on_through_paragraphs_without_marks() -> None:
    """What one paragraph opens and a later one closes holds what lies between."""
    assert quoted("She said: “One is here.\nTwo is there.\nThree is gone,” and left.") == [
        "One is here.",
        "Two is there.",
        "Three is gone,",
    ]


def test_a_closing_mark_without_an_opening_one_is_nothing() -> None:
    """A stray mark does not swallow the paragraph."""
    assert quoted("She left the room” and came back.") == []


def test_apostrophes_quote_nothing() -> None:
    """Contractions, possessives and elisions are no marks."""
    assert quoted("The workers' rights weren't lost in the '90s, 'em and rock 'n' roll aside.") == []


def test_a_possessive_inside_single_quotes_does_not_close_them() -> None:
    """The surer closing mark wins."""
    assert quoted("'The workers' rights matter,' she said.") == ["The workers' rights matter,"]


def test_inches_and_feet_quote_nothing() -> None:
    """Measures are no marks, neither outside a quotation nor inside one."""
    assert quoted('He is 6\'2" tall and the pipe 10" wide.') == []
    assert quoted('"The 10" pipe broke," she said.') == ['The 10" pipe broke,']


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\n\n"])
def test_no_stretch_crosses_a_line_break(end: str) -> None:
    """Whatever ends a line, words stay within it."""
    assert quoted(f"“One.{end}“Two,” she said.") == ["One.", "Two,"]


@given(st.text(alphabet="\"“”'‘’«»„` aB1.,?\n\u2028(—", max_size=200))
def test_stretches_are_in_order_apart_and_trimmed(text: str) -> None:
    """Any text gives stretches that are not empty, do not overlap, and neither start nor end in a space."""
    last = 0
    for m in find_marked(text, lines_of(text)):
        assert last <= m.outer_start <= m.start < m.end <= m.outer_end
        assert text[m.start : m.end] == text[m.start : m.end].strip()
        assert "\n" not in text[m.start : m.end]
        last = m.outer_end
