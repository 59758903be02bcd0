"""The checks of a casebook that know what a case is: approvals, motions, stages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from landwaiter.domain.cases.case import Case
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.i18n import N_, _
from landwaiter.services.casebook.rows_by_two import by_one
from landwaiter.services.casebook.trade_checks import trade_store
from landwaiter.services.deeds.validity import FINAL_STAGES, final, why_not_valid
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import read_anchor_file
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check import Check, CheckReport, check_casebook
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.casebook.check_lists import lists_as_told
from landwaiter.storage.casebook.check_sifted_again import judged_as_sealed
from landwaiter.storage.casebook.check_told import told_rows
from landwaiter.storage.casebook.check_words import words_kept
from landwaiter.storage.cases import case_list, case_rows
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.deeds.motion_rows import all_motions
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.retention import removal_rows


def check(session: Session, anchors: Sequence[Path] = ()) -> CheckReport:
    """All that is wrong with the casebook and what is whole; `anchors` are files kept elsewhere."""
    outside = tuple(read_anchor_file(path) for path in anchors)
    session.casebook.look()
    return check_casebook(session.casebook, further=FURTHER, anchors=outside)


def _approvals(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Every decision that its author did not sign, every approval that does not count."""
    registry = load_registry(conn)
    for case_id in sorted({*case_rows.proposed_cases(conn), *_final_cases(conn)}):
        if not removal_rows.is_removed(conn, case_id):
            yield from _of_case(load_case(conn, case_id, registry))


def _of_case(case: Case) -> Iterator[Damage]:
    reasons = {d.version: d.approval.why_not for d in case.decisions if d.approval}
    reasons |= {d.version: d.unsound for d in case.decisions if d.unsound}
    if final(case):
        reasons[len(case.decisions)] = why_not_valid(case)
    for version, why in reasons.items():
        if why:
            yield Damage(
                _("{reference}, version {version} is not validly approved: {why}").format(
                    reference=case.reference, version=version, why=why
                ),
                _("decision {version} of {reference}").format(
                    version=version, reference=case.reference
                ),
                case.reference,
            )


def _final_cases(conn: Reader) -> Iterator[str]:
    """Cases in a stage that only an approved decision leads to."""
    chosen, after = case_list.CaseFilter(stages=FINAL_STAGES), None
    while True:
        rows, after = case_list.page(conn, chosen, sort="reference", after=after)
        yield from (str(row["id"]) for row in rows)
        if after is None:
            return


def _motions(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Motions that were changed, and deeds that were carried out without a second person."""
    for motion in all_motions(conn, load_registry(conn)):
        why = _why_no_motion(motion)
        if why:
            yield Damage(
                why, _("motion “{title}”").format(title=motion.title or motion.id), motion.reference
            )


def _why_no_motion(motion: Motion) -> str:
    if motion.unsound:
        return motion.unsound
    if motion.second is not None and motion.second.why_not:
        return motion.second.why_not
    if motion.state is MotionState.CARRIED_OUT and motion.second is None:
        return _("It was carried out without a second person.")
    return ""


FURTHER: tuple[tuple[str, Check], ...] = (
    (N_("approvals"), _approvals),
    (N_("motions"), _motions),
    (N_("four eyes"), by_one),
    (N_("trade store"), trade_store),
    (N_("sifted again"), judged_as_sealed),
    (N_("told rows"), told_rows),
    (N_("lists"), lists_as_told),
    (N_("words"), words_kept),
)
