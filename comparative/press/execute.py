"""Run a notebook with parameters, each in a kernel of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode


class ExecutionError(RuntimeError):
    """A cell of a notebook failed; the message names the cell and what it said."""


def execute(notebook: Path, parameters: Mapping[str, Any]) -> NotebookNode:
    """Execute a notebook through papermill.

    Parameters
    ----------
    notebook : Path
        The notebook, with a cell tagged ``parameters``.
    parameters : mapping
        Values for its parameters.

    Returns
    -------
    NotebookNode
        The notebook with its outputs.

    Raises
    ------
    ExecutionError
        If a cell raises, naming the cell and the error.
    """
    # papermill takes seconds to import and is needed only when something runs.
    import papermill
    from papermill.exceptions import PapermillExecutionError

    with tempfile.TemporaryDirectory(prefix="comparative-") as scratch:
        try:
            return papermill.execute_notebook(
                notebook,
                Path(scratch) / notebook.name,
                parameters=dict(parameters),
                kernel_name="python3",
                cwd=notebook.parent,
                progress_bar=False,
            )
        except PapermillExecutionError as failure:
            raise ExecutionError(
                f"cell {failure.cell_index + 1} of {notebook.name}: {failure.ename}: {failure.evalue}"
            ) from None
