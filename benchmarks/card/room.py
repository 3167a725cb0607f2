"""What the recording of the room tells of a call: where clips lie in it, how well the saved channels keep time with
it, and how soon the client fell silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

Floats = npt.NDArray[np.float32]
RATE = 16_000
LOUD = 184 / 32768  # −45 dBFS
BEFORE = 0.2  # s before a clip in which the client was speaking, if it was speaking
SILENCE = 0.35  # s that are longer than any pause between two words of the client's
CLEAR = 0.5  # share of a piece's own energy at which it is held to be found


def located(piece: Floats, within: Floats) -> tuple[float, float]:
    """Where `piece` lies in `within` (s, to a sixteenth of a millisecond) and how much of it is there (about 1)."""
    n = 1 << (len(piece) + len(within)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(within, n) * np.conj(np.fft.rfft(piece, n)), n)[: len(within)]
    at = int(np.argmax(likeness))
    return at / RATE, float(likeness[at] / max(1e-9, float(piece @ piece)))


class Room:
    """The recording: `mouthpiece` and `loudspeaker` by time (s)."""

    def __init__(self, path: Path) -> None:
        self._file = soundfile.SoundFile(path)
        self.seconds = self._file.frames / RATE

    def _between(self, start: float, end: float, channel: int) -> Floats:
        first = max(0, round(start * RATE))
        self._file.seek(min(first, self._file.frames))
        return np.asarray(
            self._file.read(max(0, round(end * RATE) - first), dtype="float32", always_2d=True)[:, channel]
        )

    def mouthpiece(self, start: float, end: float) -> Floats:
        """What the microphone heard."""
        return self._between(start, end, 0)

    def loudspeaker(self, start: float, end: float) -> Floats:
        """What the loudspeaker played."""
        return self._between(start, end, 1)


@dataclass(frozen=True)
class Clip:
    """A clip where it really lies in the room: from its first loud sample to its last (s)."""

    start: float
    end: float
    cuts_in: bool


def clip(room: Room, path: Path, about: float, cuts_in: bool) -> Clip | None:
    """The clip that was begun at about that time; None when it cannot be found."""
    sound, _ = soundfile.read(path, dtype="float32")
    at, share = located(sound, room.mouthpiece(about - 1.0, about + 2.0 + len(sound) / RATE))
    if share < CLEAR:
        return None
    loud = np.flatnonzero(np.abs(sound) > LOUD)
    start = max(0.0, about - 1.0) + at
    return Clip(start + loud[0] / RATE, start + loud[-1] / RATE, cuts_in)


def silent_after(room: Room, clip: Clip) -> float | None:
    """Seconds from the clip's first sound until the client has fallen silent; None if it did not speak just then. A
    reply that begins before a long clip has ended is another matter."""
    heard = np.flatnonzero(np.abs(room.loudspeaker(clip.start - BEFORE, clip.end)) > LOUD) / RATE - BEFORE
    if not len(heard) or heard[0] > 0:
        return None
    gaps = np.flatnonzero(np.diff(heard) > SILENCE)
    ends = heard[gaps] if len(gaps) else heard[-1:]
    return float(next((end for end in (*ends, heard[-1]) if end > 0), 0.0))


def offsets(
    room: Room, saved: npt.NDArray[np.int16], rate: int, spans: Sequence[tuple[float, float]], side: str
) -> list[tuple[float, float]]:
    """For each span of the saved channel (s, session clock): its middle, and where the room has it minus where the
    record has it (s). The two clocks begin at different moments, so only differences of these mean something."""
    found: list[tuple[float, float]] = []
    hear = room.mouthpiece if side == "rep" else room.loudspeaker
    shift: float | None = None
    for start, end in spans:
        piece = saved[int(start * rate) : int(end * rate)].astype(np.float32) / 32768
        if rate != RATE:
            piece = np.asarray(soxr.resample(piece, rate, RATE, quality="VHQ"), np.float32)
        if len(piece) < RATE // 2 or float(np.abs(piece).max()) < LOUD:
            continue
        about = 0.0 if shift is None else start + shift - 3.0
        until = min(room.seconds, start + 120.0) if shift is None else end + shift + 3.0
        at, share = located(piece, hear(about, until))
        if share < CLEAR:
            continue
        shift = max(0.0, about) + at - start
        found.append(((start + end) / 2, shift))
    return found
