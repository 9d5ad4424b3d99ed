"""Cells run without a kernel give what they give in a stock kernel."""

import subprocess
import sys

import nbformat
import nbformat.v4 as v4
import pytest
from checkout import ROOT

CELLS = [
    "x: int = 5",
    "print('one')\nprint('two')\nimport sys\nprint('apart', file=sys.stderr)\nprint('three')\nx + 2",
    "from IPython.display import HTML, Markdown, clear_output, display\n"
    "shown = display(HTML('<b>first</b>'), display_id='the-display')\nprint('between')",
    "shown.update(HTML('<i>second</i>'))\n_ * 2",
    "print('gone')\nclear_output()\nprint('stays')",
    "print('waits')\nclear_output(wait=True)\nprint('replaces')",
    "import pandas as pd\npd.DataFrame({'place': ['KAZ'], 'members': [5000]})",
    "class Rich:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'rich', 'text/html': '<p>', 'application/x+json': {'n': [1]}}\nRich()",
    "display(Markdown('*text*'), 3)\nNone",
    "5;",
    "%precision 3\n1 / 3",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)",
    "__name__, get_ipython() is not None",
]


def papermill(source, target, *options):
    command = [sys.executable, "-m", "papermill", str(source), str(target), "--no-progress-bar", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=source.parent, timeout=300)


def outputs(path):
    return [
        (cell.source, cell.execution_count, cell.outputs)
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]


def write(path, cells):
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = v4.new_notebook(
        cells=cells, metadata={"kernelspec": spec, "language_info": {"name": "python"}}
    )
    notebook.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, path)
    return path


def test_outputs_of_every_kind_are_those_of_a_kernel(tmp_path):
    source = write(tmp_path / "n.ipynb", [v4.new_code_cell(text) for text in CELLS])
    assert papermill(source, tmp_path / "stock.ipynb", "-p", "x", "7").returncode == 0
    ours = papermill(source, tmp_path / "ours.ipynb", "-p", "x", "7", "--engine", "comparative")
    assert ours.returncode == 0, ours.stderr
    for stock, own in zip(outputs(tmp_path / "stock.ipynb"), outputs(tmp_path / "ours.ipynb"), strict=True):
        assert own == stock


def test_a_failing_cell_stops_the_run_and_is_kept(tmp_path):
    source = write(
        tmp_path / "n.ipynb", [v4.new_code_cell(t) for t in ("x = 1", "{}['no']", "print('never')")]
    )
    result = papermill(source, tmp_path / "ours.ipynb", "--engine", "comparative")
    assert result.returncode == 1
    assert "KeyError: 'no'" in result.stderr
    cells = [c for c in nbformat.read(tmp_path / "ours.ipynb", as_version=4).cells if c.cell_type == "code"]
    assert [o.ename for o in cells[1].outputs] == ["KeyError"]
    assert cells[2].outputs == []


def test_pyplot_draws_into_the_cell(tmp_path):
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    source = write(tmp_path / "n.ipynb", [v4.new_code_cell("x = 1"), v4.new_code_cell(plot)])
    assert papermill(source, tmp_path / "ours.ipynb", "--engine", "comparative").returncode == 0
    (_, _, shown) = outputs(tmp_path / "ours.ipynb")[-1]
    assert "image/png" in shown[0].data


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_gives_what_it_gives_in_a_stock_kernel(notebook, tmp_path):
    assert papermill(notebook, tmp_path / "stock.ipynb").returncode == 0
    assert papermill(notebook, tmp_path / "ours.ipynb", "--engine", "comparative").returncode == 0
    assert outputs(tmp_path / "ours.ipynb") == outputs(tmp_path / "stock.ipynb")
