"""On what a measurement was made."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

import psutil

LIBRARIES = (
    "papermill",
    "nbconvert",
    "nbclient",
    "ipykernel",
    "pandas",
    "statsmodels",
    "matplotlib",
    "distributed",
)


def environment() -> str:
    """Return a paragraph on machine and versions."""
    model = next(
        (line.split(":")[1].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")),
        "unknown",
    )
    memory = psutil.virtual_memory().total / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"- Processor: {model}, {len(os.sched_getaffinity(0))} cores; memory {memory:.0f} GiB\n"
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}\n"
        f"- {libraries}\n"
    )


def _read(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as file:
            return file.readlines()
    except OSError:
        return []
