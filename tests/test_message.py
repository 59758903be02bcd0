"""Messages: a form without a language, the words of it, and what others may write as one."""

import copy
import gettext
import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.pseudo import BEGINS, Pseudo

from landwaiter.canonical import canonical_bytes, plain, stated
from landwaiter.domain.base.days import told_day
from landwaiter.domain.cases.case import Severity
from landwaiter.i18n import (
    ENGLISH,
    Catalogue,
    Message,
    _,
    apart,
    capitalised,
    catalogue,
    day_said,
    figure,
    form_of,
    in_english,
    in_words,
    joined,
    message,
    plural,
    speaking,
)
from landwaiter.message import ids_in, worded
from landwaiter.storage.base.records import from_json, to_json
from landwaiter.storage.schema.message_columns import kept_text, shown_text

HELD = {"m": "Held since {day}: {why}.", "a": {"day": "2026-03-27", "why": {"m": "not known"}}}


def held() -> str:
    return _("Held since {day}: {why}.").format(day="2026-03-27", why=_("not known"))


def test_a_message_is_its_words_and_remembers_what_it_says() -> None:
    assert held() == "Held since 2026-03-27: not known."
    assert form_of(held()) == plain(held()) == stated(held()) == HELD


def test_a_day_is_said_in_words_and_sealed_without_a_language() -> None:
    said = _("Held since {day}: {why}.").format(day=date(2026, 3, 27), why="x")
    assert said == "Held since 27 Mar 2026: x."
    assert form_of(said)["a"]["day"] == form_of(day_said(date(2026, 3, 27)))  # type: ignore[index]
    assert plural(2, "{n} day since {day}", "{n} days since {day}", day=date(2026, 3, 27)) == (
        "2 days since 27 Mar 2026"
    )


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2026-04-03", "3 Apr 2026"),
        ("2026-04", "Apr 2026"),
        ("2026", "2026"),
        ("2026-13", "2026-13"),
        ("soon", "soon"),
        ("20260403", "20260403"),
        ("2026-W01-1", "2026-W01-1"),
        ("", ""),
        (None, ""),
        (date(2026, 4, 3), "3 Apr 2026"),
    ],
)
def test_a_stated_day_is_told_as_exactly_as_it_is_stated(
    stated: str | date | None, told: str
) -> None:
    assert told_day(stated) == told


def test_it_is_the_same_bytes_in_any_language_and_put_into_the_words_of_each() -> None:
    kept = to_json(held())
    with speaking(Pseudo()):
        other = held()
        assert other.count(BEGINS) == 2
        assert canonical_bytes(other) == canonical_bytes(from_json(kept, Message))
        assert from_json(kept, Message) == other
    assert canonical_bytes(other) == kept.encode()
    assert in_english(other) == held()


def again(text: str) -> Any:
    return pickle.loads(pickle.dumps(text))  # noqa: S301  # written the moment before


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, again])
def test_a_copy_remembers_it_too(copied: Any) -> None:
    assert form_of(copied(held())) == HELD


def test_joined_added_and_capitalised_messages_are_messages() -> None:
    parts = joined(", ", (_("a"), "b"))
    assert (parts, form_of(parts)) == ("a, b", {"j": [{"m": "a"}, "b"], "s": ", "})
    assert form_of("x" + _("a")) == {"j": ["x", {"m": "a"}], "s": ""}
    assert form_of(_("a") + "x") == {"j": [{"m": "a"}, "x"], "s": ""}
    assert form_of(_(" or ").join(("a", "b"))) == {"j": ["a", "b"], "s": {"m": " or "}}
    assert (capitalised(_("a")), form_of(capitalised(_("a")))) == ("A", {"c": {"m": "a"}})
    assert form_of(_("a").strip()) == {"m": "a"}


def test_codes_are_told_by_their_text() -> None:
    told = joined(_(" or "), (Severity.LOW, Severity.HIGH))
    assert told == "low or high"
    assert to_json(told) == '{"j":["low","high"],"s":{"m":" or "}}'
    assert form_of(_("{one}").format(one=Severity.LOW)) == {"m": "{one}", "a": {"one": "low"}}
    assert worded(form_of(_(Severity.HIGH)), str) == "high"


POLISH = Catalogue(
    "pl",
    {"1,000": "1000", "10,000": "10\u00a0000", "0.5": "0,5"},
    {("{n} hit of {day}", "{n} hits of {day}"): ("{n} t. {day}", "{n} ty {day}", "{n} tów {day}")},
    gettext.c2py("n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"),
)


def hits(number: int) -> str:
    return plural(number, "{n} hit of {day}", "{n} hits of {day}", day="Fri")


@pytest.mark.parametrize(
    ("number", "english", "polish"),
    [
        (1, "1 hit of Fri", "1 t. Fri"),
        (0, "0 hits of Fri", "0 tów Fri"),
        (2, "2 hits of Fri", "2 ty Fri"),
        (12, "12 hits of Fri", "12 tów Fri"),
        (1252, "1,252 hits of Fri", "1252 ty Fri"),
        (12345, "12,345 hits of Fri", "12\u00a0345 tów Fri"),
    ],
)
def test_a_language_has_its_own_texts_for_counts(number: int, english: str, polish: str) -> None:
    kept = to_json(hits(number))
    assert hits(number) == english
    with speaking(POLISH):
        assert hits(number) == from_json(kept, Message) == polish
        assert to_json(hits(number)) == kept
    asked = list(ids_in(json.loads(kept)))
    own = Catalogue("pl", {text: POLISH.text(text) for text in asked})
    assert worded(json.loads(kept), own.text) == polish  # a dossier needs no rule of plurals


def test_a_count_without_a_translation_is_english() -> None:
    with speaking(POLISH):
        assert plural(2, "{n} case", "{n} cases") == "2 cases"
    more = Catalogue("xx", {}, {("{n} case", "{n} cases"): ("{n} {day}", "{n} {day}")})
    with speaking(more):
        assert plural(2, "{n} case", "{n} cases") == "2 cases"


@pytest.mark.parametrize(
    ("value", "places", "english", "polish"),
    [
        (0, None, "0", "0"),
        (-1234, None, "-1,234", "-1234"),
        (Decimal("-0.5"), None, "-0.5", "-0,5"),
        (Decimal("412000"), 2, "412,000.00", "412\u00a0000,00"),
        (Decimal("1E+5"), None, "100,000", "100\u00a0000"),
    ],
)
def test_a_figure_stands_in_the_notation_of_its_reader(
    value: int | Decimal, places: int | None, english: str, polish: str
) -> None:
    assert figure(value, places) == english
    with speaking(POLISH):
        assert figure(value, places) == polish
    assert form_of(figure(value, places)) == {"d": english.replace(",", "")}


@pytest.mark.parametrize("sign", ["9", "00", " 7 ", "x", "\u0660"])
def test_a_catalogue_makes_no_other_figure_of_one(sign: str) -> None:
    forged = {"1,000": f"1{sign}000", "10,000": f"10{sign}000", "0.5": f"0{sign}5"}
    with speaking(Catalogue("xx", forged)):
        assert figure(Decimal("12345.5")) == "12345.5"


def test_a_form_cannot_say_another_number_than_it_counts() -> None:
    lie = {"m": "{n} hit", "p": "{n} hits", "n": 3, "a": {"n": "30"}}
    assert worded(lie, ENGLISH.text) == "3 hits"


def test_what_has_no_message_in_it_is_a_text() -> None:
    for text in (joined(", ", ("a", "b")), capitalised("a"), joined("", ())):
        assert type(text) is str
    assert form_of(_("")) == ""


def test_a_pair_comes_apart_again() -> None:
    place, value = apart(joined(": ", ("items/1", _("none"))), ": ")
    assert (place, form_of(value)) == ("items/1", {"m": "none"})
    assert apart("items/1: none: at all", ": ") == ("items/1", "none: at all")


@pytest.mark.parametrize("text", ["{more} {day}", "{day!r}", "{day.real}", "{0}", "{", "{day:>9}"])
def test_a_translation_that_does_not_fit_gives_way_to_english(text: str) -> None:
    with speaking(Catalogue("xx", {"Since {day}": text})):
        assert _("Since {day}").format(day=3) == "Since 3"


def test_a_translation_may_leave_out_and_turn_round() -> None:
    with speaking(Catalogue("xx", {"{a} and {b}": "{b} {b}"})):
        assert _("{a} and {b}").format(a=1, b=2) == "2 2"


NO_FORMS: tuple[Any, ...] = (
    *({}, {"m": 1}, {"m": "x", "a": []}, {"m": "x", "b": {}}, {"j": "x", "s": ""}, {"t": "x"}),
    *({"d": 1}, {"d": "1e5"}, {"d": "x"}, {"d": "1,5"}, {"m": "x", "p": "y", "n": True}),
    *({"m": "x", "p": "y"}, {"m": "x", "p": "y", "n": "3"}, {"m": "x", "p": "y", "n": 10**41}),
    *(1.5, None, ["x"], {"m": "x", "a": {"y": None}}, {"c": {"q": 1}}, {"j": ["a"], "s": {}}),
)


@pytest.mark.parametrize("form", NO_FORMS)
def test_what_is_no_form_is_none(form: Any) -> None:
    with pytest.raises(ValueError, match="no message"):
        worded(form, ENGLISH.text)
    assert message(form) == str(form)


def test_a_form_that_others_wrote_reads_nothing_and_fills_no_memory() -> None:
    deep: Any = "x" * 64
    for _number in range(40):
        deep = {"m": "{a}{a}", "a": {"a": deep}}
    with pytest.raises(ValueError, match="too long"):
        worded(deep, ENGLISH.text)
    spy = {"m": "{a.format.__globals__}{a:999999999}", "a": {"a": {"m": "x"}}}
    assert worded(spy, ENGLISH.text) == spy["m"]


def test_messages_are_found_in_plain_values() -> None:
    told = in_words({"a": [HELD, "x"], "m": 3})
    assert told == {"a": [held(), "x"], "m": 3}
    assert set(ids_in({"a": [HELD]})) == {HELD["m"], "not known"}


@pytest.mark.parametrize("text", ["plain", "", '{"m":"no message of ours"}', "{", "[]"])
def test_a_column_gives_a_typed_text_back(text: str) -> None:
    assert shown_text(kept_text(text)) == text
    assert type(shown_text(kept_text(text))) is str


def test_a_column_gives_a_message_back() -> None:
    assert form_of(shown_text(kept_text(held()))) == HELD


@pytest.mark.parametrize("name", ["../../etc/passwd", "EN", "p", "", "pl_PL/.."])
def test_no_file_is_looked_for_by_a_name_that_is_no_language(name: str) -> None:
    assert catalogue(name) is ENGLISH
