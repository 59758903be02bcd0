"""The language of letters: what is read, what is refused and where, and what comes of values."""

import time
from datetime import date
from typing import Any

import pytest

from landwaiter.domain.base.facts import Content
from landwaiter.domain.letters.letter_content import (
    BlockPiece,
    ProsePiece,
    ProvisionPiece,
    ValuePiece,
    letter_content,
)
from landwaiter.domain.letters.letter_fields import FIELDS, LetterKind, fields_of
from landwaiter.domain.letters.letter_parser import DEEPEST, LONGEST, parse_letter
from landwaiter.domain.letters.letter_template import LetterTemplate, check_letter, read_template
from landwaiter.domain.letters.letter_tree import (
    BlockNode,
    ConditionNode,
    FieldNode,
    ProvisionNode,
    TextNode,
)
from landwaiter.domain.letters.provisions import LegalAct, ProvisionForms
from landwaiter.domain.office.reason_templates import PLACES
from landwaiter.errors import Invalid

HEAD = """+++
kind = "{kind}"
language = "en"
edition = 1
trust = "own knowledge"
model = "a model"
title = "A letter"
+++
"""
FIRST = HEAD.count("\n") + 1
"""The line on which the body begins."""
DAY = date(2026, 4, 15)
FORMS = ProvisionForms(
    article="Article ",
    articles="Articles ",
    paragraph="({n})",
    point="({n})",
    subpoint="({n})",
    last=" and ",
    after_parts="",
    acts={
        "952/2013": LegalAct(
            "952/2013", date(2016, 5, 1), date(2026, 4, 15), "the Code", "of the Code"
        )
    },
)


def letter(body: str, kind: str = "hold") -> LetterTemplate:
    return read_template(HEAD.format(kind=kind) + body)


def said(body: str, kind: str = "hold", day: date = DAY, **values: Any) -> str:
    """The letter as plain text; `a__b` is the field a.b."""
    given = {name.replace("__", "."): value for name, value in values.items()}
    pieces = letter_content(letter(body, kind), given, forms=FORMS, day=day)
    return "".join(f"[{one.name}]" if isinstance(one, BlockPiece) else one.text for one in pieces)


def refused(body: str, kind: str = "hold") -> Invalid:
    with pytest.raises(Invalid) as caught:
        letter(body, kind)
    return caught.value


def test_a_template_becomes_a_tree_with_the_lines_of_its_nodes() -> None:
    source = (
        "On {{hold.at}}\n{{if track.A or track.B}}a{{else}}b\n{{law 952/2013 22(6), 29}}{{end}}"
    )
    text, at, between, condition = parse_letter(f"{source}")
    assert (text, at, between) == (
        TextNode(1, "On "),
        FieldNode(1, "hold.at"),
        TextNode(1, "\n"),
    )
    assert condition == ConditionNode(
        2,
        ("track.A", "track.B"),
        (TextNode(2, "a"),),
        (TextNode(2, "b\n"), ProvisionNode(3, "952/2013", ("22(6)", "29"))),
    )
    assert parse_letter("{{ block  goods_held: a b, c }}") == (
        BlockNode(1, "goods_held", ("a b", "c")),
    )


@pytest.mark.parametrize(
    ("body", "line", "value", "remedy"),
    [
        ("a\n{{hold.att}}", 1, "hold.att", "hold.at"),
        ("a\n\n{{if track.A}}b", 2, "{{if track.A}}", "{{end}}"),
        ("a{{end}}", 0, "{{end}}", "{{if …}}"),
        ("\n{{else}}", 1, "{{else}}", "{{if …}}"),
        ("{{if track.A}}a{{else}}b{{else}}c{{end}}", 0, "{{else}}", "{{if …}}"),
        ("{{block goods: a, b}}", 0, "goods", "goods_held"),
        ("{{block goods_held: a, b}}", 0, "{{block goods_held: a, b}}", "held_since"),
        ("{{block goods_held: a, , c, d, e, f}}", 0, "{{block goods_held: a, , c, d, e, f}}", "if"),
        ("\n{{hold.at", 1, "{{hold.at", "}}"),
        ("a\nhold.at}} b", 1, "hold.at}}", "{{"),
        ("{{hold.at {{hold.at}} }}", 0, "{{hold.at {{hold.at}} }}", "}}"),
        ("{{hold\n.at}}", 0, "{{hold", "}}"),
        ("{{for x in goods}}", 0, "{{for x in goods}}", "{{law …}}"),
        ("{{include other.md}}", 0, "{{include other.md}}", "{{law …}}"),
        ("{{hold.at()}}", 0, "{{hold.at()}}", "{{law …}}"),
        ("{{hold.__class__}}", 0, "{{hold.__class__}}", "{{law …}}"),
        ("{{if track.A and track.B}}{{end}}", 0, "{{if track.A and track.B}}", "{{law …}}"),
        ("{{law 952/2013 22(6)(b)(iv)(x)}}", 0, "{{law 952/2013 22(6)(b)(iv)(x)}}", "{{law …}}"),
        ("{{track.A}}", 0, "{{track.A}}", "{{if track.A}} … {{end}}"),
        ("{{}}", 0, "{{}}", "{{law …}}"),
        ("{{decision.facts}}", 0, "decision.facts", "Give one of"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_value_and_remedy(
    body: str, line: int, value: str, remedy: str
) -> None:
    fault = refused(body)
    assert (fault.row, fault.value) == (f"line {FIRST + line}", value)
    assert remedy in str(fault.remedy)


@pytest.mark.parametrize("body", ["{{case.title}}", "{{if case.title}}a{{end}}"])
def test_a_field_that_the_recipient_may_not_see_is_neither_said_nor_asked_for(body: str) -> None:
    fault = refused(f"a\n{body}")
    assert (fault.row, fault.value) == (f"line {FIRST + 1}", "case.title (I)")
    check_letter(parse_letter(body), LetterKind.HOLD, set(Content))


def test_each_class_beyond_those_of_a_person_is_refused() -> None:
    for kind in LetterKind:
        for field in fields_of(kind):
            fits = field.content in {Content.OPEN, Content.PERSONAL, Content.BUSINESS}
            body = f"{{{{if {field.path}}}}}a{{{{end}}}}"
            if fits:
                letter(body, kind)
            else:
                assert str(refused(body, kind).value).startswith(field.path)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("Dear all", "Dear all"),
        ("+++\nkind = 1", "+++"),
        (HEAD.format(kind="hold").replace('title = "A letter"', ""), "title"),
        (HEAD.format(kind="hold").replace('"en"', '""'), "language"),
        (HEAD.format(kind="hold").replace("edition = 1", 'edition = "1"'), "edition"),
        (HEAD.format(kind="thanks"), "thanks"),
    ],
)
def test_a_head_that_cannot_be_read_is_refused(source: str, value: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_template(source)
    assert caught.value.value == value
    assert caught.value.remedy


def test_a_head_that_is_no_toml_is_refused_with_the_reason() -> None:
    with pytest.raises(Invalid) as caught:
        read_template("+++\nkind hold\n+++\n")
    assert "line 1" in str(caught.value.value)


def test_conditions_inside_each_other_have_an_end() -> None:
    deep = "{{if track.A}}" * DEEPEST + "a" + "{{end}}" * DEEPEST
    assert said(deep, track__A=True) == "a"
    fault = refused(f"\n{{{{if track.A}}}}{deep}{{{{end}}}}")
    assert fault.row == f"line {FIRST + 1}"
    assert "too deep" in fault.message


@pytest.mark.parametrize(
    "hostile",
    ["{{if track.A}}" * 100_000, "{{" * 500_000, "}}" * 500_000, "a" * 1_000_000, "\n" * 1_000_000],
)
def test_a_million_signs_are_refused_at_once(hostile: str) -> None:
    began = time.process_time()
    assert "too long" in refused(hostile).message
    with pytest.raises(Invalid):
        parse_letter(hostile)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("piece", ["{{if track.A}}", "{{", "}}", "{{end}}", "{{hold.at"])
def test_what_fills_a_template_to_its_limit_is_read_in_no_time(piece: str) -> None:
    began = time.process_time()
    with pytest.raises(Invalid) as caught:
        parse_letter(piece * (LONGEST // len(piece)))
    assert len(caught.value.sentence()) < 1_000
    assert time.process_time() - began < 1


def test_a_condition_takes_the_branch_of_any_of_its_claims() -> None:
    body = "{{if track.A or track.B}}asked{{else}}not asked{{end}}"
    assert said(body, track__A=False, track__B=True) == "asked"
    assert said(body, track__A=False, track__B=False) == "not asked"


def test_a_claim_that_nobody_made_is_no_claim_that_it_is_not_so() -> None:
    with pytest.raises(Invalid) as caught:
        said("{{if track.A or track.B}}a{{else}}b{{end}}", track__A=True)
    assert caught.value.field == "track.B"


def test_an_empty_field_makes_no_letter_and_all_are_named() -> None:
    body = "{{hold.at}} {{clock.due}} {{hold.at}}{{if track.A}}{{clock.cap}}{{end}}{{hold.target}}"
    with pytest.raises(Invalid) as caught:
        said(body, hold__at=" ", track__A=True, hold__target="24 April")
    assert caught.value.field == "hold.at, clock.due, clock.cap"
    assert caught.value.remedy


def test_a_field_of_a_branch_that_is_not_taken_may_be_empty() -> None:
    assert said("a{{if track.A}}{{clock.due}}{{end}}", track__A=False) == "a"


def test_a_field_that_a_case_may_lack_is_asked_for_first() -> None:
    body = "a{{if service.date}}{{service.date}}{{else}}c{{end}}"
    assert said(body, "decision") == "ac"
    assert said(body, "decision", service__date="3 July") == "a3 July"
    with pytest.raises(Invalid) as caught:
        said("a{{service.date}}", "decision")
    assert caught.value.field == "service.date"


def test_a_value_is_never_read_as_template_or_mark() -> None:
    value = "{{track.A}} **bold**\n# {{if track.A}}"
    pieces = letter_content(letter("On {{hold.at}}."), {"hold.at": value}, forms=FORMS, day=DAY)
    assert pieces == (ProsePiece("On "), ValuePiece("hold.at", value), ProsePiece("."))


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("law 952/2013", "the Code"),
        ("law 952/2013 188", "Article 188 of the Code"),
        ("law 952/2013 188, 194(1), 198(1)(b)(iv)",
         "Articles 188, 194(1) and 198(1)(b)(iv) of the Code"),
    ],
)  # fmt: skip
def test_provisions_are_written_by_the_forms_of_the_language(tag: str, written: str) -> None:
    assert said(f"{{{{{tag}}}}}") == written
    (piece,) = letter_content(letter(f"{{{{{tag}}}}}"), {}, forms=FORMS, day=DAY)
    assert piece == ProvisionPiece(written)


@pytest.mark.parametrize("day", [date(2016, 4, 30), date(2026, 4, 16)])
def test_an_act_is_cited_on_days_on_which_it_applies(day: date) -> None:
    with pytest.raises(Invalid) as caught:
        said("a\n{{law 952/2013 188}}", day=day)
    assert (caught.value.row, caught.value.value) == (f"line {FIRST + 1}", "952/2013")


def test_an_act_that_is_not_known_is_refused_before_a_letter_is_made() -> None:
    FORMS.check(parse_letter("{{law 952/2013 188}}"))
    with pytest.raises(Invalid) as caught:
        FORMS.check(parse_letter("{{if track.A}}\n{{law 1/1958 1}}{{end}}"))
    assert (caught.value.row, caught.value.value) == ("line 2", "1/1958")


def test_each_field_has_an_example_of_its_own_kind() -> None:
    assert all(one.example for one in FIELDS.values())
    assert {one.path for one in FIELDS.values() if one.example == "yes"} == {
        one.path for one in FIELDS.values() if one.is_claim
    }


def test_letters_name_what_reasons_name() -> None:
    mrn = FIELDS["declaration.mrn"]
    fact = PLACES["mrn"].fact
    assert fact is not None
    assert (mrn.kind, mrn.content) == (fact.kind, fact.content)
    assert FIELDS["consignee.name"].content is Content.PERSONAL
