"""What changed between two versions of a decision, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.cases.decision import named
from landwaiter.services.base.decision_words import DecisionEntry, PartOfText, parts_of

_MOST_WORDS = 4_000
_EVIDENCE = re.compile(r"\bE-\d{2,}\b")
_WORDS = re.compile(r"\S+|\s+")
_REVIEWED = frozenset({"returned", "approved", "reopened", "countersign"})
"""States that say that a second person looked at the version."""


@dataclass(frozen=True, slots=True)
class DecisionDifference:
    """One line of what changed between two versions of a decision."""

    field: str
    before: str
    after: str
    source: str
    """The evidence that it names, such as “E-09”."""
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""
    part: str = ""
    """Name of its part of the text: proposal, flags, hits …"""


class PieceState(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TextPiece:
    kept: PieceState
    text: str


def word_changes(before: str, after: str) -> tuple[TextPiece, ...]:
    """Words of both texts in order: kept, removed, added. Joined, the kept and added are `after`.

    Of very long texts only the whole is compared.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        old, new = [before], [after]
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[TextPiece]:
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield TextPiece(PieceState.SAME, "".join(new[c:d]))
            continue
        yield TextPiece(PieceState.REMOVED, "".join(old[a:b]))
        yield TextPiece(PieceState.ADDED, "".join(new[c:d]))


def _joined(pieces: Iterator[TextPiece]) -> Iterator[TextPiece]:
    """A blank kept between two changed words is no island: the changes are told as one."""
    run: dict[PieceState, str] = {PieceState.REMOVED: "", PieceState.ADDED: ""}
    for piece in pieces:
        between = piece.kept is PieceState.SAME and piece.text.isspace() and any(run.values())
        if piece.kept is not PieceState.SAME or between:
            for kept in (PieceState.REMOVED, PieceState.ADDED) if between else (piece.kept,):
                run[kept] += piece.text
            continue
        yield from _told(run)
        run = {PieceState.REMOVED: "", PieceState.ADDED: ""}
        yield piece
    yield from _told(run)


def _told(run: dict[PieceState, str]) -> Iterator[TextPiece]:
    """Blanks at the end of both sides are kept ones."""
    gone, come = run[PieceState.REMOVED], run[PieceState.ADDED]
    if gone.isspace() and come.isspace():
        yield TextPiece(PieceState.SAME, come)
        return
    tail = come[len(come.rstrip()) :] if gone[-1:].isspace() and come[-1:].isspace() else ""
    if tail:
        gone, come = gone.rstrip(), come[: -len(tail)]
    yield from (
        TextPiece(kept, text)
        for kept, text in (
            (PieceState.REMOVED, gone),
            (PieceState.ADDED, come),
            (PieceState.SAME, tail),
        )
        if text
    )


def version_before(case: Case) -> Decision | None:
    """The last earlier version that a second person looked at; else the one just before."""
    earlier = case.decisions[:-1]
    reviewed = tuple(decision for decision in earlier if decision.state in _REVIEWED)
    return next(reversed(reviewed or earlier), None)


def differences(case: Case) -> tuple[DecisionDifference, ...]:
    """Proposal and substance of the last version against the one reviewed before it."""
    before, after = version_before(case), case.decision
    return between(case, before, after) if before and after else ()


def between(case: Case, before: Decision, after: Decision) -> tuple[DecisionDifference, ...]:
    """Proposal and substance of one version against an earlier one."""
    old = {part.name: part for part in parts_of(before.text)}
    new = {part.name: part for part in parts_of(after.text)}
    names = dict.fromkeys((*new, *old))
    return tuple(
        difference
        for name in names
        for difference in _of_part(case, name, old.get(name), new.get(name))
    )


def evidence_named(text: str) -> tuple[str, ...]:
    """Pieces of evidence that a text refers to, such as E-09."""
    return tuple(dict.fromkeys(_EVIDENCE.findall(text)))


def hit_place(case: Case, place: str) -> str:
    """The hit of a text, named there by list, listing and party, as it is called in the case."""
    _hits, list_id, listing_id, party_id = (place.split("/", 3) + [""] * 3)[:4]
    for hit in case.hits:
        if (*named(hit)[:2], hit.party_id) == (list_id, listing_id, party_id):
            return f"hits/{hit.id}"
    return ""


def _of_part(
    case: Case, name: str, before: PartOfText | None, after: PartOfText | None
) -> Iterator[DecisionDifference]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        before_said, after_said = was.said if was else "", now.said if now else ""
        if before_said != after_said:
            shown = now or was
            assert shown is not None  # noqa: S101  # the key is of one of them
            place = hit_place(case, shown.place) if name == "hits" else shown.place
            named = ", ".join(evidence_named(after_said))
            yield DecisionDifference(shown.title, before_said, after_said, named, place, name)


def _by_key(part: PartOfText | None) -> dict[str, DecisionEntry]:
    """Entries of one key, such as two facts of one field, are read together."""
    found: dict[str, DecisionEntry] = {}
    for statement in part.statements if part else ():
        known = found.get(statement.key)
        found[statement.key] = (
            DecisionEntry(known.key, known.title, f"{known.said} / {statement.said}", known.place)
            if known
            else statement
        )
    return found
