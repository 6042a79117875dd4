"""espeak speaks every utterance whole, in the voice asked for, whatever went before it.

The first seven faults of pyttsx3 (see `briefing.engines.espeak`) have a test each; speech is made in processes of
their own, as the program does it.
"""

from __future__ import annotations

import audioop
import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.espeak import Espeak, plain_text
from briefing.engines.espeak_marks import WordEvent, word_marks
from briefing.engines.workers import Workers
from briefing.errors import SynthesisError
from briefing.model import Clip, Prosody, Utterance, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FERRY = "The night ferry to Ostrow will not sail before Thursday, the harbour master said."
LIGHTS = "Nobody on the island had seen the northern lights as bright as that."


def utterance(text: str, voice: str = "en-us", rate: int = 175) -> Utterance:
    """Something for espeak to say."""
    return Utterance(text, Voice("espeak", voice), Prosody(rate))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """One warm process for the whole module."""
    with Workers("espeak", 1) as pool:
        yield pool


def lengths(workers: Workers, *utterances: Utterance) -> list[int]:
    """How many frames each clip has."""
    outcomes = list(workers.say_all(utterances))
    assert [outcome for outcome in outcomes if isinstance(outcome, SynthesisError)] == []
    return [outcome.frames for outcome in outcomes if isinstance(outcome, Clip)]


def error(workers: Workers, said: Utterance) -> SynthesisError:
    """Why it cannot be said."""
    (outcome,) = workers.say_all([said])
    assert isinstance(outcome, SynthesisError)
    return outcome


def alone(said: Utterance) -> int:
    """How many frames the clip has that a fresh process makes."""
    with Workers("espeak", 1) as pool:
        return lengths(pool, said)[0]


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program of a few lines, to which `say(text, voice)` and `engine` are known."""
    known = (
        "from briefing.engines.espeak import Espeak\n"
        "from briefing.model import *\n"
        "engine = Espeak()\n"
        "def say(text, voice='en-us'): return engine.say(Utterance(text, Voice('espeak', voice)))\n"
    )
    return subprocess.run([sys.executable, "-c", known + code], capture_output=True, text=True, check=False, timeout=60)


def test_fault_1_a_clip_is_there_when_say_returns(workers: Workers) -> None:
    """Short and long utterances in turn: each clip is whole, four seconds where it has four seconds to say."""
    short, long, short_again = lengths(workers, utterance("Yes."), utterance(FERRY), utterance("Yes."))
    assert long > 3.5 * 22_050
    assert short == pytest.approx(short_again, rel=0.01)


def test_fault_1_a_library_that_does_not_answer_is_given_up() -> None:
    """Waiting has a limit; after it the engine says that its process is of no more use."""
    done = python(
        "from briefing.engines.port import EngineStuck\n"
        "engine.answer_limit_s = 0.3\n"
        "say('one')\n"
        "engine._library.pyttsx3.proxy._driver._start_synthesis = lambda text: None\n"
        "for text in ('two', 'three'):\n"
        "    try: say(text)\n"
        "    except EngineStuck as error: print(error)\n"
    )
    assert done.stdout.splitlines() == [
        "espeak: no answer after 0.3 s: 'two'",
        "espeak: it stopped answering at an earlier utterance: 'three'",
    ]


def test_fault_2_voices_and_rates_in_turn_do_not_mix(workers: Workers) -> None:
    """Each of forty clips has the length that a fresh process gives it, within 1 %."""
    pair = (utterance(FERRY, "en-us+m1", 150), utterance(LIGHTS, "en-gb+f2@70", 230))
    expected = [alone(said) for said in pair]
    assert lengths(workers, *pair * 20) == pytest.approx(expected * 20, rel=0.01)


def test_fault_3_every_clip_is_written_and_nothing_is_printed() -> None:
    """Two utterances give two clips, at the rate the library names, and stdout stays the program's own."""
    done = python("print([(clip.duration_ms > 500, clip.sample_rate) for clip in (say('First one.'), say('Second.'))])")
    assert done.stdout == "[(True, 22050), (True, 22050)]\n"


def test_fault_4_workers_speak_beside_an_engine_that_has_spoken() -> None:
    """Processes are spawned: a forked copy of an engine that has spoken would hang."""
    done = python(
        "from briefing.engines.workers import Workers\n"
        "import sys; sys.modules['__main__'].__spec__ = None\n"
        "say('one')\n"
        "with Workers('espeak', 1, 20) as workers:\n"
        "    outcomes = list(workers.say_all([Utterance('two', Voice('espeak', 'en-us'))]))\n"
        "print([type(outcome).__name__ for outcome in outcomes])\n"
    )
    assert (done.stdout, done.stderr) == ("['Clip']\n", "")


def test_fault_5_a_bad_data_folder_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    """Where the voices are not, the engine says what to install; the library alone would end the process."""
    done = python(
        f"import espeakng_loader; espeakng_loader.get_data_path = lambda: {str(tmp_path)!r}\n"
        "try: say('one')\n"
        "except Exception as error: print(type(error).__name__, error.hint)\n"
    )
    assert done.stdout == "EngineMissing Install it again: pip install espeakng-loader pyttsx3\n"


@pytest.mark.parametrize(
    ("voice", "reason"),
    [
        ("klingon", "there is no language 'klingon'"),
        ("en-us+nobody", "there is no variant 'nobody'"),
        ("en-us+", "there is no variant ''"),
        ("!v/f3", "there is no language '!v/f3'"),
        ("", "there is no language ''"),
        ("en-us@100", "the pitch after `@` goes from 0 to 99"),
        ("en-us@", "the pitch after `@`"),
        ("en-us@²", "the pitch after `@`"),
        ("../../etc/passwd", "there is no language"),
    ],
)
def test_fault_5_an_unknown_voice_is_an_error(workers: Workers, voice: str, reason: str) -> None:
    """The library would go on in the voice before, or drop the variant, without a word."""
    assert reason in error(workers, utterance(FERRY, voice)).reason


def test_fault_5_a_voice_that_is_not_taken_is_an_error() -> None:
    """Where library and data folder do not agree, the clip is not made in the voice before."""
    done = python(
        "from briefing.engines.espeak_data import EspeakVoice\n"
        "say('one')\n"
        "engine._library.data.voice = lambda voice_id: EspeakVoice('gmw/en-gb+f2')\n"
        "try: say('two', 'en-gb+f2')\n"
        "except Exception as error: print(error)\n"
    )
    assert done.stdout == "espeak: voice en-gb+f2 was not taken (gmw/en-us is in use): 'two'\n"


@pytest.mark.parametrize("voice", ["en-gb+f2", "gmw/en+f2", "EN-GB+F2", "gmw/en-us+f3", "en-us+Gene", "en-us+gene"])
def test_a_voice_may_be_written_in_several_ways(workers: Workers, voice: str) -> None:
    """By the language's code or by its file, in small letters or large."""
    assert lengths(workers, utterance(FERRY, voice))[0] > 3 * 22_050


def test_fault_6_an_utterance_has_a_limit(workers: Workers) -> None:
    """What is longer is refused with the limit named; the longest stays under a minute at the usual rate."""
    longest = ("a harbour " * 80)[:-1] + "."
    assert "800 it takes at once" in error(workers, utterance(longest + "x")).reason
    assert lengths(workers, utterance(longest))[0] < 60 * 22_050


def test_fault_7_what_went_before_does_not_change_a_length(workers: Workers) -> None:
    """In a warm process the samples vary a little; the length does not, within 1 %."""
    first, *_, last = lengths(workers, utterance(FERRY), utterance(LIGHTS, "en-029+f1", 300), utterance(FERRY))
    assert last == pytest.approx(first, rel=0.01)


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("\x01+90S" + FERRY, "+90S" + FERRY),
        (f"\x0120V{FERRY}", f"20V{FERRY}"),
        (f"-v fr {FERRY}", f"v fr {FERRY}"),
        (f"{FERRY}\0 {LIGHTS}", f"{FERRY} {LIGHTS}"),
        ("The nor\u00adthern\u200b lights", "The northern lights"),
        ("\ud800The lights\ue001", "The lights"),
        ("In ٢٠٢٢", "In 2022"),
    ],
)
def test_text_is_never_a_command(workers: Workers, written: str, same_as: str) -> None:
    """What would steer the library, or end its string, is said like any text, or left out."""
    assert lengths(workers, utterance(written)) == pytest.approx(lengths(workers, utterance(same_as)), rel=0.02)


@pytest.mark.parametrize(
    ("written", "without"),
    [
        (f"<voice name='fr'>{FERRY}</voice>", FERRY),
        (f"<break time='5s'/>{FERRY}", FERRY),
        (f"[[h@l'oU]] {FERRY}", FERRY),
    ],
)
def test_marks_are_text(workers: Workers, written: str, without: str) -> None:
    """SSML and phonemes are not acted on: their letters are heard, between half a second and four."""
    marked, plain = lengths(workers, utterance(written), utterance(without))
    assert 0.5 * 22_050 < marked - plain < 4 * 22_050


@given(st.text())
def test_plain_text_holds_nothing_to_obey(text: str) -> None:
    """No control character, surrogate or private symbol gets through, and a second time changes nothing."""
    plain = plain_text(text)
    assert plain.isprintable()
    assert plain_text(plain) == plain


@given(st.text(st.characters(categories=["L", "Nd", "P"])))
def test_plain_text_keeps_every_letter(text: str) -> None:
    """Nothing that can be heard is lost."""
    assert len(plain_text(text)) == len(text)


def test_a_megabyte_is_refused_at_once(workers: Workers) -> None:
    """One endless line is an error and no wait."""
    assert "it takes at once" in error(workers, utterance("word " * 200_000)).reason


@pytest.mark.parametrize("text", ["", "\0\0", "…", "-- --"])
def test_nothing_to_say_is_an_error(workers: Workers, text: str) -> None:
    """Neither a crash nor a silent clip."""
    assert "nothing to say" in error(workers, utterance(text)).reason


def words(clip: Clip, text: str) -> list[str]:
    """The words that are marked."""
    return [text[mark.start : mark.end] for mark in clip.marks]


def clips(workers: Workers, *utterances: Utterance) -> list[Clip]:
    """What is heard."""
    return [outcome for outcome in workers.say_all(utterances) if isinstance(outcome, Clip)]


def test_every_word_is_marked(workers: Workers) -> None:
    """From the first utterance of a process on, and from the start of each clip; letters count, not bytes."""
    text = "The “café” of José-María’s, he said: closed."
    first, again = clips(workers, utterance(FERRY), utterance(text, "en-gb+f2", 230))
    assert words(first, FERRY) == re.findall(r"\w+", FERRY)
    assert words(again, text) == ["The", "of", "José", "he", "said", "closed"]
    assert first.marks[0].frame == again.marks[0].frame == 0


@pytest.mark.parametrize("rate", [80, 175, 400])
def test_a_mark_is_where_the_word_is_heard(workers: Workers, rate: int) -> None:
    """Behind a comma: silence before the mark, sound within a tenth of a second, at every rate."""
    (clip,) = clips(workers, utterance("Going, gone, going, gone.", rate=rate))
    assert len(clip.marks) == 4
    for mark in clip.marks[1:]:
        before = clip.pcm[2 * mark.frame - 2 * 110 : 2 * mark.frame]
        after = clip.pcm[2 * mark.frame : 2 * mark.frame + 2 * 2_205]
        assert audioop.max(before, 2) * 20 < audioop.max(after, 2)


def test_a_text_of_which_something_is_left_out_has_no_marks(workers: Workers) -> None:
    """The library would count the letters of another text."""
    assert clips(workers, utterance("The nor\u00adthern lights."))[0].marks == ()


events = st.builds(WordEvent, st.integers(-3, 20), st.integers(-3, 20), st.integers(-3, 20))


@given(st.text("ab -’漢", max_size=12), st.lists(events), st.integers(0, 9))
def test_marks_are_in_order_and_at_words(text: str, told: list[WordEvent], frames: int) -> None:
    """Whatever the library tells: every mark lies within the clip, and at the start of a word of the text."""
    marks = word_marks(told, text, frames)
    assert all(0 <= mark.frame < frames and 0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.frame <= other.frame and one.start < other.start for one, other in pairwise(marks))
    assert all(re.match(r"\b\w", text[mark.start :]) for mark in marks)


def test_voices_are_listed_without_starting_the_library() -> None:
    """Languages and the variants of the English ones; nothing is imported that could speak."""
    done = python("import sys; print(len(engine.voices()) > 900, engine.version.count('/'), 'pyttsx3' in sys.modules)")
    assert done.stdout == "True 2 False\n"


def test_every_voice_listed_can_be_chosen() -> None:
    """The ids of the list are those that `say` takes."""
    voices = Espeak().voices()
    assert {"en-us", "en-gb", "en-us+m1", "en-gb+f2", "fr-fr"} <= {voice.id for voice in voices}
    data = Espeak()._library.data
    assert all(data.voice(voice.id).name for voice in voices)


def test_the_library_in_use_is_named() -> None:
    """The description tells where the library lies: that of the wheel, whatever the system has."""
    assert "espeakng_loader" in Espeak().describe()
