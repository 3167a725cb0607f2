"""The studio over real HTTP on loopback: the list, a call and its sound, notes, scores, sealed files."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from studio_fixture import HELLO, Studio, record, served

from voicecoach.remember.notes import Note
from voicecoach.remember.saved import SavedSession
from voicecoach.replay.hooks import Hooks
from voicecoach.replay.mix import Mixed, outline


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for tests that only look."""
    with served(tmp_path_factory.mktemp("studio")) as studio:
        yield studio


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as studio:
        yield studio


@pytest.mark.parametrize("path", ["/", "/rehearse", "/agreement", "/compare", "/session/{id}", "/session/{id}/score"])
def test_pages_carry_no_script_but_their_own(shared: Studio, path: str) -> None:
    answer = shared.get(path.format(id=shared.ids[0]))
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert answer.text.count("<script") == 1  # a module from /static, nothing inline
    assert "style=" not in answer.text
    assert "onclick" not in answer.text
    assert "http://" not in answer.text.replace("http://www.w3.org", "")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


def test_everything_the_pages_load_is_here(shared: Studio) -> None:
    static = Path(__file__).parents[2] / "voicecoach" / "replay" / "static"
    for file in static.iterdir():
        answer = shared.get(f"/static/{file.name}")
        assert answer.status_code == 200
        if file.suffix == ".js":
            assert "javascript" in answer.headers["content-type"]
            for other in ("http://", "https://", "//cdn"):
                assert f'"{other}' not in answer.text


def test_the_list(shared: Studio) -> None:
    found = shared.get("/api/sessions").json()
    assert found["total"] == 1
    row = found["rows"][0]
    assert (row["rep"], row["outcome"], row["inspired"], row["noes"]) == ("Ada", "polite_end", 12, 1)
    assert shared.get("/api/sessions", params={"search": "bad mom"}).json()["total"] == 1
    assert shared.get("/api/sessions", params={"search": "quagga"}).json()["total"] == 0
    assert shared.get("/api/sessions", params={"rep": "Bo"}).json()["total"] == 0
    assert shared.get("/api/sessions", params={"sort": "x; DROP TABLE sessions", "offset": "-5"}).json()["total"] == 1
    assert shared.get("/api/sessions", params={"offset": "nan"}).status_code == 400
    assert shared.get("/api/filters").json()["rep"] == ["Ada"]


def test_a_call_before_anything_the_machine_made_of_it(shared: Studio) -> None:
    call = shared.get(f"/api/session/{shared.ids[0]}").json()
    assert [s["who"] for s in call["said"]] == ["rep", "client"]
    assert call["said"][0]["words"][0] == ["Hello,", 0.5, 1.0]
    assert call["duration"] == 6.0
    text = str(call)
    for word in ("alliance", "asks first", "reflex", "They asked"):
        assert word not in text
    machine = shared.get(f"/api/session/{shared.ids[0]}/machine").json()
    assert {m["event"] for m in machine["moments"]} >= {"said_no", "impression", "moved"}


def test_the_sound_is_both_voices_at_their_seconds(shared: Studio) -> None:
    path = f"/api/session/{shared.ids[0]}/sound.wav"
    answer = shared.get(path)
    with wave.open(io.BytesIO(answer.content)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, 22_050, 6 * 22_050)
        both = np.frombuffer(file.readframes(6 * 22_050), "<i2").reshape(-1, 2)
    loud = np.abs(both.astype(int))
    assert loud[int(0.6 * 22_050) : int(2.4 * 22_050), 0].max() > 7000
    assert loud[int(2.6 * 22_050) :, 0].max() < 50
    assert loud[: int(2.9 * 22_050), 1].max() == 0
    assert loud[int(3.1 * 22_050) : int(4.9 * 22_050), 1].max() > 3900


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=40-50", 40, 51),
        ("bytes=100000-300001", 100_000, 300_002),
        ("bytes=-77", -77, None),
    ],
)
def test_any_range_of_the_sound_is_the_same_bytes(shared: Studio, asked: str, first: int, last: int | None) -> None:
    path = f"/api/session/{shared.ids[0]}/sound.wav"
    whole = shared.get(path).content
    part = shared.get(path, headers={"range": asked})
    assert part.status_code == 206
    mine, theirs = part.content, whole[first:last]
    assert len(mine) == len(theirs)
    assert part.headers["content-range"].endswith(f"/{len(whole)}")
    # resampled apart, the rep's side may differ by a rounding
    even = len(mine) - len(mine) % 2
    if (first if first >= 0 else len(whole) + first) % 2 == 0 and first >= 44:
        a, b = (np.frombuffer(x[:even], "<i2").astype(int) for x in (mine, theirs))
        assert np.abs(a - b).max() <= 2


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=5-2"])
def test_a_range_that_is_not_there(shared: Studio, asked: str) -> None:
    assert shared.get(f"/api/session/{shared.ids[0]}/sound.wav", headers={"range": asked}).status_code == 416


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=--5"])
def test_a_range_that_means_nothing_is_passed_over(shared: Studio, asked: str) -> None:
    assert shared.get(f"/api/session/{shared.ids[0]}/sound.wav", headers={"range": asked}).status_code == 200


def test_the_outline_shows_who_speaks_when(shared: Studio) -> None:
    found = shared.get(f"/api/session/{shared.ids[0]}/outline", params={"points": "60"}).json()
    assert [i for i, v in enumerate(found["rep"]) if v > 10] == list(range(5, 25))
    assert [i for i, v in enumerate(found["client"]) if v > 10] == list(range(30, 50))
    near = shared.get(f"/api/session/{shared.ids[0]}/outline", params={"from": "0.5", "to": "0.501", "points": "4000"})
    assert len(near.json()["rep"]) == 4000
    for odd in ({"from": "9", "to": "3"}, {"from": "-5", "to": "1e9"}, {"points": "0"}):
        assert shared.get(f"/api/session/{shared.ids[0]}/outline", params=odd).status_code == 200


def test_a_session_without_sound(own: Studio) -> None:
    for name in ("rep.wav", "client.wav"):
        (own.library.path(own.ids[0]) / name).unlink()
    call = own.get(f"/api/session/{own.ids[0]}").json()
    assert call["sound"] is False
    assert own.get(f"/api/session/{own.ids[0]}/outline").json()["rep"] == [0] * 1000
    assert own.get(f"/api/session/{own.ids[0]}/sound.wav").status_code == 200


def test_memory_stays_flat_for_an_hour_of_sound(tmp_path: Path) -> None:
    """An hour's file is made piece by piece: what is read of it at once is bounded."""
    from voicecoach.remember.store import Library
    from voicecoach.session import Card

    memory = Library(tmp_path).create(Card("", "", "s", "t", "easy", 1), "x")
    memory.heard(3600.0, np.full(16_000, 9000, np.int16))
    memory.close()
    mixed = Mixed(SavedSession(memory.folder))
    assert mixed.size > 300_000_000
    first = next(mixed.read(44, mixed.size))
    assert len(first) <= 4 * 22_050 * 4
    assert max(outline(SavedSession(memory.folder), "rep", 3599, 3601, 100)) > 0


# --- notes ----------------------------------------------------------------------------------------------


def test_comments_replies_and_the_reel(own: Studio) -> None:
    notes = f"/api/session/{own.ids[0]}/notes"
    made = own.post(notes, {"text": "Well held", "at": 3.0, "until": 4.5, "author": "Kim", "question": True})
    assert made.status_code == 201
    about = made.json()["id"]
    assert own.post(notes, {"kind": "reply", "about": about, "text": "Thanks", "author": "Ada"}).status_code == 201
    assert own.post(notes, {"kind": "resolve", "about": about, "author": "Ada"}).status_code == 201
    assert own.post(notes, {"kind": "reel", "moments": [[1.0, 2.0, "the No"]], "author": "Kim"}).status_code == 201
    kept = own.get(f"/api/session/{own.ids[0]}").json()["notes"]
    assert [n["kind"] for n in kept] == ["comment", "reply", "resolve", "reel"]
    assert (kept[0]["at"], kept[0]["until"], kept[0]["question"]) == (3.0, 4.5, True)
    assert own.get("/api/sessions").json()["rows"][0]["comments"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": "x"}, {"text": "", "author": "K"}, {"text": "x" * 20_001, "author": "K"},
        {"text": "x", "author": "K", "at": -1}, {"text": "x", "author": "K", "at": "soon"},
        {"text": "x", "author": "K", "at": True},
        {"kind": "score", "author": "K"}, {"kind": "reply", "about": "n00", "text": "x", "author": "K"},
        {"kind": "reel", "author": "K", "moments": [[1, 2]]},
        {"kind": "reel", "author": "K", "moments": [[1, 2, "x"]] * 4},
    ],
)  # fmt: skip
def test_notes_that_are_none(shared: Studio, body: dict[str, object]) -> None:
    answer = shared.post(f"/api/session/{shared.ids[0]}/notes", body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert shared.library.open(shared.ids[0]).notes == []


def spoken(seconds: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48_000)
        out.writeframes(bytes(int(seconds * 96_000)))
    return file.getvalue()


def test_a_spoken_comment(own: Studio) -> None:
    path, headers = f"/api/session/{own.ids[0]}/spoken", {"origin": own.base}
    query = {"author": "Kim", "at": "2.5"}
    made = own.http.post(path, params=query, content=spoken(1.0), headers=headers)
    assert made.status_code == 201
    name = made.json()["sound"]
    assert own.get(f"/api/session/{own.ids[0]}/notes/{name}").content == spoken(1.0)
    for bad in (b"", b"RIFF nonsense", spoken(301), spoken(0)):
        assert own.http.post(path, params=query, content=bad, headers=headers).status_code == 400
    assert [p.name for p in (own.library.path(own.ids[0]) / "notes").iterdir()] == [name]
    assert own.get(f"/api/session/{own.ids[0]}/notes/session.json").status_code == 400


# --- scoring --------------------------------------------------------------------------------------------


def test_scoring_blind_and_what_is_not(own: Studio) -> None:
    path = f"/api/session/{own.ids[0]}/score"
    first = own.post(path, {"grades": {"first_contact": 3, "timing": 5}, "author": "Kim"}).json()
    assert first["blind"] is True
    assert first["values"]["machine"] == {"first_contact": 4}
    assert own.get("/api/sessions").json()["rows"][0]["scored"] == 1
    own.get(f"/api/session/{own.ids[0]}/machine", params={"as": "Lee", "role": "coach"})
    own.get(f"/api/session/{own.ids[0]}/machine", params={"as": "Lee", "role": "coach"})
    assert own.post(path, {"grades": {"first_contact": 4}, "author": "Lee"}).json().get("blind", False) is False
    kinds = [n.kind for n in own.library.open(own.ids[0]).notes]
    assert kinds == ["score", "seen", "score"]
    table = own.get("/api/agreement").json()
    row = next(r for r in table["criteria"] if r["id"] == "first_contact")
    assert (row["machine"]["n"], row["machine"]["within_one"], row["machine"]["verdict"]) == (1, 1.0, "too few")
    assert (row["coaches"]["n"], row["coaches"]["equal"]) == (1, 0.0)


@pytest.mark.parametrize(
    "grades", [{}, None, [], {"x": 3}, {"timing": 6}, {"timing": 0}, {"timing": 2.5}, {"timing": True}]
)
def test_grades_that_are_none(shared: Studio, grades: object) -> None:
    answer = shared.post(f"/api/session/{shared.ids[0]}/score", {"grades": grades, "author": "K"})
    assert answer.status_code == 400


def test_a_correction_is_an_event_beside_the_original(own: Studio) -> None:
    path = f"/api/session/{own.ids[0]}/correct"
    assert own.post(path, {"turn": 1, "removed": ["advise"], "added": ["open_q"], "author": "Kim"}).status_code == 200
    last = own.library.open(own.ids[0]).events[-1]
    assert (type(last).__name__, last.turn, last.added, last.who) == ("Corrected", 1, ("open_q",), "Kim")  # type: ignore[attr-defined]
    for bad in (
        {"turn": 9, "added": ["open_q"]},
        {"turn": 1, "added": ["nonsense"]},
        {"turn": "1", "added": ["open_q"]},
    ):
        assert own.post(path, {**bad, "author": "Kim"}).status_code == 400


# --- files ----------------------------------------------------------------------------------------------


def test_a_session_goes_to_a_coach_and_comes_back(own: Studio, tmp_path: Path) -> None:
    one = own.ids[0]
    sealed = own.post(f"/api/session/{one}/export", {"passphrase": "secret words"})
    assert sealed.status_code == 200
    assert f"{one}.voicecoach" in sealed.headers["content-disposition"]
    with served(tmp_path / "coach", sessions=0) as coach:

        def send(passphrase: str) -> dict[str, object]:
            return coach.http.post("/api/import", params={"passphrase": passphrase}, content=sealed.content,
                                   headers={"origin": coach.base}).json()  # fmt: skip

        assert "passphrase" in str(send("")["error"])
        assert "wrong" in str(send("guess")["error"])
        assert send("secret words") == {"id": one, "new": True, "notes": 0, "events": 0, "conflicts": []}
        coach.post(f"/api/session/{one}/notes", {"text": "Well held", "at": 3.0, "author": "Kim"})
        back = coach.post(f"/api/session/{one}/export", {}).content
    came = own.http.post("/api/import", content=back, headers={"origin": own.base}).json()
    assert (came["new"], came["notes"]) == (False, 1)
    assert [(n.text, n.at) for n in own.library.open(one).notes] == [("Well held", 3.0)]
    assert HELLO in str(own.get(f"/api/session/{one}").json())


def test_the_rep_speaks_first(own: Studio) -> None:
    said = {"how_it_went": "Better than I feared", "read_worry": " ", "read_openness": "2", "nonsense": "x"}
    assert own.post(f"/api/session/{own.ids[0]}/says", said).json() == {"kept": 2}
    events = own.library.open(own.ids[0]).events[-2:]
    assert [(e.topic, e.text) for e in events] == [("how_it_went", "Better than I feared"), ("read_openness", "2")]  # type: ignore[attr-defined]


def test_a_deleted_sessions_debrief_is_let_go(tmp_path: Path) -> None:
    """Not only from the disk: a studio may run for days."""
    import gc

    with served(tmp_path, Hooks(debrief=lambda saved: {"trust": [], "secret": "zebulon" * 3})) as own:
        one = own.ids[0]
        assert "zebulon" in own.get(f"/api/session/{one}/machine").text
        own.post(f"/api/session/{one}/delete")
        gc.collect()
        assert not [d for d in gc.get_objects() if isinstance(d, dict) and d.get("secret") == "zebulon" * 3]


def test_delete(own: Studio) -> None:
    assert own.post(f"/api/session/{own.ids[0]}/delete").status_code == 200
    assert own.library.ids() == []
    assert own.get(f"/api/session/{own.ids[0]}").status_code == 404
    assert own.get("/api/sessions").json()["total"] == 0


def test_a_fault_of_ours_shows_no_trace(tmp_path: Path) -> None:
    from voicecoach.replay.hooks import Hooks

    def broken(saved: object) -> dict[str, object]:
        raise RuntimeError("a secret sentence")

    with served(tmp_path, Hooks(debrief=broken)) as studio:
        answer = studio.get(f"/api/session/{studio.ids[0]}/machine")
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "RuntimeError" in answer.json()["error"]


def test_notes_of_others_are_seen_at_once(own: Studio) -> None:
    """Another program of the same user changes the library: the page follows."""
    record(own.library, rep="Bo")
    assert own.get("/api/sessions").json()["total"] == 2
    own.library.open(own.ids[0]).note(Note("n" + "0" * 16, "comment", "K", "2026-01-01T00:00:00+00:00", text="x"))
    rows = {r["rep"]: r["comments"] for r in own.get("/api/sessions").json()["rows"]}
    assert rows == {"Ada": 1, "Bo": 0}
