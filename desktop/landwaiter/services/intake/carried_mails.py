"""Calls and mails about requests that go to another case: there as well, as they stand here.

Other evidence stays with the case it came from. A mail that somebody judged is part of what became
of a request, so its piece comes along with what is attached to it and its chain of custody; the
file itself is kept once.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.custody import PARTS
from landwaiter.domain.evidence.piece import Evidence, attached_to, next_number
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.storage.base import records

_CALL = ("party", "said", "happened_at", "promised", "due", "author", "at")
_PIECE = ("name", "sha256", "size", "media_type", "received_from", "stated_sender", "mail")
_BY = ("author", "at")


def carry_calls(doing: CaseDoing[Any], other: Case, actions: Mapping[str, str]) -> None:
    """The calls about the requests that moved, given by old and new identity."""
    for call in doing.case.calls:
        if (action := actions.get(call.action_id or "")) is not None:
            _add(doing, "call_note", other, action_id=action, **_named(call, _CALL))


def carry_mails(doing: CaseDoing[Any], other: Case, actions: Mapping[str, str]) -> None:
    """What was said of mails and those requests, with the mails."""
    said = [one for one in doing.case.mail_answers if one.action_id in actions]
    mails = {one.evidence_id for one in said}
    whole = [one for one in doing.case.evidence if one.id in mails and one.wipe is None]
    known = {one.sha256: one.id for one in other.evidence if one.wipe is None}
    number, there = next_number(other.evidence), dict[str, str]()
    for piece in whole:
        if piece.sha256 not in known:
            _carry(doing, other, piece, number, known)
            number += 1
        there[piece.id] = known[piece.sha256]
    for one in said:
        if one.evidence_id in there:
            _add(
                doing,
                "mail_answer",
                other,
                evidence_id=there[one.evidence_id],
                action_id=actions[one.action_id],
                **_named(one, ("judgement", "reason", *_BY)),
            )


def _carry(
    doing: CaseDoing[Any], other: Case, piece: Evidence, number: int, known: dict[str, str]
) -> None:
    """One mail and what came with it, below a number of the other case."""
    known[piece.sha256] = _piece(doing, other, piece, no=number)
    numbers = {piece.no: number}
    for place, part in enumerate(_parts(doing.case.evidence, piece, known), 1):
        numbers[part.no] = number * PARTS + place
        within = numbers.get(part.attached_to or 0, number)
        known[part.sha256] = _piece(doing, other, part, no=numbers[part.no], attached_to=within)


def _parts(
    pieces: tuple[Evidence, ...], mail: Evidence, known: Mapping[str, str]
) -> Iterable[Evidence]:
    return (
        one for one in attached_to(pieces, mail.no) if one.wipe is None and one.sha256 not in known
    )


def _piece(doing: CaseDoing[Any], other: Case, piece: Evidence, **numbered: int) -> str:
    """A row for the piece and one for each thing that was recorded about it; its identity."""
    row_id = _add(
        doing,
        "evidence",
        other,
        vault_name=doing.session.casebook.vault.name_of(piece.sha256),
        redacts=None,
        **_named(piece, (*_PIECE, *_BY)),
        **numbered,
    )
    for table, values in _recorded(piece):
        records.add(doing.work.conn, table, id=doing.work.new_id(), evidence_id=row_id, **values)
    return row_id


def _recorded(piece: Evidence) -> Iterator[tuple[str, dict[str, Any]]]:
    for event in piece.custody:
        said = _named(event, ("kind", "party", "place", "seal", "note", "author"))
        yield "custody_event", {**said, "happened_at": event.at, "at": event.entered_at}
    for grading in piece.gradings:
        yield "evidence_grading", _named(grading, ("source", "information", "reason", *_BY))
    for one in piece.confidences:
        said = _named(one, ("reason", *_BY))
        yield "evidence_confidence", {**said, "in_confidence": int(one.in_confidence)}


def _named(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _add(doing: CaseDoing[Any], table: str, other: Case, **values: Any) -> str:
    row_id = doing.work.new_id()
    records.add(doing.work.conn, table, id=row_id, case_id=other.id, **values)
    return row_id
