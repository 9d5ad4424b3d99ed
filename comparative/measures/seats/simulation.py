"""Many elections at once: the same seats as `allocate`, row by row, without a loop over rows."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from comparative.measures.seats.allocation import BASES, _seats, allocate, share
from comparative.measures.seats.formulas import Divisor, Quota, named

__all__ = ["simulate"]

_CELLS = 1 << 17  # votes worked on at a time: about a megabyte, so that passes stay in the cache


def simulate(
    votes: np.ndarray,
    seats: int,
    *,
    formula: str = "hare",
    threshold: float = 0.0,
    base: str = "valid",
    against_all: np.ndarray | float = 0,
    invalid: np.ndarray | float = 0,
    exempt: Collection[int] = (),
    minimum_parties: int = 0,
    ties: str = "error",
    seed: int | None = None,
) -> np.ndarray:
    """Turn many draws of votes into seats.

    Rows are computed in floating point, a block at a time. Wherever a seat hangs on less than the rounding
    of floating point could hide, the row is computed again by :func:`allocate`, so both always agree.

    Parameters
    ----------
    votes : array, shape (draws, parties)
        Votes or shares, zero or more.
    seats, formula, threshold, base, minimum_parties, ties
        As in :func:`allocate`.
    against_all, invalid : float or array, shape (draws,)
        As in :func:`allocate`, one for all draws or one each.
    exempt : collection of int
        Columns that the threshold does not bind.
    seed : int, optional
        Seed of the lot: row i draws with ``[seed, i]``, whatever the other rows are.

    Returns
    -------
    array of int32, shape (draws, parties)

    Raises
    ------
    TieError
        If parties (named by their columns) tie in some row and `ties` does not decide.
    ValueError
        As in :func:`allocate`; the message names the row.

    Notes
    -----
    Highest averages by jump and step (Pukelsheim 2017, section 4.6): all parties are rounded at a multiplier
    that is about right, and the few seats too many or too few are handed over one at a time.

    Examples
    --------
    >>> simulate(np.array([[6100, 5000, 900], [10, 20, 70]]), 10)
    array([[5, 4, 1],
           [1, 2, 7]], dtype=int32)
    """
    votes = np.asarray(votes)
    if votes.ndim != 2 or votes.shape[1] == 0:
        raise ValueError(f"votes must be an array of draws x parties, not of shape {votes.shape}")
    if votes.dtype.kind not in "uif":
        raise ValueError(f"votes must be numbers, not {votes.dtype}")
    draws, parties = votes.shape
    house, rule, cut = _seats(seats), named(formula), float(share(threshold))
    if base not in BASES:
        raise ValueError(f"no base {base!r} of a threshold; there are {', '.join(BASES)}")
    beside = [
        _each(a, draws, what) for a, what in ((against_all, "against all"), (invalid, "invalid ballots"))
    ]
    free = np.zeros(parties, dtype=bool)
    free[list(exempt)] = True

    result = np.empty(votes.shape, dtype=np.int32)
    rows = max(1, _CELLS // parties)
    for start in range(0, draws, rows):
        part = slice(start, min(start + rows, draws))
        block = np.ascontiguousarray(votes[part], dtype=float)
        _check(block, start)
        doubt = np.zeros(len(block), dtype=bool)
        if cut > 0 or minimum_parties > 0:
            extra = sum(np.broadcast_to(b, draws)[part] for b in beside[: BASES.index(base)])
            block, doubt = _thin(block, cut, extra, free, minimum_parties)
        if isinstance(rule, Quota):
            won, unsure = _remainders(block, house, rule)
        else:
            won, unsure = _averages(block, house, rule)
        won[unsure] = 0
        result[part] = won
        for row in (np.flatnonzero(doubt | unsure) + start).tolist():
            result[row] = _again(
                votes[row], row, house, formula=formula, threshold=threshold, base=base, exempt=exempt,
                against_all=_of(beside[0], row), invalid=_of(beside[1], row),
                minimum_parties=minimum_parties, ties=ties, seed=None if seed is None else [seed, row],
            )  # fmt: skip
    return result


def _remainders(votes: np.ndarray, seats: int, rule: Quota) -> tuple[np.ndarray, np.ndarray]:
    """Seats, and the rows where floating point cannot tell; votes of parties left out are 0."""
    parties = votes.shape[1]
    one = np.ones(parties)
    total = votes @ one
    with np.errstate(divide="ignore", invalid="ignore"):
        exact = votes / rule.vector(total, seats)[:, None]
    won = np.floor(exact)
    rest = exact - won
    left = seats - won @ one
    slack = 1e-11 * (seats + 1)
    edge = (rest < slack) | (rest > 1 - slack)
    if (votes == 0).any():
        out = votes == 0
        rest[out] = -1.0  # never gets a seat
        edge &= ~out
    order = np.sort(rest, axis=1)
    number = np.arange(len(votes))
    doubt = (left < 0) | (left > parties - 1) | ~np.isfinite(total) | (total == 0)
    doubt |= edge.any(axis=1)
    if rule.whole:
        doubt |= total != np.floor(total)
    take = np.where(doubt, 0, np.clip(left, 0, parties - 1)).astype(np.intp)
    above = np.where(take > 0, order[number, parties - np.maximum(take, 1)], 2.0)
    below = order[number, parties - 1 - take]
    doubt |= (above - below < slack) | (above < 0)
    # Halfway between the last remainder that gets a seat and the first that does not.
    won += rest > ((above + below) / 2)[:, None]
    return won, doubt


def _averages(votes: np.ndarray, seats: int, rule: Divisor) -> tuple[np.ndarray, np.ndarray]:
    """Seats, and the rows where floating point cannot tell."""
    votes = np.ascontiguousarray(votes.T)  # parties x draws: minima over parties then run along the draws
    parties = (votes > 0).sum(axis=0)
    total = votes.sum(axis=0)
    doubt = total == 0
    if rule.seat_for_all:
        doubt |= parties >= seats
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.maximum(seats + parties * (rule.offset - 0.5), 0.0) / total
        due = votes * scale
        won = np.floor(due - rule.offset) + 1
        if rule.power > 1 or rule.name.startswith("modified"):  # cut elsewhere than at k + offset
            won -= (won > 0) & (rule.vector(np.maximum(won - 1, 0)) > due)
            won += rule.vector(won) <= due
        np.maximum(won, votes > 0 if rule.seat_for_all else 0, out=won)
        won[votes == 0] = 0
        miss = seats - won.sum(axis=0)
        miss[doubt] = 0
        _hand_over(votes, won, miss, rule)
        # The dearest seat given and the cheapest withheld show whether the result holds.
        worst = np.where(won > 0, votes / rule.vector(np.maximum(won - 1, 0)), np.inf).min(axis=0)
        best = np.where(votes > 0, votes / rule.vector(won), 0.0).max(axis=0)
        doubt |= ~(worst > best * (1 + 1e-11))
    return won.T, doubt


def _hand_over(votes: np.ndarray, won: np.ndarray, miss: np.ndarray, rule: Divisor) -> None:
    """Add or take away one seat at a time until no draw misses any."""
    while len(short := np.flatnonzero(miss > 0)):
        some = votes[:, short]
        to = np.where(some > 0, some / rule.vector(won[:, short]), 0.0).argmax(axis=0)
        won[to, short] += 1
        miss[short] -= 1
    while len(over := np.flatnonzero(miss < 0)):
        held = won[:, over]
        price = np.where(held > 0, votes[:, over] / rule.vector(np.maximum(held - 1, 0)), np.inf)
        won[price.argmin(axis=0), over] -= 1
        miss[over] += 1


def _thin(
    votes: np.ndarray, cut: float, extra: np.ndarray | int, free: np.ndarray, minimum: int
) -> tuple[np.ndarray, np.ndarray]:
    """Votes with those below the threshold set to 0, and the rows where that hangs on rounding."""
    base = votes @ np.ones(votes.shape[1]) + extra
    bar = (cut * base)[:, None]
    inside = (votes >= bar) | free
    doubt = (np.abs(votes - bar) <= 1e-11 * base[:, None]).any(axis=1) if cut > 0 else base < 0
    # Rows with too few parties are rare where it matters, and the exact path lets the next ones in.
    doubt |= inside.sum(axis=1) < max(minimum, 1)
    return np.where(inside, votes, 0.0), doubt


def _again(row: np.ndarray, number: int, seats: int, **rules: object) -> list[int]:
    try:
        return list(allocate(dict(enumerate(row.tolist())), seats, **rules).values())  # type: ignore[arg-type]
    except ValueError as error:
        error.add_note(f"in draw {number}; parties are named by their columns")
        raise


def _check(block: np.ndarray, start: int) -> None:
    low = block.min() if block.size else 0.0
    if low >= 0 and np.isfinite(block.max()):
        return
    row, column = np.argwhere(~((block >= 0) & np.isfinite(block)))[0]
    raise ValueError(f"draw {start + row}, party {column}: {block[row, column]} is no number of votes")


def _each(value: np.ndarray | float, draws: int, what: str) -> np.ndarray:
    array = np.asarray(value, dtype=float)
    if array.shape not in ((), (draws,)):
        raise ValueError(f"{what}: one number or one for each of {draws} draws, not shape {array.shape}")
    if not ((array >= 0) & np.isfinite(array)).all():
        raise ValueError(f"{what}: negative or not finite")
    return array


def _of(values: np.ndarray, row: int) -> float:
    return float(values if values.ndim == 0 else values[row])
