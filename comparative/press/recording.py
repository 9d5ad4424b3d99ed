"""What a run reads, recorded as it reads it; and no network while it runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from comparative.evidence import packages

_NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


class NetworkError(RuntimeError):
    """A notebook tried to reach the network; a report rests on what is in the checkout alone."""


class Recording:
    """Records, from its creation to the end of the process, which of our files are opened.

    An audit hook cannot be removed, so this belongs in the process of one job.

    Parameters
    ----------
    root : Path
        The checkout. Files outside it, and outside the datasets should those lie elsewhere, are
        not recorded.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root) + os.sep
        self._watched = (self._root, os.path.realpath(packages.root()) + os.sep)
        self._opened: set[str] = set()
        packages.forget()
        sys.addaudithook(self._hear)

    def inputs(self) -> list[str]:
        """Return what was read: files opened, and modules imported, relative to the checkout, sorted."""
        # Of modules only our own: the libraries are pinned by the lock.
        names = [name for name in sys.modules if name.partition(".")[0] == "comparative"]
        modules = [getattr(sys.modules[name], "__file__", None) for name in names]
        # Tables the warm parent had read already were not opened again.
        named = [*filter(None, modules), *packages.used()]
        read = self._opened | {os.path.realpath(path) for path in named}
        return sorted(path.removeprefix(self._root) for path in read if self._counts(path))

    def _counts(self, path: str) -> bool:
        ours = path.startswith(self._watched) and not path.endswith(".pyc")
        return ours and f"{os.sep}.venv{os.sep}" not in path and os.path.isfile(path)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, _ = arguments
            written = isinstance(mode, str) and set(mode) & set("wax+")
            if isinstance(path, str | os.PathLike) and not written:
                full = os.path.realpath(os.fspath(path))
                if isinstance(full, str) and full.startswith(self._watched):
                    self._opened.add(full)
        elif event in _NETWORK:
            raise NetworkError(f"no network while rendering ({event} {arguments[1:2]!r})")
