"""How far a chamber hangs on the votes: the count drawn anew, many times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from comparative.measures.mazhilis.record import Count
from comparative.measures.mazhilis.scenarios import Design, District
from comparative.measures.power import majority
from comparative.measures.seats import simulate

__all__ = ["odds"]


def odds(
    votes: Count,
    design: Design,
    districts: District,
    *,
    concentrations: Sequence[float] = (20, 50, 200),
    draws: int = 100_000,
    seed: int = 2026,
) -> pd.DataFrame:
    """Compute how the largest party's seats would vary if the votes had turned out otherwise.

    A what-if, not a sampling error: votes for parties and against all are drawn from a Dirichlet distribution
    around the count, district wins from the beta-binomial model.

    Parameters
    ----------
    votes, design, districts
        As in :func:`chamber`.
    concentrations : sequence of float
        How tightly draws stand around the count; the standard deviation of a share s is the root of
        s (1 - s) / (concentration + 1).
    draws, seed : int
        Draws, and the seed of their generator.

    Returns
    -------
    DataFrame
        Per `concentration`: `sd_share` (of the largest party's share, 0 to 1), `p_half`, `p_two_thirds`,
        `p_three_quarters` (probability of such a majority), `median`, `low`, `high` (seats, 2.5 to 97.5
        percent), `p_passing` (probability of being above the threshold, by party: a dict).
    """
    shares = np.append(votes.votes.to_numpy(float), votes.against_all) / votes.valid
    names = list(votes.votes.index)
    first = names.index(votes.largest)
    rows = []
    for concentration in concentrations:
        if not concentration > 0:
            raise ValueError(f"a concentration is above 0, not {concentration}")
        random = np.random.default_rng(seed)
        some = shares > 0
        drawn = np.zeros((draws, len(shares)))
        drawn[:, some] = random.dirichlet(concentration * shares[some], size=draws)
        parties, against = drawn[:, :-1], drawn[:, -1]
        passing = parties >= design.threshold
        seats = simulate(
            parties, design.list_seats, formula=design.formula, threshold=design.threshold,
            against_all=against, minimum_parties=1, ties="lot", seed=seed,
        )[:, first]  # fmt: skip
        if design.districts:
            won = random.beta(districts.won + 0.5, districts.contests - districts.won + 0.5, size=draws)
            seats = seats + random.binomial(design.districts, won)
        share = shares[first]
        low, median, high = np.quantile(seats, [0.025, 0.5, 0.975])
        rows.append(
            {
                "concentration": concentration,
                "sd_share": float(np.sqrt(share * (1 - share) / (concentration + 1))),
                **{
                    name: float((seats >= majority(design.seats, part)).mean())
                    for name, part in (
                        ("p_half", "1/2"),
                        ("p_two_thirds", "2/3"),
                        ("p_three_quarters", "3/4"),
                    )
                },
                "median": median,
                "low": low,
                "high": high,
                "p_passing": dict(zip(names, passing.mean(axis=0).tolist(), strict=True)),
            }
        )
    return pd.DataFrame(rows)
