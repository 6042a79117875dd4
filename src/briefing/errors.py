"""What can go wrong, as a tree.  Each error carries what it concerns and what the editor can do about it.

BriefingError            .hint: what the editor can do about it
├─ ConfigError           briefing.toml cannot be used        (path)
├─ SourceError           a source cannot be read             (source)
│  └─ TakenBack          its paper has taken it back
├─ ArticleError          the story cannot be used            (story)
│  └─ StoryWithheld      a kill or embargo note stops it
├─ SynthesisError        the engine failed                   (engine, text)
│  └─ EngineMissing      the engine is not installed
├─ MixError              the audio was not made              (path)
├─ StoreError            the library cannot be used          (path)
├─ PublishError          the edition was not published       (path)
└─ Busy                  another run holds the lock          (path)
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ArticleError",
    "BriefingError",
    "Busy",
    "ConfigError",
    "EngineMissing",
    "MixError",
    "PublishError",
    "SourceError",
    "StoreError",
    "StoryWithheld",
    "SynthesisError",
    "TakenBack",
]


class BriefingError(Exception):
    """Anything that the program can explain.

    `str(error)` names what it concerns and why; `.hint` says what to do, or is empty; `.exit_code` is what the
    command ends with when the error ends it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(BriefingError):
    """`briefing.toml`, or the cast, cannot be used."""

    exit_code = 2

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class SourceError(BriefingError):
    """A source cannot be read."""

    def __init__(self, source: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{source}: {message}", hint=hint)
        self.source = source
        self.reason = message


class TakenBack(SourceError):  # noqa: N818  a state of the page more than a fault
    """Its paper has taken it back on purpose, so nothing else may stand in for it."""


class ArticleError(BriefingError):
    """The story cannot be used; the others go on."""

    def __init__(self, story: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{story}: {message}", hint=hint)
        self.story = story


class StoryWithheld(ArticleError):  # noqa: N818  a state of the story more than a fault
    """A kill or embargo note asks that the story be not used."""


class SynthesisError(BriefingError):
    """The engine failed to speak an utterance."""

    def __init__(self, engine: str, text: str, message: str, *, hint: str = "") -> None:
        shown = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004  enough to find the line
        super().__init__(f"{engine}: {message}: {shown!r}" if text else f"{engine}: {message}", hint=hint)
        self.engine = engine
        self.text = text
        self.reason = message

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from its fields, so that it survives the way out of a worker process."""
        return _rebuild, (type(self), self.engine, self.text, self.reason, self.hint)


def _rebuild(cls: type[SynthesisError], engine: str, text: str, reason: str, hint: str) -> SynthesisError:
    return cls(engine, text, reason, hint=hint)


class EngineMissing(SynthesisError):  # noqa: N818  reads as what it says
    """The engine, or its voices, are not installed."""


class MixError(BriefingError):
    """The audio was not made."""

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class StoreError(BriefingError):
    """The library or the clip cache cannot be used."""

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class PublishError(BriefingError):
    """The edition or its feed was not written."""

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class Busy(BriefingError):  # noqa: N818  a state more than a fault
    """Another run holds the lock."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: try again later

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: another run is at work", hint="Wait until it has ended; nothing was changed.")
        self.path = path
