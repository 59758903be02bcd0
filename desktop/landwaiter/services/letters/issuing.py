"""A letter that goes out: numbered, kept word for word, logged, and evidence of what was said.

All of it is one unit of work: the letter with its number, the request or hearing that it opens, the
piece of evidence that it is, and the disclosure. Killed in between, nothing of it is there.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE, AddEvidence
from landwaiter.domain.cases.deeds_on_tracks import (
    HEAR,
    REQUEST_INFORMATION,
    Hear,
    OutgoingRequest,
    RequestInformation,
)
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.letters.deeds import ISSUE_LETTER, IssueLetter
from landwaiter.domain.letters.deeds_on_letters import REMIND_OF_LETTER
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import (
    ASKED_BY,
    LetterOrder,
    said_by,
    said_fields,
    said_rows,
)
from landwaiter.domain.letters.letter_state import ASKS_ANEW
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.reports.proof.certificate import OfficeCertificate
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.refresh import refresh
from landwaiter.services.cases.requests import ask
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.evidence.evidence_acts import entered_piece
from landwaiter.services.letters.asking_values import CELLS, open_hearing
from landwaiter.services.letters.letter_conditions import asked, overdue
from landwaiter.services.letters.letter_draft import LetterDraft, compose_letter, frame_of
from landwaiter.services.letters.letter_output import letter_sheet
from landwaiter.services.letters.letter_steps import note_reminder
from landwaiter.services.letters.letter_words import written_in
from landwaiter.services.reports.files.file_names import refuse_names
from landwaiter.services.reports.files.received import Certificate
from landwaiter.services.reports.files.rendering import opened
from landwaiter.services.retention.disclosures import disclosed
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.whole_file import aside_of, take_name

_OF_DECISION: Final = frozenset({LetterKind.DECISION, LetterKind.ADVICE})
"""Letters that tell what was decided."""


@dataclass(frozen=True, slots=True)
class IssueResult:
    """A letter that was issued."""

    number: str
    kind: LetterKind
    language: str
    sha256: str
    pdf: Path
    pdf_sha256: str
    evidence: int
    remarks: tuple[str, ...] = ()
    """What should have been looked at again: see the draft."""


@dataclass(frozen=True, slots=True)
class IssueDoing:
    """A letter that is being issued: inside its unit of work, on the case as it is."""

    session: Session
    work: UnitOfWork
    case: Case
    actor: Actor
    order: LetterOrder
    letter: LetterDraft
    pages: bytes
    target: Path
    """Where the file is to lie."""
    remind: date | None = None
    """The day on which the writer is reminded of it."""

    def of_case(self, deed: CaseDeed[Any], said: Any) -> CaseDoing[Any]:
        """A deed on the case that is a part of it."""
        return CaseDoing(self.session, self.work, self.case, self.actor, deed, said)

    def audit(self, deed: str, told: Any) -> None:
        self.work.audit(deed, f"case/{self.case.id}", {"reference": self.case.reference, **told})


def order_of(said: IssueLetter) -> LetterOrder:
    """What is wanted, read as a draft reads it."""
    return LetterOrder(
        said.kind,
        said.reference,
        said.to,
        said.lang.strip().lower(),
        {**said_fields(said.kind, said.say), **said_by(said.kind, said.by)},
        said_rows(said.kind, said.rows),
        said.exhibits,
    )


def issue_letter(session: Session, said: IssueLetter, tell: Tell) -> IssueResult:
    """The letter under its number; the file is written once the casebook knows of it."""
    refuse_names(said.pdf, None)
    order = order_of(said)
    certificate = Certificate(said.certificate, said.password) if said.certificate else None
    seal = opened(session, certificate)
    target = said.pdf.absolute()
    part = aside_of(target)
    try:
        with session.writing(ISSUE_LETTER.name) as work:
            view = case_view(session, order.reference)
            actor = session.actor(session.registry(work.conn))
            _refuse(view.case, actor)
            number = f"{view.case.reference}/{len(view.case.letters) + 1}"
            frame = frame_of(session, view.case)
            letter = compose_letter(view, order, frame, number=number)
            pages = _pages(letter, seal, work.now)
            part.write_bytes(pages)
            doing = IssueDoing(
                session, work, view.case, actor, order, letter, pages, target, said.remind
            )
            result = _issued(doing, said.basis.strip())
            # The record first: no letter goes out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
    finally:
        part.unlink(missing_ok=True)
    tell(len(pages), len(pages), target.name)
    return result


def _pages(letter: LetterDraft, seal: OfficeCertificate | None, at: datetime) -> bytes:
    """The file as it goes out; with a certificate it bears the office's seal (PAdES)."""
    from landwaiter.reports.paper.letter_pdf import letter_pdf  # noqa: PLC0415  # slow to import

    if seal is None:
        return letter_pdf(letter_sheet(letter))
    from landwaiter.reports.paper.pdf_field import signature_place  # noqa: PLC0415  # as above
    from landwaiter.reports.proof.pades import signed_pdf  # noqa: PLC0415  # as above

    with written_in(letter.language.code):
        place = signature_place()
    return signed_pdf(letter_pdf(letter_sheet(letter), seal=place), seal, at=at)


def _refuse(case: Case, actor: Actor) -> None:
    """NotAllowed for who has a conflict of interest, and on a case that lives on in another."""
    if why := why_conflicted(case, actor.id, actor.name):
        raise NotAllowed(why)
    if case.stage is Stage.MERGED:
        raise NotAllowed(
            _("{title}: not in the stage {stage}.").format(
                title=_(ISSUE_LETTER.title), stage=stage_title(case.stage)
            )
        )


def _issued(doing: IssueDoing, basis: str) -> IssueResult:
    """Every row and entry of the letter, and the line of the case anew."""
    work, case, letter = doing.work, doing.case, doing.letter
    # Beside what others do on the case it only adds something.
    work.mark(f"case/{case.id}", {"revision": case.revision + 1, "scope": []})
    action_id = _request_of(doing)
    evidence_id, evidence = _evidence(doing)
    body = canonical_bytes(plain(letter))
    hashes = {"sha256": sha256_hex(body), "template_sha256": letter.template_sha256}
    pdf_sha256 = sha256_hex(doing.pages)
    stated = {"kind": letter.kind, "language": letter.language.code}
    recipient = letter.address[0]
    is_told = letter.kind in _OF_DECISION and case.decision is not None
    letter_id, due = work.new_id(), _asked_by(letter)
    records.add(
        work.conn,
        "letter_out",
        id=letter_id,
        case_id=case.id,
        no=len(case.letters) + 1,
        recipient=recipient,
        due=due,
        body=body,
        pdf_sha256=pdf_sha256,
        evidence_id=evidence_id,
        action_id=action_id,
        decision_id=case.decision.id if is_told and case.decision else None,
        author=work.actor,
        at=work.now,
        **stated,
        **hashes,
    )
    told = {"number": letter.number, "to": recipient, **stated, **hashes}
    asks = {"action": action_id} if action_id else {}
    days = {**({"due": due} if due else {}), **_reminder(doing, letter_id, action_id, due)}
    doing.audit(ISSUE_LETTER.entry, {**told, **asks, **days, "evidence": label(evidence)})
    _log(doing, recipient, basis, pdf_sha256)
    refresh(doing.session, work, case, doing.session.registry(work.conn), rescreen=False)
    work.changed("cases", case.id)
    work.changed("reports", case.id)
    return IssueResult(
        letter.number,
        letter.kind,
        letter.language.code,
        hashes["sha256"],
        doing.target,
        pdf_sha256,
        evidence,
        letter.remarks,
    )


def _asked_by(letter: LetterDraft) -> date | None:
    """The day by which the letter asks for an answer."""
    path = ASKED_BY.get(letter.kind)
    return next((one.day for one in letter.fields if one.path == path), None)


def _reminder(
    doing: IssueDoing, letter_id: str, action_id: str | None, due: date | None
) -> dict[str, Any]:
    """The day that the writer named; that of a request that it just opened stands there too."""
    if doing.remind is None:
        return {}
    asks = doing.letter.kind in ASKS_ANEW
    action = next((one for one in doing.case.actions if asks and one.id == action_id), None)
    until = action.due if action else due
    noting = doing.of_case(REMIND_OF_LETTER, None)
    return note_reminder(noting, letter_id, doing.remind, action=action, due=until)


def _log(doing: IssueDoing, recipient: str, basis: str, pdf_sha256: str) -> None:
    content = {
        "recipient": recipient,
        "basis": basis,
        "what": _("Letter {number}").format(number=doing.letter.number),
        "file": doing.target.name,
        "sha256": pdf_sha256,
    }
    disclosed(doing.work, content, reference=doing.case.reference)


def _evidence(doing: IssueDoing) -> tuple[str, int]:
    """The pages as a piece of the case, in its vault before anything names them.

    What went out is no ground of a decision: it is entered in whatever stage the case is.
    """
    vault = doing.session.casebook.vault
    vault.require_room(len(doing.pages))
    kept = vault.put(io.BytesIO(doing.pages))
    value = {
        "name": doing.target.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "media_type": "application/pdf",
    }
    said = AddEvidence(doing.case.reference, value, source=doing.work.actor)
    piece_id, told = entered_piece(doing.of_case(ADD_EVIDENCE, said))
    doing.audit(ADD_EVIDENCE.name, told)
    return piece_id, int(told["no"])


def _request_of(doing: IssueDoing) -> str | None:
    """The request that the letter asks or reminds of, the hearing that it opens."""
    case, kind = doing.case, doing.letter.kind
    if kind is LetterKind.INFORMATION:
        return _information(doing)
    if kind is LetterKind.HEARING:
        return _hearing(doing)
    if kind is LetterKind.REMINDER:
        reminded = overdue(case, doing.letter.day)
        return reminded.id if reminded else None
    return None


def _information(doing: IssueDoing) -> str | None:
    """The request that is open, or with questions of its own a new one."""
    case, letter = doing.case, doing.letter
    if not doing.order.rows:
        found = asked(case, letter.day)
        return found.id if found else None
    question = "\n".join(f" {CELLS} ".join(row).rstrip(f" {CELLS}") for row in doing.order.rows)
    for one in case.actions:
        if one.answered_at is None and one.question == question:
            raise NotAllowed(
                _("An open request on the case asks the same already."),
                field="row",
                remedy=_("Leave --row out: the letter then asks what that request asks."),
            )
    to = letter.address[0]
    said = RequestInformation(
        case.reference, to, question, date=_asked_by(letter), remind=doing.remind
    )
    return _opened(doing, REQUEST_INFORMATION, said)


def _hearing(doing: IssueDoing) -> str:
    """The hearing that is open, or a new one on the grounds that the letter gives.

    Its period counts from the day of service: until that is recorded no day is due.
    """
    case, letter = doing.case, doing.letter
    action = open_hearing(case)
    if action is None:
        grounds = next(one.text for one in letter.fields if one.path == "decision.grounds")
        return _opened(
            doing, HEAR, Hear(case.reference, letter.address[0], grounds, remind=doing.remind)
        )
    if action.period and not (action.due_at or action.served):
        records.end(doing.work.conn, "action", action.id, due=None, remind=None)
    return action.id


def _opened(doing: IssueDoing, deed: CaseDeed[Any], said: OutgoingRequest) -> str:
    """The request as its own deed opens it; it has not been served yet."""
    told = ask(doing.of_case(deed, said), served=False)
    doing.audit(deed.name, told)
    return str(told["action"])
