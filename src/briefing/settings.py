"""The knobs.  Frozen values that every room may take; only `config.py` knows that they come from a TOML file.

The order in which a value is found is: flag, environment, file, the default written here.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

__all__ = [
    "AudioSettings",
    "EditionSettings",
    "EngineSettings",
    "KeepSettings",
    "NightlySettings",
    "PauseSettings",
    "PublishSettings",
    "QuoteSettings",
    "Settings",
    "ShowSettings",
    "SourceSettings",
]

Milliseconds = Annotated[int, Meta(ge=0, le=10_000)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Format = Literal["mp3", "m4a", "opus"]
LEAST_KBPS = 32
Clock = Annotated[str, Meta(pattern=r"\A([01][0-9]|2[0-3]):[0-5][0-9]\Z", examples=["04:00"])]

Cluster = Annotated[str, Meta(pattern=r"\A(tcp|tls|ws|wss)://", examples=["tcp://scheduler:8786"])]


class ShowSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The podcast as its listeners see it."""

    title: str = "The Briefing"
    """RSS: channel title; said in the introduction."""
    description: str = "The news, read aloud. The voices are synthetic."
    """RSS: channel description."""
    author: str = "The Briefing"
    """RSS: itunes:author; ID3: artist."""
    email: str = ""
    """RSS: itunes:email of the owner; left out while empty."""
    language: str = "en-us"
    """RSS: language, as a code: `en-us`, `en-gb`."""
    link: str = ""
    """RSS: channel link; the address below while empty.  The sites that are asked are told it, to know who asks."""
    category: str = "News"
    """RSS: itunes:category, one of Apple's; a subcategory follows a `/`: `News/Daily News`."""
    address: str = "http://localhost:8000/"
    """Where `out/public` is served; audio and feed are named below it."""
    timezone: str = "UTC"
    """IANA name: the zone whose date an edition bears."""
    private: bool = True
    """Asks directories to leave the show out (itunes:block).  Right for other people's text."""
    image: str = ""
    """A square JPEG or PNG of 1400 to 3000 pixels; drawn by the program while empty."""
    copyright: str = ""
    """RSS: copyright; left out while empty."""
    frequency: Literal["", "daily", "weekdays", "weekly"] = ""
    """How often an edition comes, told to apps (podcast:updateFrequency); left out while empty."""
    name_speakers: bool = False
    """Whether the feed lists the people who are quoted (podcast:person); directories show them as guests."""
    moved_to: str = ""
    """The address of the feed at its new place, when the show has moved (itunes:new-feed-url)."""


class SourceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where stories come from when none are named on the command line."""

    inbox: str = "inbox"
    """A folder; its files are never deleted, only remembered."""
    feeds: tuple[str, ...] = ()
    """Addresses of RSS and Atom feeds, news sitemaps and OPML lists; named by you, so robots.txt is not asked."""
    pages: tuple[str, ...] = ()
    """Addresses of single pages."""
    max_items: Annotated[int, Meta(ge=1, le=1000)] = 30
    """How many stories are taken of one feed, sitemap or book, the first ones; newer sitemap entries come first."""
    allow_hosts: tuple[str, ...] = ()
    """Host names that may lead to private addresses, such as `news.intranet`; all others must be public."""


class EditionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which stories come when."""

    order: Literal["source", "newest", "longest"] = "source"
    """The running order: as the sources give the stories, or the `newest` first, or the `longest` first."""
    sections: tuple[str, ...] = ()
    """Sections or categories in their order, as the papers name them; all other stories come after them."""
    lead: str = ""
    """Words of a headline, a site, a file name or an address: the stories that have them come first of all."""
    corrections_first: bool = False
    """Whether a correction note is heard at the start of its story, and not where it stands."""
    max_minutes: Annotated[int, Meta(ge=0, le=1440)] = 0
    """About how long an edition may be; what does not fit comes first in the next one. 0 means no limit."""
    only: tuple[str, ...] = ()
    """Sections, sites or words of addresses: of what the sources give, only stories that have one of these are taken.
    What you name on the command line is taken in any case."""
    episodes: Literal["edition", "story"] = "edition"
    """What an episode is: all stories of an `edition`, or each `story` one of its own. For both, add a show."""
    names: dict[str, Clock] = {}
    """Names that tell the editions of a day apart, said in title and introduction, and from when each of them holds:
    `{ Morning = "00:00", Evening = "12:00" }`."""


class QuoteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure to be before words go into somebody's mouth."""

    threshold: Share = 0.75
    """Below this confidence the narrator reads the quote."""
    partial: Literal["reporter", "speaker"] = "reporter"
    """Who reads a fragment quoted inside a sentence of the reporter."""
    style: Literal["voices", "cues"] = "voices"
    """Quotes in `voices` of their own, or with spoken `cues`: one voice for all, that says "quote" and "end quote"."""
    guess_gender: bool = False
    """Take a person's gender from the given name where the text does not tell it; such guesses can be wrong."""


class PublishSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is published at once, and what waits for an editor."""

    hold: Literal["none", "doubtful", "all"] = "none"
    """Which editions wait for `briefing approve`: those in which a quote's speaker is `doubtful`, or `all`."""
    to: str = ""
    """Where the public folder is brought besides: `s3://bucket/folder`, `sftp://user@host/folder` or
    `webdavs://user@host/folder`. Keys and passwords come from the environment, never from here."""


class EngineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speech is made."""

    cast: str = "voices/newsroom.toml"
    """Who reads what."""
    lexicon: str = "voices/lexicon.toml"
    """How names and places are said."""
    rate: Annotated[int, Meta(ge=80, le=400)] = 175
    """Words a minute."""
    workers: Annotated[int, Meta(ge=0, le=256)] | Cluster = 0
    """How many processes are at work; 0 means one a core. `tcp://scheduler:8786` has a dask cluster speak."""
    time_limit_s: Annotated[float, Meta(gt=0, le=3600)] = 60.0
    """For one utterance; then its worker is replaced and it is tried once more."""
    catalogue: str = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
    """Where `briefing voices add` finds voices of Piper: the public catalogue, or a mirror laid out like it."""


class PauseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Silence after speech, in milliseconds."""

    sentence_ms: Milliseconds = 280
    """Between two sentences of one voice."""
    speaker_ms: Milliseconds = 220
    """Where another voice takes over inside a paragraph."""
    paragraph_ms: Milliseconds = 500
    """Between paragraphs."""
    headline_ms: Milliseconds = 700
    """After headline and byline, and on either side of a subheading."""
    story_ms: Milliseconds = 900
    """On either side of the sound between two stories."""


class AudioSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the finished file is like."""

    loudness_lufs: Annotated[float, Meta(ge=-31, le=-9)] = -16.0
    """Integrated programme loudness (ITU-R BS.1770)."""
    true_peak_dbtp: Annotated[float, Meta(ge=-9, le=-0.1)] = -1.0
    """The highest true peak."""
    format: Format = "mp3"
    """Of the file that every app is given: `mp3`, `m4a` (AAC) or `opus`, which Apple Podcasts does not play."""
    also: tuple[Format, ...] = ()
    """Further formats, offered to apps and browsers that can choose (podcast:alternateEnclosure)."""
    bitrate_kbps: Annotated[int, Meta(ge=0, le=320)] = 0
    """Bitrate of `format`, 32 to 320; 0 means its own: 96 for mp3, 64 for m4a, 40 for opus, as those in `also` have."""
    channels: Literal["mono", "stereo"] = "mono"
    """In `stereo` both sides are the same, for players and hosts that want two."""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself; the error names the table."""
        if 0 < self.bitrate_kbps < LEAST_KBPS:
            raise ValueError(f"`bitrate_kbps` is 0 or from {LEAST_KBPS} to 320")
        if len({self.format, *self.also}) < 1 + len(self.also):
            raise ValueError("`also` names a format twice, or that of `format`")


class NightlySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How `briefing nightly run` works."""

    time_limit_min: Annotated[int, Meta(ge=1, le=1440)] = 180
    """Minutes after which a run is ended, for each show; the next one goes on from there."""
    log: Literal["lines", "json"] = "lines"
    """How the log under out/state/log/ is written."""
    ping: str = ""
    """Address that is asked for after every good run; after a bad one `/fail` is added.  The variable BRIEFING_PING
    takes its place, so that a secret need not stand here."""
    webhook: str = ""
    """Address that is sent a short JSON report of every run.  The variable BRIEFING_WEBHOOK takes its place."""


class KeepSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept, and for how long."""

    editions: Annotated[int, Meta(ge=0, le=10_000)] = 200
    """Editions in the feed, the newest; 0 means all."""
    days: Annotated[int, Meta(ge=0, le=36_500)] = 0
    """Days that an edition stays in the feed; 0 means for ever."""
    grace_days: Annotated[int, Meta(ge=0, le=3650)] = 14
    """Days that the files of an edition stay after the feed no longer names them, for those who have its address."""
    clips_mb: Annotated[int, Meta(ge=10)] = 2000
    """Megabytes for speech that may be needed again; what was not used for longest goes first."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that `briefing.toml` can say."""

    show: ShowSettings = ShowSettings()
    sources: SourceSettings = SourceSettings()
    edition: EditionSettings = EditionSettings()
    quotes: QuoteSettings = QuoteSettings()
    publish: PublishSettings = PublishSettings()
    engine: EngineSettings = EngineSettings()
    pauses: PauseSettings = PauseSettings()
    audio: AudioSettings = AudioSettings()
    nightly: NightlySettings = NightlySettings()
    keep: KeepSettings = KeepSettings()
