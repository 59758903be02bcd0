"""Evidence in sentences: custody, grading, tombstones; with or without the source in confidence."""

from collections.abc import Mapping
from dataclasses import replace

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.evidence.custody import (
    INFORMATION,
    SOURCES,
    CustodyEvent,
    CustodyKind,
    label,
)
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.wording import shown_date
from landwaiter.services.evidence.mail_words import stated, told_notes

_HAPPENED: Mapping[CustodyKind, str] = {
    CustodyKind.RECEIVED: N_("received from {party}"),
    CustodyKind.SEALED: N_("sealed"),
    CustodyKind.OPENED: N_("opened"),
    CustodyKind.EXAMINED: N_("examined"),
    CustodyKind.MOVED: N_("moved"),
    CustodyKind.HANDED_OVER: N_("handed over to {party}"),
    CustodyKind.GIVEN_BACK: N_("given back to {party}"),
}
_WITH_SOURCE = frozenset({CustodyKind.RECEIVED, CustodyKind.GIVEN_BACK})
_BESIDE = (
    ("party", N_("with {value}")),
    ("place", N_("at {value}")),
    ("seal", N_("seal {value}")),
    ("note", N_("{value}")),
)


def told_custody(event: CustodyEvent, *, hide_source: bool = False) -> str:
    """“received from the exporter, at Gdansk, seal PL-7”.

    A source in confidence is not named where `hide_source` says so, nor is what was noted with it.
    """
    hidden = hide_source and event.kind in _WITH_SOURCE
    template = _HAPPENED[event.kind]
    party = _("a source in confidence") if hidden else event.party
    told = [_(template).format(party=party)]
    for name, beside in () if hidden else _BESIDE:
        value = getattr(event, name)
        if value and not (name == "party" and "{party}" in template):
            told.append(_(beside).format(value=value))
    return joined(", ", told)


def custody_line(event: CustodyEvent, *, hide_source: bool = False, state: str) -> str:
    """“27 Mar 2026: received from the exporter; entered by Ana”, by the day of the `state`."""
    return _("{day}: {what}; entered by {author}").format(
        day=shown_date(local_date(event.at, state)),
        what=told_custody(event, hide_source=hide_source),
        author=event.author,
    )


def custody_lines(piece: Evidence, *, state: str, for_report: bool = False) -> tuple[str, ...]:
    """The chain of custody, the oldest first; a report never names a source in confidence."""
    hide = for_report and piece.is_in_confidence
    return tuple(
        custody_line(_unproven(piece, one), hide_source=hide, state=state) for one in piece.custody
    )


def _unproven(piece: Evidence, event: CustodyEvent) -> CustodyEvent:
    """A sender as a mail states it is called so wherever it is named."""
    is_stated = piece.stated_sender and event.kind is CustodyKind.RECEIVED
    return replace(event, party=sender_of(piece)) if is_stated else event


def sender_of(piece: Evidence) -> str:
    """From whom it came; of a mail the sender as stated, which is said with it."""
    if not piece.stated_sender:
        return piece.received_from
    return _("{sender} (as stated, not proven)").format(sender=piece.received_from)


def source_of(piece: Evidence) -> str:
    """From whom a report says that a piece came."""
    return _("source in confidence") if piece.is_in_confidence else sender_of(piece)


def told_grade(grade: str) -> str:
    """“B2: usually reliable source, probably true”; empty where there is none."""
    if not grade:
        return ""
    return _("{grade}: source {source}, information {said}").format(
        grade=grade, source=_(SOURCES[grade[0]]), said=_(INFORMATION[grade[1]])
    )


def told_gradings(piece: Evidence, *, state: str) -> tuple[str, ...]:
    """Each grading with who gave it, when and why; the oldest first."""
    return tuple(
        _("{grade}, by {author} on {day}{why}").format(
            grade=told_grade(one.grade),
            author=one.author,
            day=shown_date(local_date(one.at, state)),
            why=joined("", (": ", one.reason)) if one.reason else "",
        )
        for one in piece.gradings
    )


def told_wipe(piece: Evidence, *, state: str) -> str:
    """The tombstone as a sentence; empty for a piece whose file is there."""
    wipe = piece.wipe
    if wipe is None:
        return ""
    return _("{label} was wiped on {day} by {author}, seconded by {seconder}: {reason}").format(
        label=piece.label,
        day=shown_date(local_date(wipe.at, state)),
        author=wipe.author,
        seconder=wipe.seconded_by,
        reason=wipe.reason,
    )


def told_evidence(piece: Evidence, *, state: str) -> tuple[str, ...]:
    """What was recorded about a piece: custody, gradings, confidence, whose copy, its end."""
    told = [] if piece.mail is None else [stated(piece.mail), *told_notes(piece.mail)]
    if piece.attached_to is not None:
        told.append(_("It came attached to {label}.").format(label=label(piece.attached_to)))
    told += [*custody_lines(piece, state=state), *told_gradings(piece, state=state)]
    if piece.is_in_confidence:
        told.append(_("The source is kept in confidence."))
    if piece.redacts is not None:
        told.append(_("A redacted copy of {label}.").format(label=label(piece.redacts)))
    if piece.wipe is not None:
        told.append(told_wipe(piece, state=state))
    return tuple(told)
