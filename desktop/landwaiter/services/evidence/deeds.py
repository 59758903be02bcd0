"""Carries out the deeds on evidence that is kept."""

from dataclasses import dataclass

from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence import deeds
from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence, WipeEvidence
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.services.deeds.handler import Doing, Job, Mover, Tell
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.evidence import evidence_wipe
from landwaiter.services.evidence.adding_evidence import add_file
from landwaiter.services.evidence.evidence_files import (
    case_of,
    piece_of,
    refuse_taken,
    write_original,
)
from landwaiter.services.warm.session import Session
from landwaiter.whole_file import aside_of, take_name


@dataclass(frozen=True, slots=True)
class PieceOnCase:
    """A piece of evidence with its case."""

    case: Case
    piece: Evidence

    @property
    def reference(self) -> str:
        return self.case.reference


def export_evidence(session: Session, said: ExportEvidence, tell: Tell) -> Evidence:
    """The piece that was written.

    Nothing is left where the vault's copy is damaged, the disk is full or somebody cancelled.
    """
    with session.reading() as conn:
        case = case_of(session, conn, said.reference)
    piece = piece_of(case, said.number)
    target = said.file.absolute()
    refuse_taken(target)
    part = aside_of(target)
    try:
        write_original(session, piece, part, tell)
        with session.writing(deeds.EXPORT_EVIDENCE.name) as work:
            work.audit(
                deeds.EXPORT_EVIDENCE.name,
                f"case/{case.id}/evidence/{piece.id}",
                {
                    "reference": case.reference,
                    "evidence": piece.label,
                    "name": piece.name,
                    "sha256": piece.sha256,
                    "file": target.name,
                    "reason": said.reason,
                },
            )
            # The record first: no file is given out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
            work.changed("audit", case.id)
    finally:
        part.unlink(missing_ok=True)
    return piece


def piece_on_case(doing: Doing, said: WipeEvidence) -> PieceOnCase:
    case = case_of(doing.session, doing.conn, said.reference)
    return PieceOnCase(case, piece_of(case, said.number))


def _wiping(_doing: Doing, _said: WipeEvidence, found: PieceOnCase) -> Plain:
    return {"case": found.case.id, "evidence": found.piece.id}


_ADD_FILE: Job[AddFile] = Job(deeds.ADD_FILE, add_file)
_EXPORT_EVIDENCE: Job[ExportEvidence] = Job(deeds.EXPORT_EVIDENCE, export_evidence)
_WIPE_EVIDENCE: Mover[WipeEvidence, PieceOnCase] = Mover(
    deeds.WIPE_EVIDENCE,
    _wiping,
    MotionForm(
        evidence_wipe.wipe_title,
        evidence_wipe.wipe_object,
        evidence_wipe.wipe_facts,
        evidence_wipe.wipe,
    ),
    piece_on_case,
)
HANDLERS = (_ADD_FILE, _EXPORT_EVIDENCE, _WIPE_EVIDENCE)
