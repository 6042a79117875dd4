"""`briefing voices`: the cast and the voices to be had."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.shared import print_json, room_of
from briefing.cli.voices_add import add
from briefing.cli.voices_check import check
from briefing.config import find_home

__all__ = ["voices"]


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Cast and voices as JSON.")
@click.pass_context
def voices(ctx: click.Context, as_json: bool) -> None:
    """Show the cast and the voices to be had."""
    if ctx.invoked_subcommand:
        return
    from briefing.engines import engine_names, load_engine

    cast = room_of(find_home(ctx.obj)).cast
    to_be_had = {name: [str(voice) for voice in load_engine(name).voices()] for name in engine_names()}
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


@voices.command("try")
@click.argument("voice")
@click.argument("text", default="The morning ferry leaves the northern pier at a quarter past seven.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("voice.wav"))
@click.pass_obj
def try_(home: Path | None, voice: str, text: str, output: Path) -> None:
    """Let one hear a voice.

    VOICE is written as in a cast, such as espeak/en-us+m1; it says TEXT into a WAV file.
    """
    import wave

    from briefing.engines.workers import Workers
    from briefing.errors import CastError, SynthesisError
    from briefing.model import Prosody, Utterance, Voice
    from briefing.spoken import spoken_form

    engine, slash, name = voice.partition("/")
    if not slash:
        raise CastError(voice, "is no voice", hint="Write ENGINE/VOICE; `briefing voices` shows some.")
    room = room_of(find_home(home))
    said = spoken_form(text, language=room.settings.show.language, lexicon=room.lexicon).text
    with Workers(engine, count=1) as workers:
        (clip,) = workers.say_all([Utterance(said, Voice(engine, name), Prosody(room.settings.engine.rate))])
    if isinstance(clip, SynthesisError):
        raise clip
    with wave.open(str(output), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.sample_rate)
        file.writeframes(clip.pcm)
    click.echo(f"{output}  {clip.duration_ms / 1000:.1f} s")


voices.add_command(add)
voices.add_command(check)
