"""Tags: the office's list, those of a case, and the cases that have one."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from landwaiter.domain.finding.words import fold
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, plain_rows
from landwaiter.storage.schema.finding import case_tag, case_tag_end, office_tag, office_tag_end

_TAG, _ON_CASE = office_tag.c, case_tag.c


@dataclass(frozen=True, slots=True)
class OfficeTag:
    """A tag that the office has or had on its list."""

    id: str
    name: str
    author: str
    at: str
    retired: bool
    cases: int
    """How many have it now."""


def tag_key(name: str) -> str:
    """By which two names are one tag: without case, accents and white space."""
    return " ".join(fold(name).split())


def office_tags(conn: Reader) -> tuple[OfficeTag, ...]:
    """Every tag, by name, those that were retired behind the others."""
    retired = office_tag_end.c.tag_id.is_not(None)
    query = (
        select(
            _TAG.id,
            _TAG.name,
            _TAG.author,
            _TAG.at,
            retired.label("retired"),
            func.count(_ON_CASE.id).label("cases"),
        )
        .join(office_tag_end, office_tag_end.c.tag_id == _TAG.id, isouter=True)
        .join(
            case_tag,
            (_ON_CASE.tag_id == _TAG.id) & _ON_CASE.id.not_in(_ended()),
            isouter=True,
        )
        .group_by(_TAG.id)
        .order_by(retired, _TAG.name_key, _TAG.id)
    )
    rows = plain_rows(conn, query)
    return tuple(OfficeTag(**{**row, "retired": bool(row["retired"])}) for row in rows)


def tags_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Rows as `domain.cases.life_cycle.CaseTag` has them, by name."""
    return plain_rows(conn, _tags_of_case(), case_id=case_id)


@cache
def _tags_of_case() -> Select[Any]:
    return (
        select(_ON_CASE.id, _TAG.name, _ON_CASE.author, _ON_CASE.at)
        .join(office_tag, _TAG.id == _ON_CASE.tag_id)
        .where(_ON_CASE.case_id == CASE, _ON_CASE.id.not_in(_ended()))
        .order_by(_TAG.name_key, _ON_CASE.id)
    )


def tagged(name: str) -> Select[Any]:
    """Identities of the cases that have a tag now."""
    return (
        select(_ON_CASE.case_id)
        .join(office_tag, _TAG.id == _ON_CASE.tag_id)
        .where(_TAG.name_key == tag_key(name), _ON_CASE.id.not_in(_ended()))
    )


def _ended() -> Select[Any]:
    return select(case_tag_end.c.case_tag_id)
