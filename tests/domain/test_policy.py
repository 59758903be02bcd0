"""Four eyes as a table: who may not do what."""

import pytest
from tests.domain.builders import a_case
from tests.domain.test_workflow import a_decision

from landwaiter.domain.people import Actor, UserRole
from landwaiter.domain.policy import POLICY, why_four_eyes_refuses

ANA, BEN = (Actor(name, name, frozenset(UserRole)) for name in ("ana", "ben"))


@pytest.mark.parametrize(
    ("deed", "author_may", "another_may"),
    [
        ("approve", False, True),
        ("return", False, True),
        ("withdraw", True, False),
        ("reopen", False, True),
        ("note", True, True),
    ],
)
def test_the_policy_says_who_may(deed: str, author_may: bool, another_may: bool) -> None:
    case = a_case(decisions=(a_decision("ana"),))
    assert (why_four_eyes_refuses(deed, case, ANA) == "") is author_may
    assert (why_four_eyes_refuses(deed, case, BEN) == "") is another_may


def test_it_is_the_last_version_whose_author_counts() -> None:
    case = a_case(decisions=(a_decision("ana", "returned"), a_decision("ben")))
    assert why_four_eyes_refuses("approve", case, BEN)
    assert not why_four_eyes_refuses("approve", case, ANA)


def test_a_case_without_decision_may_be_reopened_by_anybody() -> None:
    assert not why_four_eyes_refuses("reopen", a_case(), ANA)


def test_every_rule_of_the_policy_has_its_reason() -> None:
    assert {rule.deed for rule in POLICY} == {"approve", "return", "withdraw", "reopen"}
    assert all(rule.why.endswith(".") for rule in POLICY)
