"""What is read of a proposal before it is signed, section by section, and that it was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from landwaiter.canonical import canonical_bytes, sha256_hex, stated
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import LEFT_OPEN
from landwaiter.domain.cases.deeds_between_people import READ, ReadProposal
from landwaiter.domain.review.reading import SECTION_TITLES, ReviewSection, unread
from landwaiter.errors import Conflict
from landwaiter.i18n import Words, _, plural
from landwaiter.services.base.decision_words import worded
from landwaiter.services.base.wording import shown_edition
from landwaiter.services.cases.case_reads import load
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.review.differences import hit_place
from landwaiter.services.review.review_view import ReviewView, review_view
from landwaiter.services.review.waiting import waiting_reviews
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records


@dataclass(frozen=True, slots=True)
class ReviewLine:
    said: Words
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section as the person who looks at it is shown it."""

    section: ReviewSection
    lines: tuple[ReviewLine, ...]
    """One that says so where there is nothing."""
    count: int
    read_at: datetime | None
    """When this person read it of this version; None: not yet."""

    @property
    def title(self) -> Words:
        return _(SECTION_TITLES[self.section])

    @property
    def sha256(self) -> str:
        """Of its lines in the form without a language."""
        return sha256_hex(canonical_bytes(stated([line.said for line in self.lines])))


def sections_to_read(view: ReviewView, reader_id: str) -> tuple[SectionText, ...]:
    """Every section of the proposal that stands, in the order in which it is read."""
    decision = view.view.case.decision
    read = {
        one.section: one.at
        for one in view.view.case.readings
        if decision and (one.decision_id, one.reader_id) == (decision.id, reader_id)
    }
    told = {section: tuple(_LINES[section](view)) for section in ReviewSection}
    return tuple(
        SectionText(section, lines or (ReviewLine(_("Nothing.")),), len(lines), read.get(section))
        for section, lines in told.items()
    )


def _changes(view: ReviewView) -> Iterator[ReviewLine]:
    """All that is proposed; of what it rests on what differs from the version before."""
    yield from _of_part(view, "proposal")
    for one in view.differences:
        if one.part not in ("proposal", LEFT_OPEN):
            said = _("{title}: was {before}; is {after}").format(
                title=one.field, before=one.before or _("nothing"), after=one.after or _("gone")
            )
            yield ReviewLine(said, one.place)


def _hits(view: ReviewView) -> Iterator[ReviewLine]:
    return _of_part(view, "hits")


def _left_open(view: ReviewView) -> Iterator[ReviewLine]:
    return _of_part(view, LEFT_OPEN)


def _of_part(view: ReviewView, name: str) -> Iterator[ReviewLine]:
    case = view.view.case
    for one in (one for part in view.parts if part.name == name for one in part.statements):
        said = _("{title}: {said}").format(title=one.title, said=one.said)
        yield ReviewLine(said, hit_place(case, one.place) if name == "hits" else one.place)


def _flags(view: ReviewView) -> Iterator[ReviewLine]:
    for flag in view.view.raised:
        said = _("{rule}, {severity}, {review}: {said}").format(
            rule=flag.rule,
            severity=worded(flag.severity),
            review=worded(flag.review),
            said=flag.explanation,
        )
        yield ReviewLine(said, f"flags/{flag.rule}")


def _unchecked(view: ReviewView) -> Iterator[ReviewLine]:
    return map(ReviewLine, view.not_checked)


def _editions(view: ReviewView) -> Iterator[ReviewLine]:
    """The too old first."""
    for row in sorted(view.editions, key=lambda one: not one.stale):
        yield ReviewLine(_edition(row))


def _edition(row: EditionRow) -> Words:
    title = row.told
    if not row.confidential:
        title = _("{title} ({edition})").format(title=title, edition=shown_edition(row.edition))
    if row.age_days is None:
        return _("{title}: {trust}").format(title=title, trust=row.trusted)
    said = plural(
        row.age_days,
        "{title}: {trust}, {n} day old",
        "{title}: {trust}, {n} days old",
        title=title,
        trust=row.trusted,
    )
    return _("{said}; too old").format(said=said) if row.stale else said


_LINES = {
    ReviewSection.CHANGES: _changes,
    ReviewSection.HITS: _hits,
    ReviewSection.FLAGS: _flags,
    ReviewSection.LEFT_OPEN: _left_open,
    ReviewSection.NOT_CHECKED: _unchecked,
    ReviewSection.EDITIONS: _editions,
}


@dataclass(frozen=True, slots=True)
class ProposalReading:
    """A proposal as one person looks at it: what is read of it, and why it cannot be recorded."""

    review: ReviewView
    sections: tuple[SectionText, ...]
    why_not_read: str
    waiting: tuple[CaseRow, ...]
    """Proposals that wait for this person, the shortest clock first; this one among them."""


def proposal_to_read(session: Session, reference: str) -> ProposalReading:
    """What a second person is shown, section by section."""
    view, actor = review_view(session, reference), signed_in(session)
    with session.reading() as conn:
        waiting = waiting_reviews(session, conn)
    return ProposalReading(
        view,
        sections_to_read(view, actor.id),
        READ.why_not(actor, view.view.case),
        waiting.rows,
    )


def _case(doing: Doing, said: ReadProposal) -> Case:
    session = doing.session
    return load(session, doing.conn, said.reference, session.registry(doing.conn))


def record_reading(doing: Doing, said: ReadProposal, case: Case) -> Account | None:
    """One row for each section that this person has not read of this version yet."""
    decision = case.decision
    assert decision is not None  # noqa: S101  # refused by the row
    if decision.version != said.version:
        raise Conflict(
            _("Another version is proposed meanwhile: {version}.").format(version=decision.version),
            remedy=_("Read that one."),
        )
    left = set(unread(case.readings, decision.id, doing.actor.id)) & set(said.sections)
    if not left:
        return None
    view = review_view(doing.session, said.reference)
    shown = [one for one in sections_to_read(view, doing.actor.id) if one.section in left]
    for one in shown:
        records.add(
            doing.conn,
            "section_reading",
            id=doing.work.new_id(),
            case_id=case.id,
            decision_id=decision.id,
            section=one.section,
            sha256=one.sha256,
            reader_id=doing.actor.id,
            author=doing.actor.name,
            at=doing.work.now,
        )
    return Account(
        f"case/{case.id}",
        {
            "reference": case.reference,
            "decision": decision.id,
            "version": decision.version,
            "read": {one.section: one.sha256 for one in shown},
        },
        ids=(case.id,),
    )


HANDLERS = (Handler(READ, record_reading, _case),)
