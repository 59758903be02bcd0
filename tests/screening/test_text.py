"""Names are met in running text, whatever their spelling, and nothing else is."""

import pytest

from landwaiter.screening import Query
from landwaiter.screening.text import around, passages

THRESHOLD = 600


def met(name: str, text: str, *, kind: str | None = "person", **more: object) -> list[str]:
    query = Query(name, kind, **more)  # type: ignore[arg-type]  # fields of a query
    return [passage.text for passage in passages(query, text, threshold=THRESHOLD)]


@pytest.mark.parametrize(
    ("name", "text", "passage"),
    [
        ("Jan Kowalski", "The goods were paid by Jan Kowalski in May.", "Jan Kowalski"),
        ("Jan Kowalski", "Kowalski, Jan (born 1970) signed.", "Kowalski, Jan"),
        ("Jan Kowalski", "signed by JAN KOWALSKI", "JAN KOWALSKI"),
        ("Sergei Ivanov", "Подписал Сергей Иванов, директор", "Сергей Иванов"),
        ("Сергей Иванов", "approved by Sergey Ivanov on Monday", "Sergey Ivanov"),
        ("Sergei Ivanov", "von Sergej Iwanow, Direktor", "Sergej Iwanow"),
        ("Zhang Wei", "联系人：张伟，电话", "张伟"),
        ("张伟", "the contact is Zhang Wei of the institute", "Zhang Wei"),
        ("Zoë Müller", "Frau Zoe Mueller bestellte", "Zoe Mueller"),
    ],
)
def test_a_name_is_met_in_another_order_case_or_script(name: str, text: str, passage: str) -> None:
    assert met(name, text) == [passage]


@pytest.mark.parametrize(
    "text",
    [
        "The goods were paid by somebody else.",
        "Jan Nowak and Piotr Wisniewski signed.",
        "Kowalski Transport delivered in January.",
        "",
    ],
)
def test_other_names_are_not_met(text: str) -> None:
    assert met("Jan Kowalski", text) == []


def test_an_identifier_is_met_with_blanks_and_hyphens_inside() -> None:
    text = "tax number 526-10 00019, as declared"
    assert met("Anna Nowak", text, identifiers=("5261000019",)) == ["526-10 00019"]


def test_an_identifier_inside_a_longer_number_is_another_one() -> None:
    assert met("Anna Nowak", "no 95261000019", identifiers=("5261000019",)) == []


def test_each_mention_is_met_once() -> None:
    text = "Jan Kowalski called.\n\nLater Jan Kowalski called again."
    assert met("Jan Kowalski", text) == ["Jan Kowalski", "Jan Kowalski"]


def test_the_text_around_a_passage_is_one_line() -> None:
    text = "x" * 200 + " Jan\nKowalski " + "y" * 200
    (passage,) = passages(Query("Jan Kowalski", "person"), text, threshold=THRESHOLD)
    shown = around(text, passage)
    assert "Jan Kowalski" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
