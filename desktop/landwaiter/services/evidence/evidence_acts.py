"""Acts on evidence: a file entered, its chain of custody, its grading, a source in confidence."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from landwaiter.canonical import plain
from landwaiter.domain.cases.deeds_on_evidence import (
    ADD_EVIDENCE,
    CONFIDE_SOURCE,
    GRADE_EVIDENCE,
    RECORD_CUSTODY,
    AddEvidence,
    ConfideSource,
    GradeEvidence,
    RecordCustody,
)
from landwaiter.domain.evidence.custody import (
    CONFIDENCE,
    CUSTODY_NEEDS,
    PARTS,
    CustodyKind,
    is_grade,
)
from landwaiter.domain.evidence.mail import MailHead
from landwaiter.domain.evidence.piece import Evidence, next_number
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, figure
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records
from landwaiter.storage.base.records import from_plain


def add_evidence(doing: CaseDoing[AddEvidence]) -> Payload:
    """A file that lies in the vault already becomes evidence, numbered within the case.

    `value` holds name, sha256, size and media_type, and may hold grade, in_confidence and redacts;
    of a mail `mail` (its head) and `parts`, each with name, sha256, size, media_type and `within`
    (the part that it is attached to, 0 for the mail itself), which become pieces of their own.
    """
    return entered_piece(doing)[1]


def entered_piece(doing: CaseDoing[AddEvidence]) -> tuple[str, Payload]:
    """The same: the identity of the piece, and what the entry says of it."""
    given = doing.said.value
    name = _in_vault(doing, given)
    digest = str(given["sha256"])
    for piece in doing.case.evidence:
        if piece.sha256 == digest and piece.wipe is None:
            raise Conflict(
                _("The case has this file already, as {label}.").format(label=piece.label),
                value=str(given.get("name")),
            )
    redacts = given.get("redacts")
    mail, parts = _mail(given.get("mail")), _parts(doing, given.get("parts") or ())
    no = next_number(doing.case.evidence)
    if no >= PARTS or len(parts) >= PARTS:
        raise NotAllowed(
            _("A case has at most {most} pieces of evidence, and as many with each.").format(
                most=figure(PARTS - 1)
            )
        )
    source = str(doing.said.source)
    facts = {
        "no": no,
        "name": str(given["name"]),
        "sha256": digest,
        "size": int(given["size"]),
        "media_type": str(given["media_type"]),
        "received_from": source,
    }
    stated = {"stated_sender": int(mail is not None and source in {mail.sender, "?"})}
    if redacts is not None:
        facts["redacts"] = evidence_of(doing, int(redacts)).no
    evidence_id = _stated(
        doing,
        "evidence",
        case_id=doing.case.id,
        vault_name=name,
        mail=mail,
        **{"redacts": None, **facts, **stated},
    )
    told = {**facts, **_entered(doing, evidence_id, given)}
    if mail is None:
        return evidence_id, told
    attached = _attach(doing, given, no, parts, stated)
    return evidence_id, {**told, "mail": mail, "attached": attached}


def _mail(given: Any) -> MailHead | None:
    try:
        return None if given is None else from_plain(plain(given), MailHead)
    except msgspec.ValidationError as error:
        raise Invalid(
            _("This is not what a mail says of itself."), field="value", value=str(error)
        ) from None


def _parts(doing: CaseDoing[Any], given: Any) -> list[tuple[Mapping[str, Any], str]]:
    """Each attachment with its name in the vault."""
    return [(one, _in_vault(doing, one)) for one in given]


def _attach(
    doing: CaseDoing[AddEvidence],
    given: Mapping[str, Any],
    mail_no: int,
    parts: list[tuple[Mapping[str, Any], str]],
    stated: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Each attachment a piece of its own, from whom the mail came; what is known is kept once."""
    known = {one.sha256: one.no for one in doing.case.evidence if one.wipe is None}
    numbers, told = [mail_no], []
    known[str(given["sha256"])] = mail_no
    no = mail_no * PARTS
    for part, vault_name in parts:
        digest = str(part["sha256"])
        if digest in known:
            numbers.append(known[digest])
            continue
        no += 1
        known[digest] = no
        numbers.append(no)
        facts = {
            "no": no,
            "name": str(part["name"]),
            "sha256": digest,
            "size": int(part["size"]),
            "media_type": str(part["media_type"]),
            "attached_to": numbers[int(part.get("within", 0))],
        }
        evidence_id = _stated(
            doing,
            "evidence",
            case_id=doing.case.id,
            vault_name=vault_name,
            received_from=str(doing.said.source),
            redacts=None,
            mail=_mail(part.get("mail")),
            **facts,
            **stated,
        )
        _entered(doing, evidence_id, {"in_confidence": given.get("in_confidence")})
        told.append(facts)
    return told


def _in_vault(doing: CaseDoing[Any], given: Any) -> str:
    """The name in the vault under which the file lies; it was read and hashed when it came in."""
    digest = str(given.get("sha256", "")) if isinstance(given, Mapping) else ""
    vault = doing.session.casebook.vault
    if re.fullmatch(r"[0-9a-f]{64}", digest):
        name = vault.name_of(digest)
        if vault.has(name, int(given.get("size", -1))):
            return name
    raise Invalid(
        _("The file of this evidence is not in the vault."),
        field="value",
        remedy=_("Use “evidence add” with the file itself."),
    )


def _entered(doing: CaseDoing[Any], evidence_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the person said with the file: how it came, what it is worth, whether to keep silent."""
    said = {"place": doing.said.place.strip(), "seal": doing.said.seal.strip()}
    source = str(doing.said.source)
    _custody(doing, evidence_id, CustodyKind.RECEIVED, doing.at, party=source, **said)
    told: dict[str, Any] = {"received": {"at": doing.at, **said}}
    if grade := given.get("grade"):
        told["grade"] = _grade(doing, evidence_id, str(grade), reason="")
    if given.get("in_confidence"):
        _confide(doing, evidence_id, in_confidence=True, reason="")
        told["in_confidence"] = True
    return told


def evidence_of(doing: CaseDoing[Any], number: int) -> Evidence:
    """The piece of evidence with this number, or NotFound."""
    for piece in doing.case.evidence:
        if piece.no == number:
            return piece
    raise NotFound(
        _("The case has no evidence with this number."),
        field="evidence",
        value=str(number),
        remedy=_("It has {labels}.").format(
            labels=", ".join(piece.label for piece in doing.case.evidence) or _("none")
        ),
    )


def record_custody(doing: CaseDoing[RecordCustody]) -> Payload:
    """One more link of the chain: what happened, when, where, with whom, under which seal."""
    piece = evidence_of(doing, doing.said.evidence)
    kind = doing.said.outcome
    if need := CUSTODY_NEEDS[kind]:
        doing.needed(need)
    said = doing.said
    _custody(
        doing,
        piece.id,
        kind,
        doing.at,
        party=said.to,
        place=said.place.strip(),
        seal=said.seal.strip(),
        note=said.reason.strip(),
    )
    # Apart from the facts that a chronology prints: the chain of custody has them, and knows
    # which source is in confidence.
    told = {"at": doing.at, "party": said.to, "place": said.place, "seal": said.seal}
    custody = {**told, "note": said.reason}
    return {"evidence": piece.label, "outcome": kind, "custody": custody}


def grade_evidence(doing: CaseDoing[GradeEvidence]) -> Payload:
    """A new grading beside the ones before; to grade again needs a reason."""
    piece = evidence_of(doing, doing.said.evidence)
    grade, reason = doing.said.outcome, doing.said.reason.strip()
    if piece.gradings:
        reason = doing.needed("reason")
    if piece.grade == grade:
        raise NotAllowed(
            _("{label} is graded {grade} already.").format(label=piece.label, grade=grade)
        )
    _grade(doing, piece.id, grade, reason=reason)
    return {"evidence": piece.label, "grade": [piece.grade or None, grade], "reason": reason}


def confide_source(doing: CaseDoing[ConfideSource]) -> Payload:
    """Keep the source of a piece in confidence, or, with a reason, no longer."""
    piece = evidence_of(doing, doing.said.evidence)
    in_confidence = doing.said.outcome == CONFIDENCE[0]
    if piece.is_in_confidence is in_confidence:
        raise NotAllowed(_("{label} is kept so already.").format(label=piece.label))
    reason = doing.said.reason.strip() if in_confidence else doing.needed("reason")
    _confide(doing, piece.id, in_confidence=in_confidence, reason=reason)
    return {"evidence": piece.label, "outcome": doing.said.outcome, "reason": reason}


def _custody(
    doing: CaseDoing[Any], evidence_id: str, kind: CustodyKind, at: datetime, **said: str
) -> None:
    facts = {"party": "", "place": "", "seal": "", "note": "", **said}
    _stated(doing, "custody_event", evidence_id=evidence_id, kind=kind, happened_at=at, **facts)


def require_grade(grade: str) -> None:
    """Invalid unless it is empty or A1 to F6."""
    if grade and not is_grade(grade):
        raise Invalid(
            _("A grading is a letter A to F and a figure 1 to 6."),
            field="grade",
            value=grade,
            remedy=_("For example B2: usually reliable, probably true."),
        )


def _grade(doing: CaseDoing[Any], evidence_id: str, grade: str, *, reason: str) -> str:
    require_grade(grade)
    _stated(
        doing,
        "evidence_grading",
        evidence_id=evidence_id,
        source=grade[0],
        information=grade[1],
        reason=reason,
    )
    return grade


def _confide(doing: CaseDoing[Any], evidence_id: str, *, in_confidence: bool, reason: str) -> None:
    _stated(
        doing,
        "evidence_confidence",
        evidence_id=evidence_id,
        in_confidence=int(in_confidence),
        reason=reason,
    )


def _stated(doing: CaseDoing[Any], table: str, **values: Any) -> str:
    """A new row with who and when; its identity."""
    row_id = doing.work.new_id()
    records.add(
        doing.work.conn, table, id=row_id, author=doing.actor.name, at=doing.work.now, **values
    )
    return row_id


HANDLERS = (
    CaseHandler(ADD_EVIDENCE, add_evidence),
    CaseHandler(RECORD_CUSTODY, record_custody),
    CaseHandler(GRADE_EVIDENCE, grade_evidence),
    CaseHandler(CONFIDE_SOURCE, confide_source),
)
