"""Reader's words for the coded values of the evidence."""

from __future__ import annotations

from typing import overload

import pandas as pd

from comparative import language

# Codes that are not their own words; every other code reads with spaces for underscores.
_WORDS = {
    "a_web": "India A-WEB Centre",
    "abroad-only": "voters abroad",
    "absentee_in_person": "absentee ballot at a counter",
    "accredited_all": "media accredited, all kinds",
    "accredited_online": "online media accredited",
    "accredited_print": "print media accredited",
    "accredited_radio": "radio stations accredited",
    "accredited_television": "television stations accredited",
    "active_facebook_accounts": "active accounts, Facebook",
    "active_instagram_accounts": "active accounts, Instagram",
    "active_twitter_accounts": "active accounts, Twitter",
    "active_vkontakte_accounts": "active accounts, VKontakte",
    "adal": "Adal",
    "aggregate_all_donors": "sum of all gifts",
    "ak_zhol": "Ak Zhol",
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
    "auyl": "Auyl",
    "breaches_in_online_campaigning": "breaches in campaigning on online platforms",
    "by_residents_with_floor": "by residents, with a floor",
    "candidate_experience_in_constitution_years": "experience asked of candidates, years",
    "candidate_minimum_age_years": "minimum age of candidates, years",
    "candidate_residence_years": "residence asked of candidates, years",
    "candidates_for_rural_akim_2021": "candidates for rural akim, 2021",
    "central_expenditure_share_of_general_government": "central government, share of public spending",
    "central_revenue_share_of_general_government": "central government, share of public revenue",
    "chamber": "chambers or their chairs",
    "close_relatives_in_political_or_quasi_state_posts": "close relatives in political or quasi-state posts",
    "commissions_for_district_akims_2023": "commissions for district akims, 2023",
    "constitution_2026": "Constitution of 2026",
    "constitutional_court": "review body",
    "constitutional_court_chair": "chair of the Constitutional Court",
    "constitutional_court_judges": "judges of the Constitutional Court",
    "council_manager_or_mayor_council": "council-manager, or mayor-council",
    "council_of_public_trust": "National Council of Public Trust",
    "dedicated_law_liability": "law with liability",
    "drop_off": "ballots dropped off",
    "early_presidential_election_on_presidents_decision": "early election at the President's own decision",
    "election_body": "another election body",
    "election_commission": "Central Election Commission",
    "election_commission_members": "members of the election commission",
    "equated_to_mass_media": "treated as mass media",
    "european": "European Parliament",
    "executive_blocking": "blocking without a court",
    "facebook_users": "Facebook users",
    "first_in_line_to_succeed_the_president": "first in line to succeed the President",
    "first_president": "First President",
    "gave_notice_media": "media that gave notice of rates",
    "gave_notice_platform_users": "platform users who gave notice of rates",
    "idea": "International IDEA",
    "identification_of_sponsor": "sponsor must be named",
    "implementing_laws_2022": "implementing laws",
    "inferred": "not checked one by one",
    "instagram_users": "Instagram users",
    "internally-inconsistent": "internally inconsistent",
    "internet_suspension_in_campaign": "internet suspended in campaigns",
    "judicial_council": "Supreme Judicial Council",
    "judicial_council_chair": "chair of the Judicial Council",
    "kazakh_and_russian": "Kazakh and Russian",
    "kazakh_only": "Kazakh only",
    "kurultai": "Kurultai",
    "later": "second chamber only later",
    "laws_while_lower_chamber_dissolved": "laws while the lower chamber is dissolved",
    "left_out": "left out of the list",
    "local_expenditure_share_of_general_government": "local government, share of public spending",
    "local_revenue_share_of_general_government": "local government, share of public revenue",
    "lower_or_only_chamber_seats": "seats of the lower or only chamber",
    "maslikhat": "maslikhats",
    "max": "highest",
    "mazhilis": "Mazhilis",
    "min": "lowest",
    "must_be_member": "must be a member",
    "named": "may apply",
    "national_bank_chair": "chair of the National Bank",
    "national_kurultai": "National Kurultai",
    "national_security_chair": "chair of the National Security Committee",
    "natural_person": "citizen",
    "no_limit_on_online_spending": "countries with no limit on online campaign spending",
    "no_longer": "no second chamber any more",
    "no_membership": "no party membership",
    "no_restriction_on_online_advertising": "countries with no restriction on online political advertising",
    "no_specific_regulation": "no rules or light ones",
    "none_counted_as_zero_days": "all, no early voting counted as zero days",
    "not_bicameral_then": "no two chambers when the list was written",
    "not_listed": "not in the list read",
    "not_mostly_by_mail": "without elections mostly by mail",
    "nsdp": "Nationwide Social Democratic Party",
    "nur_otan": "Nur Otan",
    "OECD": "OECD average",
    "OECD_FEDERAL": "OECD, federal countries",
    "OECD_UNITARY": "OECD, unitary countries",
    "officials": "government or other officials",
    "ombudsman": "Ombudsman",
    "ombudsman_immunity": "immunity of the Ombudsman",
    "on_paper": "two chambers on paper only",
    "other_ceiling": "ceiling on all gifts together",
    "pac": "political action committee",
    "paid_online_ads_allowed": "paid online advertising allowed",
    "paid_online_ads_banned": "paid online advertising banned",
    "peoples_council": "People's Council",
    "peoples_party": "People's Party",
    "per_donation": "per gift",
    "permitted_limit_not_found": "allowed, cap not read",
    "platform_self_regulation": "self-regulation of platforms",
    "posting_accounts": "accounts that post",
    "pre_2022": "before 2022",
    "prepaid_postage": "prepaid return postage",
    "president": "President",
    "president_alone": "President alone",
    "president_and_parliament": "President, with consent of parliament",
    "president_with_kurultai_consent": "President, with consent of the Kurultai",
    "president_with_senate_consent": "President, with consent of the Senate",
    "prohibited": "banned",
    "prosecutor": "prosecution",
    "prosecutor_general": "Prosecutor General",
    "provider_accreditation": "accreditation or notice",
    "proxy_only": "by proxy only",
    "reform_2022": "reform of 2022",
    "regulators_figure": "figure of the regulator",
    "removal_final_majority": "final majority for removal",
    "removal_of_the_president": "removal of the President",
    "revenue_sources_2022": "sources of revenue, 2022",
    "revenue_sources_2024": "sources of revenue, 2024",
    "review_body": "Body of constitutional review",
    "rural_akims_of_kyzylorda_2026": "rural akims of Kyzylorda, 2026",
    "russian_only": "Russian only",
    "same_as_individual": "limit, as for individuals",
    "same_day_statewide": "the same day in the whole state",
    "same_then_by_residents": "same for each, the rest by residents",
    "seen": "seen in a source",
    "senate": "Senate",
    "senators_appointed_by_president": "senators appointed by the President",
    "senators_on_proposal_of_assembly": "of them on proposal of the Assembly of the People",
    "separate_limit": "limit of its own",
    "state_revenue_share_of_general_government": "states, share of public revenue",
    "state_secretary_or_counsellor_in_constitution": "State Secretary or Counsellor in the Constitution",
    "subnational_debt_share_of_general_government": "debt, share of public debt",
    "subnational_expenditure_share_of_gdp": "spending, share of GDP",
    "subnational_expenditure_share_of_general_government": "spending, share of public spending",
    "subnational_grants_share_of_gdp": "grants received, share of GDP",
    "subnational_investment_share_of_general_government": "investment, share of public investment",
    "subnational_revenue_share_of_gdp": "revenue, share of GDP",
    "subnational_revenue_share_of_general_government": "revenue, share of public revenue",
    "subnational_staff_expenditure_share_of_general_government": "staff, share of public staff spending",
    "subnational_tax_share_of_gdp": "taxes, share of GDP",
    "subnational_tax_share_of_general_government_tax": "taxes, share of all taxes",
    "supreme_court": "Supreme Court",
    "supreme_court_chair": "chair of the Supreme Court",
    "supreme_court_judges": "judges of the Supreme Court",
    "takedown_duty": "duty to remove content",
    "term_years": "term, years",
    "term_years_lower_or_only_chamber": "term of the lower or only chamber, years",
    "term_years_upper_chamber": "term of the upper chamber, years",
    "three_or_more": "three or more languages",
    "through_court": "only through a court",
    "tiktok_users": "TikTok users",
    "undated": "no year printed",
    "unlimited": "no limit",
    "upper_chamber_seats": "seats of the upper chamber",
    "vice_president": "Vice-President",
    "voting_in_person_first": "voting in person opens first",
    "whatsapp_users": "WhatsApp users",
    "wikipedia": "Wikipedia",
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
