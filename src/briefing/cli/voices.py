"""`briefing voices`: the cast and the voices to be had."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from briefing.cli.shared import forgiving, inherited, print_json, room_of
from briefing.cli.voices_add import add
from briefing.cli.voices_check import check
from briefing.config import find_home
from briefing.report import worst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.cast import Cast
    from briefing.model import Clip, Voice
    from briefing.newsroom import Newsroom

__all__ = ["voices"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Cast and voices as JSON.", callback=inherited)
@click.pass_context
def voices(ctx: click.Context, as_json: bool) -> None:
    """Show the cast and the voices to be had."""
    if ctx.invoked_subcommand:
        return
    from briefing.engines import engine_names, voices_of

    cast = room_of(find_home(ctx.obj)).cast
    codes: list[int] = []
    to_be_had = {}
    for name in engine_names():
        with forgiving(codes):
            to_be_had[name] = [str(voice) for voice in voices_of(name)]
    _tell(cast, to_be_had, as_json=as_json)
    sys.exit(worst(codes))


def _tell(cast: Cast, to_be_had: Mapping[str, Sequence[str]], *, as_json: bool) -> None:
    """Members, pins, and what the engines have."""
    pool = [str(voice) for voice in cast.pool]
    pins = {name: str(voice) for name, voice in cast.pins.items()}
    if as_json:
        print_json({"reporter": str(cast.reporter), "pool": pool, "pins": pins, "engines": to_be_had})
        return
    click.echo(f"Reporter   {cast.reporter}")
    for voice in cast.pool:
        pitch = f"{voice.pitch_hz:.0f} Hz" if voice.pitch_hz else ""
        click.echo(f"Pool       {voice!s:28} {voice.gender or '':8} {voice.language:8} {pitch}".rstrip())
    for name, pinned in pins.items():
        click.echo(f"Pinned     {pinned:28} {name}")
    for name, known in to_be_had.items():
        such = f", such as {', '.join(known[:3])}" if known else ""
        click.echo(f"Engine     {name}: {len(known)} voices{such}")


OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("voice.wav"),
    show_default=True,
    help="A WAV file.",
)


@voices.command("try")
@click.argument("voice")
@click.argument("text", default="The morning ferry leaves the northern pier at a quarter past seven.")
@OUTPUT
@click.pass_obj
def try_(home: Path | None, voice: str, text: str, output: Path) -> None:
    """Let one hear a voice.

    VOICE is written as in a cast, such as espeak/en-us+m1; it says TEXT into a WAV file.
    """
    from briefing.model import Voice
    from briefing.spoken import spoken_form

    try:
        wanted = Voice.written(voice)
    except ValueError as error:
        told = f"{voice!r} is no voice: write ENGINE/VOICE; `briefing voices` shows some."
        raise click.BadParameter(told, param_hint="VOICE") from error
    room = room_of(find_home(home))
    said = spoken_form(text, language=room.settings.show.language, lexicon=room.lexicon).text
    _save(said, wanted, room, output)


@voices.command()
@click.argument("word")
@OUTPUT
@click.pass_obj
def say(home: Path | None, word: str, output: Path) -> None:
    """Show how a word is said, and let one hear it.

    Prints what the lexicon makes of WORD and its phonemes, and says it in the reporter's voice into a WAV file.
    """
    from briefing.engines.phonemes import phonemes
    from briefing.spoken import spoken_form

    room = room_of(find_home(home))
    language = room.settings.show.language
    said = spoken_form(word, language=language, lexicon=room.lexicon).text
    click.echo(f"{word}  {phonemes(word)}")
    if said != word:
        click.echo(f"{said}  {phonemes(said)}")
    _save(said, room.cast.reporter, room, output)


def _save(said: str, voice: Voice, room: Newsroom, output: Path) -> None:
    """Speak into a WAV file, and tell its length."""
    from briefing.engines.workers import Workers
    from briefing.errors import SynthesisError
    from briefing.model import Prosody, Utterance

    settings = room.settings.engine
    with Workers(voice.engine, count=1, time_limit_s=settings.time_limit_s) as workers:
        (clip,) = workers.say_all([Utterance(said, voice, Prosody(settings.rate))])
    if isinstance(clip, SynthesisError):
        raise clip
    try:
        with output.open("wb") as file:
            _write_wav(clip, file)
    except OSError as error:
        raise click.FileError(str(output), error.strerror or str(error)) from error
    click.echo(f"{output}  {clip.duration_ms / 1000:.1f} s")


def _write_wav(clip: Clip, target: BinaryIO) -> None:
    import wave

    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.sample_rate)
        file.writeframes(clip.pcm)


voices.add_command(add)
voices.add_command(check)
