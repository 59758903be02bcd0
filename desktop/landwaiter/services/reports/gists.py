"""Gists: moved by one person, released by another, and printed while the passage stays the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.reports.gist_deeds import ReleaseGist, WithdrawGist
from landwaiter.domain.reports.gists import Gist, checked_gist, gist_label
from landwaiter.domain.reports.profiles import PROFILE_WORDS, Profile, ReadingRight, right_of
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import Words, _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.paper_reader import PassageMark, ReleasedGist
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.reports.numbered_rows import KindOfRow, end_row, row_named
from landwaiter.services.reports.sources.source_names import SourceNames, source_names
from landwaiter.services.reports.withheld_passages import (
    WithheldOfCase,
    WithheldOfReport,
    passage_of_case,
    passages_with,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.deeds.motion_rows import motion_of, motions_on
from landwaiter.storage.people.users import user_names
from landwaiter.storage.reports import gist_rows

Given = Mapping[str, Any]
_GIST: Final = KindOfRow("gist", end="gist_end", key="gist_id")


@dataclass(frozen=True, slots=True)
class GistRow:
    """A gist as lists show it, with what became of it."""

    gist: Gist
    released_by: str
    stands: bool
    """Printed where its passage is withheld."""
    why_not: Words = ""


def withheld_passage(doing: Doing, said: ReleaseGist) -> WithheldOfCase:
    """The passage that the deed names; NotFound where the report withholds none there."""
    return passage_of_case(doing.conn, said.dossier, said.place)


def gist_moved(doing: Doing, said: ReleaseGist, found: WithheldOfCase) -> Given:
    """What is signed: the sentence, and by salt and commitment the passage that it is for."""
    one = found.passage
    return {
        "case": found.case_id,
        "dossier": said.dossier,
        "report": found.report_type,
        "reader": found.profile.value,
        "place": one.place,
        "class": one.content.value,
        "salt": one.salt,
        "commitment": one.commitment,
        "context": one.context,
        "text": checked_gist(said.text),
    }


def gist_object(args: Given) -> str:
    return f"case/{args['case']}/gist/{args['commitment'][:16]}"


def gist_title(args: Given, facts: Given) -> str:
    """What the second person is asked. The history prints it: it says neither passage nor gist."""
    return _("Release a gist for the {reader} in place of {place} of {dossier}").format(
        reader=_(PROFILE_WORDS[Profile(args["reader"])]),
        place=args["place"],
        dossier=args["dossier"],
    )


def gist_told(session: Session, args: Given) -> Iterator[str]:
    """What the second person reads before signing: the passage, and the sentence for it."""
    with session.reading() as conn:
        found = passage_of_case(conn, str(args["dossier"]), str(args["place"]))
    yield _("Withheld: {passage}").format(passage=found.passage.said)
    yield _("Gist: {text}").format(text=args["text"])


def gist_facts(session: Session, conn: Reader, args: Given) -> Given:
    """That the report withholds it still, and that the sentence names no source."""
    found = passage_of_case(conn, str(args["dossier"]), str(args["place"]))
    content = found.passage.content
    if right_of(found.profile, content) is not ReadingRight.GIST:
        raise NotAllowed(
            _("The {reader} gets no gist of the class {content}.").format(
                reader=_(PROFILE_WORDS[found.profile]), content=content.value
            ),
            remedy=_("What each reader gets of each class: landwaiter report classes."),
        )
    if found.passage.commitment != args["commitment"]:
        raise Conflict(
            _("The report withholds something else there."), remedy=_("Write the gist anew.")
        )
    case = load_case(conn, found.case_id, session.registry(conn))
    refuse_names(conn, case, str(args["text"]))
    return {"reference": case.reference, "commitment": found.passage.commitment}


def refuse_names(conn: Reader, case: Case, text: str) -> None:
    """Invalid where the sentence may name a source in confidence of the case."""
    named = source_names(case, user_names(conn)).found_in(text)
    if named:
        raise Invalid(
            _("The gist may name who spoke in confidence: “{words}”.").format(words=named[0]),
            field="text",
            value=text,
            remedy=_("Say it in other words."),
        )


def release_gist(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """The gist is kept; the audit entry names no passage."""
    case_id = str(args["case"])
    motion = motion_of(work.conn, session.registry(work.conn), motion_id)
    known = gist_rows.gists_of(work.conn, case_id)
    number = known[-1].no + 1 if known else 1
    records.add(
        work.conn,
        "gist",
        id=work.new_id(),
        case_id=case_id,
        no=number,
        report_type=args["report"],
        profile=args["reader"],
        place=args["place"],
        content=args["class"],
        salt=args["salt"],
        commitment=args["commitment"],
        context=args["context"],
        text=args["text"],
        motion_id=motion_id,
        author=motion.author if motion else work.actor,
        at=work.now,
    )
    work.changed("reports", case_id)
    return {
        "reference": reference_of(work.conn, case_id),
        "gist": gist_label(number),
        "dossier": args["dossier"],
        "place": args["place"],
    }


def gist_named(doing: Doing, said: WithdrawGist) -> Gist:
    """The gist of the case with this number."""
    missing = NotFound(
        _("The case {reference} has no gist with this number.").format(reference=said.reference),
        field="number",
        value=str(said.number),
        remedy=_("List them: landwaiter report gists {reference}.").format(
            reference=said.reference
        ),
    )
    case_id = case_id_of(doing.conn, said.reference)
    return row_named(gist_rows.gists_of(doing.conn, case_id), said.number, missing)


def withdraw_gist(doing: Doing, said: WithdrawGist, found: Gist) -> Account:
    ended = _("This gist was withdrawn already.")
    return end_row(doing, said, found, kind=_GIST, ended=ended, place=found.place)


def gists_known(session: Session, reference: str) -> tuple[GistRow, ...]:
    """Every gist there ever was on a case, and whether it is printed."""
    with session.reading() as conn:
        case = load_case(conn, case_id_of(conn, reference), session.registry(conn))
        return _rows(session, conn, case)


def _rows(session: Session, conn: Reader, case: Case) -> tuple[GistRow, ...]:
    known = gist_rows.gists_of(conn, case.id)
    if not known:
        return ()
    motions = {one.id: one for one in motions_on(conn, session.registry(conn), case.id)}
    names = source_names(case, user_names(conn))
    return tuple(_row(one, motions.get(one.motion_id), names, case.id) for one in known)


def _row(gist: Gist, motion: Motion | None, names: SourceNames, case_id: str) -> GistRow:
    by = motion.second.seconder if motion and motion.second else ""
    if gist.ended_at:
        return GistRow(gist, by, stands=False, why_not=_("withdrawn"))
    if not gist_rows.carries_gist(motion, gist, case_id):
        return GistRow(gist, by, stands=False, why_not=_("not what two persons signed"))
    if names.found_in(gist.text):
        return GistRow(gist, by, stands=False, why_not=_("may name a source in confidence"))
    return GistRow(gist, by, stands=True)


def passages_for_gist(session: Session, dossier_id: str) -> WithheldOfReport:
    """What a gist may stand for, of a stored dossier by its identity; reading is audited.

    NotFound where it withholds nothing of which its reader gets a gist.
    """
    none = _("This report withholds nothing of which its reader gets a gist.")
    return passages_with(session, dossier_id, ReadingRight.GIST, none)


def released_gists(
    session: Session, conn: Reader, case: Case, report_type: str, profile: Profile
) -> tuple[ReleasedGist, ...]:
    """Those that stand of such a report for such a reader; the newest of a place first."""
    return tuple(
        ReleasedGist(
            PassageMark(
                one.gist.place,
                Content(one.gist.content),
                one.gist.salt,
                one.gist.commitment,
                one.gist.context,
            ),
            one.gist.text,
            one.released_by,
        )
        for one in reversed(_rows(session, conn, case))
        if one.stands and (one.gist.report_type, one.gist.profile) == (report_type, profile)
    )


def lapsed_places(
    session: Session, reference: str, report_type: str, dossier: Dossier
) -> tuple[str, ...]:
    """Where a gist was released that the report does not print: another passage is there now."""
    part = dossier.redaction
    if part is None:
        return ()
    with session.reading() as conn:
        case = load_case(conn, case_id_of(conn, reference), session.registry(conn))
        wanted = released_gists(session, conn, case, report_type, part.profile)
    printed = {one.place for one in part.withheld if one.gist}
    return tuple(dict.fromkeys(one.mark.place for one in wanted if one.mark.place not in printed))
