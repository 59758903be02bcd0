"""A letter that goes out: numbered, kept word for word, logged, and evidence of what was said."""

from dataclasses import dataclass
from pathlib import Path

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.letters.deeds import ISSUE_LETTER, IssueLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import LetterOrder, said_fields, said_rows
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.handler import Tell, refuse
from landwaiter.services.evidence.adding_evidence import add_file
from landwaiter.services.letters.letter_draft import compose_letter, frame_of
from landwaiter.services.letters.letter_output import letter_sheet
from landwaiter.services.reports.reporting import refuse_names
from landwaiter.services.retention.disclosures import disclosed
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.letters.letters import LetterOut, letters_out
from landwaiter.whole_file import aside_of, take_name


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


def order_of(said: IssueLetter) -> LetterOrder:
    """What is wanted, read as a draft reads it; questions that no request asked open none."""
    if said.kind is LetterKind.INFORMATION and said.rows:
        raise NotAllowed(
            _("An issued letter asks what a request on the case asks."),
            field="row",
            remedy=_("Record the request first (the act “request_information”), without --row."),
        )
    return LetterOrder(
        said.kind,
        said.reference,
        said.to,
        said.lang.strip().lower(),
        said_fields(said.kind, said.say),
        said_rows(said.kind, said.rows),
        said.exhibits,
    )


def issue_letter(session: Session, said: IssueLetter, tell: Tell) -> IssueResult:
    """The letter under its number; the file is written once the casebook knows of it."""
    from landwaiter.reports.paper.letter_pdf import letter_pdf  # noqa: PLC0415  # slow to import

    refuse_names(said.pdf, None)
    order = order_of(said)
    target = said.pdf.absolute()
    part = aside_of(target)
    try:
        with session.writing(ISSUE_LETTER.name) as work:
            view, frame = case_view(session, order.reference), frame_of(session, order.reference)
            refuse(ADD_EVIDENCE, session.actor(session.registry(work.conn)), view.case)
            no = len(letters_out(work.conn, view.case.id)) + 1
            number = f"{view.case.reference}/{no}"
            letter = compose_letter(view, order, frame, number=number)
            body, pages = canonical_bytes(plain(letter)), letter_pdf(letter_sheet(letter))
            part.write_bytes(pages)
            hashes = {"sha256": sha256_hex(body), "template_sha256": letter.template_sha256}
            stated = {"kind": letter.kind, "language": letter.language.code}
            recipient = letter.address[0]
            records.add(
                work.conn,
                "letter_out",
                id=work.new_id(),
                case_id=view.case.id,
                no=no,
                recipient=recipient,
                body=body,
                pdf_sha256=sha256_hex(pages),
                author=work.actor,
                at=work.now,
                **stated,
                **hashes,
            )
            told = {"number": number, "to": recipient, **stated, **hashes}
            told["reference"] = view.case.reference
            work.audit(ISSUE_LETTER.entry, f"case/{view.case.id}", told)
            content = {
                "recipient": recipient,
                "basis": said.basis.strip(),
                "what": _("Letter {number}").format(number=number),
                "file": target.name,
                "sha256": sha256_hex(pages),
            }
            disclosed(work, content, reference=view.case.reference)
            work.changed("reports", view.case.id)
            # The record first: no letter goes out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
    finally:
        part.unlink(missing_ok=True)
    entered = add_file(session, AddFile(view.case.reference, target), tell)
    return IssueResult(
        number,
        letter.kind,
        letter.language.code,
        hashes["sha256"],
        target,
        sha256_hex(pages),
        entered.no,
    )


def letters_of(session: Session, reference: str) -> tuple[LetterOut, ...]:
    """What was issued on a case."""
    view = case_view(session, reference)
    with session.reading() as conn:
        return letters_out(conn, view.case.id)
