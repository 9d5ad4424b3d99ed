"""Run jobs side by side, each in a clean process forked from one warm parent.

The standard library's fork server imports the heavy libraries once and forks a process for every
job: a job starts in a hundredth of a second, knows nothing of the others, and dies with its
parent. Where the system cannot fork (Windows), each job starts a process from scratch instead.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
"""Whether a job's process can be forked from a warm parent here."""

WARM = ("comparative.press.lean", "comparative.press.make")
"""What the warm parent imports before it forks."""

_PR_SET_PDEATHSIG = 1


class JobError(RuntimeError):
    """A job ended without a result: it raised, died, or took too long."""


@dataclass
class _Running:
    index: int
    process: BaseProcess
    answers: Connection
    deadline: float
    at: str = "start"
    answer: tuple[Any] | None = None


def run(
    work: Callable[..., Any],
    tasks: Sequence[Any],
    *,
    workers: int,
    timeout: float,
    preload: Sequence[str] = WARM,
) -> Iterator[tuple[int, Any]]:
    """Do `work` on every task, `workers` at a time, and yield results as they come.

    Parameters
    ----------
    work : callable
        Called as ``work(task, tell)`` in the job's own process; ``tell(text)`` says where it is.
        Must be importable by name.
    tasks : sequence
        Arguments, picklable; started in this order.
    workers : int
        How many run at once.
    timeout : float
        Seconds a job may take before it is killed.
    preload : sequence of str
        Modules the warm parent imports before it forks.

    Yields
    ------
    tuple of (int, result)
        The task's index, and what `work` returned; a :class:`JobError` if it raised, died or ran
        out of time.
    """
    context = multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
    if CAN_FORK:
        context.set_forkserver_preload(list(preload))
    waiting = iter(enumerate(tasks))
    running: dict[Connection, _Running] = {}
    over: list[_Running] = []
    try:
        while True:
            # The next jobs start before the results of the last are looked at.
            while len(running) < workers and (following := next(waiting, None)) is not None:
                job = _start(context, work, *following, timeout)
                running[job.answers] = job
            for job in over:
                yield job.index, _result(job, timeout)
            if not running:
                return
            over = _ready(running)
            for job in over:
                del running[job.answers]
    finally:
        for job in [*running.values(), *over]:
            _end(job)


def make(order: Any, tell: Callable[[str], None]) -> Any:
    """Make a report: the work of the press, importable without bringing the heavy libraries along."""
    from comparative.press.make import make as work

    return work(order, tell)


def _start(context: Any, work: Callable[..., Any], index: int, task: Any, timeout: float) -> _Running:
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, task, theirs), daemon=True)
    with _no_main_module():
        process.start()
    theirs.close()
    return _Running(index, process, answers, time.monotonic() + timeout)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Hide the script that is running: multiprocessing would import it anew in every process."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _ready(running: dict[Connection, _Running]) -> list[_Running]:
    """Wait until some jobs are over: answered, dead, or out of time."""
    while True:
        left = min(job.deadline for job in running.values()) - time.monotonic()
        over = []
        for connection in wait(list(running), timeout=max(0.0, left)):
            job = running[connection]  # type: ignore[index]
            try:
                kind, content = job.answers.recv()
            except (EOFError, ConnectionResetError):
                over.append(job)
                continue
            if kind == "at":
                job.at = content
            else:
                job.answer = (content,)
                over.append(job)
        over += [j for j in running.values() if j not in over and time.monotonic() >= j.deadline]
        if over:
            return over


def _result(job: _Running, timeout: float) -> Any:
    if job.answer is None:
        job.process.join(max(0.0, job.deadline - time.monotonic()))
    late = job.process.is_alive()
    _end(job)
    if job.answer is not None:
        return job.answer[0]
    if late:
        return JobError(f"no end after {timeout:g} seconds; it was at {job.at}")
    code = job.process.exitcode
    how = f"was killed by {signal.Signals(-code).name}" if code and code < 0 else f"ended with code {code}"
    return JobError(f"the process {how} at {job.at}")


def _end(job: _Running) -> None:
    """Make sure the process is gone."""
    if job.answer is None:
        job.process.kill()
    job.process.join()
    job.answers.close()


def _child(work: Callable[..., Any], task: Any, answers: Connection) -> None:
    """Do one job and send its answer; runs in the forked process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    _die_with_parent()
    try:
        answer = work(task, lambda text: answers.send(("at", text)))
    except Exception as error:
        answer = JobError(f"{type(error).__name__}: {error}")
    try:
        answers.send(("end", answer))
    except (BrokenPipeError, ConnectionResetError):
        sys.exit(1)


def _die_with_parent() -> None:
    """Ask Linux to kill this process when the one that forked it goes."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
