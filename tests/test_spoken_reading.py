"""What holds for every text that is read, whatever it says."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.spoken import Lexicon, read_lexicon, spoken_form

UNREADABLE = re.compile(
    r"[0-9$€£¥%#@&+=<>{}\[\]^~|\\/*_°½¼¾©®™§•\x00-\x08\x0b-\x1f\x7f]|--|\bhttps?:|\bwww\.|(?<![^\s])-"
)
PIECES = (
    "No. 1 $ 5 - – -- / . .. ... [ ] St. Dr. Jan. 25 2022 a.m. p.m. I II VI D-Va. (R) 50% US U.S. km/h 1/2 ½ ' '80s "
    "read he live @a #b2 http:// a@b.co com x × 3:30 7-6 1,000 F-35s & = ° C 12\" < > www.a.com WHO AP IMF's Jr. Inc. "
    "etc. v. Main a An The 's s"
).split()
news = st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=14).map("".join)
anything = st.one_of(st.text(max_size=60), news)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_what_is_spoken_is_its_own_spoken_form(text: str) -> None:
    """Reading a second time changes nothing."""
    said = spoken_form(text).text
    assert spoken_form(said).text == said


@settings(max_examples=300, deadline=None)
@given(anything)
def test_nothing_that_no_voice_can_read_is_left(text: str) -> None:
    """No digit, no sign and nothing like a command passes."""
    said = spoken_form(text).text
    assert not UNREADABLE.search(said)
    assert not any(char.isdigit() for char in said)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_parts_cover_the_written_text(text: str) -> None:
    """The parts are in order, do not overlap, and leave nothing of the written text out."""
    at = 0
    for part in spoken_form(text).parts:
        assert part.start == at
        assert part.end >= part.start
        at = part.end
    assert at == len(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("mayor spoke of bread with little hope today".split()), min_size=1, max_size=12))
def test_ordinary_words_are_said_as_written(words: list[str]) -> None:
    """Text without figures, signs or abbreviations comes back as it is."""
    text = " ".join(words)
    assert spoken_form(text).text == text


def test_each_part_says_what_stands_there() -> None:
    """A transcript can show what was written while it is said."""
    written = "Gov. Roe paid $5 on Jan. 3."
    said = {written[part.start : part.end]: part.text for part in spoken_form(written).parts}
    assert said["Gov."] == "Governor"
    assert said["$5"] == "five dollars"
    assert said["Jan. 3"] == "January third"


def test_british_english_has_its_own_conventions() -> None:
    """Numbers take `and`, the day comes first in figures, and metres are spelt so."""
    said = spoken_form("On 03/04/2022 some 2,306 people ran 5 km, and 3 m more on May 5.", language="en-GB").text
    assert said == (
        "On the third of April twenty twenty-two some two thousand three hundred and six people ran five kilometres, "
        "and three metres more on May the fifth."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("She read the letter last night", "She red the letter last night"),
        ("They read every day", "They read every day"),
        ("She did not make him read it", "She did not make him read it"),
        ("found lead pipes", "found led pipes"),
        ("a lead-poisoning case", "a led-poisoning case"),
        ("old lead-based paint", "old led-based paint"),
        ("took the lead based on one poll", "took the lead based on one poll"),
        ("took the lead in March", "took the lead in March"),
        ("residents live there", "residents liv there"),
        ("a live broadcast", "a live broadcast"),
        ("would not bow to pressure", "would not bough to pressure"),
        ("a minute ago", "a minute ago"),
    ],
)
def test_heteronyms_are_respelt_only_where_the_context_decides(written: str, said: str) -> None:
    """A word is respelt where its neighbours tell which it is, and left alone elsewhere."""
    assert spoken_form(written).text == said


def test_a_lexicon_respells_names() -> None:
    """Names of the lexicon are respelt, in datelines in capitals too."""
    lexicon = read_lexicon('[say]\nKyiv = "Keeve"')
    assert spoken_form("KYIV (AP) -- Kyiv's mayor", lexicon=lexicon).text == "Keeve, A.P. Keeve's mayor"
    assert spoken_form("Kyiv", lexicon=Lexicon()).text == "Kyiv"


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1-", "$1 ", "A.", "Rep. ", "5'", "@a", "a@", "[", " ", "- ", "½", "12345 "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """A hundred thousand characters of it are read through; twice over would take until the suite's time limit."""
    text = piece * (100_000 // len(piece))
    parts = spoken_form(text).parts
    assert (parts[0].start, parts[-1].end) == (0, len(text))


def test_importing_it_loads_little() -> None:
    """Whoever needs no voice does not pay for a big library."""
    code = (
        "import sys, briefing.spoken; print(len([name for name in sys.modules if name.startswith(('numpy', 'pydub'))]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "0"
