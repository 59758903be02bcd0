"""The facts for an assessment of data protection, frozen and kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.terms import capital
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.domain.retention.privacy import NOTICE_WORDS, STEP_WORDS, TOPIC_WORDS
from landwaiter.domain.retention.privacy_deeds import REPORT_PRIVACY
from landwaiter.domain.trade.erasure import EFFECT_WORDS
from landwaiter.i18n import Words, _, figure, joined, plural
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.retention.privacy import DataBreach, PrivacyFacts, facts_in
from landwaiter.services.retention.privacy_notices import PrivacyNotice, notice_details
from landwaiter.services.retention.privacy_words import (
    COUNT_WORDS,
    measures,
    periods,
    shown_instant,
    telling,
)
from landwaiter.services.warm.session import Session

_NONE: Final = "–"


def freeze_privacy(session: Session) -> Dossier:
    """The facts as they are now."""
    with session.writing(REPORT_PRIVACY.name) as work:
        found = facts_in(session, work.conn)
        about = DossierSubject(
            deed=REPORT_PRIVACY,
            kind=SubjectReport.PRIVACY,
            key=session.today().isoformat(),
            letter="DP",
            said={"day": session.today().isoformat()},
        )
        state = session.casebook.member_state
        return keep(
            session, work, about, partial(privacy_dossier, found, member_state=state, now=work.now)
        )


def privacy_dossier(
    found: PrivacyFacts, frame: Frame, head: ChainHead, *, member_state: str, now: datetime
) -> Dossier:
    """The frozen content of the document; it names who stated or logged something, and to whom
    a notice was given."""
    return replace(
        blank_dossier(
            frame,
            _("Facts for the assessment"),
            reference=frame.id,
            title=_("Personal data in the casebook of {office}").format(office=frame.office),
            kind=_("facts for an assessment of data protection"),
            member_state=member_state,
            head=head,
        ),
        tables=(
            _stated(found),
            _kept(found),
            _counts(found),
            _years(found),
            _people(found),
            _measures(found),
            _done(found),
            _notices(found),
            _breaches(found, member_state, now),
        ),
        not_checked=tuple(_not_checked(found)),
    )


def _stated(found: PrivacyFacts) -> Table:
    said = {one.topic: one for one in found.stated}
    return Table(
        id="privacy_stated",
        title=_("What the office states"),
        subtitle=_("purpose, basis and measures in its own words; no law is preset"),
        columns=(
            DossierColumn("topic", _("About"), Content.OPEN, width=50),
            DossierColumn("said", _("As stated"), Content.OPEN, width=100),
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=22),
        ),
        rows=tuple(
            (_(words), said[topic].said, said[topic].at[:10])
            if topic in said
            else (_(words), CellMark(_("not stated"), strong=True), None)
            for topic, words in TOPIC_WORDS.items()
        ),
    )


def _kept(found: PrivacyFacts) -> Table:
    return Table(
        id="privacy_kept",
        title=_("How long data are kept"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("As stated"), Content.OPEN, width=120),
        ),
        rows=tuple(periods(found)),
        form=TableForm.FACTS,
    )


def _counts(found: PrivacyFacts) -> Table:
    return Table(
        id="privacy_counts",
        title=_("How much is there"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=90),
            DossierColumn("count", _("Number"), Content.OPEN, CellType.NUMBER, width=30),
        ),
        rows=tuple((_(words), str(found.counts[name])) for name, words in COUNT_WORDS.items()),
    )


def _years(found: PrivacyFacts) -> Table:
    years = sorted({*found.store.years, *found.parties, *found.views})
    return Table(
        id="privacy_years",
        title=_("By year"),
        subtitle=_("declarations without a case by the year of their acceptance"),
        columns=(
            DossierColumn("year", _("Year"), Content.OPEN, CellType.CODE, width=20),
            DossierColumn("declared", _("Declarations"), Content.OPEN, CellType.NUMBER, width=32),
            DossierColumn("parties", _("Parties"), Content.OPEN, CellType.NUMBER, width=32),
            DossierColumn("views", _("Views recorded"), Content.OPEN, CellType.NUMBER, width=32),
        ),
        rows=tuple(
            (
                str(year),
                str(found.store.years.get(year, 0)),
                str(found.parties.get(year, 0)),
                str(found.views.get(year, 0)),
            )
            for year in years
        ),
        empty=_("The trade store is empty, and no view is recorded."),
    )


def _people(found: PrivacyFacts) -> Table:
    return Table(
        id="privacy_people",
        title=_("Who may see it"),
        subtitle=_("whoever has a password reads the whole casebook; roles say who may do what"),
        columns=(
            DossierColumn("role", _("Role"), Content.OPEN, width=60),
            DossierColumn("persons", _("Persons"), Content.OPEN, CellType.NUMBER, width=30),
        ),
        rows=tuple((capital(role), str(n)) for role, n in found.people.items()),
        empty=_("Nobody holds a role."),
    )


def _measures(found: PrivacyFacts) -> Table:
    return Table(
        id="privacy_measures",
        title=_("Measures in force"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("said", _("How"), Content.OPEN, width=120),
        ),
        rows=tuple(measures(found)),
        form=TableForm.FACTS,
    )


def _done(found: PrivacyFacts) -> Table:
    erased = (
        (
            _("Erasing {number}").format(number=one.no),
            one.at[:10],
            plural(
                one.declarations,
                "{done} of {n} declaration erased",
                "{done} of {n} declarations erased",
                done=figure(int(one.counts.get("declarations", 0))),
            ),
        )
        for one in found.store.erasures
    )
    held = (
        (_(EFFECT_WORDS[one.effect]), one.at[:10], one.basis) for one in found.store.restrictions
    )
    return Table(
        id="privacy_done",
        title=_("Erased, held and restricted"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=60),
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=24),
            DossierColumn("said", _("How"), Content.INTERNAL, width=84),
        ),
        rows=(*erased, *held),
        empty=_("Nothing was erased, and nothing is held or restricted."),
    )


def _notices(found: PrivacyFacts) -> Table:
    return Table(
        id="privacy_notices",
        title=_("Notices to those whose data are processed"),
        subtitle=_("as the office recorded them; the newest first"),
        columns=(
            DossierColumn("no", _("No."), Content.OPEN, CellType.NUMBER, width=12),
            DossierColumn("notice", _("Notice"), Content.OPEN, width=40),
            DossierColumn("whom", _("To whom"), Content.PERSONAL, width=32),
            DossierColumn("given", _("Given"), Content.OPEN, CellType.DATE, width=22),
            DossierColumn("since", _("Counts from"), Content.OPEN, CellType.DATE, width=22),
            DossierColumn("said", _("Where, basis, what is kept"), Content.OPEN, width=62),
        ),
        rows=tuple(_notice(one) for one in found.notices),
        empty=_("No notice is recorded."),
    )


def _notice(one: PrivacyNotice) -> tuple[Cell, ...]:
    named = _("{notice}, version {version}").format(
        notice=_(NOTICE_WORDS[one.to]), version=one.version
    )
    _when, *details = notice_details(one)
    days = one.given.isoformat(), one.since.isoformat()
    return str(one.no), named, one.whom or _NONE, *days, joined("\n", details)


def _breaches(found: PrivacyFacts, member_state: str, now: datetime) -> Table:
    return Table(
        id="privacy_breaches",
        title=_("Log of breaches"),
        subtitle=_("the hours to tell the authority are those that the office states"),
        columns=(
            DossierColumn("no", _("No."), Content.OPEN, CellType.NUMBER, width=12),
            DossierColumn("known", _("Known since, logged"), Content.OPEN, width=32),
            DossierColumn("what", _("What happened"), Content.INTERNAL, width=44),
            DossierColumn("persons", _("How many"), Content.INTERNAL, width=24),
            DossierColumn("telling", _("Authority"), Content.OPEN, width=34),
            DossierColumn("steps", _("What was done"), Content.INTERNAL, width=44),
        ),
        rows=tuple(_breach(one, member_state, now) for one in found.breaches),
        empty=_("No breach is logged."),
    )


def _breach(one: DataBreach, member_state: str, now: datetime) -> tuple[Cell, ...]:
    logged = shown_instant(datetime.fromisoformat(one.at), member_state)
    known = f"{shown_instant(one.known, member_state)}\n{logged}"
    steps = "\n".join(
        f"{shown_instant(step.happened, member_state)} {_(STEP_WORDS[step.step])}: {step.said}"
        for step in one.steps
    )
    told = joined("\n", telling(one, now, member_state))
    due: Cell = CellMark(told, strong=True) if one.clock.is_late(now) else told
    return (
        str(one.no),
        known,
        f"{one.what}\n{one.effects}".strip(),
        one.persons,
        due,
        steps or _NONE,
    )


def _not_checked(found: PrivacyFacts) -> Iterator[Words]:
    if found.unstated:
        yield _("Topics on which the office has said nothing: {count}.").format(
            count=len(found.unstated)
        )
    yield _("Parties are counted as they were declared: one person may be several of them.")
    yield _("Backups and files that were given out are not in these figures.")
