"""Remarks of a returned proposal: each is bound to the place in the case that it is about.

A place is written as on the command line: `reason`, `items/2/code`, `flags/RF-P05`. Remarks are
shown to the author there, and answered one by one, until the next proposal.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from landwaiter.domain.cases.case import Case
from landwaiter.domain.review.remark import Remark
from landwaiter.errors import Invalid
from landwaiter.i18n import _

REMARKS: Final = "remarks/"
"""Begins the key of the draft that holds a person's remarks on a version, with its identity."""
_FIELDS = ("outcome", "basis", "reason")
_ITEM_FIELDS = ("code", "status", "description", "outcome", "basis", "value", "origin", "documents")


def _flags(case: Case) -> Iterable[str]:
    return (flag.rule for flag in case.flags)


def _hits(case: Case) -> Iterable[str]:
    return (hit.id for hit in case.hits)


def _parties(case: Case) -> Iterable[str]:
    return (name for party in case.parties for name in (party.role.value, party.id))


def _evidence(case: Case) -> Iterable[str]:
    return (piece.label for piece in case.evidence)


def _classified(case: Case) -> Iterable[str]:
    found = [(one.item_no, one.code) for one in case.classifications]
    found += [(one.item_no, one.code) for one in case.candidates]
    return dict.fromkeys(f"{no}/{code}" for no, code in found)


def _items(case: Case) -> Iterable[str]:
    return (
        place
        for item in case.items
        for place in (str(item.no), *(f"{item.no}/{name}" for name in _ITEM_FIELDS))
    )


KINDS: Mapping[str, Callable[[Case], Iterable[str]]] = {
    "items": _items,
    "classifications": _classified,
    "parties": _parties,
    "hits": _hits,
    "flags": _flags,
    "enrichment": lambda case: dict.fromkeys(fact.field for fact in case.enrichment),
    "evidence": _evidence,
    "tracks": lambda case: dict.fromkeys(track.letter.value for track in case.tracks),
    "actions": lambda case: (action.id for action in case.actions),
}
"""Kind of place → what the case has of it, as written after the slash."""


def checked_place(case: Case, place: str) -> str:
    """The place as it is kept; Invalid says which places there are."""
    wanted = place.strip().strip("/")
    if wanted in _FIELDS:
        return wanted
    kind, _slash, rest = wanted.partition("/")
    if kind not in KINDS:
        raise Invalid(
            _("A remark is bound to a place in the case."),
            field="remark",
            value=place,
            remedy=_("Begin it with one of {kinds}.").format(kinds=", ".join((*_FIELDS, *KINDS))),
        )
    known = {name.casefold(): name for name in KINDS[kind](case)}
    found = known.get(rest.casefold())
    if found is None:
        raise Invalid(
            _("The case has no such place."),
            field="remark",
            value=place,
            remedy=_("There are: {places}.").format(
                places=", ".join(f"{kind}/{name}" for name in list(known.values())[:20])
                or _("none")
            ),
        )
    return f"{kind}/{found}"


def remark_of(line: str) -> tuple[str, str]:
    """`items/2/code=why no code?` as place and text."""
    place, equals, text = line.partition("=")
    if not (equals and place.strip() and text.strip()):
        raise Invalid(
            _("This is not a place and a remark."),
            field="remark",
            value=line,
            remedy=_("Write it as items/2/code=why no code?"),
        )
    return place.strip(), text.strip()


def open_remarks(case: Case) -> tuple[Remark, ...]:
    """The remarks that the author has before them: of the version returned last, none proposed
    since."""
    decision = case.decision
    if decision is None or decision.state != "returned":
        return ()
    return tuple(remark for remark in case.remarks if remark.decision_id == decision.id)


def place_words(case: Case, place: str) -> str:
    """A place as people say it: “Item 2, code”, “Flag RF-P05”, “Reason”."""
    kind, _slash, rest = place.partition("/")
    if kind not in _WORDS:
        return place
    name, _slash, part = rest.partition("/")
    return _WORDS[kind]().format(name=_shown(case, kind, name), part=part).rstrip(", ")


def _shown(case: Case, kind: str, name: str) -> str:
    if kind == "hits":
        return next((hit.match.name for hit in case.hits if hit.id == name), name)
    if kind == "parties":
        return next((p.name or p.role.value for p in case.parties if p.id == name), name)
    if kind == "actions":
        return next((a.addressee for a in case.actions if a.id == name), name)
    return name


_WORDS: Mapping[str, Callable[[], str]] = {
    "outcome": lambda: _("Outcome"),
    "basis": lambda: _("Basis"),
    "reason": lambda: _("Statement of reasons"),
    "items": lambda: _("Item {name}, {part}"),
    "classifications": lambda: _("Item {name}, {part}"),
    "parties": lambda: _("Party {name}"),
    "hits": lambda: _("Hit {name}"),
    "flags": lambda: _("Flag {name}"),
    "enrichment": lambda: _("Learned: {name}"),
    "evidence": lambda: _("Evidence {name}"),
    "tracks": lambda: _("Track {name}"),
    "actions": lambda: _("Request to {name}"),
}
