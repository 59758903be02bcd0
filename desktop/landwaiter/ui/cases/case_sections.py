"""The sections of a case: which there are, what they count, and which a kind of case leaves out."""

from collections.abc import Callable
from dataclasses import dataclass

from landwaiter.domain.cases.case import FlagResult
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import kind_facts
from landwaiter.services.flags.undecided import of_officer
from landwaiter.services.flags.used_places import used_by
from landwaiter.ui.cases.section_list import Section
from landwaiter.ui.registers.documents_card import doubtful


@dataclass(frozen=True, slots=True)
class CasePart:
    """A section: where it stands in the list, how many it counts, and the cards it shows."""

    key: str
    title: str
    icon: str
    count: Callable[[CaseView], int | None]


_USED = {
    "items": "items",
    "classifications": "items",
    "parties": "parties",
    "lists": "parties",
    "entity_link": "parties",
    "list": "parties",
    "declaration": "declaration",
    "enrichment": "learned",
    "project": "learned",
    "actions": "notes",
}
"""First part of a place that a rule used → the section in which it stands."""


def _recorded(view: CaseView) -> int:
    case = view.case
    return len(case.notes) + len(case.calls) + len(case.actions)


_PARTS: tuple[CasePart, ...] = (
    CasePart("summary", "Summary", "list", lambda view: None),
    CasePart(
        "kind", "Kind of case", "question", lambda view: len(missing_fields(view.case)) or None
    ),
    CasePart("items", "Items", "item", lambda view: len(view.case.items)),
    CasePart("documents", "Documents", "document", lambda view: doubtful(view) or None),
    CasePart("parties", "Parties", "entities", lambda view: len(view.case.parties)),
    CasePart("flags", "Flags", "flag", lambda view: len(view.raised)),
    CasePart("embargo", "Embargoes", "lock", lambda view: len(view.exemptions) or None),
    CasePart(
        "not_evaluated",
        "Not evaluated",
        "question",
        lambda view: len(of_officer(view.not_evaluated)),
    ),
    CasePart("learned", "Learned", "plus", lambda view: len(view.case.enrichment)),
    CasePart("declaration", "Declaration", "take-in", lambda view: None),
    CasePart("route", "Route and vessel", "route", lambda view: None),
    CasePart("evidence", "Evidence", "evidence", lambda view: len(view.case.evidence)),
    CasePart(
        "notes",
        "Notes, requests",
        "note",
        _recorded,
    ),
    CasePart("letters", "Letters", "mail", lambda view: len(view.case.letters) or None),
    CasePart("decision", "Decision", "edit", lambda view: len(view.case.decisions) or None),
)


def sections_of(view: CaseView) -> tuple[Section, ...]:
    """Those of the case as they stand in the list, each with its count."""
    out = left_out(view)
    return tuple(
        Section(part.key, _(part.title), part.icon, part.count(view))
        for part in _PARTS
        if part.key not in out
    )


def left_out(view: CaseView) -> frozenset[str]:
    """Sections that the kind of case has no use for; goods that came with a merger show all."""
    kind = view.case.of_kind
    empty = frozenset() if any(kind_facts(view.case)) else frozenset({"kind"})
    if kind is None or view.case.items:
        return empty
    return kind.without_sections | empty


def sections_used(flag: FlagResult | None) -> set[str]:
    """Those in which what a flag rests on stands; none without a flag."""
    places = used_by(flag) if flag else ()
    return {_USED.get(one.place.partition("/")[0], "") for one in places}
