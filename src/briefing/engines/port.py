"""What the program asks of a speech engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from briefing.errors import SynthesisError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Clip, Utterance, Voice

__all__ = ["STUCK", "Engine", "EngineStuck", "Modelled"]

STUCK = 70
"""Exit code of a process whose engine hangs: `EX_SOFTWARE` of sysexits.h, a name that Python on Windows lacks."""


class EngineStuck(SynthesisError):  # noqa: N818  a state of the engine more than a fault
    """The engine stopped answering: the process it runs in is of no more use."""


class Engine(Protocol):
    """Says one utterance at a time.  Writes no files that stay, prints nothing, raises only SynthesisError.

    A class behind this port takes no arguments to build and is cheap to build: whatever is heavy is loaded at the
    first `say`, in the worker process that needs it.
    """

    name: str
    """As entry points and casts write it: `espeak`."""
    audible: bool
    """Whether a clip can be checked for silence."""
    max_chars: int
    """The longest utterance that it takes, in characters: at least the 600 at which the program cuts."""

    @property
    def version(self) -> str:
        """Changes whenever the same utterance may sound different; part of the clip cache's key."""
        ...

    def describe(self) -> str:
        """Say in one line what it is and which library it runs on, for people who want to know more (`-v`)."""
        ...

    def voices(self) -> Sequence[Voice]:
        """Every voice to be had, without loading a model."""
        ...

    def say(self, utterance: Utterance) -> Clip:
        """Speak it.

        Raises:
            SynthesisError: the engine failed, or what it gave cannot be the whole utterance.
            EngineMissing: what the engine needs is not installed.
        """
        ...


@runtime_checkable
class Modelled(Protocol):
    """What an engine has besides, when its voices are files that may be replaced under the same name."""

    def model(self, voice: Voice) -> str:
        """Name the bytes that a voice is made of; part of the clip cache's key beside the version.

        Asked once a run for each voice; empty where its files are not there.
        """
        ...
