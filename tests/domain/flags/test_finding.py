"""Three-valued logic of findings."""

import pytest

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags.finding import (
    Finding,
    alternatives,
    any_of,
    either,
    either_strict,
    judge,
    unknown,
)


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (True, True, True),
        (True, False, False),
        (True, None, None),
        (False, None, False),
        (None, None, None),
    ],
)
def test_false_beats_not_known(first: bool | None, second: bool | None, holds: bool | None) -> None:
    assert judge({"a": first, "b": second}, "text").holds is holds


def test_a_finding_names_what_decides_or_is_missing() -> None:
    assert judge({"a": False, "b": None}, "text").against == ("a",)
    assert judge({"a": True, "b": None}, "text").missing == ("b",)


def test_facts_that_could_each_raise_it_fail_only_where_all_are_known() -> None:
    assert alternatives(("a", False), ("b", False)) == {"a||b": False}
    assert alternatives(("a", False), ("b", None), ("c", None)) == {"b||c": None}
    assert alternatives(("a", None), ("b", True)) == {"a||b": True}


def test_what_was_not_looked_at_is_kept_where_nothing_holds() -> None:
    found = any_of((Finding(False, missing=("c",), against=("a",)), Finding(False, against=("b",))))
    assert (found.holds, found.missing, found.against) == (False, ("c",), ("a", "b"))


def test_one_that_holds_is_enough() -> None:
    raised = Finding(True, "one", Severity.HIGH, ("x",))
    worse = Finding(True, "two", Severity.CRITICAL, ("y",))
    merged = any_of((Finding(False), unknown("c"), raised, worse))
    assert (merged.holds, merged.severity) == (True, Severity.CRITICAL)
    assert (merged.text, merged.evidence) == ("one two", ("x", "y"))


def test_not_known_beats_not_holding() -> None:
    assert any_of((Finding(False), unknown("c"))) == unknown("c")


def test_nothing_to_look_at_does_not_hold_unless_told() -> None:
    assert any_of(()).holds is False
    assert any_of((), otherwise=unknown("a")) == unknown("a")


@pytest.mark.parametrize(
    ("values", "lenient", "strict"),
    [
        ((True, None), True, True),
        ((False, None), False, None),
        ((None, None), None, None),
        ((False, False), False, False),
    ],
)
def test_alternatives_are_lenient_where_one_is_enough(
    values: tuple[bool | None, ...], lenient: bool | None, strict: bool | None
) -> None:
    assert either(*values) is lenient
    assert either_strict(*values) is strict
