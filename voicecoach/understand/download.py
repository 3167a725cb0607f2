"""Fetching a model from the model hub: the only place of the recogniser that ever uses the network, and only on
`voicecoach models install`. Nothing about the user is sent: no token, no telemetry."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from voicecoach.errors import UnderstandError

OFFLINE = "On a machine without network: copy the model's folder from another one, then run: voicecoach models use DIR"
LOOK = 0.2  # s between two looks at how much has arrived


def fetch(
    repository: str, part: Path, size: int, files: list[str], progress: Callable[[int, int], None] | None = None
) -> None:
    """Downloads `files` of a repository into the folder `part`, going on where an earlier attempt broke off.
    `size` is about how many bytes there will be. Raises UnderstandError, saying what to do."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub
    from huggingface_hub.utils import disable_progress_bars

    # Its bars and its warnings would break into ours; what goes wrong is translated below.
    disable_progress_bars()
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    _room_for(part.parent, size - _bytes(part))
    try:
        with _watched(part, size, progress):
            huggingface_hub.snapshot_download(
                repository, local_dir=str(part), allow_patterns=files, token=False, max_workers=4
            )
    except Exception as error:  # httpx's, requests' and the hub's own, which differ between its versions
        raise _translated(error, repository) from error
    if not (part / "model.bin").is_file():  # the hub's library gives back an old folder when it cannot connect
        raise UnderstandError("the model hub cannot be reached.", OFFLINE)


def _room_for(where: Path, needed: int) -> None:
    import shutil

    free = shutil.disk_usage(where).free
    if free < needed * 1.05:
        raise UnderstandError(
            f"the model needs {needed // 1_000_000} MB and there are only {free // 1_000_000} MB in {where}.",
            "Make room, or set VOICECOACH_MODELS to a folder on another disk.",
        )


@contextlib.contextmanager
def _watched(part: Path, size: int, progress: Callable[[int, int], None] | None) -> Iterator[None]:
    """Reports how much has arrived by looking at the folder: every version of the hub's library draws its bars
    differently, but all of them write files."""
    if progress is None:
        yield
        return
    done = threading.Event()

    def look() -> None:
        while not done.wait(LOOK):
            there = _bytes(part)
            progress(min(there, size) if size else there, size)

    watcher = threading.Thread(target=look, name="download-progress", daemon=True)
    watcher.start()
    try:
        yield
        done.set()
        watcher.join()
        progress(size or _bytes(part), size or _bytes(part))
    finally:
        done.set()
        watcher.join()


def _bytes(part: Path) -> int:
    total = 0
    for base, _, names in os.walk(part):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.stat(os.path.join(base, name)).st_size
    return total


def _translated(error: BaseException, repository: str) -> UnderstandError:
    """The hub's errors, by what they mean rather than by class: those change from version to version."""
    chain = list(_causes(error))
    if any(isinstance(e, OSError) and e.errno == errno.ENOSPC for e in chain):
        return UnderstandError("the disk is full.", "Make room, then run the same command: it goes on where it was.")
    if any(isinstance(e, PermissionError) for e in chain):
        return UnderstandError("the folder of models is not writable.", "Set VOICECOACH_MODELS to one that is.")
    if any(type(e).__name__ == "OfflineModeIsEnabled" for e in chain):
        return UnderstandError("downloads are switched off by HF_HUB_OFFLINE.", "Unset it, then run the same command.")
    statuses = {getattr(getattr(e, "response", None), "status_code", None) for e in chain}
    if statuses & {401, 403, 404}:
        return UnderstandError(
            f"the model hub does not give out {repository}.", "Choose another: voicecoach models list"
        )
    return UnderstandError(f"the model hub cannot be reached ({type(chain[-1]).__name__}).", OFFLINE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
