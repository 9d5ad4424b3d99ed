"""What several tests share: the command as a user runs it, and the rendered edition."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ROOT


@pytest.fixture(scope="session")
def comparative() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a process of its own."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "comparative.cli", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600, **options)

    return run


@pytest.fixture(scope="session")
def edition(comparative, tmp_path_factory) -> Path:
    """Every report of the catalogue, rendered once for all tests of a worker."""
    folder = tmp_path_factory.mktemp("edition")
    result = comparative("render", "--all", "--out", folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; its absence skips a test locally and fails it in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a browser: .ci/run installs chromium")
        pytest.skip("no Chromium on this machine")
    return found
