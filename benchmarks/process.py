"""Memory and processor time of a process and those it started (Linux)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")
FIRST = -19
TICK = os.sysconf("SC_CLK_TCK")


class Sample(NamedTuple):
    """Resident memory now (MB) and processor time so far (s), children included."""

    memory: float
    cpu: float


def sampled(pid: int) -> Sample:
    """How it stands with process `pid`; zeros when it is gone."""
    memory = cpu = 0.0
    for each in (pid, *_children(pid)):
        try:
            memory += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE / 1e6
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(int(x) for x in fields[11:15]) / TICK  # user and system, its own and of children that ended
        except (FileNotFoundError, ProcessLookupError):
            continue
    return Sample(memory, cpu)


def go_first(pid: int) -> None:
    """Puts a process and those it started before all others, so that a busy machine is as good as an idle one. Does
    nothing without the right to. Linux shares the processor between sessions first, where nice alone counts little."""
    for each in (pid, *_children(pid)):
        try:
            os.setpriority(os.PRIO_PROCESS, each, FIRST)
            Path(f"/proc/{each}/autogroup").write_text(str(FIRST))
        except OSError:
            continue


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(p) for p in task.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in direct:
            found += [child, *_children(child)]
    return found
