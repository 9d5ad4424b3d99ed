"""A papermill engine that runs a notebook's cells in this very process, without a kernel.

A Jupyter kernel answers over sockets; a report needs no conversation. Here an IPython shell
executes the cells and writes the same outputs a kernel would have sent. The press forks a clean
process for every report, so nothing of one run reaches another. papermill finds the engine by
its entry point: ``papermill --engine comparative in.ipynb out.ipynb``.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode, from_dict
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

Output = dict[str, Any]

_ENDS_IN_SEMICOLON = re.compile(r";[ \t]*(#.*)?$", re.MULTILINE)


class Outputs:
    """The outputs of the cell being run, as a kernel's messages would have built them."""

    def __init__(self) -> None:
        self.list: list[NotebookNode] = []
        self._named: dict[str, list[NotebookNode]] = {}
        self._streams: dict[str, NotebookNode] = {}
        self._clear_before_next = False

    def start_cell(self) -> None:
        """Begin a new cell; displays of earlier cells can still be updated by their id."""
        self.list = []
        self._streams.clear()
        self._clear_before_next = False

    def add(self, kind: str, *, display_id: str | None = None, **fields: Any) -> None:
        """Append an output."""
        self._clear_if_due()
        # As nbformat's new_output, without its check against the schema: our own outputs are of it.
        output = from_dict({"output_type": kind, **fields})
        if display_id is not None:
            self._named.setdefault(display_id, []).append(output)
        self.list.append(output)
        self._streams.clear()

    def write(self, name: str, text: str) -> None:
        """Append text to a stream; it stays one output until something else is shown."""
        self._clear_if_due()
        if name not in self._streams:
            self._streams[name] = from_dict({"output_type": "stream", "name": name, "text": ""})
            self.list.append(self._streams[name])
        self._streams[name].text += text

    def update(self, display_id: str, data: Output, metadata: Output) -> None:
        """Replace every display of that id, in whichever cell it stands."""
        for output in self._named.get(display_id, []):
            output.data, output.metadata = NotebookNode(data), NotebookNode(metadata)

    def clear(self, *, wait: bool) -> None:
        """Clear the cell now, or when the next output arrives."""
        if wait:
            self._clear_before_next = True
        else:
            self._clear()

    def _clear_if_due(self) -> None:
        if self._clear_before_next:
            self._clear()

    def _clear(self) -> None:
        self.list.clear()
        self._streams.clear()
        self._clear_before_next = False


class _Publisher(DisplayPublisher):
    def publish(
        self,
        data: Output,
        metadata: Output | None = None,
        *_: object,
        transient: Output | None = None,
        update: bool = False,
        **__: object,
    ) -> None:
        display_id = (transient or {}).get("display_id")
        if update and display_id is not None:
            self.shell.outputs.update(display_id, data, metadata or {})
        else:
            self.shell.outputs.add("display_data", data=data, metadata=metadata or {}, display_id=display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear(wait=wait)


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Print no prompt: the output carries its number."""

    shell: CellShell

    def write_format_data(self, format_dict: Output, md_dict: Output | None = None) -> None:
        self.shell.outputs.add(
            "execute_result",
            data=format_dict,
            metadata=md_dict or {},
            execution_count=self.prompt_count,
        )

    def quiet(self) -> bool:
        """Whether the cell ends in a semicolon; it is taken apart only if a line of it does."""
        cells = self.shell.history_manager.input_hist_parsed if self.shell.history_manager else []
        return bool(cells) and bool(_ENDS_IN_SEMICOLON.search(cells[-1])) and super().quiet()

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Stream(io.TextIOBase):
    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name = name
        self._outputs = outputs

    def write(self, text: str) -> int:
        if text:
            self._outputs.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class CellShell(InteractiveShell):
    """An IPython shell whose displays become notebook outputs."""

    displayhook_class = _Hook
    display_pub_class = _Publisher
    outputs: Outputs

    def __init__(self, **options: Any) -> None:
        self.outputs = Outputs()
        super().__init__(**options)
        # All of them, as a kernel does; a terminal would show plain text only.
        formatter = self.display_formatter
        if formatter is not None:
            formatter.active_types = formatter.format_types

    def init_ipython_dir(self, ipython_dir: str) -> None:
        """Use no folder of the user's."""

    def init_profile_dir(self, profile_dir: object) -> None:
        """Use no profile of the user's."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.outputs.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def transform_cell(self, raw_cell: str) -> str:
        """Leave Python as it is; only what is not Python can be IPython's own syntax."""
        try:
            ast.parse(raw_cell)
        except SyntaxError:
            return super().transform_cell(raw_cell)
        return raw_cell.strip("\n") + "\n"

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no window here."""

    def run(self, cell: NotebookNode) -> bool:
        """Run a code cell, give it its outputs, and say whether it succeeded."""
        self.outputs.start_cell()
        cell.outputs = self.outputs.list
        with _streams(self.outputs):
            result = self.run_cell(cell.source, store_history=True, cell_id=cell.get("id"))
        cell.execution_count = result.execution_count
        return bool(result.success)


def new_shell() -> CellShell:
    """Return a shell without history or start-up files: a run depends on nothing of its user's."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryAccessor.hist_file = config.HistoryManager.hist_file = ":memory:"
    # What ipykernel sets through MPLBACKEND: pyplot, should a cell import it, draws into the cell.
    matplotlib.rcParams["backend"] = "module://matplotlib_inline.backend_inline"
    return CellShell.instance(config=config)


class ShellEngine(Engine):
    """papermill's way to :class:`CellShell`; ``told`` hears of each cell before it runs."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        told: Callable[[int, str], None] = lambda index, cell_id: None,
        **_: Any,
    ) -> None:
        """Run the cells in order and stop at the first that fails."""
        shell = new_shell()
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            told(index, cell.get("id", ""))
            nb_man.cell_start(cell, index)
            good = shell.run(cell)
            if not good and "raises-exception" not in cell.metadata.get("tags", []):
                nb_man.cell_exception(cell, cell_index=index)
                nb_man.cell_complete(cell, cell_index=index)
                break
            nb_man.cell_complete(cell, cell_index=index)


@contextmanager
def _streams(outputs: Outputs) -> Iterator[None]:
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream("stdout", outputs), _Stream("stderr", outputs)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept
