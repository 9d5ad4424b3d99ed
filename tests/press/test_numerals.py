import nbformat.v4 as v4
import pandas as pd
import pytest

from comparative import page
from comparative.press.numerals import NumeralError, bare_numerals, check_numerals

ROWS = pd.DataFrame({"source_id": ["law"]})


def notebook(*cells):
    return v4.new_notebook(cells=list(cells))


def shown(display, name="said"):
    cell = v4.new_code_cell("say", id=name)
    cell.outputs = [v4.new_output("display_data", data=display._repr_mimebundle_())]
    return cell


@pytest.mark.parametrize(
    "text", ["since 1996", "in 2002-2009", "the 2022 reform", "no numbers", "2022's rule"]
)
def test_years_may_stand_bare(text):
    assert bare_numerals(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("5,000 members", ["5,000"]), ("47.1%", ["47.1"]), ("1899 or 2100", ["1899", "2100"]), ("R2", ["2"])],
)
def test_other_numerals_may_not(text, found):
    assert bare_numerals(text) == found


def test_a_bare_numeral_in_markdown_names_its_cell():
    cell = v4.new_markdown_cell("## Question\n\nA party needs 5,000 members.", id="question")
    with pytest.raises(NumeralError, match=r"cell 1 \(question\): '5,000' in 'A party needs 5,000 members"):
        check_numerals(notebook(cell))


def test_a_bare_numeral_in_a_sentence_names_its_cell():
    with pytest.raises(NumeralError, match=r"\(said\): '40'"):
        check_numerals(notebook(shown(page.say("All 40 states and {n} more.", n=9, rows=ROWS))))


def test_code_numbers_from_values_dates_and_tables_pass():
    table = page.table(
        ROWS.assign(n=[12]), name="t", title="A table", columns={"n": page.column("People", "thousand")}
    )
    check_numerals(
        notebook(
            v4.new_markdown_cell("Run `render -j 4`.\n\n```\n42\n```"),
            shown(
                page.say(
                    "{n} of {m} on {d}, {law}",
                    n=1,
                    m=2,
                    d=page.date("2022-11-05"),
                    law="Law 344-II",
                    rows=ROWS,
                )
            ),
            shown(table, "table"),
        )
    )


def test_titles_are_prose_too():
    table = page.table(ROWS.assign(n=[12]), name="t", title="The top 10", columns={"n": "People"})
    with pytest.raises(NumeralError, match="'10'"):
        check_numerals(notebook(shown(table)))
