"""Rebuild a report from nothing and say whether it comes out the same, to the byte."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from comparative.press.cache import Cache
from comparative.press.catalogue import ROOT
from comparative.press.jobs import Job
from comparative.press.manifest import pinned
from comparative.press.render import Failure, Rendered, few, render


@dataclass(frozen=True)
class Verdict:
    """How a rebuild compares: equal, or different and where first."""

    job: Job
    equal: bool
    told: str


def verify(
    jobs: Sequence[Job],
    edition: Path,
    *,
    workers: int | None = None,
    done: Callable[[object], None] = lambda _: None,
) -> list[Verdict]:
    """Rebuild reports in a scratch folder and compare them with an edition and its manifest.

    Parameters
    ----------
    jobs : sequence of Job
        What to rebuild.
    edition : Path
        The folder of rendered pages; where a page is missing, the manifest's digest is compared.
    workers : int, optional
        How many run side by side.
    done : callable
        Told of each page rebuilt.

    Returns
    -------
    list of Verdict
        In the order of `jobs`.
    """
    pins = pinned()
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="comparative-verify-") as scratch:
        cache = Cache(ROOT, Path(scratch) / "cache")
        results = render(jobs, Path(scratch), force=True, workers=workers, cache=cache, done=done)
        for result in results:
            if isinstance(result, Failure):
                verdicts.append(Verdict(result.job, False, f"could not be rebuilt: {result.message}"))
            else:
                verdicts.append(_compare(result, edition / result.path.name, pins.get(result.path.name)))
    return verdicts


def _compare(result: Rendered, standing: Path, pin: dict | None) -> Verdict:
    ours = result.path.read_bytes()
    if standing.is_file():
        theirs = standing.read_bytes()
        if theirs != ours:
            return Verdict(result.job, False, first_difference(theirs.decode(), ours.decode()))
        told = "equal to the page rendered before"
    elif pin is None:
        return Verdict(
            result.job, False, "there is nothing to compare with: neither a page nor a pin in the manifest"
        )
    else:
        told = "equal to the manifest"
    if pin is not None and pin["page_sha256"] != hashlib.sha256(ours).hexdigest():
        changed = [n for n, d in pin["inputs_sha256"].items() if result.entry.inputs.get(n) != d]
        why = f"inputs differ: {few(changed)}" if changed else "though every input is the same"
        return Verdict(result.job, False, f"differs from the manifest, {why}")
    return Verdict(result.job, True, told)


def first_difference(before: str, after: str) -> str:
    """Tell in words where two pages first differ.

    Parameters
    ----------
    before, after : str
        HTML.

    Returns
    -------
    str

    Examples
    --------
    >>> first_difference("<h2>Key findings</h2><p>9 of 10</p>", "<h2>Key findings</h2><p>8 of 10</p>")
    "under 'Key findings', it read '9 of 10' and now reads '8 of 10'"
    """
    heading: str | None = "the head of the page"
    for old, new in zip_longest(_pieces(before), _pieces(after)):
        if old != new:
            return f"under {heading!r}, it read {_short(old)} and now reads {_short(new)}"
        if re.match(r"<h[12]\b", old):
            heading = None
        elif heading is None and not old.startswith("<"):
            heading = old.strip()
    return "no difference"


def _pieces(page: str) -> list[str]:
    """Split a page into tags and texts."""
    return [piece for piece in re.split(r"(<[^>]*>)", page) if piece.strip()]


def _short(piece: str | None) -> str:
    if piece is None:
        return "nothing"
    return repr(piece if len(piece) <= 120 else piece[:117] + "...")
