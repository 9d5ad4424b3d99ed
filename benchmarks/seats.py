"""Seats: a million elections at once against loops over other people's code.

The same votes go through `comparative.measures.seats.simulate` and, one election after the other, through
``apportionment`` and ``votelib``; their answers must be equal before a speed is printed. A loop over a
million elections would take minutes, so the loops take a sample and times are per election.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
from apportionment import methods as apportionment
from votelib.evaluate import proportional as votelib

from comparative.measures.seats import allocate, simulate

PARTIES, SEATS, VOTES = 7, 98, 6_000_000
FORMULAS = {
    "hare": ("largest_remainder", votelib.LargestRemainder("hare")),
    "dhondt": ("dhondt", votelib.HighestAverages("d_hondt")),
}


def measure(*, elections: int = 1_000_000, sample: int = 1_000, repeat: int = 3) -> list[dict[str, object]]:
    """Measure every code on the same elections.

    Parameters
    ----------
    elections : int
        Elections simulated at once.
    sample : int
        Elections that the loops go through; the first ones.
    repeat : int
        Runs of `simulate`; the median counts.

    Returns
    -------
    list of dict
        Per formula and code: `formula`, `code`, `elections`, `microseconds` (an election), `ratio` (how many
        times `simulate` is faster) and, for `simulate`, `peak_mb` (memory held beside votes and result).
    """
    votes = _votes(elections)
    found: list[dict[str, object]] = []
    for formula, (name, system) in FORMULAS.items():
        won, fast = _timed(lambda f=formula: simulate(votes, SEATS, formula=f, ties="lot", seed=1), repeat)
        each = fast / elections
        row = {"formula": formula, "code": "simulate", "elections": elections, "microseconds": each * 1e6}
        found.append(row | {"ratio": 1.0, "peak_mb": _peak(votes, formula)})
        few = [row.astype(int).tolist() for row in votes[:sample]]
        loops: dict[str, Callable[[list[int]], list[int]]] = {
            "apportionment": lambda row, n=name: apportionment.compute(n, row, SEATS),
            "votelib": lambda row, s=system: _listed(s.evaluate(dict(enumerate(row)), SEATS)),
            "allocate": lambda row, f=formula: list(
                allocate(dict(enumerate(row)), SEATS, formula=f).values()
            ),
        }
        for code, one in loops.items():
            theirs, slow = _timed(lambda one=one, few=few: [one(row) for row in few], 1)
            if theirs != won[:sample].tolist():
                raise AssertionError(f"{code} disagrees on {formula}")
            row = {"formula": formula, "code": code, "elections": sample}
            found.append(row | {"microseconds": slow / sample * 1e6, "ratio": slow / sample / each})
    return found


def markdown(rows: list[dict[str, object]]) -> str:
    """Write the rows as a section of Markdown."""
    peak = max(row.get("peak_mb", 0.0) for row in rows)
    lines = [
        "## Seats",
        "",
        f"Elections of {PARTIES} parties and {SEATS} seats, many at once against loops over the first; "
        f"the answers are the same. Beside votes and result `simulate` held {peak:.0f} MB.",
        "",
        "| formula | | elections | µs an election | slower than `simulate` by |",
        "| --- | --- | ---: | ---: | ---: |",
        *(
            f"| {row['formula']} | {row['code']} | {row['elections']:,} | {row['microseconds']:.3f} "
            f"| {row['ratio']:,.0f} |"
            for row in rows
        ),
        "",
    ]
    return "\n".join(lines)


def _votes(elections: int) -> np.ndarray:
    """Whole votes around the shares of 2023, with the spread of past swings."""
    shares = np.array([0.54, 0.11, 0.09, 0.08, 0.07, 0.05, 0.06])
    drawn = np.random.default_rng(2026).dirichlet(20 * shares, size=elections)
    return np.rint(drawn * VOTES) + 1


def _timed(work: Callable[[], Any], repeat: int) -> tuple[Any, float]:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return result, statistics.median(times)


def _peak(votes: np.ndarray, formula: str) -> float:
    """Megabytes allocated beyond the result while `simulate` runs."""
    tracemalloc.start()
    won = simulate(votes, SEATS, formula=formula, ties="lot", seed=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - won.nbytes) / 1e6


def _listed(won: dict) -> list[int]:
    return [won.get(i, 0) for i in range(PARTIES)]


if __name__ == "__main__":
    print(markdown(measure()))
