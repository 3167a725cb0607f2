"""The studio in a real browser: rehearse, interrupt, debrief, replay, comment, score blind, seal, bring in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest

from tests.heavy.chromium import Page, browser
from tests.heavy.firefox import Fox
from voicecoach import rehearsal, settings, studio, wiring
from voicecoach.conversation import recordings
from voicecoach.events import ClientSaid, Ended, Heard, Interrupted, RepSays, TakenBack
from voicecoach.replay.server import Running
from voicecoach.replay.server import studio as serving
from voicecoach.resources import fixtures_folder

pytestmark = pytest.mark.heavy

ARTEFACTS = os.environ.get("VOICECOACH_SHOTS", "")


def microphone(path: Path) -> Path:
    """A recorded rep as a microphone hears them: one turn, then words over the client's answer, then silence."""
    import soxr

    folder = fixtures_folder()
    assert folder
    first, second = (c.samples for c in recordings.fixture_call(folder, "empathic")[:2])
    silence = np.zeros(16_000, np.int16)
    sound = np.concatenate([*[silence] * 6, first, *[silence] * 2, second, *[silence] * 90])
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        out.writeframes(soxr.resample(sound, 16_000, 48_000).tobytes())
    return path


@contextmanager
def served(folder: Path) -> Iterator[tuple[Running, wiring.Library]]:
    asked = settings.load({"library": str(folder)})
    library = wiring.library(asked)
    with serving(library, studio.hooks(asked)) as running:
        yield running, library


def shot(page: Page | Fox, name: str) -> None:
    if ARTEFACTS:
        page.shot(Path(ARTEFACTS) / f"{name}.png")


def axe() -> str:
    """The accessibility checker, from npm's own client; kept for the machine, never in the repository."""
    home = Path(os.environ.get("VOICECOACH_AXE", Path.home() / ".cache" / "voicecoach-axe"))
    script = home / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        assert npm, "the accessibility check needs npm"
        subprocess.run([npm, "install", "--silent", "--prefix", str(home), "axe-core@4"], check=True)
    return script.read_text(encoding="utf-8")


def serious(page: Page, script: str) -> list[str]:
    """What axe finds serious or worse on the page as it is now."""
    page.run(script + "; 0")
    found = json.loads(
        page.run("axe.run(document, {resultTypes: ['violations']}).then((r) => JSON.stringify(r.violations))")
    )
    return [
        f"{v['id']}: {n['html'][:120]} {n.get('failureSummary', '')[:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


def test_from_hello_to_the_coachs_comment(tmp_path: Path) -> None:
    mic = microphone(tmp_path / "mic.wav")
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    with served(tmp_path / "rep") as (rep, library), browser(f"--use-file-for-fake-audio-capture={mic}%noloop") as page:
        page.size(1280, 900)
        base = rehearse(page, rep)
        one = library.find()
        check_the_call(library, one)
        read_the_debrief(page, base, one)
        replay_and_comment(page, base, one)
        score_blind(page, base, one)
        page.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        page.goto(f"{base}/session/{one}")
        page.click("#export")
        page.click("#export-dialog button.primary")
        page.until("document.getElementById('told').textContent.includes('downloads')", 60)
        page.until("new Promise((done) => setTimeout(() => done(true), 500))")
        assert_local(page)
        assert page.errors == []
    (sealed,) = downloads.glob("*.voicecoach")
    with served(tmp_path / "coach") as (coach, theirs), browser() as page:
        page.size(1280, 900)
        page.goto(coach.address)
        bring_in(page, sealed)
        assert theirs.ids() == [one]
        page.click("#list tbody a")
        page.until("document.querySelectorAll('.notes .text').length > 0", 30)
        page.until("document.querySelectorAll('.flag.note').length > 0", 60)
        page.click(".notes .at")
        assert page.until(
            "document.querySelector('audio').currentTime > 5.4 && document.querySelector('audio').currentTime"
        )
        assert page.run("document.querySelector('.notes .text').textContent") == "Held it well."
        assert_local(page)
        assert page.errors == []


def rehearse(page: Page, rep: Running) -> str:
    base = rep.address.split("/?")[0]
    page.goto(rep.address)
    page.goto(base + "/rehearse")
    page.click("#offers li:first-child button")
    page.write("#intended", "honest and brief")
    page.click("#start")
    page.until("!document.getElementById('live').hidden", 40)
    page.until("document.querySelectorAll('#lines .client').length > 0", 60)
    page.until("document.querySelectorAll('#lines .rep').length > 0", 90)
    shot(page, "live")
    said = "[...document.querySelectorAll('#lines .rep')].map((li) => li.innerText).join(' ')"
    page.until(f"{said}.length > 200", 90)  # both turns, in one line or in two
    page.until("document.querySelector('#lines li:last-child').className === 'client'", 60)
    page.key("e")
    page.until("!document.getElementById('over').hidden", 60)
    page.write("#how_it_went", "I was nervous.")
    shot(page, "over")
    page.click("#says button")
    page.until("document.title.startsWith('Debrief')", 120)
    return base


def check_the_call(library: wiring.Library, one: str) -> None:
    saved = library.open(one)
    events = saved.events
    assert [e.outcome for e in events if isinstance(e, Ended)] == ["stopped"]
    assert len([e for e in events if isinstance(e, Heard)]) >= 2
    # the client gave way; soon after its first word that is the rep's turn going on, and taken back
    assert [e for e in events if isinstance(e, (Interrupted, TakenBack))], "the rep spoke over the client"
    assert {e.topic for e in events if isinstance(e, RepSays)} == {"intended_impression", "how_it_went"}
    cut = [e for e in events if isinstance(e, ClientSaid) and e.cut]
    assert all(len(e.text) < len(e.intended) for e in cut)
    _, client = saved.sound("client")
    assert np.abs(client.astype(int)).max() > 1000


def read_the_debrief(page: Page, base: str, one: str) -> None:
    page.goto(f"{base}/session/{one}/debrief")
    assert "I was nervous." in page.text()
    shot(page, "debrief")


def replay_and_comment(page: Page, base: str, one: str) -> None:
    page.run("localStorage.setItem('name', 'Kim'); localStorage.setItem('role', 'rep')")
    page.goto(f"{base}/session/{one}")
    page.until("document.querySelectorAll('.flag').length > 0", 120)
    page.run("document.querySelector('.said .at').click()")
    page.until("!document.querySelector('audio').paused && document.querySelector('audio').currentTime > 0.3")
    page.run("document.querySelector('.controls select').value = '1.5'; "
             "document.querySelector('.controls select').dispatchEvent(new Event('change'))")  # fmt: skip
    assert page.run(
        "[document.querySelector('audio').playbackRate, document.querySelector('audio').preservesPitch]"
    ) == [1.5, True]
    page.key("n")
    at = page.run("document.querySelector('audio').currentTime")
    assert at > 5, "N goes to the client's No"
    page.run("document.querySelector('audio').pause(); document.querySelector('audio').currentTime = 5.5")
    page.until("document.getElementById('pin').textContent === 'at 0:05'")
    page.write("#note-text", "Held it well.")
    page.click("#note-form button.primary")
    page.until("document.querySelectorAll('.notes .text').length === 1")
    shot(page, "replay")


def score_blind(page: Page, base: str, one: str) -> None:
    page.run("localStorage.setItem('name', 'Lee'); localStorage.setItem('role', 'coach')")
    page.goto(f"{base}/session/{one}")
    page.until("document.querySelector('.wait')")
    assert page.run("document.querySelectorAll('.flag:not(.note)').length") == 0
    page.goto(f"{base}/session/{one}/score")
    page.until("document.querySelectorAll('.criterion').length > 5")
    assert "machine" not in page.run("document.getElementById('rubric').innerText").lower()
    page.run("for (const f of document.querySelectorAll('.criterion')) f.querySelector('input[value=\"3\"]').click()")
    page.click("#rubric button.primary")
    page.until("document.querySelectorAll('.verdict').length > 5", 120)
    assert "Scored blind" in page.run("document.getElementById('told').textContent")
    shot(page, "scored")


def bring_in(page: Page, sealed: Path) -> None:
    root = page.send("DOM.getDocument")["root"]["nodeId"]
    node = page.send("DOM.querySelector", nodeId=root, selector="#sealed")["nodeId"]
    page.send("DOM.setFileInputFiles", nodeId=node, files=[str(sealed)])
    page.until("document.querySelectorAll('#list tbody a').length === 1", 60)
    page.until("document.getElementById('came').open")
    page.key("Escape")


def assert_local(page: Page | Fox) -> None:
    """No request left the machine."""
    for url in page.requests:
        parts = urlsplit(url)
        assert parts.scheme in ("blob", "data", "about") or parts.hostname == "127.0.0.1", url


def test_nothing_serious_for_those_who_cannot_see_or_use_a_mouse(tmp_path: Path) -> None:
    script = axe()
    with served(tmp_path / "rep") as (rep, library), browser() as page:
        asked = settings.load({"library": str(tmp_path / "rep")})
        plan = rehearsal.plan(asked, wiring.choose_scenario(asked, "bakery-terminals"), reps=["pushy"], seed=1)
        from voicecoach.fakes import NoView

        with rehearsal.hold(plan, NoView()) as held:
            held.run()
        one = library.find()
        base = rep.address.split("/?")[0]
        page.goto(rep.address)
        page.run("localStorage.setItem('name', 'Kim')")
        found: dict[str, list[str]] = {}
        for dark in (False, True):
            for width in (1280, 390):
                page.size(width, 900, dark=dark, mobile=width < 600)
                for path in ("/", "/rehearse", "/agreement", "/trends", f"/session/{one}", f"/session/{one}/score",
                             f"/compare?a={one}&b={one}"):  # fmt: skip
                    page.goto(base + path)
                    page.until(
                        "!['title', 'count', 'about'].some((id) => document.getElementById(id)?.textContent === '…')",
                        60,
                    )
                    if path == f"/session/{one}":
                        page.until("document.querySelectorAll('.flag').length > 0", 120)
                    if broken := serious(page, script):
                        found[f"{path} {width} {'dark' if dark else 'light'}"] = broken
                    wide = page.run("document.documentElement.scrollWidth - innerWidth")
                    assert wide <= 0, f"{path} is {wide} px too wide at {width}"
        assert found == {}
        assert page.errors == []


def test_everything_can_be_reached_by_keyboard(tmp_path: Path) -> None:
    from tests.unit.studio_fixture import served as small

    with small(tmp_path) as own, browser() as page:
        page.goto(own.running.address)
        page.until("document.querySelectorAll('#list tbody a').length > 0")
        assert {"A", "BUTTON", "INPUT", "SELECT"} <= tabbed(page, 40)
        page.goto(f"{own.base}/session/{own.ids[0]}")
        page.until("document.querySelectorAll('.flag').length > 0", 60)
        fields = "main button, main a, main select, main textarea, main input"
        wanted = page.run(f"[...document.querySelectorAll('{fields}')]"
                          ".filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length")  # fmt: skip
        page.run("document.body.focus(); window.__seen = new Set()")
        for _ in range(wanted + 12):
            page.key("Tab")
            page.run("document.activeElement.closest('main') && window.__seen.add(document.activeElement)")
        assert page.run("window.__seen.size") >= wanted - 1  # one radio of a group


def tabbed(page: Page, presses: int) -> set[str]:
    """Kinds of element that the Tab key comes by."""
    out = set()
    for _ in range(presses):
        page.key("Tab")
        out.add(str(page.run("document.activeElement.tagName")))
    return out
