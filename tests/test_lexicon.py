"""How names are looked up, joined and read from TOML, and whether the shipped ones are said right."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.engines.phonemes import phonemes
from briefing.errors import ConfigError
from briefing.spoken import Entry, Lexicon, read_lexicon, spoken_form

SHIPPED = Path(__file__).parents[1] / "voices" / "lexicon.toml"


def said(text: str, toml: str) -> str:
    """Say `text` with the lexicon `toml`."""
    return spoken_form(text, lexicon=read_lexicon(toml)).text


def test_plurals_and_possessives_are_derived() -> None:
    """One entry serves every form of its word."""
    toml = '[say]\nNguyen = "Win"\nZhou = "Jo"\nRutte = "Ruta"'
    assert said("Nguyen's, Nguyen’s, Nguyens, the Nguyens' and Zhou", toml) == "Win's, Win’s, Wins, the Wins' and Jo"


def test_a_name_is_known_by_its_capitals() -> None:
    """A name is matched as written or wholly in capitals, unless the entry says that case does not matter."""
    toml = '[say]\nNice = "Neece"\ngyro = { say = "yeero", any_case = true }'
    assert said("a nice gyro in Nice, NICE", toml) == "a nice yeero in Neece, Neece"
    assert said("Gyros", toml) == "yeeros"


def test_the_longest_entry_wins() -> None:
    """A phrase is preferred to its first word."""
    toml = '[say]\n"Khan Younis" = "Hon Yoonis"\nKhan = "Kahn"'
    assert said("Khan in Khan Younis", toml) == "Kahn in Hon Yoonis"


def test_no_entry_matches_inside_a_word() -> None:
    """Only whole words are respelt."""
    assert said("Xian and Xi", '[say]\nXi = "Shee"') == "Xian and Shee"


def test_the_right_hand_lexicon_decides() -> None:
    """Where both know a word, the one on the right of `|` wins; the rest is kept."""
    ours = read_lexicon('[say]\nKyiv = "Keeve"\nXi = "Shee"')
    theirs = read_lexicon('[say]\nKyiv = "Kiev"')
    assert spoken_form("Kyiv, Xi", lexicon=ours | theirs).text == "Kiev, Shee"


def test_what_an_engine_makes_of_a_respelling_is_kept_and_not_said() -> None:
    """By engine and language, for whoever checks it."""
    lexicon = read_lexicon('[say]\nKyiv = { say = "Keeve", phonemes = { "piper/en-us" = "kˈiːv" } }')
    assert lexicon.entries[0].phonemes == (("piper/en-us", "kˈiːv"),)
    assert spoken_form("Kyiv", lexicon=lexicon).text == "Keeve"


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[say", "not TOML"),
        ("[said]\na = 'b'", "unknown table"),
        ("say = 1", "not a table"),
        ("[say]\nKyiv = 5", "plain letters"),
        ("[say]\nKyiv = '[[kiv]]'", "plain letters"),
        ("[say]\nKyiv = ''", "plain letters"),
        ("[say]\n'-v' = 'x'", "not a word"),
        ("[say]\nKyiv = { say = 'Keeve', voice = 'x' }", "unknown key"),
        ("[say]\nKyiv = { say = 'Keeve', any_case = 1 }", "any_case"),
        ("[say]\nKyiv = { say = 'Keeve', phonemes = { espeak = 'x' } }", "engine and language"),
        ("[say]\nXi = 'Xi Xi'", "holds the word itself"),
    ],
)
def test_a_bad_lexicon_is_refused_with_a_hint(toml: str, told: str) -> None:
    """The message names the entry and the hint says how to write it."""
    with pytest.raises(ConfigError, match=told) as caught:
        read_lexicon(toml)
    assert caught.value.hint


def test_an_empty_lexicon_changes_nothing() -> None:
    """No table at all is a lexicon without entries."""
    assert read_lexicon("") == Lexicon() == Lexicon(())
    assert Lexicon((Entry("Xi", "Shee"),)).entries


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    """Read the lexicon that comes with the program."""
    return read_lexicon(SHIPPED.read_text(encoding="utf-8"))


def test_the_shipped_lexicon_knows_two_hundred_names(shipped: Lexicon) -> None:
    """The names of current news are there to start with."""
    assert len(shipped.entries) >= 200


def test_no_shipped_respelling_is_respelt(shipped: Lexicon) -> None:
    """What an entry says holds no other entry, so that a name is respelt once."""
    for entry in shipped.entries:
        assert spoken_form(entry.say, lexicon=shipped).text == entry.say


def test_each_shipped_respelling_is_said_as_intended(shipped: Lexicon) -> None:
    """The engine's phonemes for each respelling are those that were checked, and not those of the bare name."""
    for entry in shipped.entries:
        assert phonemes(entry.say) == dict(entry.phonemes)["espeak/en-us"], entry.written
        assert phonemes(entry.written) != phonemes(entry.say), entry.written


@pytest.mark.parametrize(("letters", "refused"), [(79, False), (80, False), (81, True)])
def test_an_entry_has_eighty_letters_at_most(letters: int, refused: bool) -> None:
    """And its respelling too."""
    for toml in (f'[say]\n{"k" * letters} = "x"', f'[say]\nKyiv = "{"x" * letters}"'):
        if refused:
            with pytest.raises(ConfigError):
                read_lexicon(toml)
        else:
            assert len(read_lexicon(toml).entries) == 1


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Ryes", "Rises"), ("Rye's", "Ris's"), ("Ryes'", "Rises'"), ("RYE", "RYE"), ("rye", "rye"),
        ("Vik, Viks, Vikes", "Veek, Veeks, Veeks"), ("VIKE, VIK", "VIKE, VIK"), ("Lodes", "Loads"),
        ("Lodess", "Lodess"),
        ("LODE", "Load"), ("Tarns", "Tahns"), ("Tarnss", "Tarnss"), ("Tarns'", "Tahns'"), ("Tarns's", "Tahns's"),
    ],
)  # fmt: skip
def test_the_forms_of_a_word(written: str, heard: str) -> None:
    """Its plural and possessive; what ends in an s has no plural by another; short words in capitals are others."""
    toml = '[say]\nRye = "Ris"\nVik = "Veek"\nLode = "Load"\nTarns = "Tahns"'
    assert said(written, toml) == heard


def test_the_first_unknown_key_is_named() -> None:
    """Of a table, and of an entry."""
    with pytest.raises(ConfigError, match=r"unknown table \[aa\]"):
        read_lexicon("[b]\n[aa]\n")
    with pytest.raises(ConfigError, match="Kyiv: unknown key 'aa'"):
        read_lexicon('[say]\nKyiv = { say = "Keeve", b = 1, aa = 1 }')
    with pytest.raises(ConfigError, match="must be words in plain letters"):
        read_lexicon("[say]\nKyiv = { any_case = true }")
