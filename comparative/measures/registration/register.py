"""What happens at the register: applications refused, and parties counted before and after a rule changed."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd

__all__ = ["refusals", "register_changes"]


def refusals(events: pd.DataFrame) -> pd.DataFrame:
    """List how many applications were made, passed and refused at each stage.

    Every row keeps its own window; windows overlap, so nothing is added up.

    Parameters
    ----------
    events : DataFrame
        Table register_events.

    Returns
    -------
    DataFrame
        One row per counted window, by place and end of the window: place, stage, applicants,
        window_from, window_to, n_applications, n_passed, n_refused, `n_open` (neither passed nor
        refused, where all three are known), `passed_share` (of applications), detail, source_id.

    Examples
    --------
    >>> events = pd.DataFrame({"event_id": ["E-1", "E-2"], "place": "KAZ", "stage": ["notification", None],
    ...     "applicants": "all", "window_from": pd.NaT, "window_to": pd.to_datetime("2022-09-01"),
    ...     "n_applications": [18.0, None], "n_passed": [3.0, None], "n_refused": [None, None],
    ...     "detail": "", "source_id": "s"})
    >>> refusals(events)[["n_applications", "n_passed"]].values.tolist()
    [[18.0, 3.0]]
    """
    numbers = ["n_applications", "n_passed", "n_refused"]
    counted = events[events["stage"].notna() & events[numbers].notna().any(axis=1)]
    columns = ["place", "stage", "applicants", "window_from", "window_to", *numbers, "detail", "source_id"]
    kept = [
        name for name in (*columns, "window_from_precision", "window_to_precision") if name in counted.columns
    ]
    found = counted[["event_id", *kept]].copy()
    found[numbers] = found[numbers].astype(float)
    found["n_open"] = found["n_applications"] - found["n_passed"] - found["n_refused"]
    found["passed_share"] = found["n_passed"] / found["n_applications"].where(found["n_applications"] > 0)
    found = found.sort_values(["place", "window_to", "event_id"], ignore_index=True)
    found.attrs = dict(events.attrs)
    return found


def register_changes(counts: pd.DataFrame, rules: pd.DataFrame, *, within_years: float = 5) -> pd.DataFrame:
    """Set the number of parties before a change of rule beside the number after it.

    A description, not an effect: other things changed with the rule.

    Parameters
    ----------
    counts : DataFrame
        Table party_counts.
    rules : DataFrame
        Table thresholds, all layers.
    within_years : float
        How far from the change a count may lie.

    Returns
    -------
    DataFrame
        One row per change with a count on both sides, the last before it and the first after it while the new
        rule was in force: place, changed, count_before, count_after (rules), type_before, type_after,
        date_before, date_after, parties_before, parties_after, `ratio`, definition_before, definition_after,
        source_id. A count whose period contains the change is on neither side, and a rule that does not
        follow on the one before is no change with a day.

    Examples
    --------
    >>> counts = pd.DataFrame({"place": "KAZ", "date": pd.to_datetime(["2002-01-01", "2003-05-01"]),
    ...     "date_to": pd.to_datetime(["2002-07-14", "2003-05-31"]), "n_parties": [19, 7],
    ...     "definition": "registered", "source_id": "s"})
    >>> rules = pd.DataFrame({"place": "KAZ", "valid_from": pd.to_datetime(["1996-01-01", "2002-07-15"]),
    ...     "valid_to": pd.to_datetime(["2002-07-15", None]), "threshold_count": [3000.0, 50000.0],
    ...     "requirement_type": "members", "source_id": "law"})
    >>> register_changes(counts, rules)[["parties_before", "parties_after"]].values.tolist()
    [[19, 7]]
    """
    span = pd.Timedelta(days=round(365.25 * within_years))
    rows = []
    by_place = {
        place: cast(list[dict[str, Any]], seen.to_dict("records"))
        for place, seen in counts.sort_values("date").groupby("place")
    }
    for place, own in rules.sort_values("valid_from", na_position="first").groupby("place", sort=True):
        seen = by_place.get(place, [])
        before_rule: Any = None
        rule: Any
        for rule in own.itertuples(index=False):
            # Layers that do not meet are dated by their sources, not by a change of law.
            meets = before_rule is None or before_rule.valid_to == rule.valid_from
            if pd.notna(rule.valid_from) and meets:
                pair = _around(seen, rule.valid_from, rule.valid_to, span)
                if pair is not None:
                    rows.append(_change(str(place), before_rule, rule, *pair))
            before_rule = rule
    columns = ["place", "changed", "count_before", "count_after", "type_before", "type_after"]
    columns += ["date_before", "date_after", "parties_before", "parties_after", "ratio"]
    columns += ["definition_before", "definition_after", "source_id"]
    return pd.DataFrame(rows, columns=columns).sort_values(["place", "changed"], ignore_index=True)


def _around(
    seen: list[dict[str, Any]], day: pd.Timestamp, until: pd.Timestamp, span: pd.Timedelta
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the last count before a day and the first after it, None without one of them."""
    earlier = [count for count in seen if day - span <= count["date_to"] < day]
    later = [count for count in seen if day <= count["date"] <= day + span and not count["date"] >= until]
    return (earlier[-1], later[0]) if earlier and later else None


def _change(place: str, old: Any, new: Any, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    cited = [before["source_id"], after["source_id"], new.source_id, old.source_id if old else ""]
    ids = [part for cell in cited for part in cell.split(";") if part]
    return {
        "place": place,
        "changed": new.valid_from,
        "count_before": old.threshold_count if old else np.nan,
        "count_after": new.threshold_count,
        "type_before": old.requirement_type if old else "",
        "type_after": new.requirement_type,
        "date_before": before["date"],
        "date_after": after["date"],
        "parties_before": before["n_parties"],
        "parties_after": after["n_parties"],
        "ratio": after["n_parties"] / before["n_parties"] if before["n_parties"] else np.nan,
        "definition_before": before["definition"],
        "definition_after": after["definition"],
        "source_id": ";".join(dict.fromkeys(ids)),
    }
