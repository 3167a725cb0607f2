"""Speech or not: Silero v6 run as a stream.

The model is the ONNX file among faster-whisper's own assets (Silero VAD, MIT), found without importing that
library, which takes a second. faster-whisper's wrapper forgets its state at every call, so it cannot follow a
stream; here the state is kept: 64 samples of left context and the two hidden states of the network. One
thread: a block takes about 0.1 ms, and a second thread only takes time from the recogniser.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.errors import HearError
from voicecoach.ports import Sound
from voicecoach.session import BLOCK

CONTEXT = 64
ASSET = "silero_vad_v6.onnx"


def asset() -> Path:
    """Where the detector's model lies. Raises HearError when it is not there."""
    spec = importlib.util.find_spec("faster_whisper")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / "assets" / ASSET
        if path.is_file():
            return path
    cause = "faster-whisper is not installed." if not folders else f"faster-whisper has no {ASSET} in its assets."
    raise HearError(cause, "Run: python -m pip install --upgrade 'faster-whisper>=1.2'")


class Silero:
    """A ports.Detector. Not for several threads at once; `reset` between calls."""

    name = "silero v6"

    def __init__(self, path: Path | None = None) -> None:
        """Loads the model. Raises HearError when it is missing or cannot be loaded."""
        path = path or asset()
        try:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = 1
            options.intra_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            options.log_severity_level = 4
            self._session: Any = onnxruntime.InferenceSession(
                str(path), providers=["CPUExecutionProvider"], sess_options=options
            )
        except Exception as error:  # onnxruntime raises classes of its own, and ImportError where DLLs are missing
            raise HearError(
                f"the speech detector cannot be loaded ({type(error).__name__}).",
                "Run: python -m pip install --force-reinstall onnxruntime faster-whisper",
            ) from error
        self.reset()

    def reset(self) -> None:
        """Forgets what came before."""
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._frame = np.zeros((1, CONTEXT + BLOCK), np.float32)

    def probability(self, block: Sound) -> float:
        """Probability (0–1) that `block`, 512 samples at 16 kHz that follow the last ones, is speech.

        A short last block counts as if silence followed. Float sound (±1) is taken too; NaN in it is silence.
        Raises ValueError for more than 512 samples or more than one channel.
        """
        samples = np.asarray(block)
        if samples.ndim != 1 or len(samples) > BLOCK:
            raise ValueError(f"a block is {BLOCK} samples of one channel, not {samples.shape}")
        self._frame[0, :CONTEXT] = self._frame[0, BLOCK:]
        self._frame[0, CONTEXT:] = 0
        self._frame[0, CONTEXT : CONTEXT + len(samples)] = _unit(samples)
        out, h, c = self._session.run(None, {"input": self._frame, "h": self._h, "c": self._c})
        probability = float(out.reshape(-1)[0])
        if not (np.isfinite(probability) and np.isfinite(h).all() and np.isfinite(c).all()):
            self.reset()  # one poisoned state would be passed on for ever
            return 0.0
        self._h, self._c = h, c
        return min(max(probability, 0.0), 1.0)


def _unit(samples: np.ndarray[Any, np.dtype[Any]]) -> npt.NDArray[np.float32]:
    unit = samples.astype(np.float32)
    if samples.dtype == np.int16:
        unit /= 32768
        return unit
    np.nan_to_num(unit, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    np.clip(unit, -1, 1, out=unit)
    return unit
