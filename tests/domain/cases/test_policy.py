"""Four eyes as a table: who may not do what."""

import pytest
from tests.domain.builders import a_case, a_party
from tests.domain.cases.test_workflow import a_decision

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.four_eyes import (
    COUNTERSIGN,
    DEFAULTS,
    PRACTICE_BY_TWO,
    wants_countersignature,
    why_conflicted,
)
from landwaiter.domain.deeds.shape import Second
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.four_eyes import TABLE, wanted

ANA, BEN = (Actor(name, name, frozenset(UserRole)) for name in ("ana", "ben"))


@pytest.mark.parametrize(
    ("deed", "author_may", "another_may"),
    [
        ("approve", False, True),
        ("return", False, True),
        ("withdraw", True, False),
        ("countersign", False, True),
        ("note", True, True),
    ],
)
def test_the_policy_says_who_may(deed: str, author_may: bool, another_may: bool) -> None:
    case = a_case(decisions=(a_decision("ana"),))
    assert (ON_CASE[deed].refuses(case, ANA) == "") is author_may
    assert (ON_CASE[deed].refuses(case, BEN) == "") is another_may


def test_it_is_the_last_version_whose_author_counts() -> None:
    case = a_case(decisions=(a_decision("ana", "returned"), a_decision("ben")))
    assert ON_CASE["approve"].refuses(case, BEN)
    assert not ON_CASE["approve"].refuses(case, ANA)


@pytest.mark.parametrize(
    "row", [line for _, line in TABLE], ids=[f"{name}: {line.condition}" for name, line in TABLE]
)
def test_every_row_of_the_table_names_who_may_and_who_may_not(row: Second) -> None:
    assert row.roles
    assert row.roles <= {UserRole.REVIEWER, UserRole.HEAD, UserRole.ADMINISTRATOR}
    assert "mover" in row.who_may_not or "author" in row.who_may_not
    assert row.setting in {"", *DEFAULTS}
    assert ("{value}" in row.condition) == bool(row.setting)


def test_every_setting_of_the_table_has_a_row() -> None:
    assert {line.setting for _, line in TABLE if line.setting} == set(DEFAULTS)


@pytest.mark.parametrize(
    ("office", "expected"),
    [({}, False), ({PRACTICE_BY_TWO: "true"}, True), ({PRACTICE_BY_TWO: "false"}, False)],
)
def test_a_practice_waits_only_where_the_office_wants_it(
    office: dict[str, str], expected: bool
) -> None:
    assert wanted("set_practice", office) is expected


@pytest.mark.parametrize("deed", ["import_pack", "confirm_list", "remove_list", "accept_root"])
def test_no_switch_lets_one_person_change_what_cases_are_judged_by(deed: str) -> None:
    assert wanted(deed, {})
    assert not any(line.setting for name, line in TABLE if name == deed)


@pytest.mark.parametrize("deed", ["wipe_evidence", "remove_case", "erase_payload", "set_policy"])
def test_what_cannot_be_taken_back_always_waits(deed: str) -> None:
    assert wanted(deed, {})


def test_chosen_outcomes_are_countersigned() -> None:
    office = {COUNTERSIGN: "refuse, seize"}
    assert wants_countersignature({"release", "seize"}, office)
    assert not wants_countersignature({"release"}, office)
    assert not wants_countersignature({"refuse"}, {})


def test_a_user_with_the_name_of_a_party_has_a_conflict() -> None:
    party = a_party(Role.CONSIGNEE, "Nowak Jan")
    case = a_case(parties=(party,))
    assert "name of a party" in why_conflicted(case, "u1", "Jan Nowak")
    assert why_conflicted(case, "u1", "Jan Nowacki") == ""
