"""A checkout of the project in another folder, and builds in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def checkout(folder, **notebooks):
    """Copy what a build needs to another folder, with other notebooks if given."""
    for name in ("comparative", "datasets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", folder)
    if not notebooks:
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
        (folder / "reports").mkdir()
        shutil.copy(ROOT / "reports" / "catalogue.yml", folder / "reports")
        return folder
    (folder / "notebooks").mkdir()
    (folder / "reports").mkdir()
    entries = []
    for name, sources in notebooks.items():
        cells = [
            {
                "cell_type": "code",
                "id": f"c{i}",
                "metadata": {"tags": ["parameters"]} if i == 0 else {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for i, source in enumerate(['language: str = "en"  # language', *sources])
        ]
        content = {
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(content))
        entries.append(f"  {name}:\n    question: Does it run?\n    notebook: notebooks/{name}.ipynb\n")
    (folder / "reports" / "catalogue.yml").write_text("reports:\n" + "".join(entries))
    return folder


def build(folder, *arguments, preexec_fn=None, **environment):
    """Run a build in a checkout, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "comparative.cli", "render", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        timeout=600,
        preexec_fn=preexec_fn,
    )


def snapshot(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.exists() else None
