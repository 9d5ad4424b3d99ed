"""Files by their digest, and written so that they appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all.

    Parameters
    ----------
    path : Path
        Where; replaced if it exists.
    content : bytes
        What.

    Raises
    ------
    OSError
        If the folder cannot be written or is full; what stood there before stays.
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    except OSError as fault:  # a failed write does not say of which file
        raise OSError(fault.errno, fault.strerror, str(path)) from fault
    finally:
        scratch.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """Return the SHA-256 digest of a file, or ``missing``."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "missing"


def sweep(folder: Path) -> None:
    """Remove what a killed run left half-written.

    Parameters
    ----------
    folder : Path
        A folder written to with :func:`put`.
    """
    for scratch in folder.glob(".*.part"):
        pid = scratch.name.rsplit(".", 2)[-2]
        if not (pid.isdigit() and _alive(int(pid))):
            scratch.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
