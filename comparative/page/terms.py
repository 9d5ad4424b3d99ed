"""Reader's words for the coded values of the evidence."""

from __future__ import annotations

from typing import overload

import pandas as pd

from comparative import language

# Codes that are not their own words; every other code reads with spaces for underscores.
_WORDS = {
    "abroad-only": "voters abroad",
    "absentee_in_person": "absentee ballot at a counter",
    "aggregate_all_donors": "sum of all gifts",
    "akim": "akims",
    "all_early_and_mail": "all early and by mail",
    "all_first_days": "all known first days",
    "amending_the_constitution": "amending the Constitution",
    "amendments_2022": "amendments of June 2022",
    "amendments_2022_09": "amendments of September 2022",
    "annual": "per year",
    "appointed_by_president": "appointed by the President",
    "appointed_on_proposal": "appointed on proposal of the Assembly of the People",
    "assembly_of_people": "Assembly of the People",
    "audit_body": "Audit body",
    "audit_chamber": "audit body",
    "audit_chamber_members": "members of the audit chamber",
    "by_residents_with_floor": "by residents, with a floor",
    "candidate_experience_in_constitution_years": "experience asked of candidates, years",
    "candidate_minimum_age_years": "minimum age of candidates, years",
    "candidate_residence_years": "residence asked of candidates, years",
    "chamber": "chambers or their chairs",
    "close_relatives_in_political_or_quasi_state_posts": "close relatives in political or quasi-state posts",
    "constitution_2026": "Constitution of 2026",
    "constitutional_court": "review body",
    "constitutional_court_chair": "chair of the Constitutional Court",
    "constitutional_court_judges": "judges of the Constitutional Court",
    "drop_off": "ballots dropped off",
    "early_presidential_election_on_presidents_decision": "early election at the President's own decision",
    "election_commission": "Central Election Commission",
    "election_commission_members": "members of the election commission",
    "first_in_line_to_succeed_the_president": "first in line to succeed the President",
    "first_president": "First President",
    "implementing_laws_2022": "implementing laws",
    "inferred": "not checked one by one",
    "internally-inconsistent": "internally inconsistent",
    "judicial_council": "Supreme Judicial Council",
    "judicial_council_chair": "chair of the Judicial Council",
    "kurultai": "Kurultai",
    "later": "second chamber only later",
    "laws_while_lower_chamber_dissolved": "laws while the lower chamber is dissolved",
    "left_out": "left out of the list",
    "lower_or_only_chamber_seats": "seats of the lower or only chamber",
    "maslikhat": "maslikhats",
    "max": "highest",
    "mazhilis": "Mazhilis",
    "min": "lowest",
    "must_be_member": "must be a member",
    "named": "may apply",
    "national_bank_chair": "chair of the National Bank",
    "national_security_chair": "chair of the National Security Committee",
    "natural_person": "citizen",
    "no_longer": "no second chamber any more",
    "no_membership": "no party membership",
    "none_counted_as_zero_days": "all, no early voting counted as zero days",
    "not_bicameral_then": "no two chambers when the list was written",
    "not_listed": "not in the list read",
    "not_mostly_by_mail": "without elections mostly by mail",
    "ombudsman": "Ombudsman",
    "ombudsman_immunity": "immunity of the Ombudsman",
    "on_paper": "two chambers on paper only",
    "other_ceiling": "ceiling on all gifts together",
    "pac": "political action committee",
    "per_donation": "per gift",
    "permitted_limit_not_found": "allowed, cap not read",
    "pre_2022": "before 2022",
    "prepaid_postage": "prepaid return postage",
    "president": "President",
    "president_alone": "President alone",
    "president_with_kurultai_consent": "President, with consent of the Kurultai",
    "president_with_senate_consent": "President, with consent of the Senate",
    "prohibited": "banned",
    "prosecutor": "prosecution",
    "prosecutor_general": "Prosecutor General",
    "proxy_only": "by proxy only",
    "reform_2022": "reform of 2022",
    "removal_final_majority": "final majority for removal",
    "removal_of_the_president": "removal of the President",
    "review_body": "Body of constitutional review",
    "same_as_individual": "limit, as for individuals",
    "same_day_statewide": "the same day in the whole state",
    "same_then_by_residents": "same for each, the rest by residents",
    "seen": "seen in a source",
    "senate": "Senate",
    "senators_appointed_by_president": "senators appointed by the President",
    "senators_on_proposal_of_assembly": "of them on proposal of the Assembly of the People",
    "separate_limit": "limit of its own",
    "state_secretary_or_counsellor_in_constitution": "State Secretary or Counsellor in the Constitution",
    "supreme_court": "Supreme Court",
    "supreme_court_chair": "chair of the Supreme Court",
    "supreme_court_judges": "judges of the Supreme Court",
    "term_years": "term, years",
    "term_years_lower_or_only_chamber": "term of the lower or only chamber, years",
    "term_years_upper_chamber": "term of the upper chamber, years",
    "through_court": "only through a court",
    "unlimited": "no limit",
    "upper_chamber_seats": "seats of the upper chamber",
    "vice_president": "Vice-President",
    "voting_in_person_first": "voting in person opens first",
    "without_renamings": "without renamings",
}


def term(code: object) -> str:
    """Return the words for a coded value, in the current language.

    Parameters
    ----------
    code : str
        A value such as ``state_senate``; a missing one has no words.

    Returns
    -------
    str

    Examples
    --------
    >>> term("state_senate"), term("permitted_limit_not_found"), term(None)
    ('state senate', 'allowed, cap not read', '')
    """
    if code is None or pd.isna(code):  # type: ignore[call-overload]
        return ""
    return language.translate(_WORDS.get(str(code), str(code).replace("_", " ")))


@overload
def fraction(part: int, whole: int) -> str: ...
@overload
def fraction(part: pd.Series, whole: pd.Series) -> list[str]: ...
def fraction(part: int | pd.Series, whole: int | pd.Series) -> str | list[str]:
    """Return the words for a part of a whole, for one or for columns of a table.

    Parameters
    ----------
    part, whole : int or Series
        Whole numbers.

    Returns
    -------
    str or list of str

    Examples
    --------
    >>> [words.split() for words in fraction(pd.Series([7, 10]), pd.Series([9, 12]))]
    [['7', 'of', '9'], ['10', 'of', '12']]
    """
    if isinstance(part, pd.Series) and isinstance(whole, pd.Series):
        return [fraction(int(k), int(n)) for k, n in zip(part, whole, strict=True)]
    # The words of a fraction stay on one line.
    return (
        language.translate("{part} of {whole}")
        .format(part=part, whole=whole)
        .replace(" ", "\N{NO-BREAK SPACE}")
    )
