"""Do once, in the warm parent, what every report would otherwise do first.

Only caches are filled here: fonts, locales, templates, grammars, tables. No measure is imported, so that each
report's own imports are recorded; the evidence itself says which tables a report loaded.
"""

from __future__ import annotations

from string import ascii_letters, ascii_lowercase, digits

import matplotlib.style
import nbformat
import nbformat.v4
import numpy as np
import pandas as pd
import statsmodels.api as sm
from babel import Locale
from papermill.engines import papermill_engines

from comparative import evidence, figures, language
from comparative.figures import glyphs
from comparative.page import html
from comparative.press.document import exporter
from comparative.press.shell import CellShell, new_shell

_WORDS = ((ascii_letters + " ", ascii_lowercase + " "), (digits + ".,− ", digits + ".,% "))


def warm() -> None:
    """Fill the caches of everything a report passes through."""
    papermill_engines.get_engine("comparative")
    for subject in ["shared", *evidence.subjects()]:
        for table in evidence.tables(subject):
            evidence.load(subject, table)
    for code in language.LANGUAGES:
        locale = Locale.parse(code)
        assert locale.territories
        assert locale.decimal_formats
    for first, second in _WORDS:
        for bold in (False, True):
            glyphs.face(bold).learn(first, second)
    evidence.place_name("US-CT")
    rows = pd.DataFrame({"a": ["x", "y"], "b": ["z", "z"], "c": [1.0, 2.0]})
    assert rows.to_csv(index=False)
    assert rows.to_dict("records")
    assert len(rows.pivot_table(index="a", columns="b", values="c"))
    _run_a_cell()
    _print_a_page()
    sm.OLS(np.arange(4.0), sm.add_constant(np.array([1.0, 2.0, 4.0, 3.0]))).fit(cov_type="HC3").conf_int()


def _run_a_cell() -> None:
    """Start a shell, run a cell, and leave no shell behind: each report has its own."""
    shell = new_shell()
    shell.run(nbformat.v4.new_code_cell("1 + 1"))
    CellShell.clear_instance()


def _print_a_page() -> None:
    """Draw a figure and write a page with it."""
    assert matplotlib.style
    drawing = figures.bars(pd.DataFrame({"label": ["one", "two"], "value": [1.0, 2.0]}))
    svg = figures.svg(drawing, name="warm", title="warm", desc="warm")
    prose = {"kind": "prose", "parts": ["text"]}
    record = {
        "kind": "figure",
        "name": "warm",
        "title": prose,
        "subtitle": prose,
        "svg": svg,
        "data": "",
        "origin": {"sources": []},
    }
    html.fragment(record, html.References())
    cells = [
        nbformat.v4.new_markdown_cell("# Title\n\nText."),
        nbformat.v4.new_code_cell("x: int = 1  # one"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbformat.validate(nbformat.reads(nbformat.writes(notebook), as_version=4))
    exporter().from_notebook_node(notebook)
