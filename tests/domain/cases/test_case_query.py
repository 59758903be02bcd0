"""The line that says what is asked of the list of cases."""

from dataclasses import replace

import pytest

from landwaiter.domain.cases.case_query import (
    USUAL_COLUMNS,
    CaseQuery,
    joined_query,
    query_line,
    read_columns,
    read_query,
)
from landwaiter.errors import Invalid

FULL = CaseQuery(
    text="valve PTFE",
    stage="open",
    kind="export",
    destination="CN",
    flag="RF-P05",
    candidate="1C350",
    assignee="Marta Zielińska",
    goods="held",
    clock="ran_out",
    code="8481",
    value="10000",
    received_from="2026-03-01",
    received_to="2026-03-31",
    returned="me",
    sort="due",
    descending=False,
)


@pytest.mark.parametrize("query", [CaseQuery(), FULL, replace(FULL, descending=True, clock="3")])
def test_a_line_says_all_of_a_query(query: CaseQuery) -> None:
    assert read_query(query_line(query), strict=True) == query


def test_a_name_of_several_words_stands_in_quotation_marks() -> None:
    assert read_query('by:"Marta Zielińska" valve').assignee == "Marta Zielińska"


@pytest.mark.parametrize(
    "line",
    ["from:2026-3-1", "clock:soon", "stage:triag", "goods:gone", "code:84x", "value:1.5", "sort:x"],
)
def test_what_does_not_fit_is_a_word_while_typed_and_refused_where_it_is_kept(line: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_query(line, strict=True)
    assert refused.value.field == line.partition(":")[0]
    assert refused.value.remedy
    typed = read_query(line)
    assert typed in (CaseQuery(text=line), CaseQuery())


def test_a_field_counts_before_a_word_that_narrows_the_same() -> None:
    found = joined_query(CaseQuery(text="to:CN valve stage:new", stage="triage"))
    assert (found.text, found.destination, found.stage) == ("valve", "CN", "triage")


def test_columns_stand_in_the_order_of_the_list_with_the_reference() -> None:
    assert read_columns("value,title") == ("reference", "title", "value")
    assert read_columns(" ") == USUAL_COLUMNS
    with pytest.raises(Invalid, match="no such column"):
        read_columns("title,colour")
