"""Notes of the desk: kill, embargo, correction."""

from __future__ import annotations

import pytest

from briefing.clean.notices import find_corrections, is_correction, refuse_withheld
from briefing.errors import StoryWithheld

COPY = "Harburg opened its new bridge on Monday."


@pytest.mark.parametrize(
    "note",
    [
        "KILL",
        "BULLETIN KILL",
        "MANDATORY KILL: Harburg Bridge",
        "EDITORS: KILL the story slugged BC-Harburg-Bridge",
        "STORY KILL - BC-Harburg-Bridge",
        "Attention editors, please kill the story about the bridge.",
        "EMBARGOED UNTIL 6 p.m. Monday",
        "Embargoed until 00:01 GMT on 4 May",
        "EMBARGO: 4 May, 06:00",
        "** STRICTLY EMBARGOED **",
        "HOLD FOR RELEASE Sunday",
        "Not for publication before Monday noon",
        "No use before 4 May",
        "NOT FOR PUBLICATION UNTIL 2200",
        "Embargoed till further notice",
        "Embargoed to 0001 Monday 4 May",
        "(Embargoed till Monday)",
        "EMBARGOED FOR RELEASE AT 0001 MONDAY, MAY 4",
        "Embargoed for release until 10.30 on Monday, 4 May",
        "Strictly embargoed until Monday, May 4, 6 p.m.",
        "UNDER EMBARGO",
        "EMBARGOED UNTIL 0001, Monday",
        "Embargoed until 1800 GMT",
        "STRICTLY EMBARGOED - Harburg Bridge",
        "KILL THE STORY BC-Harburg-Bridge",
        "KILL THIS VERSION",
        "BC-KILLED: Harburg Bridge",
        "Editors: please withhold the story about the bridge.",
        "EDITORS - do not use BC-Harburg-Bridge",
    ],
)
def test_a_story_that_is_killed_or_embargoed_is_withheld(note: str) -> None:
    """The error names the story and quotes the note."""
    with pytest.raises(StoryWithheld) as caught:
        refuse_withheld(["", "Bridge opens", note, COPY], "bridge.txt")
    assert "bridge.txt" in str(caught.value)
    assert note in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on grain is lifted",
        "Killer of two is sentenced",
        "Kill the lights, says council",
        "An embargo until May would hurt farmers, Holm said.",
        "KILLARNEY (AP) — A bridge opened.",
        "Embargo for grain ships ends on Monday",
        "EMBARGO HITS FISHERMEN OF HARBURG",
        "Embargo: how Harburg lives without bread",
        "Embargoed for ten years, Harburg opens its port",
        "Embargo until Monday halts ships",
        "UNDER EMBARGO, HARBURG BAKES ITS OWN BREAD",
        "No release until ransom is paid, kidnappers say",
        "No use before 2030 for old mine, council rules",
        "NO USE BEFORE 2030 FOR OLD MINE, COUNCIL RULES",
        "KILL THE BILL, 9,000 SHOUT IN HARBURG",
        "KILLED: nine fishermen, in one night",
        "Editors withhold prize in protest",
        COPY,
    ],
)
def test_a_story_about_killing_or_embargoes_goes_on_air(line: str) -> None:
    """Words of the copy are no note."""
    refuse_withheld([line], "bridge.txt")


def test_a_note_deep_in_the_copy_is_copy() -> None:
    """Only the lines before the copy are looked at."""
    refuse_withheld([COPY] * 20 + ["KILL"], "bridge.txt")


def test_corrections_are_found_and_kept_in_order() -> None:
    """Each note that corrects or clarifies is given back verbatim."""
    notes = (
        "CORRECTION: The bridge is 90 metres long.",
        "This story has been corrected to show that Holm is the mayor.",
        "An earlier version of this article misspelled the name of the river.",
    )
    assert find_corrections((notes[0], COPY, notes[1], notes[2])) == notes
    assert not is_correction(COPY)
    assert not is_correction("Corrections officers went on strike on Monday.")
