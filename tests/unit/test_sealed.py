"""The sealed file: there and back, both ways, and everything that must be refused."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicecoach.errors import BadRequest, RememberError, VoiceCoachError
from voicecoach.events import Began, ClientSaid, Corrected, Ended, Heard
from voicecoach.remember import cipher
from voicecoach.remember.notes import Note, merge
from voicecoach.remember.sealed import export
from voicecoach.remember.store import Library
from voicecoach.remember.unseal import bring_in
from voicecoach.session import Card

SCENARIO = "name: bakery\npersona:\n  name: Mara\n"
TIME = "2026-11-23T14:05:00+01:00"


def note(n: int, text: str, **more: Any) -> Note:
    return Note(f"n{n:016x}", "comment", more.pop("author", "Coach"), TIME, at=2.0, text=text, **more)


@pytest.fixture
def rep(tmp_path: Path) -> Library:
    """A rep's library with one call in it."""
    library = Library(tmp_path / "rep")
    with library.create(Card("", TIME, "bakery", "The bakery", "easy", 7, "Joe Miller"), SCENARIO) as memory:
        memory.add(Began(0.0))
        memory.add(Heard(2.0, 1, "Hello Mara, this is Joe.", 0.5, 2.0))
        memory.heard(0.5, np.full(24_000, 1000, np.int16))
        memory.heard(4.0, np.full(16_000, 2000, np.int16))
        memory.said(2.5, np.full(22_050, 500, np.int16))
        memory.add(ClientSaid(3.5, 1, "No, thank you.", 2.5, 3.5))
        memory.add(Heard(5.0, 2, "What happened?", 4.0, 5.0))
        memory.add(Ended(6.0, "polite_end", "client"))
    return library


@pytest.fixture
def coach(tmp_path: Path) -> Library:
    return Library(tmp_path / "coach")


@pytest.fixture
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving a key is slow on purpose; a test that does it often lowers the cost."""
    monkeypatch.setitem(cipher._COST, "n", 2**4)


def everything(folder: Path) -> dict[str, bytes]:
    if not folder.exists():
        return {}
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".index" not in p.parts
    }


@pytest.mark.parametrize("passphrase", ["", "correct horse"])
def test_there_and_back(rep: Library, coach: Library, tmp_path: Path, passphrase: str) -> None:
    rep.open().note(note(1, "Mine"))
    sealed = export(rep, "last", tmp_path / "a.voicecoach", passphrase=passphrase)
    assert sealed.encrypted == bool(passphrase)
    if os.name != "nt":
        assert stat.S_IMODE(sealed.path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.voicecoach"]
    came = bring_in(coach, sealed.path, passphrase=passphrase)
    assert (came.new, came.id, came.notes) == (True, rep.find(), 1)
    mine, theirs = rep.open(), coach.open()
    assert theirs.events == mine.events
    assert theirs.notes == mine.notes
    assert "imported" in theirs.card.extra
    for who in ("rep", "client"):
        assert theirs.sound(who)[0] == mine.sound(who)[0]
        assert (theirs.sound(who)[1] == mine.sound(who)[1]).all()
    # the coach answers; both sides end with the union, however often it is done
    theirs.note(note(2, "Well held", until=3.0))
    theirs.add(Corrected(6.0, 1, ("advise",), (), "Coach"))
    mine.note(note(3, "Thanks"))
    back = export(coach, "last", tmp_path / "b.voicecoach").path
    came = bring_in(rep, back)
    assert (came.new, came.notes, came.events, came.conflicts) == (False, 1, 1, ())
    assert [n.text for n in rep.open().notes] == ["Mine", "Thanks", "Well held"]
    before = everything(rep.folder)
    again = bring_in(rep, back)
    assert (again.notes, again.events) == (0, 0)
    assert everything(rep.folder) == before


def test_spoken_comments_travel(rep: Library, coach: Library, tmp_path: Path) -> None:
    bring_in(coach, export(rep, "last", tmp_path / "a").path)
    session = coach.open()
    (session.folder / "notes").mkdir()
    (session.folder / "notes" / "n000000000000000a.wav").write_bytes(b"RIFF sound")
    session.note(note(10, "", sound="n000000000000000a.wav"))
    bring_in(rep, export(coach, "last", tmp_path / "b").path)
    assert (rep.path() / "notes" / "n000000000000000a.wav").read_bytes() == b"RIFF sound"


def test_disagreement_is_shown_and_nothing_overwritten(rep: Library, coach: Library, tmp_path: Path) -> None:
    bring_in(coach, export(rep, "last", tmp_path / "a").path)
    rep.open().note(note(1, "one thing"))
    coach.open().note(note(1, "another"))
    rows = (coach.path() / "events.jsonl").read_text().replace("What happened?", "What now?")
    (coach.path() / "events.jsonl").write_text(rows)
    mine = everything(rep.folder)
    came = bring_in(rep, export(coach, "last", tmp_path / "b").path)
    assert len(came.conflicts) == 2
    assert {n.text for n in rep.open().notes} == {"one thing", "another"}
    after = everything(rep.folder)
    assert all(after[k].startswith(v) for k, v in mine.items())
    assert bring_in(rep, tmp_path / "b").notes == 0


def test_another_call_of_the_same_name_is_refused(rep: Library, coach: Library, tmp_path: Path) -> None:
    card = dataclasses.replace(rep.open().card, seed=8)
    coach.create(card, SCENARIO).close()
    before = everything(coach.folder)
    with pytest.raises(RememberError, match="another call"):
        bring_in(coach, export(rep, "last", tmp_path / "a").path)
    assert everything(coach.folder) == before


def test_redacted(rep: Library, coach: Library, tmp_path: Path) -> None:
    rep.open().note(note(1, "Joe, ring Mara on 555 1234", author="Joe Miller"))
    sealed = export(rep, "last", tmp_path / "a", redact=True)
    assert sealed.redacted == 2
    bring_in(coach, sealed.path)
    saved = coach.open()
    for data in everything(saved.folder).values():
        assert not any(w in data for w in (b"Joe", b"Miller", b"Mara", b"1234"))
    _, sound = saved.sound("rep")
    assert not sound[: 2 * 16_000].any()  # no word times: the whole utterance
    assert (sound[4 * 16_000 : 5 * 16_000] == 2000).all()
    assert (saved.sound("client")[1][round(2.5 * 22_050) : 3 * 22_050] == 500).all()
    # what comes back adds the coach's words and takes nothing away
    saved.note(note(2, "Well held"))
    came = bring_in(rep, export(coach, "last", tmp_path / "b").path)
    assert (came.notes, came.conflicts) == (1, ())
    assert rep.open().notes[0].text == "Joe, ring Mara on 555 1234"


def test_without_sound(rep: Library, coach: Library, tmp_path: Path) -> None:
    bring_in(coach, export(rep, "last", tmp_path / "a", sound=False).path)
    assert coach.open().sound("rep")[1].shape == (0,)
    assert coach.open().complete


def test_what_cannot_be_exported(rep: Library, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("precious")
    with pytest.raises(BadRequest, match="there already"):
        export(rep, "last", tmp_path / "there")
    with pytest.raises(RememberError):
        export(rep, "last", tmp_path / "nowhere" / "a")
    memory = rep.create(Card("", "", "b", "", "easy", 1), SCENARIO)
    with pytest.raises(BadRequest, match="running"):
        export(rep, memory.id, tmp_path / "x")
    memory.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rep", "there"]
    assert (tmp_path / "there").read_text() == "precious"


def test_the_passphrase(rep: Library, coach: Library, tmp_path: Path) -> None:
    path = export(rep, "last", tmp_path / "a", passphrase="right").path
    assert b"bakery" not in path.read_bytes()
    with pytest.raises(BadRequest, match="passphrase"):
        bring_in(coach, path)
    with pytest.raises(RememberError, match="passphrase is wrong"):
        bring_in(coach, path, passphrase="wrong")
    assert everything(coach.folder) == {}


# --- refused --------------------------------------------------------------------------------------------


def remade(path: Path, change: Callable[[dict[str, bytes]], Any], *, resign: bool = False) -> None:
    """Rewrites an archive with other contents; `resign` makes its manifest fit them."""
    with zipfile.ZipFile(path) as archive:
        contents = {n: archive.read(n) for n in archive.namelist()}
    change(contents)
    if resign:
        manifest = json.loads(contents["manifest.json"])
        manifest["files"] = [
            {"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()}
            for n, d in contents.items()
            if n != "manifest.json"
        ]
        contents["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], Any]:
    return lambda contents: contents.update({name: data})


ATTACKS: dict[str, tuple[Callable[[dict[str, bytes]], Any], bool]] = {
    "a changed word": (put("events.jsonl", b'{"event":"began","t":0.0}\n'), False),
    "climbing out": (put("../../evil.txt", b"x"), True),
    "climbing out of notes": (put("notes/../../evil.wav", b"x"), True),
    "an absolute path": (put("/tmp/evil", b"x"), True),
    "a backslash": (put("..\\evil", b"x"), True),
    "a hidden file": (put(".bashrc", b"x"), True),
    "a marker of ours": (put("live", b"x"), True),
    "no card": (lambda c: c.pop("session.json"), True),
    "no manifest": (lambda c: c.pop("manifest.json"), False),
    "a manifest that is a list": (put("manifest.json", b"[]"), False),
    "a manifest that nests": (put("manifest.json", b"[" * 100_000), False),
    "a manifest that names more": (lambda c: c.pop("scenario.yaml"), False),
    "a card that is none": (put("session.json", b"{}"), True),
    "another card": (lambda c: c.update({"session.json": c["session.json"].replace(b"-bakery-", b"-attack-")}), True),
    "a card that climbs": (
        lambda c: c.update({"session.json": json.dumps({**json.loads(c["session.json"]), "id": "../x"}).encode()}),
        True,
    ),
    "sound that is none": (put("rep.wav", b"nonsense" * 20), True),
    "events that are none": (put("events.jsonl", b"nonsense\nnonsense\n"), True),
    "a comment that climbs": (
        put("notes.jsonl", json.dumps({"id": "n" + "0" * 16, "kind": "comment", "author": "x", "time": TIME,
                                       "sound": "../../x.wav"}).encode() + b"\n"), True),
    "a bomb of noise": (put("rep.wav", b"\x01\x02" * 40_000_000), True),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_a_harmful_file_touches_nothing(rep: Library, coach: Library, tmp_path: Path, name: str) -> None:
    path = export(rep, "last", tmp_path / "a").path
    change, resign = ATTACKS[name]
    remade(path, change, resign=resign)
    before = everything(tmp_path)
    with pytest.raises(RememberError) as caught:
        bring_in(coach, path)
    assert "\n" not in str(caught.value)
    assert everything(tmp_path) == before
    assert [p for p in coach.folder.iterdir() if p.name != ".index"] == []


def test_a_link_and_a_double_are_refused(rep: Library, coach: Library, tmp_path: Path) -> None:
    path = export(rep, "last", tmp_path / "a").path
    link = zipfile.ZipInfo("baseline.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(RememberError, match="do not belong"):
        bring_in(coach, path)
    path = export(rep, "last", tmp_path / "b").path
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("events.jsonl", b"")
    with pytest.raises(RememberError, match="do not belong"):
        bring_in(coach, path)


def test_a_file_that_is_too_large(rep: Library, coach: Library, tmp_path: Path) -> None:
    path = export(rep, "last", tmp_path / "a").path
    with pytest.raises(RememberError, match=r"unfold|larger"):
        bring_in(coach, path, largest=100_000)
    assert everything(coach.folder) == {}


def test_hours_of_silence_take_no_room(rep: Library, coach: Library, tmp_path: Path) -> None:
    """A legitimate file: a long call in which the rep hardly spoke."""
    from voicecoach.remember.sound_file import header

    path = export(rep, "last", tmp_path / "a").path
    remade(path, put("rep.wav", header(16_000, 50_000_000) + bytes(100_000_000)), resign=True)
    bring_in(coach, path)
    assert len(coach.open().sound("rep")[1]) == 50_000_000
    assert coach.size() < 1_000_000


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cut_or_changed_byte_is_noticed_under_a_passphrase(
    rep: Library, coach: Library, tmp_path: Path, quick_key: None, data: st.DataObject
) -> None:
    path = tmp_path / "sealed"
    if not path.exists():
        export(rep, "last", path, passphrase="p")
    whole = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        whole = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "broken").write_bytes(whole)
    with pytest.raises(VoiceCoachError):
        bring_in(coach, tmp_path / "broken", passphrase="p")
    assert everything(coach.folder) == {}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_broken_archive_is_refused_or_harmless(
    rep: Library, coach: Library, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "sealed"
    if not path.exists():
        export(rep, "last", path)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "broken").write_bytes(whole[: data.draw(st.integers(len(whole) - 30, len(whole)))])
    try:
        came = bring_in(coach, tmp_path / "broken")
    except VoiceCoachError:
        assert everything(coach.folder) == {}
    else:  # only bytes that mean nothing were hit
        assert coach.open(came.id).events == rep.open().events
        coach.delete(came.id)


@pytest.mark.parametrize("size", [0, 1, cipher.PIECE - 1, cipher.PIECE, cipher.PIECE + 1, 3 * cipher.PIECE])
def test_the_cipher_gives_back_what_it_got(quick_key: None, size: int) -> None:
    import io

    clear, sealed, opened = io.BytesIO(os.urandom(size)), io.BytesIO(), io.BytesIO()
    cipher.encrypt(clear, sealed, "p")
    sealed.seek(0)
    cipher.decrypt(sealed, opened, "p")
    assert opened.getvalue() == clear.getvalue()
    pieces = sealed.getvalue()
    if size == 3 * cipher.PIECE:  # whole pieces dropped or swapped
        head = len(pieces) - 3 * (cipher.PIECE + 16)
        a, b, c = (pieces[head + i * (cipher.PIECE + 16) :][: cipher.PIECE + 16] for i in range(3))
        for changed in (a + b, a + c, b + a + c, a + b + c + c):
            with pytest.raises(RememberError):
                cipher.decrypt(io.BytesIO(pieces[:head] + changed), io.BytesIO(), "p")


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab")), max_size=6), st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from("ab")), max_size=6))  # fmt: skip
def test_merging_is_a_union(mine: list[tuple[int, str]], theirs: list[tuple[int, str]]) -> None:
    a = list({n: note(n, t) for n, t in mine}.values())
    b = list({n: note(n, t) for n, t in theirs}.values())
    both = [*a, *merge(a, b).added]
    assert both[: len(a)] == a
    assert {(n.id[:17], n.text) for n in both} == {(n.id, n.text) for n in a + b}
    assert merge(both, b).added == ()
    assert merge(both, a).added == ()
