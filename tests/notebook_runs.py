"""What a notebook shows when its cells run in this process."""

import ast
import json

from checkout import ROOT


def told(notebook, **parameters):
    """Run a notebook with parameters; return what each cell shows, as text, by cell id."""
    cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    names, shown = {}, {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, cell["id"], "exec"), names)
        if "parameters" in cell["metadata"].get("tags", []):
            names.update(parameters)
        if last is not None:
            display = eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)
            shown[cell["id"]] = display._repr_mimebundle_() if display is not None else {"text/plain": ""}
    return shown
