"""Wiping of evidence under four eyes: what it rests on, and the tombstone that it leaves.

The row stays with its hash. The file goes from the vault after the commit, once no other piece and
no raw file needs it; a process that is killed in between leaves it to the next opening.
"""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.evidence.evidence_words import told_wipe
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.storage.finding.text_rows import erase_evidence
from landwaiter.storage.retention.removal_rows import holds_on

DEED = stored.DEED
Given = Mapping[str, Any]


def wipe_object(args: Given) -> str:
    """`args` name `case` and `evidence` by identity."""
    return f"case/{args['case']}/evidence/{args['evidence']}"


def wipe_title(args: Given, facts: Given) -> str:
    """What the second person is asked, in one sentence."""
    said = plural(
        int(facts["size"]),
        "Wipe {label} “{name}” ({n} byte) of {reference} for good",
        "Wipe {label} “{name}” ({n} bytes) of {reference} for good",
        **{name: facts[name] for name in ("label", "name", "reference")},
    )
    if not facts["also"]:
        return said
    return _("{said}; its file stays with {others}").format(
        said=said, others=", ".join(facts["also"])
    )


def wipe_facts(session: Session, conn: Reader, args: Given) -> Given:
    """What goes, and which other pieces keep the file; NotAllowed where it may not go."""
    registry = session.registry(conn)
    case = load_case(conn, str(args["case"]), registry)
    piece = _piece(case, str(args["evidence"]))
    _refuse(conn, case, piece)
    others = [
        f"{row['reference']} {label(row['no'])}"
        for row in stored.same_files(conn, piece.sha256, registry)
        if (row["reference"], row["no"]) != (case.reference, piece.no)
    ]
    return {
        "reference": case.reference,
        "label": piece.label,
        "name": piece.name,
        "sha256": piece.sha256,
        "size": str(piece.size),
        "also": others,
    }


def _piece(case: Case, evidence_id: str) -> Evidence:
    for piece in case.evidence:
        if piece.id == evidence_id:
            return piece
    raise NotFound(_("There is no such evidence."), field="evidence", value=evidence_id)


def _refuse(conn: Reader, case: Case, piece: Evidence) -> None:
    if piece.wipe is not None:
        raise NotAllowed(told_wipe(piece, state=case.member_state))
    if any(hold["ended_at"] is None for hold in holds_on(conn, case.id)):
        raise NotAllowed(
            _("The case {reference} is under a legal hold: nothing of it is wiped.").format(
                reference=case.reference
            ),
            remedy=_("End the hold first, where its reason has ended."),
        )
    if case.stage is Stage.DECISION_REVIEW:
        raise NotAllowed(
            _("A proposal that rests on this evidence waits for its reviewer."),
            remedy=_("Wait for the decision, or withdraw the proposal."),
        )


def wipe(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Write the tombstone; the payload of the audit entry. The file goes after the commit."""
    facts = wipe_facts(session, work.conn, args)
    author, reason = stored.moved_by(work.conn, motion_id)
    records.add(
        work.conn,
        "evidence_wipe",
        evidence_id=args["evidence"],
        motion_id=motion_id,
        reason=reason,
        author=author,
        at=work.now,
    )
    erase_evidence(work.conn, str(args["evidence"]))
    work.after_commit(lambda: stored.remove_wiped(session.casebook, now=session.now()))
    work.changed("cases", str(args["case"]))
    return facts
