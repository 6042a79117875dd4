"""Titles, places, numerals of kings, and initials, as a newsreader says them."""

from __future__ import annotations

import pytest

from briefing.spoken import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Gov. Ada Roe and Lt. Gov. Bo Poe", "Governor Ada Roe and Lieutenant Governor Bo Poe"),
        ("Maj. Gen. Tom Poe", "Major General Tom Poe"),
        ("Sens. Roe and Poe", "Senators Roe and Poe"),
        ("the Rev. Al Poe", "the Reverend Al Poe"),
        ("Det Insp Al Poe and Cllr Bo Dee", "Detective Inspector Al Poe and Councillor Bo Dee"),
        ("Pte. Al Poe, born c. 1820", "Private Al Poe, born circa eighteen twenty"),
        ("Mr. and Mrs. Poe", "Mister and Missus Poe"),
        ("Dr. Roe of Ocean Dr.", "Doctor Roe of Ocean Drive."),
        ("Bo Poe Jr. said", "Bo Poe Junior said"),
        ("Prof. Jane Roe, Ph.D.", "Professor Jane Roe, PhD."),
        ("Atty. Gen. Roe", "Attorney General Roe"),
        ("Mr Roe", "Mister Roe"),
    ],
)
def test_titles_and_ranks_are_said_in_full(written: str, said: str) -> None:
    """Titles and ranks are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Acme Corp. said", "Acme Corporation said"),
        ("Roe & Co. said", "Roe and Company said"),
        ("Poe Bros. Inc. said", "Poe Brothers Incorporated said"),
        ("Nos. 3 and 4", "Numbers three and four"),
        ("No, he said.", "No, he said."),
        ("Vol. 3", "Volume three"),
        ("pp. 12-15", "pages twelve to fifteen"),
        ("Roe v. Poe", "Roe versus Poe"),
        ("e.g., tanks", "for example, tanks"),
        ("i.e. tanks", "that is tanks"),
        ("etc., etc.", "et cetera, et cetera."),
    ],
)
def test_companies_counters_and_latin_are_said_in_full(written: str, said: str) -> None:
    """Companies, counters and Latin are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("St. Paul, Minn., police", "Saint Paul, Minnesota, police"),
        ("Fort St. John", "Fort Saint John"),
        ("42nd St. is closed", "forty-second Street is closed"),
        ("Wall St. fell", "Wall Street fell"),
        ("Rue St.-Denis", "Rue Saint-Denis"),
        ("near Ste.-Anne", "near Sainte-Anne"),
        ("Mont-St.-Michel", "Mont-Saint-Michel"),
        ("the Main St.-Elm Ave. corner", "the Main Street-Elm Avenue corner"),
    ],
)
def test_st_is_a_saint_before_a_name_and_a(written: str, said: str) -> None:
    """St. is a saint before a name and a street behind one."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Charleston, W.Va., police", "Charleston, West Virginia, police"),
        ("Austin, TX 78701", "Austin, Texas seven eight seven zero one"),
        ("Washington, D.C., police", "Washington, D.C., police"),
        ("Gov. Roe of N.J. said", "Governor Roe of New Jersey said"),
    ],
)
def test_states_are_said_in_full(written: str, said: str) -> None:
    """States are said in full."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sen. Ada Roe, D-Va., said", "Senator Ada Roe, Democrat of Virginia, said"),
        ("Rep. Bo Poe, R-Texas, said", "Representative Bo Poe, Republican of Texas, said"),
        ("Sen. Cy Coe (I-Vt.) said", "Senator Cy Coe, Independent of Vermont, said"),
        ("Ada Roe (D) and Bo Poe (R)", "Ada Roe, Democrat, and Bo Poe, Republican"),
        ("Sen. Ada Roe (D-CA)", "Senator Ada Roe, Democrat of California"),
    ],
)
def test_a_party_tag_names_party_and_state(written: str, said: str) -> None:
    """A party tag names party and state."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Queen Elizabeth II's funeral", "Queen Elizabeth the Second's funeral"),
        ("Pope Benedict XVI", "Pope Benedict the Sixteenth"),
        ("Louis XIV", "Louis the Fourteenth"),
        ("Ada Roe III", "Ada Roe the Third"),
        ("World Wars I and II", "World Wars one and two"),
        ("World Wars I and II's legacy", "World Wars one and two's legacy"),
        ("WWII", "World War Two"),
        ("WWII's end", "World War Two's end"),
        ("Act III", "Act three"),
    ],
)
def test_kings_popes_and_namesakes_are_ordered_wars_and_chapters(written: str, said: str) -> None:
    """Kings, popes and namesakes are ordered; wars and chapters are counted."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("World War I", "World War one"),
        ("Malcolm X", "Malcolm X"),
        ("Sam and I went", "Sam and I went"),
        ("Article V", "Article five"),
        ("vitamin C", "vitamin C"),
    ],
)
def test_a_single_letter_is_a_numeral_only_behind_a(written: str, said: str) -> None:
    """A single letter is a numeral only behind a word that calls for one."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the IMF", "the I.M.F."),
        ("the IMF.", "the I.M.F."),
        ("GOP senators", "G.O.P. senators"),
        ("the WHO said", "the W.H.O. said"),
        ("who said", "who said"),
        ("IEDs", "I.E.D.'s"),
        ("MPs", "M.P.'s"),
        ("the FBI's case", "the F.B.I.'s case"),
        ("NATO's", "NATO's"),
        ("the FBI", "the FBI"),
        ("AT&T", "A.T. and T"),
        ("Johnson & Johnson", "Johnson and Johnson"),
    ],
)
def test_initials_that_a_voice_would_take_for_a_word(written: str, said: str) -> None:
    """Initials that a voice would take for a word are written with stops."""
    assert spoken_form(written).text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("SENATE VOTES 52-48 TO BACK NATO AID", "Senate Votes fifty-two to forty-eight To Back NATO Aid"),
        ("FBI RAIDS HOME OF EX-MAYOR IN OHIO", "FBI Raids Home Of Ex-Mayor In Ohio"),
        ("COURT STRIKES DOWN VOTER ID LAW AS IT STANDS", "Court Strikes Down Voter ID Law As It Stands"),
    ],
)
def test_a_headline_in_capitals_is_read_in_small_letters(written: str, said: str) -> None:
    """A headline in capitals is read in small letters, its initials apart."""
    assert spoken_form(written).text == said
