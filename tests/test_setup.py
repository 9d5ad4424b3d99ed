"""The files that set a machine up agree with each other."""

import re
import tomllib

import pytest
import yaml
from checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def requirements(lines):
    """Return name -> version bounds; names as PyPI compares them."""
    split = (re.match(r"([A-Za-z0-9._-]+)(.*)", line.strip()).groups() for line in lines)
    return {re.sub(r"[-_.]+", "-", name).lower(): bounds.replace(" ", "") for name, bounds in split}


def declared():
    extras = PROJECT["optional-dependencies"].values()
    return requirements([*PROJECT["dependencies"], *(line for extra in extras for line in extra)])


def test_conda_environment_is_in_step_with_pyproject():
    entries = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    conda = [entry for entry in entries if isinstance(entry, str)]
    listed = requirements([*conda, *(line for line in pip if not line.startswith("-"))])
    assert listed.pop("python") == PROJECT["requires-python"]
    listed.pop("pip")
    assert listed == declared()
    assert "--editable ." in pip


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.M))
    assert set(declared()) <= pinned
    assert not re.search(r"https?://|--index|--extra-index|--find-links", lock)
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_the_readme_gives_the_two_commands_first_and_ci_runs_them():
    readme = (ROOT / "README.md").read_text()
    first = re.search(r"```\w*\n(.*?)```", readme, re.S).group(1)
    assert "make reports" in first
    assert "make test" in first
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs" / "dependencies.md").read_text().lower()
    missing = [name for name in declared() if f"`{name}`" not in reasons]
    assert not missing


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_stripped_and_thin(path):
    import ast

    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert not any(isinstance(n, ast.FunctionDef) for cell in code for n in ast.walk(ast.parse(cell.source)))
    declared = next(cell for cell in code if "parameters" in cell.metadata.get("tags", []))
    assert {"language", "focus", "as_of"} <= set(re.findall(r"^(\w+):", declared.source, re.M))
