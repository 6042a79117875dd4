"""briefing.toml → Settings."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import msgspec
import pytest
from PIL import Image

from briefing.config import MAIN, NAME, Home, bundled, find_home, read_shows
from briefing.errors import ConfigError, PublishError
from briefing.example import example, keys
from briefing.feed import write_feed
from briefing.pages.subscribe import feed_address
from briefing.settings import Settings, ShowSettings

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, toml: str) -> Settings:
    """What a file of these words says."""
    (folder / NAME).write_text(toml, "utf-8")
    return read_shows(folder / NAME)[MAIN]


def test_a_partial_file_overrides_only_what_it_names(tmp_path: Path) -> None:
    """Everything else keeps its default."""
    read = settings(tmp_path, '[show]\ntitle = "Dawn"\n[audio]\nbitrate_kbps = 128\n')
    assert (read.show.title, read.audio.bitrate_kbps) == ("Dawn", 128)
    assert read.show.author == Settings().show.author
    assert read.quotes == Settings().quotes


def test_a_file_may_begin_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    """As editors on Windows write it: of the settings as of the cast."""
    assert settings(tmp_path, '\ufeff[show]\ntitle = "Dawn"\n').show.title == "Dawn"
    (tmp_path / "cast.toml").write_text("\ufeff[reporter]", "utf-8")
    assert Home(tmp_path, Settings()).text("cast.toml", "engine.cast")[0] == "[reporter]"


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ('[show]\ntitel = "x"', "show.titel", "title"),
        ("[shwo]", "shwo", "show"),
        ("[show]\nzzz = 1", "show.zzz", "Known here"),
        ("[engine]\nrate = 1000", "`engine.rate`: 1000 cannot be used", "a whole number from 80 to 400"),
        ('[engine]\nrate = "fast"', '`engine.rate`: "fast"', "a whole number from 80 to 400, without quotes"),
        ('[show]\ntimezone = "Europe/Atlantis"', "Europe/Atlantis", "Europe/Oslo"),
        ('[show]\ntimezone = "../etc"', "show.timezone", "Europe/Oslo"),
        ('[show]\naddress = "example.org"', "show.address", "https://"),
        ("show = 1", "`show`: 1", "[show]"),
        ('[sources]\nfeeds = "https://a.example/f"', "`sources.feeds`", 'Write a list: feeds = ["…"]'),
        ("[sources]\nfeeds = [1]", "`sources.feeds[0]`: 1", 'Write text: feeds = "…"'),
        ('[edition]\norder = "latest"', '`edition.order`: "latest"', "One of: source, newest, longest."),
        ('[audio]\nformat = "ogg"', "`audio.format`", "One of: mp3, m4a, opus."),
        ('[audio]\nalso = "m4a"', "`audio.also`", 'Write a list: also = ["mp3"]'),
        ('[audio]\nalso = ["ogg"]', "`audio.also[0]`", "One of: mp3, m4a, opus."),
        ('[show]\nfrequency = "hourly"', "`show.frequency`", 'One of: daily, weekdays, weekly, or "" for none.'),
        ('[nightly]\nlog = "xml"', "`nightly.log`", "One of: lines, json."),
        ('[quotes]\npartial = "nobody"', "`quotes.partial`", "One of: reporter, speaker."),
        ('[show]\nprivate = "yes"', "`show.private`", "Write true or false, without quotes."),
        ("[show]\ntitle = 5", "`show.title`", 'Write text: title = "…"'),
        ('[edition]\nnames = "Morning"', "`edition.names`", "names = { Name = "),
        ('[edition]\nnames = { Morning = "4:00" }', '`edition.names`: {"Morning": "4:00"}', 'Write one like "04:00".'),
        (
            "[engine]\nworkers = -1",
            "`engine.workers`",
            "a whole number from 0 to 256, without quotes. Or: Write one like",
        ),
        ("[audio]\nbitrate_kbps = 8", "`audio`: `bitrate_kbps` is 0 or from 32", "briefing new"),
        ('[show]\naddress = "https://a.example/pod/feed.xml"', "show.address", "https://a.example/pod/"),
        ('[show]\nmoved_to = "https://b.example/"', "show.moved_to", "feed.xml"),
        ('[show]\nmoved_to = "b.example/feed.xml"', "show.moved_to", "https://"),
        ('[show]\nmoved_to = "yes"', "show.moved_to", "https://"),
        ('[show]\naddress = "https://a.example"\nmoved_to = "https://a.example/feed.xml"', "own address", "new"),
        ('[nightly]\nping = "hc.example/1234"', "nightly.ping", "https://"),
        ('[nightly]\nwebhook = "mailto:ann@a.example"', "nightly.webhook", "https://"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_with_a_hint(tmp_path: Path, toml: str, said: str, hint: str) -> None:
    """The key as it stands in the file, and what to write instead."""
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, toml)
    assert said in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_notice_that_cannot_be_sent_is_refused_without_its_secret(tmp_path: Path) -> None:
    """Its address may be one, even where it is wrong."""
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, '[nightly]\nping = "hc.example/s3cret"')
    assert "s3cret" not in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    "address",
    [
        "https://pod.example/?show=1",
        "https://ida@pod.example/",
        "https://ida:s3cret@pod.example/",
        "https://ida:s3/cr@et@pod.example:80800/",
        "ida:s3cret@pod.example",
        "https://pod.example/#top",
        "https://pod.example:80800/",
        "http://[fe80/",
        "https://pod example/",
        "https:///news/",
    ],
)
def test_an_address_that_no_feed_can_have_is_refused_before_anything_is_spoken(tmp_path: Path, address: str) -> None:
    """As the feed would refuse it; and a password in it is not told."""
    with pytest.raises(ConfigError, match=r"show\.address") as caught:
        settings(tmp_path, f'[show]\naddress = "{address}"')
    assert caught.value.hint
    assert not re.search("s3|cret|ida", str(caught.value).removeprefix(str(tmp_path)))
    with pytest.raises(PublishError):
        write_feed(ShowSettings(address=address), (), guid="g", image="cover.png")


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("https://Pod.Example:8443", "https://pod.example:8443/"),
        ("https://fjærnytt.example/", "https://xn--fjrnytt-nxa.example/"),
        ("https://pod.example/ada's news//", "https://pod.example/ada%27s%20news/"),
        ("http://[FE80::1]:8000/", "http://[fe80::1]:8000/"),
    ],
)
def test_an_address_has_one_spelling_wherever_it_is_told(tmp_path: Path, written: str, used: str) -> None:
    """In the feed, on the pages, in the code for a camera and in subscribers' addresses."""
    show = settings(tmp_path, f'[show]\naddress = "{written}"').show
    assert show.address == used
    assert feed_address(written) == feed_address(used) == f"{used}feed.xml"
    feeds = {write_feed(ShowSettings(address=each), (), guid="g", image="cover.png") for each in (written, used)}
    assert len(feeds) == 1


def test_a_show_that_moved_names_its_feed_at_the_new_place(tmp_path: Path) -> None:
    """Also where that lies below the old one, as the feed of a show that became a further one does."""
    for address in ("https://b.example/feed.xml", "https://a.example/dawn/feed.xml", "https://b.example/rss?id=1"):
        toml = f'[show]\naddress = "https://a.example/"\nmoved_to = "{address}"'
        assert settings(tmp_path, toml).show.moved_to == address


@pytest.mark.parametrize("address", ["https://ida:s3cret@new.example/feed.xml", "ida:s3cret@new.example/feed.xml"])
def test_a_show_does_not_move_to_a_secret(tmp_path: Path, address: str) -> None:
    """The feed would tell it to everybody; and the message does not."""
    with pytest.raises(ConfigError, match=r"show\.moved_to") as caught:
        settings(tmp_path, f'[show]\nmoved_to = "{address}"')
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("address", ["https://i:s3cret@a.example/", "HTTPS://ida@a.example/", "//i:s3cret@a.example/"])
def test_a_show_does_not_link_to_a_secret(tmp_path: Path, address: str) -> None:
    """Every listener's app would be told it, and so would every site that is asked; a profile is no secret."""
    with pytest.raises(ConfigError, match=r"show\.link.*user name or a password") as caught:
        settings(tmp_path, f'[show]\nlink = "{address}"')
    assert "s3cret" not in str(caught.value)
    profile = "https://social.example/@harbour"
    assert settings(tmp_path, f'[show]\nlink = "{profile}"').show.link == profile


def test_an_address_always_ends_in_a_slash(tmp_path: Path) -> None:
    """So that names can be put behind it."""
    assert settings(tmp_path, '[show]\naddress = "https://a.example/pod"').show.address == "https://a.example/pod/"


def test_the_nearest_folder_with_a_file_is_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From anywhere below it; without a file, where one stands."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.delenv("BRIEFING_HOME", raising=False)
    monkeypatch.chdir(below)
    assert find_home() == Home(below.resolve(), Settings())
    (tmp_path / "a" / NAME).write_text('[show]\ntitle = "Dawn"')
    assert find_home().root == (tmp_path / "a").resolve()
    assert find_home().settings.show.title == "Dawn"


def test_a_flag_goes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the environment before the folder one stands in."""
    for name in ("flag", "env"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "env"))
    assert find_home().root == (tmp_path / "env").resolve()
    assert find_home(tmp_path / "flag").root == (tmp_path / "flag").resolve()
    with pytest.raises(ConfigError, match="no such folder"):
        find_home(tmp_path / "nowhere")


def test_a_file_of_ones_own_goes_before_the_shipped_one(tmp_path: Path) -> None:
    """The cast and the lexicon."""
    home = Home(tmp_path, Settings())
    assert home.text("voices/newsroom.toml", "engine.cast")[1] == str(bundled() / "newsroom.toml")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "newsroom.toml").write_text("mine")
    assert home.text("voices/newsroom.toml", "engine.cast") == ("mine", str(tmp_path / "voices" / "newsroom.toml"))
    with pytest.raises(ConfigError, match=r"none\.toml"):
        home.text("voices/none.toml", "engine.cast")


@pytest.mark.parametrize("named", ["voice/newsroom.toml", "newsroom.toml", "voices/newsrom.toml"])
def test_a_cast_whose_name_is_misspelt_is_told_and_not_replaced(tmp_path: Path, named: str) -> None:
    """Or all voices that somebody chose would be others, without a word; the message names file and setting."""
    with pytest.raises(ConfigError, match=r"`engine\.cast` names it") as caught:
        Home(tmp_path, Settings()).text(named, "engine.cast")
    assert caught.value.path == str(tmp_path / named)
    assert "Did you mean voices/newsroom.toml?" in caught.value.hint


def test_the_example_changes_nothing(tmp_path: Path) -> None:
    """As it is written, it says what the defaults say."""
    assert settings(tmp_path, example()) == Settings()


def test_every_key_of_the_example_is_its_default(tmp_path: Path) -> None:
    """With every comment sign before a key taken away, the file still says what the defaults say."""
    lines = example().splitlines()
    bare = [line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line for line in lines]
    assert settings(tmp_path, "\n".join(bare)) == Settings()
    written = tomllib.loads("\n".join(bare))
    assert {(key.section, key.name) for key in keys()} == {(s, name) for s in written for name in written[s]}


def test_every_key_says_what_it_means() -> None:
    """In the sentence that stands beside it in the settings."""
    assert [f"{key.section}.{key.name}" for key in keys() if not key.meaning] == []
    assert len(list(keys())) == sum(
        len(msgspec.structs.fields(section.type)) for section in msgspec.structs.fields(Settings)
    )


def test_a_closed_set_is_listed_where_its_key_is_explained() -> None:
    """Whoever looks a key up need not guess what it takes."""
    meanings = {f"{key.section}.{key.name}": key.meaning for key in keys()}
    for key, values in {
        "edition.order": "`source`, `newest`, `longest`",
        "audio.also": "`mp3`, `m4a`, `opus`",
        "show.frequency": "`daily`, `weekdays`, `weekly`",
        "nightly.log": "`lines`, `json`",
        "quotes.partial": "`reporter`, `speaker`",
    }.items():
        assert meanings[key].endswith(f"One of: {values}.")


@pytest.mark.parametrize(
    ("toml", "place", "hint"),
    [
        (
            "[show]\ntitle = The Dawn\n",
            ("title = The Dawn", 8),
            'Text stands between straight quotes: title = "The Dawn"',
        ),
        ("[show]\ntitle = “Dawn”\n", ("title = “Dawn”", 8), 'write " and not “'),
        ("[sources]\nfeeds = [ “https://a.example/” ]\n", ("feeds = [ “https://a.example/” ]", 10), "not “"),
        ('[show]\ntitle = "Dawn\nlink = ""\n', ('title = "Dawn', 13), "no closing quote"),
        ("[show]\nprivate = False\n", ("private = False", 10), "Write false, in small letters."),
        ("[show]\nlink =\n", ("link =", 6), 'write ""'),
        ('[show]\ntitle: "Dawn"\n', ('title: "Dawn"', 5), "KEY = VALUE"),
        ('[engine]\ncast = "C:\\qoices"\n', ('cast = "C:\\qoices"', 12), "'…'"),
        ("title", ("title", 5), "KEY = VALUE"),
        ("[show]\n[show]\n", ("[show]", 5), "twice"),
        ("[sources]\nfeeds = [", ("feeds = [", 9), "ends with ]"),
    ],
)
def test_a_broken_file_shows_the_line_the_place_in_it_and_what_was_meant(
    tmp_path: Path, toml: str, place: tuple[str, int], hint: str
) -> None:
    """A caret stands below where reading ended; `briefing new` is of no use where a file is."""
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, toml)
    line, column = place
    _, shown, caret = str(caught.value).splitlines()
    assert shown == f"    {line}"
    assert caret.index("^") == 4 + column
    assert hint in caught.value.hint
    assert "briefing new" not in caught.value.hint


def test_a_very_long_line_is_shown_in_part(tmp_path: Path) -> None:
    """The part in which the caret stands."""
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, f"title = [{'1, ' * 5_000} x]")
    _, shown, caret = str(caught.value).splitlines()
    assert len(shown) <= 104
    assert shown[caret.index("^")] == "x"


def test_a_file_of_another_editor_can_be_read(tmp_path: Path) -> None:
    """Some begin it with a byte order mark; what is no UTF-8 is refused as such."""
    (tmp_path / NAME).write_bytes(b'\xef\xbb\xbf[show]\r\ntitle = "Dawn"\r\n')
    assert read_shows(tmp_path / NAME)[MAIN].show.title == "Dawn"
    (tmp_path / NAME).write_bytes('[show]\ntitle = "Dawn"'.encode("utf-16"))
    with pytest.raises(ConfigError) as caught:
        read_shows(tmp_path / NAME)
    assert "UTF-8" in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ('[show]\ncategory = "Newz"', "`show.category`: no such category 'Newz'", "Nearest is 'News'."),
        ('[show]\ncategory = "News/Daily"', "`show.category`", "'News/Daily News'"),
        ('[show]\nlanguage = "english"', "`show.language`: 'english' is no code of a language", "Write one like en-us"),
        ('[show]\nlanguage = "en_us"', "`show.language`", "Write one like en-us"),
        ('[show]\nimage = "gone.png"', "`show.image`: 'gone.png' cannot be read", "JPEG or PNG"),
        ('[show]\nimage = "."', "`show.image`", "JPEG or PNG"),
        ('[show]\nimage = "briefing.toml"', "`show.image`: 'briefing.toml' cannot be used", "JPEG or PNG"),
        ('[publish]\nto = "ftp://a.example/pod"', "`publish.to`: 'ftp://a.example/pod' is no place", "s3://bucket"),
        (
            '[publish]\nto = "sftp://me:secret@a.example/pod"',
            "`publish.to`: holds a password",
            "BRIEFING_PUBLISH_PASSWORD",
        ),
        ('[shows.x.show]\ntitle = "X"\ncategory = "Newz"', "`shows.x.show.category`", "News"),
    ],
)
def test_what_would_fail_after_everything_was_spoken_is_refused_before(
    tmp_path: Path, toml: str, said: str, hint: str
) -> None:
    """When the settings are read, by the name of the key."""
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, toml)
    assert f"{NAME}: {said}" in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "toml", ['[show]\ncategory = "news / daily news"\nlanguage = "en"', '[show]\nimage = "own.png"']
)
def test_what_can_be_used_is_left_alone(tmp_path: Path, toml: str) -> None:
    """A category is found whatever its case, and a picture by its bytes."""
    Image.new("RGB", (8, 8)).save(tmp_path / "own.png")
    settings(tmp_path, toml)


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ('feeds = [""]', "`sources.feeds`: an address in it is empty", "Leave it out"),
        ('pages = ["  "]', "`sources.pages`: an address in it is empty", "Leave it out"),
        ('inbox = " "', "`sources.inbox`: it is empty", 'inbox = "inbox"'),
        ('inbox = "."', "`sources.inbox`: it is the show's own folder", "inside of it"),
        ('feeds = ["./"]', "`sources.feeds`: it is the show's own folder", "inside of it"),
        ('feeds = ["127.0.0.1:8801/feed.xml"]', "neither", "Did you mean http://127.0.0.1:8801/feed.xml?"),
        ('pages = ["news.example/a"]', "neither", "Did you mean https://news.example/a?"),
        ('feeds = ["htp://a.example/f"]', "neither", "Did you mean http://a.example/f?"),
        ('feeds = ["feed://a.example/f"]', "neither", "Did you mean https://a.example/f?"),
        ('feeds = ["file:///srv/list.opml"]', "neither", "Write the file's path alone: /srv/list.opml"),
        ('feeds = ["my feeds"]', "neither", "An address begins with https://"),
        ('allow_hosts = ["127.0.0.1:8801"]', "'127.0.0.1:8801' is no name of a host", "127.0.0.1, without"),
        ('allow_hosts = ["http://news.intranet/"]', "`sources.allow_hosts`", "news.intranet, without"),
        ('allow_hosts = ["[::1]:80"]', "`sources.allow_hosts`", "::1, without"),
        ('allow_hosts = [""]', "`sources.allow_hosts`", "Leave it out"),
    ],
)
def test_a_source_that_leads_nowhere_or_home_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, said: str, hint: str
) -> None:
    """The files of the show's own folder, its settings among them, are never taken for stories."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, f"[sources]\n{toml}")
    assert said in str(caught.value)
    assert hint in caught.value.hint


def test_sources_may_be_files_and_folders(tmp_path: Path) -> None:
    """Of the show's folder or elsewhere; one with a whole path may be away for a night and comes back."""
    (tmp_path / "more").mkdir()
    (tmp_path / "list.opml").write_text("<opml/>")
    named = ["list.opml", "more", "/media/away/list.opml", "HTTPS://a.example/f"]
    read = settings(tmp_path, f"[sources]\nfeeds = {named}\nallow_hosts = ['news.intranet', '::1', '10.0.0.1']")
    assert read.sources.feeds == tuple(named)


def test_a_file_that_is_there_and_cannot_be_read_is_not_taken_for_a_slip(tmp_path: Path) -> None:
    """Its own name would be proposed for it."""
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "newsroom.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(ConfigError, match="no UTF-8") as caught:
        Home(tmp_path, Settings()).text("voices/newsroom.toml", "engine.cast")
    assert caught.value.hint == "Save it as UTF-8."
