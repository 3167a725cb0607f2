"""Devices of both kinds: listed, chosen, refused, pulled out and plugged in elsewhere."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import numpy as np
import pytest

from tests.unit.portaudio import Clock, Computer, Plug, PortAudio, laptop
from voicecoach import devices as dv
from voicecoach.devices import MICROPHONE, SPEAKER, Device, Side, choose, devices
from voicecoach.errors import HearError, SpeakError
from voicecoach.hear.microphone import Microphone
from voicecoach.link import AFRESH, AGAIN, SILENT_FOR
from voicecoach.ports import Block, Lost, Mended, Played
from voicecoach.speak.speaker import Speaker

SIDES = pytest.mark.parametrize("side", [MICROPHONE, SPEAKER], ids=lambda s: s.what)


# --- which there are, which is meant ---------------------------------------------------------------------------


def test_each_side_lists_its_own() -> None:
    sd = PortAudio(laptop())
    assert [(d.number, d.name, d.default) for d in devices(MICROPHONE, sd)] == [
        (1, "Built-in Mic", True), (2, "USB Headset", False),
    ]  # fmt: skip
    assert [(d.number, d.name, d.channels, d.rate) for d in devices(SPEAKER, sd)] == [
        (0, "Speakers", 2, 44_100), (2, "USB Headset", 2, 44_100),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "name"),
    [(None, "Built-in Mic"), ("", "Built-in Mic"), ("2", "USB Headset"), (2, "USB Headset"), ("usb", "USB Headset")],
)
def test_a_device_is_chosen_by_number_or_name(wanted: Any, name: str) -> None:
    assert choose(MICROPHONE, wanted, devices(MICROPHONE, PortAudio(laptop()))).name == name


def test_the_whole_name_comes_before_a_part_of_another() -> None:
    there = [Device(0, "Mic Array 2", 2, 48_000), Device(1, "Mic", 1, 48_000)]
    assert choose(MICROPHONE, "mic", there).number == 1


def test_a_system_without_a_default_gives_the_first_there_is() -> None:
    computer = laptop()
    computer.microphone = ""
    assert choose(MICROPHONE, None, devices(MICROPHONE, PortAudio(computer))).name == "Built-in Mic"


@SIDES
def test_an_unknown_name_is_answered_with_the_names_there_are(side: Side) -> None:
    with pytest.raises(side.error, match=f"no {side.what} is called “phone”") as caught:
        choose(side, "phone", devices(side, PortAudio(laptop())))
    assert "2 USB Headset" in caught.value.remedy


@SIDES
def test_a_machine_without_any(side: Side) -> None:
    with pytest.raises(side.error, match=f"this machine has no {side.what}") as caught:
        choose(side, None, devices(side, PortAudio(Computer())))
    assert side.without in caught.value.remedy


@SIDES
@pytest.mark.parametrize("error", [OSError("PortAudio library not found"), ImportError("no sounddevice")])
def test_without_the_library_the_remedy_is_named(side: Side, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    real = builtins.__import__

    def failing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "sounddevice":
            raise error
        return real(name, *args, **kwargs)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(builtins, "__import__", failing)
    with pytest.raises(side.error) as caught:
        dv.library(side)
    assert ("apt install libportaudio2" if isinstance(error, OSError) else "pip install") in caught.value.remedy


def test_a_sound_system_that_does_not_answer_is_said() -> None:
    sd = PortAudio(laptop())

    def broken() -> Any:
        raise sd.PortAudioError("Host error", -9999)

    sd.query_devices = broken  # type: ignore[method-assign]
    with pytest.raises(HearError, match="does not answer"):
        devices(MICROPHONE, sd)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("USB Headset: Audio (hw:1,0)", "USB Headset: Audio (hw:3,0)", True),
        ("USB Headset: Audio (hw:1,0)", "USB Camera: Audio (hw:1,0)", False),
        ("Mic", "mic ", True),
    ],
)
def test_a_device_is_the_same_whatever_socket_it_sits_in(one: str, other: str, same: bool) -> None:
    assert Device(1, one, 1, 48_000).same(Device(4, other, 1, 48_000)) is same


# --- both sides of a call, and what befalls their devices ------------------------------------------------------


class Call:
    """A microphone and a speaker on one computer, their clock, and what they posted."""

    def __init__(self, computer: Computer, microphone: Any = None, speaker: Any = None) -> None:
        self.computer, self.sd, self.clock = computer, PortAudio(computer), Clock()
        self.posted: list[Any] = []
        self.mic = Microphone(microphone, self.sd, self.clock, computer.seen_afresh)
        self.speaker = Speaker(speaker, self.sd, self.clock, computer.seen_afresh)
        self.mic._post = self.posted.append
        self.mic._now = self.clock
        self.mic._link.start()
        self.speaker.open(self.posted.append, self.clock, 16_000)

    def pass_by(self, seconds: float) -> None:
        """Time in which every device that is there calls as it should, and both sides look after theirs."""
        for _ in range(round(seconds * 10)):
            self.clock.t += 0.1
            for stream in self.sd.streams:
                if stream.active and stream.plug in self.computer.plugs:
                    if stream.kind == "inputs":
                        stream.bring(np.full((512, stream.asked["channels"]), 900, np.int16))
                    else:
                        stream.ask(np.zeros((160, stream.asked["channels"]), np.int16))
            self.mic.step(0)
            self.speaker.look()

    def lost(self) -> list[tuple[str, str, bool]]:
        return [(m.what, m.cause, m.back) for m in self.posted if isinstance(m, Lost) and "sound" not in m.cause]

    def hears(self) -> bool:
        self.posted.clear()
        self.pass_by(0.5)
        return any(isinstance(m, Block) for m in self.posted)

    def sounds(self) -> bool:
        self.posted.clear()
        self.speaker.play(99, np.full(160, 500, np.int16))
        self.pass_by(0.5)
        return any(isinstance(m, Played) for m in self.posted)


@pytest.fixture(autouse=True)
def no_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test looks after the speaker itself, so nothing happens behind its back."""
    monkeypatch.setattr(Speaker, "_watch", lambda self: None)


def test_a_headset_that_comes_back_in_another_socket_is_found_by_its_name() -> None:
    computer = laptop()
    headset = Plug("Headset (hw:2,0)", inputs=1)
    computer.plugs.append(headset)
    call = Call(computer, microphone="headset (hw")
    assert call.mic.name == "Headset (hw:2,0)"
    computer.out(headset)
    call.pass_by(SILENT_FOR + 2 * AFRESH)
    assert call.lost() == [("microphone", "The microphone “Headset (hw:2,0)” went away.", False)]
    assert call.sd.began == 1, "nobody's stream is disturbed for a device that is not there"
    computer.plugs.insert(0, Plug("Headset (hw:0,0)", inputs=1))
    call.posted.clear()
    call.pass_by(AFRESH + AGAIN)
    assert sorted(call.lost()) == [
        ("microphone", "The microphone “Headset (hw:0,0)” is back.", True),
        ("speaker", "The speaker paused while another device came back.", False),
    ]
    assert {s.asked["device"] for s in call.sd.streams if s.active} == {0, None}
    assert call.hears()
    assert call.sounds()


def test_both_sides_of_one_headset_come_back_together() -> None:
    computer = laptop()
    headset = Plug("Bluetooth", inputs=1, outputs=1)
    computer.plugs.insert(0, headset)
    call = Call(computer, "bluetooth", "bluetooth")
    computer.out(headset)
    call.pass_by(SILENT_FOR + AFRESH)
    assert {what for what, _, back in call.lost() if not back} == {"microphone", "speaker"}
    computer.plugs.append(Plug("Bluetooth", inputs=1, outputs=1))
    call.posted.clear()
    call.pass_by(AFRESH + 2 * AGAIN)
    assert sorted(call.lost()) == [
        ("microphone", "The microphone “Bluetooth” is back.", True),
        ("speaker", "The speaker “Bluetooth” is back.", True),
    ]
    assert call.sd.began == 2, "once for both"
    assert call.hears()
    assert call.sounds()


def test_when_the_systems_own_goes_for_good_the_call_goes_on_with_its_next() -> None:
    computer = laptop()
    call = Call(computer)
    computer.out(computer.plugs[1])
    computer.microphone = "USB Headset"
    call.pass_by(SILENT_FOR + AFRESH + 2 * AGAIN)
    told = next(m for m in call.posted if isinstance(m, Mended))
    assert (told.cause, told.done) == ("The microphone “Built-in Mic” is gone.", "“USB Headset” is used instead")
    assert call.mic.name == "USB Headset"
    assert call.hears()


def test_a_system_that_names_no_other_leaves_the_choice_to_us() -> None:
    computer = laptop()
    call = Call(computer)
    computer.out(computer.plugs[0])
    call.pass_by(SILENT_FOR + AFRESH + 2 * AGAIN)
    assert call.speaker.name == "USB Headset"
    assert call.sounds()


def test_beginning_afresh_is_not_tried_again_and_again() -> None:
    computer = laptop()
    call = Call(computer)
    computer.plugs[2].busy = True
    computer.out(computer.plugs[0])
    call.pass_by(60)
    assert call.sd.began == 2, "the microphone pauses once for a device that cannot be opened, not every few seconds"


def test_one_that_was_named_is_waited_for() -> None:
    computer = laptop()
    call = Call(computer, microphone="Built-in Mic")
    computer.out(computer.plugs[1])
    call.pass_by(60)
    assert [back for *_, back in call.lost()] == [False]
    assert call.sd.began == 1
    assert call.sounds(), "the client is heard all the while"


def test_a_device_that_another_program_takes_during_the_call_is_waited_for() -> None:
    computer = laptop()
    call = Call(computer)
    computer.plugs[1].busy = True
    call.mic._link.stream.active = False
    call.pass_by(3 * AFRESH)
    assert [back for *_, back in call.lost()][:1] == [False]
    computer.plugs[1].busy = False
    call.pass_by(2 * AGAIN)
    assert any(back for *_, back in call.lost())
    assert call.hears()


def test_a_device_in_use_is_said_with_what_to_do() -> None:
    computer = laptop()
    for plug in computer.plugs:
        plug.busy = True
    with pytest.raises(HearError, match="another program is using it, or it was unplugged") as heard:
        Microphone(None, PortAudio(computer), Clock()).open(lambda m: None, Clock())
    assert "--microphone NAME" in heard.value.remedy
    with pytest.raises(SpeakError, match="another program is using it, or it was unplugged") as spoken:
        Speaker(None, PortAudio(computer), Clock()).open(lambda m: None, Clock(), 22_050)
    assert "--speaker NAME" in spoken.value.remedy


def test_a_refusal_is_the_devices_own_words() -> None:
    computer = laptop(takes={(1, 1)})
    with pytest.raises(HearError, match=r"“Built-in Mic” cannot be opened \(Invalid sample rate\)"):
        Microphone(None, PortAudio(computer), Clock()).open(lambda m: None, Clock())


def test_after_sleep_without_a_callback_both_devices_are_told_of_and_come_back() -> None:
    call = Call(laptop())
    call.pass_by(1)
    call.clock.t += 3 * 3600  # the lid was shut; nothing called
    call.mic.step(0)
    call.speaker.look()
    assert sorted((what, back) for what, _, back in call.lost()) == [("microphone", False), ("speaker", False)]
    call.pass_by(2 * AGAIN)
    assert sorted(what for what, _, back in call.lost() if back) == ["microphone", "speaker"]
    assert call.hears()
    assert call.sounds()


def test_another_process_sees_what_there_is_or_nothing() -> None:
    """The real one: whatever this machine has, it answers with a list, and a PortAudio that is missing is none."""
    assert isinstance(dv.seen_afresh(MICROPHONE), list)


def test_what_portaudio_writes_stays_off_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    import os

    with dv.hushed(), dv.hushed():
        os.write(2, b"Expression 'paInvalidSampleRate' failed")
    os.write(2, b"ours")
    assert capfd.readouterr().err == (
        "ours" if sys.platform == "linux" else "Expression 'paInvalidSampleRate' failedours"
    )
