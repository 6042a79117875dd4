"""briefing.toml → Settings."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import msgspec
import pytest

from briefing.config import NAME, Home, bundled, find_home, read_settings
from briefing.errors import ConfigError
from briefing.example import example, keys
from briefing.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, toml: str) -> Settings:
    """What a file of these words says."""
    (folder / NAME).write_text(toml, "utf-8")
    return read_settings(folder / NAME)


def test_a_partial_file_overrides_only_what_it_names(tmp_path: Path) -> None:
    """Everything else keeps its default."""
    read = settings(tmp_path, '[show]\ntitle = "Dawn"\n[audio]\nbitrate_kbps = 128\n')
    assert (read.show.title, read.audio.bitrate_kbps) == ("Dawn", 128)
    assert read.show.author == Settings().show.author
    assert read.quotes == Settings().quotes


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ('[show]\ntitel = "x"', "show.titel", "title"),
        ("[shwo]", "shwo", "show"),
        ("[show]\nzzz = 1", "show.zzz", "Known here"),
        ("[engine]\nrate = 1000", "engine.rate", "briefing new"),
        ('[engine]\nrate = "fast"', "engine.rate", "briefing new"),
        ("title", "cannot be read", "briefing new"),
        ('[show]\ntimezone = "Europe/Atlantis"', "Europe/Atlantis", "Europe/Oslo"),
        ('[show]\ntimezone = "../etc"', "show.timezone", "Europe/Oslo"),
        ('[show]\naddress = "example.org"', "show.address", "https://"),
        ("show = 1", "show", "briefing new"),
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


def test_a_show_that_moved_names_its_feed_at_the_new_place(tmp_path: Path) -> None:
    """Also where that lies below the old one, as the feed of a show that became a further one does."""
    for address in ("https://b.example/feed.xml", "https://a.example/dawn/feed.xml", "https://b.example/rss?id=1"):
        toml = f'[show]\naddress = "https://a.example/"\nmoved_to = "{address}"'
        assert settings(tmp_path, toml).show.moved_to == address


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
    assert home.text("voices/newsroom.toml")[1] == str(bundled() / "newsroom.toml")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "newsroom.toml").write_text("mine")
    assert home.text("voices/newsroom.toml") == ("mine", str(tmp_path / "voices" / "newsroom.toml"))
    with pytest.raises(ConfigError, match=r"none\.toml"):
        home.text("voices/none.toml")


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
