"""Finds of sources in confidence: shown before a report is issued, and judged by persons.

Who says that a find is the source signs it. That it is another thing, so that its words are
printed, takes two: it is a motion, which names the find by its digest and says neither text nor
words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from landwaiter.domain.reports.bundle_deeds import BUNDLE
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.find_deeds import JUDGE_FIND, JudgeFind
from landwaiter.domain.reports.finds import SHORTEST_ID, FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import PROFILE_WORDS, Profile
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.handler import Result, Tell
from landwaiter.services.deeds.motions import moved
from landwaiter.services.reports.bundle.making import contents_of
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.freezing import finds_in_report
from landwaiter.services.reports.kinds.paper_kinds import why_no_paper
from landwaiter.services.reports.paper_readers import ReportReader, reader_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.deeds.motion_rows import motion_of
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed
from landwaiter.storage.reports.find_rows import JUDGE, judgement_stated, waiting_finds

Given = Mapping[str, Any]


def finds_known(
    session: Session, reference: str, kind: CaseReport, reader: Profile, to: str = ""
) -> tuple[SourceFind, ...]:
    """Where a report of now would name a source in confidence, and what was said of each; each
    text once, what nobody has judged first."""
    case_id, found = _finds(session, reference, kind, reader_of(kind, reader, to))
    with session.reading() as conn:
        waiting = waiting_finds(conn, case_id) if found else frozenset()
    each: dict[str, SourceFind] = {}
    for one in found:
        each.setdefault(one.digest, replace(one, waits=one.digest in waiting))
    return tuple(sorted(each.values(), key=lambda one: (one.outcome is not None, one.waits)))


def _finds(
    session: Session, reference: str, kind: CaseReport, reader: ReportReader
) -> tuple[str, tuple[SourceFind, ...]]:
    one = report_type(kind.value)
    case_id, found = finds_in_report(
        session,
        reference,
        compose=one.compose,
        report_type=one.name,
        reader=reader,
    )
    if kind is CaseReport.CASE and reader.profile is Profile.COURT:
        found = (*found, *_in_bundle(session, reference))
    return case_id, found


def _in_bundle(session: Session, reference: str) -> tuple[SourceFind, ...]:
    """The same of the bundle that the court would get; nothing while none may be made."""
    view = case_view(session, reference)
    if why_no_paper(BUNDLE, view):
        return ()
    return finds_in_report(
        session,
        reference,
        compose=contents_of(session, view.case).composed,
        report_type=BUNDLE,
        reader=ReportReader(Profile.COURT),
    )[1]


def judge_find(session: Session, said: JudgeFind, _tell: Tell) -> Result:
    """Signed for the very text that the find stands in, or moved where it is another thing;
    NotFound where no find has this name, Conflict where it waits already."""
    case_id, found = _finds(
        session, said.reference, said.kind, reader_of(said.kind, said.reader, said.to)
    )
    one = _named(found, said)
    if said.outcome is FindOutcome.OTHER:
        return _move_release(session, said, case_id, one)
    with session.writing(JUDGE_FIND.name) as work:
        session.require_key(session.registry(work.conn))
        row = {
            "id": work.new_id(),
            "case_id": case_id,
            "digest": one.digest,
            "outcome": said.outcome.value,
            "reason": said.reason.strip(),
            "author": work.actor,
        }
        made = sign_deed(work, session.casebook, JUDGE, judgement_stated(row))
        records.add(work.conn, "find_judgement", at=work.now, **row, **columns_of(made))
        work.audit(
            JUDGE_FIND.entry,
            find_object({"case": case_id, "find": one.digest}),
            _told(said.reference, one.digest, said.outcome, one.place),
        )
        work.changed("reports", case_id)
    return Result(work.changes, made=one.id)


def _named(found: tuple[SourceFind, ...], said: JudgeFind) -> SourceFind:
    wanted = said.find.strip().lower()
    for one in found:
        if len(wanted) >= SHORTEST_ID and one.digest.startswith(wanted):
            return one
    raise NotFound(
        _("The report has no such find."),
        field="find",
        value=said.find,
        remedy=_("List them: landwaiter report finds {reference}.").format(
            reference=said.reference
        ),
    )


def _told(reference: str, digest: str, outcome: FindOutcome, place: str) -> Given:
    """What the audit entry says: neither the text nor the words in it."""
    find = digest[:SHORTEST_ID]
    return {"reference": reference, "find": find, "outcome": outcome.value, "place": place}


def _move_release(session: Session, said: JudgeFind, case_id: str, one: SourceFind) -> Result:
    args = {
        "case": case_id,
        "report": said.kind.value,
        "reader": said.reader.value,
        "to": said.to.strip(),
        "place": one.place,
        "find": one.digest,
    }
    with session.writing(JUDGE_FIND.name) as work:
        if one.digest in waiting_finds(work.conn, case_id):
            raise Conflict(
                _("This find waits for a second person already."),
                field="find",
                value=one.id,
                remedy=_("Have it seconded or declined first."),
            )
        motion_id = moved(session, work, JUDGE_FIND.motion, args, said.reason)
    return Result(work.changes, motion_id, made=one.id)


def find_object(args: Given) -> str:
    return f"case/{args['case']}/find/{args['find'][:SHORTEST_ID]}"


def release_title(args: Given, facts: Given) -> str:
    """What the second person is asked. The history prints it: it says neither text nor words."""
    return _("Find {find} at {place} for the {reader} is another thing than a source").format(
        find=args["find"][:SHORTEST_ID],
        place=args["place"],
        reader=_(PROFILE_WORDS[Profile(args["reader"])]),
    )


def release_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The very text and words, by their digest."""
    return {"reference": reference_of(conn, str(args["case"])), "find": args["find"]}


def release_told(session: Session, args: Given) -> Iterator[str]:
    """What the second person reads before signing: the words, and the text that they stand in."""
    with session.reading() as conn:
        reference = reference_of(conn, str(args["case"]))
    kind = CaseReport(args["report"])
    reader = reader_of(kind, Profile(args["reader"]), str(args["to"]))
    found = _finds(session, reference, kind, reader)[1]
    for one in found:
        if one.digest == args["find"]:
            yield _("May name a source: {words}").format(words=one.words)
            yield _("Stands in: {text}").format(text=one.passage)
            return
    yield _("The report no longer holds this text: to agree would print nothing.")


def release_words(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """That they are another thing is kept; the audit entry names neither text nor words."""
    case_id = str(args["case"])
    motion = motion_of(work.conn, session.registry(work.conn), motion_id)
    records.add(
        work.conn,
        "find_release",
        id=work.new_id(),
        case_id=case_id,
        digest=args["find"],
        motion_id=motion_id,
        author=motion.author if motion else work.actor,
        at=work.now,
    )
    work.changed("reports", case_id)
    reference = reference_of(work.conn, case_id)
    return _told(reference, str(args["find"]), FindOutcome.OTHER, str(args["place"]))
