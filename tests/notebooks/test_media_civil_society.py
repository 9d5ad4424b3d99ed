"""The notebook on media and civil society says true things for any place, day and base."""

import pytest
from notebook_runs import told


def text(shown, cell):
    return shown[cell]["text/plain"].replace("\N{NO-BREAK SPACE}", " ")


def test_kazakhstan_as_of_2026():
    shown = told("media_civil_society")
    findings = text(shown, "findings")
    assert "count 4,873 registered media for August 2021" in findings
    assert "make 4,606. The 267 left over compare with 279 foreign television channels" in findings
    assert "4,871 media (30 June 2025), 318 below" in findings
    assert "Kazakh only rose, whatever the language of foreign channels: by 1.4 to 7.2" in findings
    assert "23,335 non-governmental organisations (April 2023), 78.0% of them active" in findings
    assert "sat 5 times by 31 October 2026, with 272 to 366 days" in findings
    assert "Kazakhstan ranked 149 of 180" in findings
    assert "from 122 (2022) to 149 (2026)" in findings
    assert "12.7% of domestic media in August 2021, 14.1% in 2022" in text(shown, "language-shares")
    assert "Of 4 language groups, 1 moved one way" in text(shown, "languages")


def test_the_other_base():
    shown = told("media_civil_society", base="with_foreign")
    assert "by 1.3 to 6.7 percentage points of domestic media and foreign channels" in text(shown, "findings")
    assert "12.0% of domestic media and foreign channels in August 2021, 13.4%" in text(
        shown, "language-shares"
    )


def test_an_early_day_knows_no_more_than_was_counted():
    shown = told("media_civil_society", as_of="2022-12-31")
    findings = text(shown, "findings")
    assert "5,189 media (2022), the highest count read since 2018" in findings
    assert "over 22,000 registered non-governmental organisations (17 February 2021)" in findings
    assert "first sat on 16 June 2022; 1 day of sitting was known" in findings
    assert "Under the method" not in findings
    assert "statistics office" not in findings
    assert "it has no change to show" in text(shown, "since")
    assert "struck off" not in text(shown, "register-law")


@pytest.mark.parametrize(
    ("focus", "as_of", "said"),
    [
        ("KGZ", "2025-06-30", "Kyrgyzstan ranked 144 of 180"),
        ("CHN", "2023-12-31", "of 2022, China ranked 175 of 180"),
        ("AZE", "2022-12-31", "of 2018, Azerbaijan ranked 163 of 180"),
        ("BLR", "2026-05-01", "from 153 (2022) to 166 (2025)"),
    ],
)
def test_any_focus_and_day(focus, as_of, said):
    assert said in text(told("media_civil_society", focus=focus, as_of=as_of), "findings")
