"""One entity as JSON and as lines of text."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import of_one
from landwaiter.cli.incidents.incident_text import incident_of_lines, stated
from landwaiter.cli.listings.listing_text import proposal_of_data, proposal_of_line
from landwaiter.i18n import _, figure

if TYPE_CHECKING:
    from landwaiter.domain.base.certainty import Certainty
    from landwaiter.domain.entities.acquisition import Acquisition, OwnerOnDay
    from landwaiter.domain.entities.entity import EntityStatement
    from landwaiter.services.entities.entity_views import Background, EntityView, IncidentOf


def entity_data(view: "EntityView") -> dict[str, Any]:
    """The entity as JSON; institutions of packs are assessments in it, never listings."""
    from landwaiter.domain.entities.entity import said_of

    return {
        "id": view.id,
        "name": view.name,
        "kind": view.kind,
        "country": view.country,
        "sensitive": view.sensitive,
        "names": [
            {"text": one.text, "kind": one.kind, "script": one.script, **_stated(one.fact)}
            for one in view.names
        ],
        "identifiers": [
            {"kind": one.kind, "number": one.number, "problem": one.problem, **_stated(one.fact)}
            for one in view.identifiers
        ],
        "statements": [
            {"kind": fact.kind, "value": dict(fact.value), **_stated(fact)} for fact in view.facts
        ],
        "links": [
            {
                "kind": row.link.kind,
                "direction": "forth" if row.forth else "back",
                "words": row.words,
                "other": {"id": row.other_id, "name": row.other_name, "country": row.other_country},
                "percent": row.link.percent,
                "test": row.link.test or None,
                "value": dict(row.link.value),
                "solid": row.link.is_solid,
                **_stated(row.link),
            }
            for row in view.links
        ],
        "ended": [
            {
                "kind": kind,
                "said": said,
                **_stated(one),
                "reason": one.end.reason if one.end else "",
                "ended_by": one.end.author if one.end else "",
            }
            for kind, said, one in (
                *((fact.kind, said_of(fact), fact) for fact in view.ended),
                *((row.link.kind, row.told, row.link) for row in view.ended_links),
            )
        ],
        "merged": [
            {
                "id": one.merge.gone_id,
                "name": one.name,
                "merge": one.merge.id,
                "reason": one.merge.reason,
                "author": one.merge.author,
                "at": one.merge.at,
            }
            for one in view.merged
        ],
        "distinct_from": [
            {"id": other, "name": name, **_stated(fact)} for fact, other, name in view.apart
        ],
        "channels_of_others": [
            {"of": name, "value": dict(fact.value), **_stated(fact)}
            for fact, name in view.channels_of_others
        ],
        "acquisitions": [acquisition_object(one) for one in view.acquisitions],
        "patterns": view.patterns,
        "cases": view.cases,
        "hits": view.hits,
        "evidence": view.evidence,
        "timeline": view.timeline,
        "incidents": [_incident(one) for one in view.incidents],
        "proposals": [proposal_of_data(one) for one in view.proposals],
        "background": background_objects(view.background),
    }


def _incident(one: "IncidentOf") -> dict[str, Any]:
    return {
        "id": one.incident_id,
        "title": one.title,
        "kind": one.kind,
        "happened": one.happened,
        "confirmation": one.confirmation,
        "link": stated(one.link),
        "attributions": [stated(said) for said in one.attributions],
    }


def _stated(row: "EntityStatement | None") -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "statement": row.id,
        "since": row.since,
        "until": row.until,
        "source": row.source,
        "grade": row.grade,
        "read_on": row.read_on or None,
        "certainty": row.certainty,
        "wording": row.wording,
        "note": row.note,
        "evidence": row.evidence or None,
        "author": row.author,
        "at": row.at,
    }


def acquisition_object(one: "Acquisition") -> dict[str, Any]:
    """Owners before and after a day as JSON."""
    return {
        "what": one.told,
        "day": one.day or None,
        "before": [_owner(owner) for owner in one.before],
        "after": [_owner(owner) for owner in one.after],
        **_stated(one.stated),
    }


def _owner(owner: "OwnerOnDay") -> dict[str, Any]:
    return {
        "name": owner.name,
        "percent": owner.link.percent,
        "doubt": owner.doubt,
        **_stated(owner.link),
    }


def background_objects(lines: "Iterable[Background]") -> list[dict[str, Any]]:
    """Background of countries as JSON, each line with what it is worth."""
    from landwaiter.services.entities.entity_background import disclaimer

    return [{**_background(one), "meaning": disclaimer()} for one in lines]


def _background(one: "Background") -> dict[str, Any]:
    return {
        "country": one.country,
        "other": one.other,
        "text": one.text,
        "years": one.years,
        "source": one.source,
        "edition": one.edition,
    }


def entity_lines(view: "EntityView") -> Iterator[str]:
    """The entity for a person at a terminal."""
    from landwaiter.domain.entities.acquisition import why_no_owners

    yield f"{view.name}  ({view.kind.replace('_', ' ')}, {view.country or _('no country stated')})"
    yield f"{view.id}"
    if view.sensitive:
        yield _("Views are recorded: {why}.").format(why=view.sensitive)
    for one in view.merged:
        yield _("Stands for {name} too: {reason}").format(name=one.name, reason=one.merge.reason)
    for _fact, _other, name in view.apart:
        yield _("Stated not to be {name}.").format(name=name)
    yield from (pattern.text for pattern in view.patterns)
    for title, header, rows in _tables(view):
        if rows:
            yield ""
            yield title
            yield from table(header, rows)
    for deal in view.acquisitions:
        if why := why_no_owners(deal):
            yield _("{acquisition}: {why}.").format(acquisition=deal.told, why=why)
    for incident in view.incidents:
        yield ""
        yield from incident_of_lines(incident)
    for proposal in view.proposals:
        yield ""
        yield proposal_of_line(proposal)
    if view.background:
        yield ""
        yield _("Background of countries")
        yield from background_lines(view.background)


_Table = tuple[str, tuple[str, ...], list[tuple[object, ...]]]


def _tables(view: "EntityView") -> Iterable[_Table]:
    from landwaiter.domain.entities.acquisition import owners_then
    from landwaiter.domain.entities.entity import said_of
    from landwaiter.domain.entities.facts import (
        CARRIED,
        CASE_OF_ENTITY,
        ENTITY_HIT,
        ENTITY_LINK,
        ENTITY_NAME,
        ENTITY_NUMBER,
        MOMENT,
        OWNER_ON_DAY,
        PIECE_OF_ENTITY,
        STATEMENT,
    )
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.entities.entity_page import CLAIMS

    carried = (
        *titles(CARRIED, "since", "until", "source", "grade", "certainty"),
        _("Statement"),
    )
    yield (
        _("Names"),
        (*titles(ENTITY_NAME, "name", "kind", "script"), *carried),
        [(one.text, one.kind, one.script, *_carried(one.fact)) for one in view.names],
    )
    yield (
        _("Identifiers"),
        (*titles(ENTITY_NUMBER, "kind", "number"), *carried),
        [(one.kind, one.number, *_carried(one.fact)) for one in view.identifiers],
    )
    yield (
        _("Stated"),
        (*titles(STATEMENT, "kind", "value"), *carried),
        [(fact.kind, said_of(fact), *_carried(fact)) for fact in view.facts],
    )
    yield (
        _("Links"),
        (*titles(ENTITY_LINK, "words", "other", "share"), *carried),
        [(row.words, row.other_name, row.how, *_carried(row.link)) for row in view.links],
    )
    yield (
        _("Acquisition channels stated of others"),
        (_("Of"), *titles(STATEMENT, "value"), *carried),
        [(name, said_of(fact), *_carried(fact)) for fact, name in view.channels_of_others],
    )
    yield (
        _("Owners before and after an acquisition"),
        (*titles(OWNER_ON_DAY, "what", "day", "then", "owner", "share", "doubt"), *carried),
        [
            (*_owner_cells(one, then, owner), *_carried(owner.link))
            for one in view.acquisitions
            for then, owner in owners_then(one)
        ],
    )
    yield (
        _("Cases"),
        (
            *titles(CASE_OF_ENTITY, "reference", "role", "declared_as"),
            _("Stage"),
            *titles(CASE_OF_ENTITY, "title"),
        ),
        [(one.reference, one.role, one.declared_as, one.stage, one.title) for one in view.cases],
    )
    yield (
        _("Hits"),
        titles(ENTITY_HIT, "claim", "listing", "list", "edition", "score", "judgement", "case"),
        [
            (
                _(CLAIMS[hit.claim]),
                hit.listing,
                hit.list_id,
                hit.edition,
                figure(of_one(hit.score)),
                hit.judgement,
                hit.case,
            )
            for hit in view.hits
        ],
    )
    yield (
        _("Evidence of its cases"),
        titles(PIECE_OF_ENTITY, "case", "piece", "name", "grade"),
        [(one.case, one.label, one.name, one.grade) for one in view.evidence],
    )
    yield (
        _("Timeline"),
        (*titles(MOMENT, "day", "until", "text", "certainty", "case"), _("Ended because")),
        [
            (one.day, one.until, one.text, _sure(one.certainty), one.case, one.ended)
            for one in view.timeline
        ],
    )


def _owner_cells(one: "Acquisition", then: str, owner: "OwnerOnDay") -> tuple[object, ...]:
    return one.told, one.day, then, owner.name, owner.link.how, owner.doubt


def _carried(row: "EntityStatement | None") -> tuple[object, ...]:
    if row is None:
        return ("", "", "", "", "", "")
    from landwaiter.domain.base.certainty import read_said

    source = "; ".join(filter(None, (row.source, read_said(row.read_on), row.evidence)))
    return (row.since, row.until, source, row.grade, row.sure, row.id)


def _sure(certainty: "Certainty | None") -> str:
    return _(certainty.value) if certainty else ""


def background_lines(lines: "tuple[Background, ...]") -> Iterator[str]:
    """Background of countries for a person at a terminal."""
    from landwaiter.services.entities.entity_background import disclaimer

    if lines:
        yield disclaimer()
        yield from (f"{one.text} {one.years}".rstrip() for one in lines)
