import json

import pytest

from comparative.press.parameters import Parameter, ParameterError, declared, resolve


def notebook(tmp_path, source):
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [cell]}))
    return path


def test_declarations_are_read_with_type_default_and_meaning(tmp_path):
    path = notebook(tmp_path, 'focus: str = "KAZ"  # the place in focus\nshare: float = -0.5\n')
    focus, share = declared(path, {"share": {"min": -1, "max": 1}})
    assert (focus.name, focus.type, focus.default, focus.meaning) == (
        "focus",
        "str",
        "KAZ",
        "the place in focus",
    )
    assert share.default == -0.5
    assert share.read("0.25") == 0.25


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("focus = 'KAZ'", "with its type"),
        ("focus: list = []", "of type list"),
        ("import os", "with its type"),
    ],
)
def test_loose_declarations_are_refused(tmp_path, source, told):
    with pytest.raises(ParameterError, match=told):
        declared(notebook(tmp_path, source))


@pytest.mark.parametrize(
    ("parameter", "text", "told"),
    [
        (Parameter("n", "int", 1, ""), "five", "a whole number"),
        (Parameter("n", "int", 1, ""), "1.5", "a whole number"),
        (Parameter("x", "float", 1.0, ""), "nan", "finite"),
        (Parameter("x", "float", 1.0, ""), "inf", "finite"),
        (Parameter("n", "int", 1, "", {"min": 1}), "0", "below 1"),
        (Parameter("n", "int", 1, "", {"max": 9}), "10", "above 9"),
        (Parameter("b", "bool", True, ""), "perhaps", "true or false"),
        (Parameter("d", "str", "2022-12-31", "", {"date": True}), "2022-13-01", "not a date"),
        (
            Parameter("o", "str", "governor", "", {"choices": ["governor", "state_house"]}),
            "govenor",
            "did you mean 'governor'",
        ),
        (
            Parameter("f", "str", "KAZ", "", {"places": "party_registration/thresholds"}),
            "kaz",
            "did you mean 'KAZ'",
        ),
        (
            Parameter("f", "str", "KAZ", "", {"places": "party_registration/thresholds"}),
            "XYZ",
            "known: .*KAZ.*UZB",
        ),
        (Parameter("l", "str", "en", "", {"languages": True}), "xx", "known: en"),
    ],
)
def test_values_that_are_not_allowed_say_what_would_be(parameter, text, told):
    with pytest.raises(ParameterError, match=told):
        parameter.read(text)


def test_places_of_several_tables_and_the_default_are_allowed():
    named = ["voting_methods/countries", "voting_methods/us_states"]
    allowed = Parameter("focus", "str", "KAZ", "", {"places": named}).allowed()
    assert {"KAZ", "KOR", "US-TX"} <= set(allowed)
    assert len(allowed) < 100


def test_unknown_names_suggest_the_nearest():
    with pytest.raises(ParameterError, match="did you mean 'focus'"):
        resolve((Parameter("focus", "str", "KAZ", ""),), {"focsu": "UZB"})
