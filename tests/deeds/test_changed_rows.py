"""No row changes in silence: a role, line of four eyes or title taken away is noticed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.deeds.by_hand import other_four_eyes, other_roles, other_titles

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.shape import EVERYBODY, Deed, Second
from landwaiter.domain.table.deeds import BY_NAME, DEEDS


def _without(deed: Deed[Any, Any], line: Second) -> tuple[Second, ...]:
    return tuple(one for one in deed.second if one is not line)


def _of_other_roles(deed: Deed[Any, Any]) -> Iterator[frozenset[UserRole]]:
    for role in UserRole:
        yield deed.roles ^ {role}
    if deed.roles != EVERYBODY:
        yield EVERYBODY


@pytest.mark.parametrize("name", BY_NAME)
def test_a_role_more_or_less_is_noticed(name: str) -> None:
    deed = BY_NAME[name]
    for roles in _of_other_roles(deed):
        if roles or deed.roles:
            assert list(other_roles([replace(deed, roles=roles)])), sorted(roles)


@pytest.mark.parametrize("name", [deed.name for deed in DEEDS if deed.second])
def test_a_line_of_four_eyes_less_or_of_other_people_is_noticed(name: str) -> None:
    deed = BY_NAME[name]
    others = [one for one in DEEDS if one is not deed]
    for line in deed.second:
        rest = _without(deed, line)
        for changed in (
            rest,
            (*rest, replace(line, roles=line.roles ^ {UserRole.AUDITOR})),
            (*rest, replace(line, condition=f"{line.condition} or not")),
            (*rest, replace(line, who_may_not="nobody")),
        ):
            assert other_four_eyes([*others, replace(deed, second=changed)]), line.condition


@pytest.mark.parametrize("name", BY_NAME)
def test_another_title_in_the_audit_trail_is_noticed(name: str) -> None:
    deed = BY_NAME[name]
    if deed.audited:  # the entry that several deeds share has its title among the events
        return
    others = [one for one in DEEDS if one is not deed]
    assert other_titles([*others, replace(deed, title="Another", told="Another")])
    if deed.entry not in {one.entry for one in others}:
        assert other_titles(others)
