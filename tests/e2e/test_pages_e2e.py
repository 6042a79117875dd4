"""The pages in a real browser: read-along, keys, memory, accessibility, and that nothing is loaded from elsewhere.

`tests/e2e/install.sh` installs what this needs; where that is missing the tests are skipped.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg
import pytest
import uvicorn
from msgspec.structs import replace as with_setting

from briefing.model import Article, Chapter, Cue, Enclosure, Episode, Person, Programme
from briefing.notes import vtt
from briefing.pages import INDEX, Older, assets, episode_page, index_page, older_page, older_path, page_path
from briefing.serve import make_app
from briefing.settings import ShowSettings
from briefing.targets.folder import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.e2e, pytest.mark.filterwarnings("default")]

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: run tests/e2e/install.sh")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
if not CHROMIUM:
    pytest.skip("no chromium: run tests/e2e/install.sh", allow_module_level=True)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
SECONDS = 60
PEOPLE = ("Ida", "Otto", "Mara", "Finn", "Edda", "Nils", "Runa", "Sten", "Vera")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLDER = older_path(1)
HOSTILE = "</script><script>document.title='broken'</script>\"'><img src=x onerror=alert(1)> \u202eنهر " + "W" * 400


@dataclass(frozen=True)
class Site:
    """A published show, and where it is served."""

    public: Path
    address: str
    page: str
    """Of the plain episode, under the public folder."""
    hostile: str
    """Of the one whose every text is an attack."""


def _edition(words: str = "") -> tuple[Programme, list[tuple[Article, list[Person]]]]:
    """Twenty cues of three seconds: two stories of nine, with ten speakers."""
    names = [words + name for name in PEOPLE]
    articles, cues = [], [Cue(0, 2_900, f"This is the show. {words}".strip(), "Reporter")]
    for story in (0, 1):
        lines = [
            f"Story {story} {words}".strip(),
            *(f"“Sentence {n} of story {story}, {words}” said one." for n in range(8)),
        ]
        articles.append(Article(lines[0], tuple(lines[1:]), site=words or "The Paper", url="https://paper.example/a"))
        for number, line in enumerate(lines):
            start = 3_000 * (1 + 9 * story + number)
            who = names[number] if number % 2 else "Reporter"
            cues.append(Cue(start, start + 2_900, line, who, story))
    cues.append(Cue(57_000, 59_900, "That was the show.", "Reporter"))
    chapters = tuple(
        Chapter(3_000 + 27_000 * n, 30_000 + 27_000 * n, article.headline) for n, article in enumerate(articles)
    )
    people = [Person(name, words or "witness") for name in names]
    return Programme(SECONDS * 1000, tuple(cues), chapters), [(article, people) for article in articles]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A show of two episodes, one plain and one hostile, served as `briefing serve` does."""
    public = tmp_path_factory.mktemp("public")
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    audio = public / "episodes/plain.mp3"
    audio.parent.mkdir()
    sound = ["-f", "lavfi", "-i", f"sine=frequency=220:duration={SECONDS}", "-b:a", "64k", str(audio)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *sound], check=True)
    show = ShowSettings(title="Ellery Morning", address=f"http://localhost:{listener.getsockname()[1]}/")
    plain = Episode(
        guid="1", title="Two Stories", published=NOON, updated=NOON,
        enclosure=Enclosure("episodes/plain.mp3", audio.stat().st_size, "audio/mpeg"),
        duration_ms=SECONDS * 1000, summary="Two stories.", notes_html="", transcript="episodes/plain.vtt",
    )  # fmt: skip
    hostile = replace(plain, guid="2", title=HOSTILE, enclosure=replace(plain.enclosure, path="episodes/hostile.mp3"))
    shutil.copy(audio, public / "episodes/hostile.mp3")
    many = [replace(hostile, guid=f"old-{n}", published=NOON - timedelta(days=n)) for n in range(40)]
    index = index_page(
        show,
        [plain, hostile, *many],
        older=[Older(OLDER, NOON - timedelta(days=400), NOON - timedelta(days=300))],
        others={HOSTILE: INDEX, "The Council": INDEX},
    )
    files: dict[str, bytes | Path] = {**assets(), "feed.xml": b"<rss/>", INDEX: index}
    files[OLDER] = older_page(with_setting(show, title=HOSTILE), many, OLDER, older=OLDER)
    for episode, words, its_show in ((plain, "", show), (hostile, HOSTILE, with_setting(show, title=HOSTILE))):
        programme, stories = _edition(words)
        files["episodes/plain.vtt"] = vtt(programme.cues).encode()
        files[page_path(episode)] = episode_page(its_show, episode, programme, stories)
    publish(files, public)
    server = uvicorn.Server(uvicorn.Config(make_app(public), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield Site(public, address, page_path(plain), page_path(hostile))
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium, as Debian has it."""
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Opens a page in a fresh profile; at the end nothing may have gone wrong in it."""
    contexts, faults = [], []

    def open_page(address: str, **options: Any) -> Any:
        context = browser.new_context(**{"reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: faults.append(f"a dialog: {dialog.message}"))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _time(page: Any) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def _lit(page: Any) -> str:
    lit = page.locator(".s[aria-current]")
    return str(lit.inner_text()) if lit.count() else ""


def _paused(page: Any) -> bool:
    return bool(page.evaluate("document.getElementById('audio').paused"))


def test_the_sentence_being_spoken_is_lit(visit: Any, site: Site) -> None:
    """While the audio plays, the lit sentence, the name and the chapter are those of its time."""
    page = visit(site.address + site.page)
    cues = _edition()[0].cues
    page.select_option("#speed", "2")
    page.click("#play")
    for _ in range(12):
        page.wait_for_timeout(600)
        seen = page.evaluate(
            "[document.getElementById('audio').currentTime, document.querySelector('.s[aria-current]')?.textContent,"
            " document.getElementById('now').textContent]"
        )
        right = [cue for cue in cues if cue.start_ms - 60 <= seen[0] * 1000 <= cue.start_ms + 3_060]
        assert (seen[1], seen[2]) in [(cue.text, cue.speaker) for cue in right]
    assert _time(page) > 10
    assert page.locator(".chapters a[aria-current]").inner_text().endswith("Story 0")


def test_click_on_a_sentence_jumps(visit: Any, site: Site) -> None:
    """A click on a sentence plays from there; one on a chapter too."""
    page = visit(site.address + site.page)
    page.get_by_text("Sentence 4 of story 1").click()
    page.wait_for_timeout(300)
    assert 45 <= _time(page) < 47
    assert "Sentence 4 of story 1" in _lit(page)
    assert not _paused(page)
    page.locator(".chapters a").first.click()
    page.wait_for_timeout(300)
    assert 3 <= _time(page) < 5


def test_keyboard_alone_will_do(visit: Any, site: Site) -> None:
    """Skip link first; space plays, arrows move by ten seconds; in the text arrows choose and Enter jumps."""
    page = visit(site.address + site.page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    assert not _paused(page)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert 10 <= _time(page) < 12
    page.keyboard.press("ArrowLeft")
    assert _time(page) < 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className.startsWith('s ')")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    chosen = page.evaluate("[document.activeElement.textContent, Number(document.activeElement.dataset.t)]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert _lit(page) == chosen[0]
    assert chosen[1] <= _time(page) * 1000 < chosen[1] + 2_000
    assert page.locator(".s[tabindex]").count() == 1  # one stop of the Tab key, not one a sentence


def test_position_and_speed_are_remembered(visit: Any, site: Site) -> None:
    """Who comes back goes on where they stopped, at their speed."""
    page = visit(site.address + site.page)
    page.select_option("#speed", "1.5")
    page.locator("#seek").focus()
    page.get_by_text("Sentence 2 of story 0").click()
    page.wait_for_timeout(400)
    page.click("#play")
    stopped = _time(page)
    page.reload()
    page.wait_for_timeout(400)
    assert _time(page) == pytest.approx(stopped, abs=0.1)
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.5
    assert "Sentence 2 of story 0" in _lit(page)
    assert _paused(page)


def test_what_is_chosen_before_the_audio_is_there_counts_from_the_remembered_place(visit: Any, site: Site) -> None:
    """Some browsers load nothing before a tap: ten seconds on is from where the listener was, not from the start."""
    page = visit(site.address + site.page)
    page.add_init_script("localStorage.setItem('briefing plain.mp3', '30000')")
    held: list[Any] | None = []
    page.route("**/*.mp3", lambda route: held.append(route) if held is not None else route.continue_())
    page.reload(wait_until="domcontentloaded")
    page.click("#on")
    assert page.locator("#time").inner_text() == "0:40"
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(500)
    assert _time(page) == pytest.approx(40, abs=0.1)


def test_where_there_is_no_audio_it_is_said_as_long_as_it_is_so(visit: Any, site: Site) -> None:
    """Whatever the listener then does; nobody is named who cannot be heard."""
    page = visit(site.address + site.page)
    page.route("**/*.mp3", lambda route: route.fulfill(body="", content_type="audio/mpeg"))
    page.reload()
    page.wait_for_timeout(300)
    for act in (lambda: None, page.get_by_text("Sentence 1 of story 0").click, page.locator("#on").click):
        act()
        page.wait_for_timeout(200)
        assert page.locator("#now").inner_text() == "No audio found"


def test_a_chapter_is_played_also_where_text_is_marked(visit: Any, site: Site) -> None:
    """A click on a marked sentence leaves it marked; one on a chapter never leads away to the audio file."""
    page = visit(site.address + site.page)
    page.evaluate("getSelection().selectAllChildren(document.querySelectorAll('.s')[4])")
    page.locator(".s").nth(4).dispatch_event("click")
    assert _paused(page)
    page.locator(".chapters a").first.dispatch_event("click")
    page.wait_for_timeout(300)
    assert page.url == site.address + site.page
    assert 3 <= _time(page) < 5


def test_a_link_can_name_the_second(visit: Any, site: Site) -> None:
    """`#t=40` opens the page there."""
    page = visit(f"{site.address}{site.page}#t=40")
    page.wait_for_timeout(300)
    assert _time(page) == pytest.approx(40)
    assert "story 1" in _lit(page)


def test_without_javascript_there_is_text_and_audio(visit: Any, site: Site) -> None:
    """Native controls and every sentence are there, and no control that would do nothing."""
    page = visit(site.address + site.page, java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator("#play, #seek, #speed, #hint").filter(visible=True).count()
    shown = page.locator("main").inner_text()
    assert all(cue.text in shown for cue in _edition()[0].cues)


def test_nothing_is_loaded_from_elsewhere(browser: Any, site: Site) -> None:
    """Every request goes to the host of the page, and each is answered."""
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    for path in (INDEX, OLDER, site.page, site.hostile):
        page.goto(site.address + path)
        page.wait_for_timeout(300)
    context.close()
    assert {url for url, _ in asked if not url.startswith(site.address)} == set()
    assert [(url, status) for url, status in asked if status >= 400] == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_window(visit: Any, site: Site, width: int) -> None:
    """Words of four hundred letters break, on a phone too (WCAG 1.4.10: 320 pixels)."""
    for path in (INDEX, OLDER, site.page, site.hostile):
        page = visit(site.address + path, viewport={"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_hostile_text_is_only_text(visit: Any, site: Site) -> None:
    """An attack in a title, name or sentence is shown, not run."""
    page = visit(site.address + site.hostile)
    assert page.title().startswith("</script><script>")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1


def test_pages_work_from_a_folder(visit: Any, site: Site) -> None:
    """Opened as files, style, script and audio are found."""
    page = visit((site.public / INDEX).as_uri())
    page.get_by_role("link", name="Two Stories").click()
    page.get_by_text("Sentence 1 of story 0").click()
    page.wait_for_timeout(400)
    assert "Sentence 1 of story 0" in _lit(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.player')).position") == "sticky"


def test_subscribe_links_name_the_host_that_was_opened(visit: Any, site: Site) -> None:
    """Where the show's address is this computer's own, links take the name by which the page was reached."""
    page = visit(site.address + INDEX)
    assert page.locator(".address").inner_text() == site.address + "feed.xml"
    bare = site.address.removeprefix("http://")
    assert page.get_by_role("link", name="Apple Podcasts").get_attribute("href") == f"podcast://{bare}feed.xml"
    assert page.locator(".qr").count() == 0


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="no zbarimg: run tests/e2e/install.sh")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_camera_reads_the_feed_address(visit: Any, site: Site, tmp_path: Path, scheme: str) -> None:
    """The QR code, as the browser draws it, holds the feed's address, on a dark page too."""
    page = visit((site.public / INDEX).as_uri(), color_scheme=scheme)
    page.locator("figure").screenshot(path=tmp_path / "code.png")
    read = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.png"], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == page.locator(".address").inner_text()


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: run tests/e2e/install.sh")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(visit: Any, site: Site, scheme: str, width: int) -> None:
    """Index, older episodes, page, page at play, page without a script, hostile page: none breaks a rule of axe."""
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    for path in (INDEX, OLDER, site.page, site.hostile):
        page = visit(site.address + path, **look)
        if path == site.page:
            page.get_by_text("Sentence 1 of story 0").click()
            page.wait_for_timeout(300)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == [], path
