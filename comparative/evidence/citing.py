"""Who says so: the sources behind the facts, and the ledger of what the source documents claim."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from comparative.evidence import packages
from comparative.evidence.errors import EvidenceError, suggestion
from comparative.evidence.loading import load, subjects


def sources(ids: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Return sources.

    Parameters
    ----------
    ids : str or iterable of str, optional
        Source ids, each text holding one or several separated by semicolons, so that a `source_id` column
        can be given as it is. All sources if left out.

    Returns
    -------
    pandas.DataFrame
        `source_id`, `title`, `publisher`, `year`, `url`, `language`, `kind`: each source once, in the order
        first named.

    Raises
    ------
    EvidenceError
        If an id is unknown; the nearest is suggested.

    Examples
    --------
    >>> sources(["wb-pop;kisi2022", "wb-pop"])["source_id"].tolist()
    ['wb-pop', 'kisi2022']
    """
    frame = load(packages.SHARED, "sources")
    if ids is None:
        return frame
    texts = [ids] if isinstance(ids, str) else [text for text in ids if isinstance(text, str)]
    wanted = list(dict.fromkeys(one for text in texts for one in split(text)))
    position = {name: i for i, name in enumerate(frame["source_id"])}
    for name in wanted:
        if name not in position:
            raise EvidenceError(f"no source {name!r} in sources.csv{suggestion(name, position)}")
    return frame.iloc[[position[name] for name in wanted]].reset_index(drop=True)


def split(text: str) -> list[str]:
    """Return the parts of a cell that holds several values separated by semicolons.

    Examples
    --------
    >>> split("hrw-2004;osce-almaty-2002")
    ['hrw-2004', 'osce-almaty-2002']
    """
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


def cite(source_id: str) -> str:
    """Return a source as a reader expects to see it cited.

    Parameters
    ----------
    source_id : str
        Id of one source.

    Returns
    -------
    str
        ``Publisher (year), Title, url``; what is unknown is left out.

    Raises
    ------
    EvidenceError
        If the id is unknown.

    Examples
    --------
    >>> cite("adilet2024")  # doctest: +ELLIPSIS
    'Adilet journal, no. 4/2024 (2024), Problems of further improvement of constitutional legislation ...'
    """
    found = sources(source_id)
    if len(found) != 1:
        raise EvidenceError(f"cite takes one source id, not {source_id!r}")
    source = found.iloc[0]
    year = "" if pd.isna(source["year"]) else f" ({source['year']:.0f})"
    url = "" if pd.isna(source["url"]) else f", {source['url']}"
    return f"{source['publisher']}{year}, {source['title']}{url}"


def claims(subject: str | None = None, verdict: str | Iterable[str] | None = None) -> pd.DataFrame:
    """Return what the source documents claim, and what checking it found.

    Parameters
    ----------
    subject : str, optional
        Only claims on this subject.
    verdict : str or iterable of str, optional
        Only claims with this verdict: confirmed, imprecise, outdated, contradicted, internally-inconsistent,
        unverified.

    Returns
    -------
    pandas.DataFrame
        The ledger's columns, one row per claim.

    Raises
    ------
    EvidenceError
        If there is no such subject or verdict.

    Examples
    --------
    >>> found = claims("party_registration", verdict="contradicted")
    >>> found["claimed_value"].tolist(), found["checked_value"].tolist()
    (['8'], ['4'])
    """
    frame = load(packages.SHARED, "claims")
    if subject is not None:
        known = subjects()
        if subject not in known:
            raise EvidenceError(
                f"no subject {subject!r}{suggestion(subject, known)}; known: {', '.join(known)}"
            )
        frame = frame[frame["subject"] == subject]
    if verdict is not None:
        declared = packages.table(packages.SHARED, "claims").field("verdict")
        known = list(declared.constraints.get("enum", ())) if declared else []
        wanted = [verdict] if isinstance(verdict, str) else list(verdict)
        for name in wanted:
            if name not in known:
                raise EvidenceError(
                    f"no verdict {name!r}{suggestion(name, known)}; known: {', '.join(known)}"
                )
        frame = frame[frame["verdict"].isin(wanted)]
    return frame.reset_index(drop=True)
