"""Who may not give at all: bans by kind of donor and recipient, from law texts and from database codes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

__all__ = ["ban_matrix", "ban_shares"]

_DONORS = {
    "corporate": ("legal_person", "corporation"),
    "foreign": ("foreign",),
    "anonymous": ("anonymous",),
}
_RECIPIENTS = ("party", "candidate")
_CODES = {"yes": "barred", "no": "allowed", "yes_above_threshold": "partly"}


def ban_matrix(codes: pd.DataFrame, caps: pd.DataFrame, year: int) -> pd.DataFrame:
    """Say for every country which donors are barred, and on what that rests.

    A rule read in the law decides; where none was read, the latest database code does. A code may be wrong or
    outdated, so the two are compared wherever both exist.

    Parameters
    ----------
    codes : DataFrame
        Table bans (codes of the International IDEA and EuroPAM databases by edition).
    caps : DataFrame
        Table caps, as in force on a day of `year`.
    year : int
        Editions after this year are not used.

    Returns
    -------
    DataFrame
        One row per place, donor (corporate, foreign, anonymous) and recipient (party, candidate) that is
        known: place, donor, recipient, value (barred; partly: above an amount, for some offices or some
        donors of the kind; allowed), basis (law, code), code_value, disagrees, source_id.

    Examples
    --------
    >>> codes = pd.DataFrame({"place": ["RUS"], "edition_year": [2016], "corporate_to_party_ban": ["yes"],
    ...     "source_id": ["idea"]})
    >>> caps = pd.DataFrame({"place": ["RUS"], "recipient": "party", "donor": "legal_person", "office": "any",
    ...     "condition": None, "rule": "limited", "source_id": "law"})
    >>> ban_matrix(codes, caps, 2022)[["value", "basis", "code_value"]].values.tolist()
    [['allowed', 'law', 'barred']]
    """
    rows = []
    places = sorted(set(codes["place"]) | set(caps["place"]))
    for donor, kinds in _DONORS.items():
        for recipient in _RECIPIENTS:
            law = _from_law(caps[caps["donor"].isin(kinds) & caps["recipient"].eq(recipient)])
            code = _from_codes(codes[codes["edition_year"].le(year)], f"{donor}_to_{recipient}_ban")
            for place in places:
                read, coded = law.get(place), code.get(place)
                if read is None and coded is None:
                    continue
                value, source = read or coded or ("", "")
                rows.append(
                    {
                        "place": place,
                        "donor": donor,
                        "recipient": recipient,
                        "value": value,
                        "basis": "law" if read else "code",
                        "code_value": coded[0] if coded else None,
                        "disagrees": bool(read and coded and read[0] != coded[0]),
                        "source_id": _joined([source, coded[1]]) if read and coded else source,
                    }
                )
    columns = ["place", "donor", "recipient", "value", "basis", "code_value", "disagrees", "source_id"]
    return pd.DataFrame(rows, columns=columns)


def ban_shares(matrix: pd.DataFrame) -> pd.DataFrame:
    """Count countries that bar each kind of donor, each count over the countries known for it.

    Parameters
    ----------
    matrix : DataFrame
        From :func:`ban_matrix`.

    Returns
    -------
    DataFrame
        Columns donor, recipient, barred, partly, allowed, known (their sum), share_barred, disagreements. The
        countries are those read, not a sample: the shares describe this list alone.

    Examples
    --------
    >>> matrix = pd.DataFrame({"place": ["A", "B"], "donor": "foreign", "recipient": "party",
    ...     "value": ["barred", "allowed"], "disagrees": False})
    >>> ban_shares(matrix)[["barred", "known", "share_barred"]].iloc[0].tolist()
    [1.0, 2.0, 0.5]
    """
    counts = (
        matrix.pivot_table(
            index=["donor", "recipient"], columns="value", values="place", aggfunc="count", fill_value=0
        )
        .reindex(columns=["barred", "partly", "allowed"], fill_value=0)
        .rename_axis(columns=None)
    )
    order = [(d, r) for d in _DONORS for r in _RECIPIENTS if (d, r) in counts.index]
    counts = counts.loc[order].astype(int)
    counts["known"] = counts.sum(axis=1)
    counts["share_barred"] = counts["barred"] / counts["known"]
    counts["disagreements"] = matrix.groupby(["donor", "recipient"])["disagrees"].sum().astype(int)
    return counts.reset_index()


def _from_law(caps: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return value and sources by place, from the general rules where there are any."""
    found = {}
    for place, rules in caps.groupby("place"):
        general = rules[rules["condition"].isna() & rules["office"].eq("any")]
        narrow = rules[rules["rule"].eq("prohibited")] if general.empty else general
        used = narrow if not narrow.empty else rules
        values = {_law_value(rule, donor) for rule, donor in zip(used["rule"], used["donor"], strict=True)}
        value = values.pop() if len(values) == 1 else "partly"
        if general.empty and value == "barred":
            value = "partly"  # a ban for one office or case only
        found[str(place)] = (value, _joined(used["source_id"]))
    return found


def _law_value(rule: str, donor: str) -> str:
    if rule == "prohibited":
        return "barred"
    # An amount up to which anonymous or foreign gifts are taken is a ban above it.
    return "partly" if rule == "limited" and donor in ("anonymous", "foreign") else "allowed"


def _from_codes(codes: pd.DataFrame, column: str) -> dict[str, tuple[str, str]]:
    if column not in codes.columns:
        return {}
    known = codes.assign(value=codes[column].map(_CODES)).dropna(subset=["value"])
    latest = known.sort_values("edition_year", kind="stable").groupby("place").tail(1)
    cells = zip(latest["value"], latest["source_id"], strict=True)
    return dict(zip(latest["place"], cells, strict=True))


def _joined(ids: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(part for cell in ids for part in cell.split(";")))
