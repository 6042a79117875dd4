"""Who wrote a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.clean.byline import byline_names, is_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By C. Ada Holm", ("C. Ada Holm",)),
        ("By Ada Holm and Bo Lind, Staff Writer", ("Ada Holm", "Bo Lind")),
        ("By Ada Holm, Bo Lind, and Cay O'Dell", ("Ada Holm", "Bo Lind", "Cay O'Dell")),
        ("ADA HOLM | The Harburg Courier", ("Ada Holm",)),
        ("By ADA MCHOLM", ("Ada McHolm",)),
        ("By ADA HOLM Associated Press", ("Ada Holm",)),
        ("By Ada Holm Staff Writer", ("Ada Holm",)),
        ("By Ada Holm in Harburg", ("Ada Holm",)),
        ("By Ada Holm | Nov. 3", ("Ada Holm",)),
        ("Written by Ludwig van der Holm", ("Ludwig van der Holm",)),
        ("*By Ada Holm*", ("Ada Holm",)),
        ("By Ana Luz de la Mar", ("Ana Luz de la Mar",)),
        ("By Ana Luz Ida de la Mar", ()),
    ],
)
def test_names_come_without_roles_and_papers(line: str, names: tuple[str, ...]) -> None:
    """People's names are left when `By`, role, paper, place and date are taken away."""
    assert byline_names(line) == names


@pytest.mark.parametrize("line", ["By The Associated Press", "By Reuters", "By Staff Reporters"])
def test_an_agency_is_a_byline_without_people(line: str) -> None:
    """An agency's byline is known as one, and names nobody."""
    assert byline_names(line) == ()
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Wednesday, officials said it was over.",
        "By the time the fire was out, two houses were gone.",
        "The bridge was built by Ada Holm.",
        "News | Sport | Weather",
        "Bystanders",
        "",
    ],
)
def test_a_sentence_or_menu_is_no_byline(line: str) -> None:
    """`By` at the head of a sentence, and bars between labels, name nobody."""
    assert byline_names(line) == ()
    assert not is_byline(line)


@given(st.text(max_size=300))
def test_any_line_is_taken(line: str) -> None:
    """Whatever the line, names come back as whole words and none twice."""
    names = byline_names(line)
    assert len(set(names)) == len(names)
    assert all(name.strip() == name for name in names)


@pytest.mark.parametrize("piece", ["By ", "A ", "By A and ", "| "])
def test_a_long_line_is_no_byline(piece: str) -> None:
    """A line of a million characters is turned away at once."""
    assert not is_byline(piece * 300_000)
