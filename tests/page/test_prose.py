import datetime
import re

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from comparative import page
from comparative.page import html
from comparative.page.session import MIME

RULES = pd.DataFrame(
    {"rule_id": ["KAZ-07", "EST-04"], "members": [5000, 500], "source_id": ["law-kz;press", "law-ee"]}
)
RULES.attrs = {"subject": "party_registration", "table": "thresholds", "key": ("rule_id",)}


def test_a_number_carries_value_unit_rows_and_sources():
    prose = page.say("A party needs {n} members.", n=5000, rows=RULES.head(1), units={"n": "members"})
    number = prose.to_json()["parts"][1]
    assert number["value"] == 5000
    assert number["unit"] == "members"
    assert number["origin"] == {
        "rows": ["party_registration/thresholds KAZ-07"],
        "sources": ["law-kz", "press"],
    }
    assert (
        '<data value="5000" data-unit="members" data-sources="law-kz press"'
        in prose._repr_mimebundle_()["text/html"]
    )


def test_a_computed_number_names_its_measure():
    prose = page.say("The median is {m:.1f}.", m=np.float64(2750.0), measure=np.median)
    origin = prose.to_json()["parts"][1]["origin"]
    assert origin["measure"] == "numpy.median"
    assert "median" in origin["about"]
    assert str(prose) == "The median is 2,750.0."


@pytest.mark.parametrize(
    ("template", "values", "told"),
    [
        ("{n} members", {"n": 5}, "no origin"),
        ("{n} members", {"m": 5, "rows": RULES}, "has no value"),
        ("{n} members", {"n": float("nan"), "rows": RULES}, "is missing"),
        ("{n} members", {"n": None, "rows": RULES}, "is missing"),
        ("{n} members", {"n": True, "rows": RULES}, "bool"),
        ("{n:,.0q} members", {"n": 5, "rows": RULES}, "format"),
        ("{n} members", {"n": 5, "rows": RULES[["members"]]}, "source_id"),
    ],
)
def test_what_cannot_be_said_honestly_is_refused(template, values, told):
    with pytest.raises(page.PageError, match=told):
        page.say(template, **values)


def test_the_count_decides_between_singular_and_plural():
    def said(n):
        return str(page.say("{n} place asks more.", "{n} places ask more.", n=n, rows=RULES))

    assert said(1) == "1 place asks more."
    assert said(3) == "3 places ask more."
    assert said(0) == "0 places ask more."


def test_formats_signs_shares_years_dates_and_nesting():
    said = page.say(
        "{share:.1%} since {since:year}, {change:+.1f} on {day}, {range}",
        share=0.511,
        since=2005,
        change=-4.25,
        day=datetime.date(2022, 11, 5),
        range=page.interval(23, 11899, "members", rows=RULES),
        rows=RULES,
    )
    assert str(said) == "51.1% since 2005, −4.2 on 5 November 2022, 23 to 11,899"


def test_text_from_outside_cannot_become_markup():
    prose = page.say("{name} of {n}", name="<script>alert(1)</script>", n=1, rows=RULES)
    shown = prose._repr_mimebundle_()["text/html"]
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@given(st.floats(-1e15, 1e15))
def test_the_machine_readable_value_is_the_number_said(value):
    record = page.say("{x}", x=value, rows=RULES).to_json()
    fragment = html.fragment(record)
    read = float(fragment.split('value="')[1].split('"')[0])
    assert read == pytest.approx(value, rel=1e-11)


def test_a_sentence_without_numbers_still_cites_its_rows():
    record = page.say("Registration is refused without a reason.", rows=RULES.head(1)).to_json()
    assert html.sources_of(record) == ["law-kz", "press"]


def test_a_bracket_and_a_full_stop_stay_with_their_number():
    record = page.say("It was {n} ({share}).", n=5, share=0.5, rows=RULES).to_json()
    shown = html.fragment(record, html.References())
    assert re.search(r'</span> <span class="kept">\(<data .*</span>\)\.</span>', shown)
    assert html.plain(record).endswith("(0.5).")
    assert shown.count("(") == shown.count(")") == 1


def test_many_sources_are_one_mark_few_are_each():
    few = page.say("{n}", n=1, rows=RULES).to_json()
    references = html.References()
    shown = html.fragment(few, references)
    assert shown.count('href="#source-law-kz"') == 2  # in the card and as a mark
    assert references.sources == {"law-kz": 1, "press": 2, "law-ee": 3}
    many = pd.DataFrame({"source_id": [";".join("abcdef")]})
    assert "6 sources" in html.fragment(page.say("{n}", n=1, rows=many).to_json(), html.References())


def test_a_table_shows_missing_as_not_found_and_never_as_zero():
    frame = RULES.assign(members=[5000, None], place=["KAZ", "EST"])
    shown = page.table(
        frame,
        name="rules",
        title="Rules",
        columns={"place": page.column("Place", kind="place"), "members": page.column("Members", "persons")},
        emphasis="KAZ",
    )
    bundle = shown._repr_mimebundle_()
    assert bundle[MIME]["body"][1]["cells"][1] == {"text": "", "missing": True}
    assert bundle[MIME]["body"][0]["emphasis"]
    assert "not found" in bundle["text/html"]
    assert "Estonia" in bundle["text/html"]


def test_tables_and_figures_without_sources_are_refused():
    with pytest.raises(page.PageError, match="no source"):
        page.table(RULES.assign(source_id=None), name="t", title="T", columns={"members": "Members"})
    with pytest.raises(page.PageError, match="no column 'membrs'"):
        page.table(RULES, name="t", title="T", columns={"membrs": "Members"})
