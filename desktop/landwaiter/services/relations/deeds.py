"""Carries out the deeds on relations of states and on shares: stated, and ended."""

from collections.abc import Mapping
from typing import Any, Final

from landwaiter.canonical import plain
from landwaiter.domain.entities.checked_statements import checked_statement
from landwaiter.domain.entities.entity import CheckedStatement, TypedStatement, partial_day
from landwaiter.domain.relations import deeds
from landwaiter.domain.relations.deeds import EndRelation, EndShare, StateRelation, StateShare
from landwaiter.domain.relations.relation import (
    DIRECTED,
    CountryRelation,
    checked_figure,
    checked_givers,
    checked_pair,
    checked_states,
)
from landwaiter.domain.relations.share import CountryShare, checked_figures
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.entities.deeds import refuse_unfit
from landwaiter.services.relations.relations import read_relation, read_share
from landwaiter.storage.relations.relation_rows import RELATIONS, SHARES


def state_relation(doing: Doing, said: StateRelation, _none: None) -> Account:
    """Invalid says which field is wrong and how it is written."""
    states = checked_pair(said.states, said.others or said.from_others)
    figure, unit = checked_figure(said.figure, said.unit)
    carried = _carried(doing, said, said.since, said.until)
    values = {
        "kind": said.kind,
        "others": said.others.strip(),
        "from_others": checked_givers(said.kind, said.from_others),
        "name": said.name.strip(),
        "since": carried.since,
        "until": carried.until,
        "recurring": said.recurring.strip(),
        "place": said.place.strip(),
        "service": said.service.strip(),
        "equipment": said.equipment.strip(),
        "figure": figure,
        "unit": unit,
        **_kept(carried, said),
    }
    _refuse_twice(doing, states, values)
    row_id = RELATIONS.add(doing.work, states, values)
    return _account("relation", row_id, {"states": states, **values})


_APART: Final = frozenset({"certainty", "grade", "read_on", "wording", "note", "evidence"})
"""What may differ where the same source says the same thing."""


def _refuse_twice(doing: Doing, states: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """A pair has one page: the states in another order are the same statement of the same source.

    NotAllowed where it stands already.
    """
    for row in RELATIONS.about(doing.conn, states):
        if row.stands and _same_states(row, states) and _says(row, values):
            raise NotAllowed(
                _("The same source says the same already: {id}.").format(id=row.id),
                field="states",
                value=",".join(states),
                remedy=_("End that statement first, or name another source."),
            )


def _same_states(row: CountryRelation, states: tuple[str, ...]) -> bool:
    if row.kind in DIRECTED and row.states[:1] != states[:1]:
        return False
    return set(row.states) == set(states)


def _says(row: CountryRelation, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == said for name, said in values.items() if name not in _APART)


def state_share(doing: Doing, said: StateShare, _none: None) -> Account:
    """Invalid for a percentage without what it exists by."""
    states = checked_states(said.states)
    first, last = _day(said.period_from, "from"), _day(said.period_to, "to")
    carried = _carried(doing, said, first, last)
    numbers = checked_figures(
        {
            "numerator": said.numerator,
            "denominator": said.denominator,
            "quoted": said.quoted,
            "lower": said.lower,
            "upper": said.upper,
        },
        said.computed_by,
        said.unit,
    )
    values = {
        "counted": said.counted.strip(),
        "population": said.population.strip(),
        "period_from": first,
        "period_to": last,
        "edition": said.edition.strip(),
        "method": said.method.strip(),
        "computed_by": said.computed_by,
        "numerator": numbers.numerator,
        "denominator": numbers.denominator,
        "unit": numbers.unit,
        "quoted": numbers.quoted,
        "lower": numbers.lower,
        "upper": numbers.upper,
        **_kept(carried, said),
    }
    row_id = SHARES.add(doing.work, states, values)
    return _account("share", row_id, {"states": states, **values})


def _day(text: str, field: str) -> str:
    found = partial_day(text, field)
    if found is None:
        raise Invalid(
            _("A share is one of a period."),
            field=field,
            remedy=_("Give its first and its last year, month or day."),
        )
    return found


def _carried(
    doing: Doing, said: StateRelation | StateShare, since: str | None, until: str | None
) -> CheckedStatement:
    """Source, grade, days and piece of evidence as every statement has them, each checked."""
    typed = TypedStatement(
        said.source,
        said.grade,
        since,
        until,
        said.note,
        said.evidence,
        said.certainty,
        said.wording,
        said.read_on,
    )
    checked = checked_statement("relation", {}, typed)
    refuse_unfit(doing, checked)
    return checked


def _kept(carried: CheckedStatement, said: StateRelation | StateShare) -> Mapping[str, Any]:
    return {
        "source": carried.source,
        "certainty": said.certainty,
        "grade": carried.grade,
        "read_on": carried.read_on,
        "wording": carried.wording,
        "note": carried.note,
        "evidence": carried.evidence,
    }


def _account(kind: str, row_id: str, values: Mapping[str, Any]) -> Account:
    return Account(f"{kind}/{row_id}", plain(values), (row_id,), row_id)


def relation(doing: Doing, said: EndRelation) -> CountryRelation:
    """The statement that the deed names."""
    return read_relation(doing.conn, said.statement)


def share(doing: Doing, said: EndShare) -> CountryShare:
    """The share that the deed names."""
    return read_share(doing.conn, said.share)


def end_relation(doing: Doing, said: EndRelation, row: CountryRelation) -> Account:
    why = said.reason.strip()
    RELATIONS.end(doing.work, row.id, why)
    return _account("relation", row.id, {"states": row.states, "kind": row.kind, "reason": why})


def end_share(doing: Doing, said: EndShare, row: CountryShare) -> Account:
    why = said.reason.strip()
    SHARES.end(doing.work, row.id, why)
    return _account("share", row.id, {"counted": row.counted, "reason": why})


_STATE_RELATION: Handler[StateRelation, None] = Handler(deeds.STATE_RELATION, state_relation)
_END_RELATION: Handler[EndRelation, Any] = Handler(deeds.END_RELATION, end_relation, relation)
_STATE_SHARE: Handler[StateShare, None] = Handler(deeds.STATE_SHARE, state_share)
_END_SHARE: Handler[EndShare, Any] = Handler(deeds.END_SHARE, end_share, share)
HANDLERS = (_STATE_RELATION, _END_RELATION, _STATE_SHARE, _END_SHARE)
