"""The notebook on local government says true things for any map, region and day."""

from functools import partial

import notebook_runs
import pytest

told = partial(notebook_runs.told, "local_government")


def text(shown, cell):
    return shown[cell]["text/plain"]


def test_as_published():
    shown = told()
    regions, posts = text(shown, "findings-regions"), text(shown, "findings-elections")
    assert (
        "13.6 times between regions by volume (Almaty against Jetisu Region) and 11.5 times per head"
        in regions
    )
    assert "Without Atyrau Region the ratio per head is 5.8, and Theil's index falls from 0.185" in regions
    assert "The statistics office has 11.9 for the year and 16.6 for its first half" in regions
    assert "Doctors per head differed 3.1 times among all 20 regions" in regions
    assert "was held for 730 of 2,345 posts, 31.1%" in posts
    assert "By August 2023 1,668 had been elected so, 71.1% of the posts" in posts
    assert "That is more than the 2,345 posts there are" in posts
    assert "transfers made up 52% to 95% of revenue" in text(shown, "findings-money")
    assert "pay out 46.3 percent of public spending and raise 17.8 percent" in text(shown, "findings-money")


@pytest.mark.parametrize(
    ("parameters", "cell", "sentence"),
    [
        ({"focus": "POL"}, "findings-money", "of 7 other countries read, 6 pay out a larger share"),
        ({"focus": "GBR"}, "findings-money", "What part of public spending United Kingdom pays out"),
        ({"as_of": "2022-06-07", "region": "KZ-62"}, "region", "Ulytau Region was part of Karaganda Region."),
        ({"as_of": "2022-06-07"}, "findings-regions", "differed 11.0 times between regions by volume"),
        ({"as_of": "2022-06-07"}, "findings-elections", "730 of 2,345 posts"),
        ({"as_of": "2020-01-01", "without": "KZ-62"}, "findings-regions", "no region is left out"),
        (
            {"as_of": "2020-01-01"},
            "findings-elections",
            "No akim had been elected directly by 1 January 2020",
        ),
        ({"period": "2022"}, "maps", "by volume from 8.7 to 13.4"),
        ({"without": "KZ-35"}, "findings-regions", "instead of 0.185"),
        ({"floor_pct": 20.0}, "lift", "No region lies below 20 percent of mean product per head"),
        ({"floor_pct": 35.0}, "lift", "and lift 1 region"),
        ({"focus": "SWE"}, "countries", "below the national level than Sweden"),
        ({"focus": "KOR"}, "focus-shares", "South Korea: 1 share was read"),
    ],
)
def test_sentences_follow_the_parameters(parameters, cell, sentence):
    assert sentence in text(told(**parameters), cell)
