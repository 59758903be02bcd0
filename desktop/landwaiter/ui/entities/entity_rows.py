"""The rows of an entity's page: what is stated, what it is involved in, the timeline."""

from collections.abc import Iterator
from dataclasses import dataclass

from landwaiter.domain.base.certainty import Certainty, read_said, worded
from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.entities.entity import (
    FACT_KINDS,
    EntityFact,
    EntityStatement,
    Link,
    said_of,
)
from landwaiter.domain.entities.facts import STATEMENT
from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import shown_score
from landwaiter.services.entities.entity_page import CLAIMS
from landwaiter.services.entities.entity_views import EntityView, HitOf, LinkRow, Moment
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.inline import Gap, InlineCell, Line, Text, stated
from landwaiter.ui.kit.table import TableColumn
from landwaiter.ui.kit.words import word


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement on the entity; one that was made with it has no identity of its own."""

    id: str
    what: str
    value: str
    detail: str
    since: str
    until: str
    source: str
    grade: str
    certainty: Certainty | None = None
    other: str = ""
    """Identity of the entity at the other end."""


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A case, a hit or a piece of evidence."""

    kind: str
    what: Line
    detail: Line
    case: str
    hit: str = ""


def statement_rows(view: EntityView) -> tuple[StatementRow, ...]:
    """Everything that stands, names first."""
    return (
        *_names(view),
        *_numbers(view),
        *_facts(view),
        *_links(view),
        *_of_others(view),
        *_apart(view),
    )


def _names(view: EntityView) -> Iterator[StatementRow]:
    for one in view.names:
        detail = f"{_NAMED.get(one.kind, one.kind)}, {one.script}"
        yield _row(one.fact, _("Name"), one.text, detail)


_NAMED = {"own": "as it was made", "merged": "of one merged into it"}


def _numbers(view: EntityView) -> Iterator[StatementRow]:
    for one in view.identifiers:
        yield _row(one.fact, one.kind, one.number, one.problem)


def _facts(view: EntityView) -> Iterator[StatementRow]:
    for fact in view.facts:
        title = FACT_KINDS[fact.kind].title if fact.kind in FACT_KINDS else fact.kind
        yield _row(fact, _(title), said_of(fact), _beside(fact))


def _links(view: EntityView) -> Iterator[StatementRow]:
    for row in view.links:
        yield _row(row.link, word(row.words), row.other_name, _link_detail(row), row.other_id)


def _link_detail(row: LinkRow) -> str:
    return ", ".join(filter(None, (row.how, row.other_country, _beside(row.link))))


def _beside(one: EntityStatement) -> str:
    """The source's own reservation and the note."""
    return ", ".join(filter(None, (worded(one.wording), one.note)))


def _of_others(view: EntityView) -> Iterator[StatementRow]:
    """Channels that others are stated to have used, or to have lost something by."""
    for fact, name in view.channels_of_others:
        title = _("{kind} of {name}").format(kind=_(FACT_KINDS[fact.kind].title), name=name)
        yield _row(fact, title, said_of(fact), _beside(fact), fact.entity_id)


def _apart(view: EntityView) -> Iterator[StatementRow]:
    for fact, other, name in view.apart:
        yield _row(fact, _("Not the same as"), name, "", other)


def _row(
    row: EntityFact | Link | None, what: str, value: str, detail: str, other: str = ""
) -> StatementRow:
    if row is None:
        return StatementRow("", what, value, detail, "", "", "", "", other=other)
    since, until = row.since or "", row.until or ""
    source = "; ".join(filter(None, (row.source, read_said(row.read_on), row.evidence)))
    return StatementRow(
        row.id, what, value, detail, since, until, source, row.grade, row.certainty, other
    )


def involved_rows(view: EntityView) -> tuple[InvolvedRow, ...]:
    """Cases, then hits, then evidence."""
    return (
        *(
            InvolvedRow(
                "case",
                (Text(case.title or case.reference),),
                (
                    Text(
                        _("{role}, declared as {name}").format(
                            role=word(case.role), name=case.declared_as or "–"
                        ),
                        "text2",
                    ),
                ),
                case.reference,
            )
            for case in view.cases
        ),
        *(_hit(hit) for hit in view.hits),
        *(
            InvolvedRow(
                "evidence",
                (Text(piece.label, mono=True, whole=True), Gap(6), Text(piece.name)),
                (stated(piece.grade, _("not graded")),),
                piece.case,
            )
            for piece in view.evidence
        ),
    )


def _hit(hit: HitOf) -> InvolvedRow:
    if hit.claim == "assessment":
        claim: Line = (Text(_(CLAIMS["assessment"]), "text2"),)
    else:
        claim = marks.claim(hit.claim)
    judged = (
        _("judged {value} by {author}").format(value=_(hit.judgement), author=hit.judged_by)
        if hit.judgement
        else _("not judged")
    )
    said = _("{list}, edition {edition}, {score}, {judged}").format(
        list=hit.list_id, edition=hit.edition, score=shown_score(hit.score, 3), judged=judged
    )
    what: Line = (*claim, Gap(8), Text(hit.listing))
    return InvolvedRow("hit", what, (Text(said, "text2"),), hit.case, hit.hit_id)


def _statement(row: StatementRow) -> InlineCell:
    line: Line = (Text(row.value, bold=row.what == _("Name")),)
    return InlineCell(((*line, Gap(8), Text(row.detail, "muted")) if row.detail else line,))


def _certainty(row: StatementRow) -> Line:
    return marks.certainty(row.certainty) if row.id else (stated("", "–"),)


_WHAT, _SINCE, _UNTIL, _SOURCE, _GRADE, _CERTAINTY = title_ids(
    STATEMENT, "kind", "since", "until", "source", "grade", "certainty"
)
STATEMENTS: tuple[TableColumn[StatementRow], ...] = (
    TableColumn(
        _WHAT, lambda row: InlineCell(((Text(row.what, "text2"),),)), width=130, fixed=True
    ),
    TableColumn(N_("Stated"), _statement, fixed=True),
    TableColumn(_SINCE, lambda row: InlineCell(((stated(row.since, "–"),),)), width=84),
    TableColumn(_UNTIL, lambda row: InlineCell(((stated(row.until, "–"),),)), width=84),
    TableColumn(
        _SOURCE, lambda row: InlineCell(((stated(row.source, _("made with it")),),)), width=120
    ),
    TableColumn(_GRADE, lambda row: InlineCell(((stated(row.grade, "–"),),)), width=52),
    TableColumn(_CERTAINTY, lambda row: InlineCell((_certainty(row),)), width=104),
)
INVOLVED: tuple[TableColumn[InvolvedRow], ...] = (
    TableColumn(
        "", lambda row: InlineCell(((Text(word(row.kind), "text2"),),)), width=80, fixed=True
    ),
    TableColumn(N_("What"), lambda row: InlineCell((row.what,)), fixed=True),
    TableColumn(N_("How"), lambda row: InlineCell((row.detail,)), width=340),
    TableColumn(
        N_("Case"), lambda row: InlineCell(((Text(row.case, mono=True, whole=True),),)), width=140
    ),
)


def _moment(moment: Moment) -> InlineCell:
    said = told_day(moment.day) or _("no day known")
    if moment.until:
        said = _("{first} to {last}").format(first=said, last=told_day(moment.until))
    said_by = " ".join(filter(None, (moment.source, moment.grade)))
    head: Line = (Text(said, "text2", whole=True), Gap(8), Text(said_by, "muted"))
    if moment.certainty is not None:
        head = (*head, Gap(8), *marks.certainty(moment.certainty))
    ended: Line = ()
    if moment.ended:
        ended = (Text(_("ended: {reason}").format(reason=moment.ended), "med"),)
    what: Line = (Text(moment.text, "muted" if moment.ended else "text", struck=bool(ended)),)
    return InlineCell((head, what, *((ended,) if ended else ())), wrap=True)


MOMENTS: tuple[TableColumn[Moment], ...] = (TableColumn(N_("When, what"), _moment, fixed=True),)
