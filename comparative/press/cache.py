"""The build cache: pages kept with the digests of everything they rest on.

A page is made again only if something it read has changed. Losing the cache, or damaging it,
costs time and nothing else: a page is used only if its own digest still holds.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from comparative.press.files import digest_of, put, sweep

# Files every page depends on, whichever tables it reads. The templates are read once by the warm
# parent and so escape a job's own recording.
_ALWAYS = (
    "requirements.lock",
    "comparative/press/templates",
    "comparative/figures/fonts",
    "comparative/language/locale",
)


@dataclass(frozen=True)
class Entry:
    """One page in the cache: what it rests on, by digest, and how long it took."""

    inputs: Mapping[str, str]
    page: str
    findings: tuple[str, ...]
    seconds: float


class Cache:
    """Pages by what was asked for.

    Parameters
    ----------
    root : Path
        The checkout the inputs are relative to.
    folder : Path, optional
        Where the cache is kept; by default ``.cache/press`` of the checkout.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        self._root = root
        self._folder = folder or root / ".cache" / "press"
        self._digests: dict[str, str] = {}
        self._shared: dict[str, str] = {}

    def sweep(self) -> None:
        """Remove what a killed run left half-written in the cache."""
        sweep(self._folder)

    def find(self, key: str) -> Entry | None:
        """Return what the cache knows of a page, or None; a damaged entry is none."""
        try:
            fields = json.loads((self._folder / f"{key}.json").read_text("utf-8"))
            return Entry(
                fields["inputs"], fields["page"], tuple(fields["findings"]), float(fields["seconds"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def page(self, entry: Entry) -> bytes | None:
        """Return the page of an entry, or None if it is lost or damaged."""
        try:
            content = (self._folder / f"{entry.page}.html").read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == entry.page else None

    def keep(
        self, key: str, page: bytes, inputs: Mapping[str, str], findings: tuple[str, ...], seconds: float
    ) -> Entry:
        """Keep a page just made; a cache that cannot be written is done without."""
        entry = Entry({**inputs, **self._common()}, hashlib.sha256(page).hexdigest(), findings, seconds)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            put(self._folder / f"{entry.page}.html", page)
            put(self._folder / f"{key}.json", json.dumps(asdict(entry), sort_keys=True).encode())
        except OSError:
            pass
        return entry

    def changed(self, entry: Entry) -> list[str]:
        """Return which inputs of an entry are no longer as they were, sorted."""
        common = self._common()
        own = {name: digest for name, digest in entry.inputs.items() if name not in common}
        return sorted({*self.differing(own), *(n for n in common if common[n] != entry.inputs.get(n))})

    def differing(self, inputs: Mapping[str, str]) -> list[str]:
        """Return which of the inputs a page was made from are not as they stand here, sorted."""
        return sorted(name for name in inputs if inputs[name] != self._digest(name))

    def _common(self) -> dict[str, str]:
        """Return the digests of what every page rests on."""
        if not self._shared:
            paths = [self._root / name for name in _ALWAYS]
            files = [f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*"))) if f.is_file()]
            names = [f.relative_to(self._root).as_posix() for f in files]
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            self._shared = {"python": version} | {name: self._digest(name) for name in names}
        return self._shared

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest_of(self._root / name)
        return self._digests[name]


def key_of(*parts: Any) -> str:
    """Return the name under which the cache keeps what `parts` ask for.

    Examples
    --------
    >>> len(key_of("party_registration", {"focus": "KAZ"}))
    32
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]
