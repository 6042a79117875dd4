"""Voices are fetched from a catalogue whole, as they should be, or not at all.  Against a server on this machine."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from filelock import FileLock

from briefing.cli import cli
from briefing.engines import download
from briefing.engines.catalogue import Catalogue
from briefing.engines.download import VoiceNotAdded
from briefing.engines.models import changed_file
from briefing.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "en_GB-merle-low"
MODEL = bytes(range(256)) * 1500
CONFIG = b'{"num_speakers": 2, "language": {"code": "en_GB"}}'
CARD = "# Model card for merle\n\n* Language: en_GB\n\n## Dataset\n\n* License: CC0\x1b[2J (made up)\n"
PLACE = f"en/en_GB/merle/low/{NAME}"


def listed(model: bytes = MODEL) -> dict[str, object]:
    """The catalogue's entry for a voice whose model is `model`."""
    files = {f"{PLACE}.onnx": model, f"{PLACE}.onnx.json": CONFIG, "en/en_GB/merle/low/MODEL_CARD": CARD.encode()}
    return {
        "key": NAME,
        "name": "merle",
        "language": {"code": "en_GB", "family": "en"},
        "quality": "low",
        "num_speakers": 2,
        "files": {
            path: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()}  # noqa: S324  the catalogue's form
            for path, data in files.items()
        },
        "aliases": ["merle"],
    }


@dataclass
class Site:
    """A catalogue on this machine, and how it behaves."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_after: int | None = None
    """Bytes of a model after which the connection is cut, once."""
    ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and Range of every request."""

    def offer(self, **entries: object) -> None:
        """List these voices."""
        self.files["voices.json"] = json.dumps(entries).encode()


def _answer(site: Site, request: BaseHTTPRequestHandler) -> None:
    path, wanted = request.path.lstrip("/"), request.headers.get("Range", "")
    site.asked.append((path, wanted))
    if path not in site.files:
        request.send_error(404)
        return
    data, start = site.files[path], 0
    if wanted and site.ranges:
        start = int(re.findall(r"\d+", wanted)[0])
        if start >= len(data):
            request.send_error(416)
            return
        request.send_response(206)
        request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
    else:
        request.send_response(200)
    request.send_header("Content-Length", str(len(data) - start))
    request.end_headers()
    stop = len(data)
    if path.endswith(".onnx") and site.break_after is not None:
        stop, site.break_after = site.break_after, None
    request.wfile.write(data[start:stop])


@pytest.fixture
def site() -> Iterator[Site]:
    """A catalogue with one voice of 384,000 bytes."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(site, self)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.address = f"http://127.0.0.1:{server.server_port}"
        site.files = {
            f"{PLACE}.onnx": MODEL,
            f"{PLACE}.onnx.json": CONFIG,
            "en/en_GB/merle/low/MODEL_CARD": CARD.encode(),
        }
        site.offer(**{NAME: listed()})
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield site
        server.shutdown()
        serving.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where voices are to go; not made yet."""
    return tmp_path / "models" / "piper"


def add(site: Site, folder: Path, name: str = NAME) -> Path:
    """Find a voice and fetch it."""
    with Catalogue(site.address) as catalogue:
        return catalogue.add(catalogue.find(name), folder)


def failure(site: Site, folder: Path, name: str = NAME) -> VoiceNotAdded:
    """What is told when it cannot be had."""
    with pytest.raises(VoiceNotAdded) as caught:
        add(site, folder, name)
    return caught.value


def names(folder: Path) -> set[str]:
    """What lies in the folder."""
    return {path.name for path in folder.iterdir()} - {".adding"}


def test_a_voice_is_fetched_with_its_description_and_checksums(site: Site, folder: Path) -> None:
    """Model, description and a file of SHA-256 sums that `sha256sum -c` accepts."""
    model = add(site, folder)
    assert model.read_bytes() == MODEL
    assert names(folder) == {f"{NAME}.onnx", f"{NAME}.onnx.json", f"{NAME}.sha256"}
    assert changed_file(model) is None
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", f"{NAME}.sha256"], cwd=folder, check=True, capture_output=True)


def test_what_it_is_and_its_licence_are_told_before_it_is_fetched(site: Site, folder: Path) -> None:
    """One line, from the model card, without the control characters that a stranger may have put there."""
    with Catalogue(site.address) as catalogue:
        told = str(catalogue.find(NAME))
    assert told == f"{NAME}: en_GB, low, 2 speakers, 0.4 MB; licence: CC0[2J (made up)"
    assert not any(path.endswith(".onnx") for path, _ in site.asked)


def test_a_card_that_says_nothing_of_a_licence_is_told_so(site: Site) -> None:
    """Nobody is left to think that it is free."""
    site.files["en/en_GB/merle/low/MODEL_CARD"] = b"# A voice\n"
    with Catalogue(site.address) as catalogue:
        assert catalogue.find(NAME).licence == "not stated"


def test_an_alias_names_the_voice(site: Site, folder: Path) -> None:
    """Under the name that the catalogue gives it."""
    assert add(site, folder, "merle").name == f"{NAME}.onnx"


def test_a_voice_that_is_there_is_not_fetched_again(site: Site, folder: Path) -> None:
    """Only the catalogue and the card are read."""
    add(site, folder)
    site.asked.clear()
    add(site, folder)
    assert {path for path, _ in site.asked} == {"voices.json", "en/en_GB/merle/low/MODEL_CARD"}


def test_a_download_that_broke_off_goes_on(site: Site, folder: Path) -> None:
    """The second try asks only for the bytes that did not come, and the voice is whole."""
    site.break_after = 200_000
    error = failure(site, folder)
    assert "connection failed" in str(error)
    assert "goes on" in error.hint
    assert f"{NAME}.onnx" not in names(folder)
    assert add(site, folder).read_bytes() == MODEL
    had = re.findall(r"\d+", site.asked[-1][1])
    assert had
    assert 0 < int(had[0]) <= 200_000


def test_a_server_that_cannot_go_on_starts_again(site: Site, folder: Path) -> None:
    """A server without ranges sends all of it, and what was there is not kept in front of it."""
    site.break_after, site.ranges = 200_000, False
    failure(site, folder)
    assert add(site, folder).read_bytes() == MODEL


def test_a_download_that_broke_off_but_is_not_the_file_any_more_is_dropped(site: Site, folder: Path) -> None:
    """Half of one file and half of another are found out; the try after that starts afresh."""
    site.break_after = 200_000
    failure(site, folder)
    other = MODEL[::-1]
    site.files[f"{PLACE}.onnx"] = other
    site.offer(**{NAME: listed(other)})
    assert "wrong checksum" in str(failure(site, folder))
    assert add(site, folder).read_bytes() == other


@pytest.mark.parametrize("came", [MODEL[:-1] + b"x", MODEL + b"more"], ids=["changed", "longer"])
def test_a_file_that_is_not_what_the_catalogue_says_is_refused(site: Site, folder: Path, came: bytes) -> None:
    """Wrong bytes, or more of them than promised, leave nothing behind that could be taken for a voice."""
    site.files[f"{PLACE}.onnx"] = came
    assert "wrong checksum" in str(failure(site, folder))
    assert names(folder) == {f"{NAME}.onnx.json"}


def test_a_file_that_is_shorter_than_promised_is_refused(site: Site, folder: Path) -> None:
    """However often it is tried."""
    site.files[f"{PLACE}.onnx"] = MODEL[:1000]
    failure(site, folder)
    failure(site, folder)
    failure(site, folder)
    assert f"{NAME}.onnx" not in names(folder)


def test_a_full_disk_leaves_nothing_half_written(site: Site, folder: Path) -> None:
    """The error says what to do, and the half file is gone, since it would fill the disk."""
    folder.mkdir(parents=True)
    (folder / f"{NAME}.onnx.part").symlink_to("/dev/full")
    error = failure(site, folder)
    assert "No space left" in str(error)
    assert "room" in error.hint
    assert names(folder) == {f"{NAME}.onnx.json"}


def test_a_folder_that_cannot_be_made_is_told(site: Site, tmp_path: Path) -> None:
    """A file in its place, for one."""
    (tmp_path / "models").write_text("in the way")
    assert "cannot be written" in str(failure(site, tmp_path / "models" / "piper"))


def test_a_server_that_trickles_is_given_up(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No download lasts for ever."""
    monkeypatch.setattr(download, "GRACE_S", -1e9)
    assert "too slowly" in str(failure(site, folder))


@pytest.mark.parametrize(("name", "hint"), [("en_GB", NAME), ("en_GB-merel-low", NAME), ("zz", "Try a language")])
def test_an_unknown_voice_names_those_that_are_near(site: Site, folder: Path, name: str, hint: str) -> None:
    """A language lists its voices; a misspelt name is put right."""
    assert hint in failure(site, folder, name).hint


@pytest.mark.parametrize("data", [b"<html>", b"[]", b'{"a": {}}', b"\xff", b'{"a":' * 5000], ids=str)
def test_what_is_no_catalogue_is_told_so(site: Site, folder: Path, data: bytes) -> None:
    """Whatever the address gives instead."""
    site.files["voices.json"] = data
    assert "no catalogue of voices" in str(failure(site, folder))


def test_a_catalogue_without_end_is_refused(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a limit to what is read."""
    monkeypatch.setattr("briefing.engines.catalogue.LIST_LIMIT", 10)
    assert "more than the 10 bytes allowed" in str(failure(site, folder))


def test_a_catalogue_that_is_not_there_names_the_way_to_a_mirror(site: Site, folder: Path) -> None:
    """404, or nobody listening at all."""
    del site.files["voices.json"]
    assert "404" in str(failure(site, folder))
    site.address = "http://127.0.0.1:9"
    assert "mirror" in failure(site, folder).hint


@pytest.mark.parametrize("address", ["", "nonsense", "ftp://127.0.0.1/", "http://[::1"])
def test_an_address_that_is_none_is_told(folder: Path, address: str) -> None:
    """As an error of ours."""
    failure(Site(address), folder)


@pytest.mark.parametrize("key", ["../../evil", ".hidden", "a/b", ""])
def test_a_voice_cannot_be_put_outside_its_folder(site: Site, folder: Path, key: str) -> None:
    """Names come from a stranger: one that is a path is refused."""
    entry = listed()
    file = {"size_bytes": 1, "md5_digest": ""}
    entry["files"] = {f"x/{key}.onnx": file, f"x/{key}.onnx.json": file}
    site.offer(**{key: entry})
    assert "does not say where" in str(failure(site, folder, key))


@pytest.mark.parametrize("size", [0, -5, 10**12])
def test_sizes_that_cannot_be_are_refused(site: Site, folder: Path, size: int) -> None:
    """Before anything is fetched."""
    entry = listed()
    entry["files"][f"{PLACE}.onnx"]["size_bytes"] = size  # type: ignore[index]  a table of tables
    site.offer(**{NAME: entry})
    assert "empty or larger" in str(failure(site, folder))


def test_a_voice_that_changed_on_disk_is_found_out(site: Site, folder: Path) -> None:
    """And so it is when its description did."""
    model = add(site, folder)
    model.with_name(f"{NAME}.onnx.json").write_bytes(CONFIG + b" ")
    assert changed_file(model) == f"{NAME}.onnx.json"
    model.write_bytes(MODEL[:-1])
    assert changed_file(model) in {f"{NAME}.onnx", f"{NAME}.onnx.json"}


def test_two_programs_do_not_fetch_into_one_file(site: Site, folder: Path) -> None:
    """The second is told that another is at work."""
    folder.mkdir(parents=True)
    with FileLock(folder / ".adding"), pytest.raises(Busy):
        add(site, folder)


def test_the_command_fetches_and_tells_how_the_voice_is_written(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the mirror that briefing.toml names, into the folder that the environment names."""
    (tmp_path / "briefing.toml").write_text(f'[engine]\ncatalogue = "{site.address}"\n')
    monkeypatch.setenv("BRIEFING_MODELS", str(tmp_path / "models"))
    done = CliRunner().invoke(cli, ["--home", str(tmp_path), "voices", "add", NAME])
    model = tmp_path / "models" / "piper" / f"{NAME}.onnx"
    assert (done.exit_code, done.stdout) == (0, f"piper/{NAME}  {model}\n")
    assert "licence: CC0" in done.stderr
    assert model.read_bytes() == MODEL
