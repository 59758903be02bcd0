"""Four eyes as a table: who may not do what."""

from dataclasses import replace

import pytest
from tests.domain.builders import NOON, a_case, a_party
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
from landwaiter.domain.review.reading import ReviewSection, SectionReading
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.domain.table.four_eyes import TABLE, wanted

ANA, BEN = (Actor(name, name, frozenset(UserRole)) for name in ("ana", "ben"))


def all_read(*readers: str) -> tuple[SectionReading, ...]:
    return tuple(
        SectionReading("r", "d", section, "0" * 64, reader, reader, NOON)
        for reader in readers
        for section in ReviewSection
    )


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
    case = a_case(decisions=(a_decision("ana"),), readings=all_read("ana", "ben"))
    assert (ON_CASE[deed].refuses(case, ANA) == "") is author_may
    assert (ON_CASE[deed].refuses(case, BEN) == "") is another_may


@pytest.mark.parametrize("deed", ["approve", "countersign"])
def test_who_signs_has_read_this_version_and_nobody_else_has_for_them(deed: str) -> None:
    case = a_case(decisions=(a_decision("ana"),), readings=all_read("ana")[:-1])
    refuses = ON_CASE[deed].refuses
    assert "Hits and judgements" in refuses(case, BEN)
    assert not refuses(replace(case, readings=all_read("ben")), BEN)
    older = tuple(replace(one, decision_id="older") for one in all_read("ben"))
    assert "Editions" in refuses(replace(case, readings=older), BEN)
    assert refuses(replace(case, readings=all_read("ben")[:-1]), BEN) == (
        "To be read first: Editions and their age."
    )


def test_who_has_remarks_that_are_not_sent_does_not_sign() -> None:
    case = a_case(decisions=(a_decision("ana"),), readings=all_read("ben"))
    assert "not sent" in ON_CASE["approve"].refuses(replace(case, unsent_remarks=("ben",)), BEN)
    assert not ON_CASE["approve"].refuses(replace(case, unsent_remarks=("cleo",)), BEN)


def test_it_is_the_last_version_whose_author_counts() -> None:
    decisions = (a_decision("ana", "returned"), a_decision("ben"))
    case = a_case(decisions=decisions, readings=all_read("ana", "ben"))
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
