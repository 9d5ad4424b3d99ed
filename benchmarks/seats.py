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
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Row:
    """Time per election of one formula by one code; `ratio` is how many times `simulate` is faster."""

    formula: str
    code: str
    elections: int
    microseconds: float
    ratio: float


def rows(*, elections: int = 1_000_000, sample: int = 1_000, repeat: int = 3) -> tuple[list[Row], float]:
    """Measure every code on the same elections.

    Parameters
    ----------
    elections : int
        Elections simulated at once.
    sample : int
        Elections that the loops go through; the first ones.
    repeat : int
        Runs; the median counts.

    Returns
    -------
    rows : list of Row
    peak : float
        Most memory that `simulate` held beside votes and result, megabytes.
    """
    votes = _votes(elections)
    found, peaks = [], []
    for formula, (name, system) in FORMULAS.items():
        won, fast = _timed(lambda f=formula: simulate(votes, SEATS, formula=f, ties="lot", seed=1), repeat)
        peaks.append(_peak(votes, formula))
        found.append(Row(formula, "simulate", elections, fast / elections * 1e6, 1.0))
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
            found.append(Row(formula, code, sample, slow / sample * 1e6, slow / sample / (fast / elections)))
    return found, max(peaks)


def measure(*, elections: int = 1_000_000, sample: int = 1_000) -> str:
    """Measure and return a section of Markdown."""
    found, peak = rows(elections=elections, sample=sample)
    lines = [
        "## Seats",
        "",
        f"{elections:,} elections of {PARTIES} parties and {SEATS} seats at once, against loops over the "
        f"first {sample:,}; the answers are the same. Beside votes and result `simulate` held {peak:.0f} MB.",
        "",
        "| formula | | elections | µs an election | slower than `simulate` by |",
        "| --- | --- | ---: | ---: | ---: |",
        *(
            f"| {row.formula} | {row.code} | {row.elections:,} | {row.microseconds:.3f} | {row.ratio:,.0f} |"
            for row in found
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
    print(measure())
