"""The dossier of an entity: what the office states of it, with sources; clearly no designation."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.entities.entity import FACT_KINDS, EntityFact, said_of
from landwaiter.domain.entities.facts import (
    CASE_OF_ENTITY,
    ENTITY_HIT,
    ENTITY_LINK,
    ENTITY_NAME,
    ENTITY_NUMBER,
    MOMENT,
    PIECE_OF_ENTITY,
    STATEMENT,
)
from landwaiter.domain.evidence.custody import INFORMATION, SOURCES
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import or_not_stated, shown_country, shown_date, shown_score
from landwaiter.services.entities.entity_background import disclaimer
from landwaiter.services.entities.entity_page import CLAIMS
from landwaiter.services.entities.entity_views import EntityView, HitOf
from landwaiter.services.reports.dossier.closing import certainties_table
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.compose import Frame, blank_dossier
from landwaiter.services.reports.dossier.incident_tables import entity_incidents_table
from landwaiter.services.reports.dossier.listing_tables import proposal_tables
from landwaiter.services.reports.dossier.owner_tables import (
    CARRIED,
    acquisitions_table,
    carried,
)

_ASSESSMENT = "assessment"
_NONE = "–"
"""Where no day or grade is known: most statements have none, and that says nothing."""


def entity_dossier(
    view: EntityView, frame: Frame, head: ChainHead, *, member_state: str
) -> Dossier:
    """The frozen content of an entity's report."""
    return replace(
        blank_dossier(
            frame,
            _("Entity dossier"),
            reference=f"E-{view.id[-12:]}",
            title=view.name,
            kind=_(view.kind.replace("_", " ")),
            member_state=member_state,
            head=head,
        ),
        tables=tuple(
            table
            for table in (
                _facts(view),
                _names(view),
                _identifiers(view),
                _statements(view),
                _links(view),
                _channels_of_others(view),
                acquisitions_table(view.acquisitions),
                _patterns(view),
                _hits(view),
                _assessments(view),
                _cases(view),
                _evidence(view),
                _timeline(view),
                entity_incidents_table(view),
                *proposal_tables(view),
                _background(view),
            )
            if table is not None
        ),
        not_checked=tuple(_not_checked(view)),
        closing=(*_ended(view), *_merged(view), _gradings(), certainties_table()),
    )


def _facts(view: EntityView) -> Table:
    return Table(
        id="facts",
        title=_("Key facts"),
        subtitle=_("this dossier designates nobody"),
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=24),
            DossierColumn("value", _("Value"), Content.PERSONAL, width=60),
        ),
        rows=(
            (_("Kind"), _(view.kind.replace("_", " "))),
            (_("Country"), shown_country(view.country)),
            (_("Known since"), shown_date(view.at.date())),
            (_("Cases"), str(len({case.reference for case in view.cases}))),
        ),
        form=TableForm.FACTS,
        notes=(
            _(
                "This is what the office states of an entity, each statement with its source and "
                "grading. It is neither a listing nor a proposal of one."
            ),
        ),
    )


def _names(view: EntityView) -> Table:
    return Table(
        id="names",
        title=_("Names"),
        subtitle=_("all that it goes by, in every script"),
        columns=columns_of(ENTITY_NAME, {"name": 46, "kind": 14, "script": 14, **CARRIED}),
        rows=tuple(
            (one.text, _(one.kind), _(one.script), *carried(one.fact)) for one in view.names
        ),
    )


def _identifiers(view: EntityView) -> Table:
    return Table(
        id="identifiers",
        title=_("Identifiers"),
        columns=columns_of(ENTITY_NUMBER, {"kind": 14, "number": 30, "problem": 24, **CARRIED}),
        rows=tuple(
            (one.kind, one.number, one.problem or _("no fault found"), *carried(one.fact))
            for one in view.identifiers
        ),
        empty=_("No identifier is known."),
    )


def _statements(view: EntityView) -> Table:
    return Table(
        id="statements",
        title=_("Stated of it"),
        subtitle=_("addresses, flags, offices, activities"),
        columns=columns_of(STATEMENT, {"kind": 22, "value": 46, **CARRIED, "note": 40}),
        rows=tuple(
            (_titled(fact), said_of(fact), *carried(fact), fact.note or _NONE)
            for fact in view.facts
        ),
        empty=_("Nothing more is stated."),
    )


def _titled(fact: EntityFact) -> str:
    return _(FACT_KINDS[fact.kind].title) if fact.kind in FACT_KINDS else fact.kind


def _links(view: EntityView) -> Table:
    return Table(
        id="links",
        title=_("Affiliations, roles and shares"),
        columns=columns_of(
            ENTITY_LINK, {"words": 24, "other": 40, "country": 18, "share": 20, **CARRIED}
        ),
        rows=tuple(
            (
                row.words,
                row.other_name,
                shown_country(row.other_country),
                row.how or _NONE,
                *carried(row.link),
            )
            for row in view.links
        ),
        empty=_("No affiliation is stated."),
    )


def _channels_of_others(view: EntityView) -> Table | None:
    if not view.channels_of_others:
        return None
    return Table(
        id="channels",
        title=_("Acquisition channels stated of others"),
        subtitle=_("each names this entity as the one who acquired, or from whom"),
        columns=(
            DossierColumn("of", _("Stated of"), Content.PERSONAL, width=30),
            *columns_of(STATEMENT, {"value": 46, **CARRIED, "note": 40}),
        ),
        rows=tuple(
            (name, said_of(fact), *carried(fact), fact.note or _NONE)
            for fact, name in view.channels_of_others
        ),
    )


def _patterns(view: EntityView) -> Table | None:
    if not view.patterns:
        return None
    return Table(
        id="patterns",
        title=_("Flag and those behind the ship"),
        subtitle=_("a pattern accuses nobody"),
        columns=(
            DossierColumn("text", _("What stands out"), Content.PERSONAL, width=70),
            DossierColumn("since", _("Since"), Content.OPEN, width=16),
            DossierColumn("until", _("Until"), Content.OPEN, width=16),
        ),
        rows=tuple((one.text, one.since or _NONE, one.until or _NONE) for one in view.patterns),
    )


_HITS: Final = {
    "claim": 30,
    "name": 40,
    "list": 22,
    "edition": 18,
    "score": 12,
    "judged": 24,
    "case": 24,
}


def _hit(hit: HitOf) -> tuple[Cell, ...]:
    judged = (
        _("{judgement}, by {author}").format(judgement=_(hit.judgement), author=hit.judged_by)
        if hit.judgement
        else _("not judged")
    )
    score = shown_score(hit.score, 3)
    claim = _(CLAIMS[hit.claim])
    return claim, hit.listing, hit.list_id, hit.edition, score, judged, hit.case


def _hits(view: EntityView) -> Table:
    return Table(
        id="hits",
        title=_("Hits on watch lists"),
        subtitle=_("of parties that are linked to it; each claim by itself"),
        columns=columns_of(ENTITY_HIT, _HITS),
        rows=tuple(_hit(hit) for hit in view.hits if hit.claim != _ASSESSMENT),
        empty=_("No party that is linked to it has a hit."),
    )


def _assessments(view: EntityView) -> Table | None:
    rows = tuple(_hit(hit) for hit in view.hits if hit.claim == _ASSESSMENT)
    if not rows:
        return None
    return Table(
        id="assessments",
        title=_("Assessments"),
        subtitle=_("of institutions in reference packs; they are not listings"),
        columns=columns_of(ENTITY_HIT, _HITS),
        rows=rows,
        notes=(
            _(
                "An assessment says what a tracker or another state holds of an institution. It "
                "has no legal effect here and is not a listing."
            ),
        ),
    )


def _cases(view: EntityView) -> Table:
    return Table(
        id="cases",
        title=_("Cases"),
        columns=columns_of(
            CASE_OF_ENTITY,
            {"reference": 26, "title": 46, "role": 16, "declared": 36, "received": 18, "basis": 36},
        ),
        rows=tuple(
            (
                case.reference,
                case.title,
                _(case.role.replace("_", " ")),
                case.declared_as or None,
                case.received.isoformat(),
                case.basis,
            )
            for case in view.cases
        ),
        empty=_("No party of a case is linked to it."),
    )


def _evidence(view: EntityView) -> Table | None:
    if not view.evidence:
        return None
    return Table(
        id="evidence",
        title=_("Evidence of its cases"),
        columns=columns_of(PIECE_OF_ENTITY, {"case": 26, "piece": 12, "name": 50, "grade": 10}),
        rows=tuple((one.case, one.label, one.name, one.grade or _NONE) for one in view.evidence),
    )


def _timeline(view: EntityView) -> Table:
    return Table(
        id="timeline",
        title=_("Timeline"),
        subtitle=_("what has no known day stands last"),
        columns=columns_of(
            MOMENT,
            {
                "day": 18,
                "until": 18,
                "text": 64,
                "source": 36,
                "grade": 10,
                "certainty": 16,
                "case": 26,
            },
        ),
        rows=tuple(
            (
                one.day or _NONE,
                one.until or _NONE,
                one.text,
                one.source or _NONE,
                one.grade or _NONE,
                _(one.certainty.value) if one.certainty else _NONE,
                one.case or _NONE,
            )
            for one in view.timeline
            if not one.ended
        ),
    )


def _background(view: EntityView) -> Table | None:
    if not view.background:
        return None
    return Table(
        id="background",
        title=_("Background of countries"),
        columns=(
            DossierColumn("text", _("Recorded"), Content.OPEN, width=60),
            DossierColumn("years", _("Years"), Content.OPEN, width=30),
            DossierColumn("source", _("Source"), Content.OPEN, width=60),
        ),
        rows=tuple((one.text, one.years or None, one.source) for one in view.background),
        notes=(disclaimer(),),
    )


def _ended(view: EntityView) -> Iterator[Table]:
    ended = (
        *((joined(": ", (_titled(fact), said_of(fact))), fact) for fact in view.ended),
        *((row.told, row.link) for row in view.ended_links),
    )
    if ended:
        yield Table(
            id="ended",
            title=_("Statements that ended"),
            columns=(
                DossierColumn("said", _("Stated"), Content.PERSONAL, width=50),
                DossierColumn("source", _("Source"), Content.OPEN, width=36),
                DossierColumn("reason", _("Ended because"), Content.DELIBERATION, width=36),
                DossierColumn("author", _("Ended by"), Content.PERSONAL, width=20),
                DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=18),
            ),
            rows=tuple(
                (
                    said,
                    one.source,
                    one.end.reason,
                    one.end.author,
                    one.end.at.date().isoformat(),
                )
                for said, one in ended
                if one.end is not None
            ),
        )


def _merged(view: EntityView) -> Iterator[Table]:
    if view.merged:
        yield Table(
            id="merged",
            title=_("Entities that it stands for"),
            columns=(
                DossierColumn("name", _("Name"), Content.PERSONAL, width=40),
                DossierColumn("reason", _("Merged because"), Content.DELIBERATION, width=50),
                DossierColumn("author", _("By"), Content.PERSONAL, width=20),
                DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=18),
            ),
            rows=tuple(
                (one.name, one.merge.reason, one.merge.author, one.merge.at.date().isoformat())
                for one in view.merged
            ),
        )


def _gradings() -> Table:
    return Table(
        id="gradings",
        title=_("What the grades mean"),
        columns=(
            DossierColumn("grade", _("Grade"), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("means", _("Means"), Content.OPEN, width=60),
        ),
        rows=(
            *((letter, _(said)) for letter, said in SOURCES.items()),
            *((figure, _(said)) for figure, said in INFORMATION.items()),
        ),
        form=TableForm.HALVES,
    )


def _not_checked(view: EntityView) -> Iterator[str]:
    stated = (*view.facts, *(row.link for row in view.links))
    ungraded = sum(1 for one in stated if not one.grade)
    unsaid = sum(1 for one in stated if one.certainty is None)
    waiting = sum(1 for hit in view.hits if not hit.judgement)
    if waiting:
        yield _("Hits of its parties that are not judged: {count}.").format(count=waiting)
    if ungraded:
        yield _("Statements that are not graded: {count}.").format(count=ungraded)
    if unsaid:
        yield _("Statements of which nobody said how sure they are: {count}.").format(count=unsaid)
    if not view.identifiers:
        yield _("No identifier is known: that it is who it is taken for rests on names.")
    if not view.links:
        yield _("Nobody stated who owns, controls or directs it.")
    if view.country is None:
        yield _("Its country is {value}.").format(value=or_not_stated(None))
    yield _("The entity itself was not asked and not heard.")
