"""The coach's chair in a real browser: ranges, replies, the reel, spoken comments, corrections, loops, two takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.heavy.chromium import Page, browser
from tests.heavy.test_studio_page import assert_local, served, shot
from voicecoach import rehearsal, settings, wiring
from voicecoach.events import Corrected
from voicecoach.fakes import NoView

pytestmark = pytest.mark.heavy

AUDIO = "document.querySelector('audio')"


@contextmanager
def chair(folder: Path, takes: int, who: str, role: str) -> Iterator[tuple[Page, str, wiring.Library]]:
    """A studio with takes of one client by a recorded rep, and somebody who has said who they are."""
    asked = settings.load({"library": str(folder)})
    chosen = wiring.choose_scenario(asked, "bakery-terminals")
    for seed in range(takes):
        with rehearsal.hold(rehearsal.plan(asked, chosen, reps=["pushy"], seed=seed), NoView()) as held:
            held.run()
    with served(folder) as (studio, library), browser() as page:
        page.size(1280, 900)
        page.goto(studio.address)
        page.run(f"localStorage.setItem('name', '{who}'); localStorage.setItem('role', '{role}')")
        yield page, studio.address.split("/?")[0], library
        assert_local(page)
        assert page.errors == []


def drag(page: Page, start: float, end: float) -> None:
    """Chooses a stretch of the time line, in shares of its width."""
    x, y, wide = page.run(
        "(() => { const c = document.querySelector('.stage canvas'); c.scrollIntoView({block: 'center'}); "
        "const b = c.getBoundingClientRect(); return [b.x, b.y + b.height / 2, b.width]; })()"
    )
    moves = [("mousePressed", start), ("mouseMoved", (start + end) / 2), ("mouseMoved", end), ("mouseReleased", end)]
    for kind, share in moves:
        page.send(
            "Input.dispatchMouseEvent", type=kind, x=x + share * wide, y=y, button="left", buttons=1, clickCount=1
        )


def count(selector: str) -> str:
    return f"document.querySelectorAll({selector!r}).length"


def test_comments_on_a_stretch_and_what_becomes_of_them(tmp_path: Path) -> None:
    with chair(tmp_path, 1, "Kim", "rep") as (page, base, library):
        one = library.find()
        page.goto(f"{base}/session/{one}")
        page.until(count(".flag") + " > 0", 120)
        drag(page, 0.2, 0.4)
        page.until("document.getElementById('pin').textContent.includes(' to ')")
        page.write("#note-text", "Why so fast?")
        page.click("#note-question")
        page.run("document.getElementById('note-criterion').value = 'listening'")
        page.click("#note-form button.primary")
        page.until(count(".notes > li.question") + " === 1")
        note = library.open(one).notes[0]
        assert (note.question, note.criterion, note.text) == (True, "listening", "Why so fast?")
        assert note.until > note.at > 5
        page.run("[...document.querySelectorAll('.notes button')].find((b) => b.textContent === 'Reply').click()")
        page.write(".notes form textarea", "I was afraid of the silence.")
        page.click(".notes form button.primary")
        page.until("document.querySelector('.replies')?.innerText.includes('afraid')")
        page.run("[...document.querySelectorAll('.notes button')].find((b) => b.textContent === 'Resolved').click()")
        page.until(count(".notes .text") + " === 0")
        page.click("#show-resolved")
        page.until(count(".notes > li.resolved") + " === 1")
        page.click("#note-speak")
        page.until("document.getElementById('note-speak').textContent.includes('Stop')")
        page.run("new Promise((done) => setTimeout(done, 800))")
        page.click("#note-speak")
        page.until(count(".notes audio") + " === 1")
        for _ in range(4):
            page.click("#reel-add")
            page.run("new Promise((done) => setTimeout(done, 200))")
        page.until(count("#reel li") + " === 3")
        assert "Three moments" in page.run("document.getElementById('told').textContent")
        page.click("#reel-play")
        page.until(f"!{AUDIO}.paused && {AUDIO}.currentTime >= {note.at - 0.2}")
        shot(page, "coach-notes")
        page.run("document.querySelector('audio').pause()")
        page.key("0")
        page.run(f"{AUDIO}.currentTime = 0")
        page.until("document.getElementById('pin').textContent !== ''")


def test_hearing_a_moment_again_and_setting_a_label_right(tmp_path: Path) -> None:
    with chair(tmp_path, 1, "Kim", "rep") as (page, base, library):
        one = library.find()
        page.goto(f"{base}/session/{one}")
        page.until(count(".said .under .tag") + " > 0", 120)
        drag(page, 0.30, 0.33)
        page.key("l")
        page.key("]")
        page.key("]")
        page.key("]")
        assert page.run(f"[{AUDIO}.playbackRate, {AUDIO}.preservesPitch]") == [2, True]
        page.key(" ")
        page.run(f"window.__back = 0; let last = 0; {AUDIO}.addEventListener('seeked', () => {{ window.__back++; }})")
        page.until("window.__back >= 2", 30)  # it came back to the beginning of the stretch, more than once
        page.key(" ")
        page.key("l")
        page.key("Escape")
        sentence = "[...document.querySelectorAll('.said .rep .sentence')].at(-1)"
        assert page.run(f"{sentence}.title").startswith("about ")
        page.run(f"{sentence}.click()")
        page.until(f"!{AUDIO}.paused && {sentence}.classList.contains('now-word')")
        page.key(" ")
        for key, kind in (("n", "no"), ("t", "up, .flag.down, .flag.even")):
            page.run(f"{AUDIO}.currentTime = 0")
            page.until(f"{AUDIO}.currentTime === 0")
            page.key(key)
            page.until(f"document.activeElement.matches('.flag.{kind}')")
        page.run("document.querySelector('.said .under button').click()")
        page.run("document.querySelector('#correct-there input').click()")
        page.click("#correct-dialog button.primary")
        page.until("!document.querySelector('.key.good').hidden", 60)
        (corrected,) = [e for e in library.open(one).events if isinstance(e, Corrected)]
        assert (corrected.who, len(corrected.removed)) == ("Kim", 1)
        page.run("document.activeElement.blur()")
        page.key("?")
        page.until("document.getElementById('keys-dialog').open")
        shot(page, "coach-keys")
        page.key("Escape")
        page.run("document.querySelector('.stage').scrollIntoView({block: 'center'})")
        shot(page, "coach-corrected")


def test_two_takes_wait_for_a_coach_who_has_not_scored(tmp_path: Path) -> None:
    with chair(tmp_path, 2, "Lee", "coach") as (page, base, library):
        page.goto(base + "/")
        page.until(count("#list tbody a") + " === 2")
        for _ in range(2):
            page.key("j")
            page.key("x")
        page.until("!document.getElementById('compare').hidden")
        page.click("#compare")
        page.until(count(".player") + " === 2", 30)
        page.until(count(".wait") + " === 1")
        assert page.run(count(".flag")) == 0
        assert not any(n.kind == "seen" for i in library.ids() for n in library.open(i).notes)
        page.click(".wait button")
        page.until(count("#facts td") + " > 16", 120)
        assert all(n.kind == "seen" for i in library.ids() for n in library.open(i).notes)
        page.until(count(".flag") + " > 8")
        shot(page, "coach-compare")


def test_what_two_copies_disagree_on_is_shown_until_it_was_read(tmp_path: Path) -> None:
    from voicecoach.remember.notes import Note, new_note_id
    from voicecoach.remember.sealed import export

    with chair(tmp_path / "library", 1, "Lee", "coach") as (page, base, library):
        saved = library.open()
        saved.note(Note(new_note_id(), "comment", "Kim", "2026-01-01T09:00:00+00:00", at=5.0, text="Too fast."))
        export(library, saved.id, tmp_path / "back.voicecoach")
        notes = saved.folder / "notes.jsonl"
        notes.write_text(notes.read_text().replace("Too fast.", "Just right."))
        page.goto(base + "/")
        root = page.send("DOM.getDocument")["root"]["nodeId"]
        node = page.send("DOM.querySelector", nodeId=root, selector="#sealed")["nodeId"]
        page.send("DOM.setFileInputFiles", nodeId=node, files=[str(tmp_path / "back.voicecoach")])
        page.until("document.getElementById('came').open", 30)
        assert "Kim at 0:05 reads differently" in page.run("document.getElementById('came-conflicts').innerText")
        assert {n.text for n in library.open().notes} == {"Too fast.", "Just right."}
        shot(page, "coach-conflict")
