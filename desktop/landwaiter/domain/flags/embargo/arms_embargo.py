"""Which arms embargoes the matrix of a day knows by law, and on which the office is asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from landwaiter.domain.flags.embargo.matrix import ANYWHERE, EXPORT, Standing, matrix
from landwaiter.domain.law.arms_embargo import ALWAYS_ASKED, Policy, by_law_name, policy_name
from landwaiter.domain.law.pack import Pack

ARMS: Final = "military"


def policies(
    packs: Mapping[str, Pack], on: date, stored: Mapping[str, str], countries: Iterable[str]
) -> Policy:
    """The policies on these destinations and on those that are always asked, as of a day.

    `stored` are the settings by name; what is neither true nor false is not set.
    """
    values = {"true": True, "false": False}
    law, asked = embargoes(packs, on)
    wanted = dict.fromkeys((*ALWAYS_ASKED, *countries))
    found: dict[str, bool | None] = {}
    for country in wanted:
        if country in law:
            found[by_law_name(country)] = True
        elif country in asked or country in ALWAYS_ASKED:
            name = policy_name(country)
            found[name] = values.get(stored.get(name, ""))
    return found


def embargoes(packs: Mapping[str, Pack], on: date) -> tuple[frozenset[str], tuple[str, ...]]:
    """Destinations under an arms embargo by law, and those on which the policy is asked."""
    rows = [
        cell
        for cell in matrix(packs, {}, on)
        if cell.group == ARMS and cell.way == EXPORT and cell.destination != ANYWHERE
    ]
    law = frozenset(
        cell.destination
        for cell in rows
        if cell.standing is Standing.PROHIBITED and not cell.practice
    )
    asked = dict.fromkeys((*ALWAYS_ASKED, *(cell.destination for cell in rows)))
    return law, tuple(country for country in asked if country not in law)


def policy_names(packs: Mapping[str, Pack], on: date) -> tuple[str, ...]:
    """Every policy that the office is asked for on a day."""
    _law, asked = embargoes(packs, on)
    return tuple(policy_name(country) for country in asked)
