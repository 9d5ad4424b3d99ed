"""Make one report in this process: run its notebook, check its prose, write its page.

The press runs :func:`make` in a process of its own for every report; importing this module is
what makes that process's parent warm.
"""

from __future__ import annotations

import gc
import hashlib
import locale
import logging
import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import numpy as np
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from comparative.page import session
from comparative.press.document import exporter
from comparative.press.numerals import NumeralError, check_numerals
from comparative.press.order import Made, MakeError, Order
from comparative.press.recording import Recording
from comparative.press.warming import warm

logging.getLogger("papermill").setLevel(logging.ERROR)


def make(order: Order, tell: Callable[[str], None] = lambda text: None) -> Made | MakeError:
    """Make one report.

    Parameters
    ----------
    order : Order
        What to make.
    tell : callable
        Told which cell is being run.

    Returns
    -------
    Made or MakeError
        The error is returned, not raised: it is the answer of a job.
    """
    started = time.perf_counter()
    root = Path(order.root)
    recording = Recording(root)
    _settle(order.seed)
    session.records_only()
    notebook = root / order.notebook
    at = "the parameters"

    def note(index: int, cell_id: str) -> None:
        nonlocal at
        at = f"cell {cell_id!r}"
        tell(at)

    try:
        executed = _execute(notebook, order.parameters, note)
        check_numerals(executed)
    except PapermillExecutionError as failure:
        return MakeError(f"{notebook.name}, {at}: {failure.ename}: {failure.evalue}")
    except NumeralError as fault:
        return MakeError(f"{notebook.name}: {fault}")
    tell("the page")
    about = {"name": order.name, "question": order.question, "parameters": dict(order.parameters)}
    page, resources = exporter().from_notebook_node(executed, {"report": about})
    return Made(
        page,
        {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in recording.inputs()},
        tuple(resources["findings"]),
        time.perf_counter() - started,
    )


def _execute(path: Path, parameters: Mapping[str, Any], told: Callable[[int, str], None]) -> NotebookNode:
    """Run a notebook as ``papermill.execute_notebook`` does, without writing it out as JSON to nowhere."""
    kernel = {"kernel_name": "python3", "engine_name": "comparative"}
    notebook = parameterize_notebook(load_notebook_node(str(path)), dict(parameters), **kernel)
    with chdir(path.parent):
        executed = papermill_engines.execute_notebook_with_engine(
            nb=notebook, progress_bar=False, told=told, **kernel
        )
    raise_for_execution_errors(executed, None)
    return executed


def _settle(seed: int) -> None:
    """Leave nothing of the machine to chance: random numbers, time zone and locale."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002  notebooks and libraries may use the global generator
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    locale.setlocale(locale.LC_ALL, "C")


def _freeze() -> None:
    """Keep the collector from touching, and so copying, what forked processes share."""
    if threading.active_count() == 1:  # a thread would not survive a fork
        gc.collect()
        gc.freeze()


warm()
_freeze()
