"""Every deed on a case with its verdict for a person: what buttons, lists and the engine share."""

from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import why_unread
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a person may do an act now; buttons, `case show` and the engine share it."""

    act: str
    title: str
    group: str
    allowed: bool
    why_not: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    choices: tuple[str, ...]
    is_read_first: bool = False
    """Refused for no more than that the person has not read all of the proposal."""


def allowed(case: Case, actor: Actor) -> tuple[Permission, ...]:
    """Every deed on a case with its verdict for this person on this case."""
    return tuple(_verdict(deed, case, actor) for deed in ON_CASE.values())


def _verdict(deed: CaseDeed[Any], case: Case, actor: Actor) -> Permission:
    why_not = deed.why_not(actor, case)
    return Permission(
        deed.act,
        _(deed.title),
        deed.group,
        not why_not,
        why_not,
        deed.needs,
        deed.takes,
        deed.outcomes,
        bool(why_not) and why_not == why_unread(case, actor),
    )
