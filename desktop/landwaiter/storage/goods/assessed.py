"""Findings of the office on goods, with how the declaration describes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from landwaiter.domain.cases.case import ClassificationState
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.base.records import from_json
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import birth_order

_ROW = birth_order(t.classification)
_JUDGED = (ClassificationState.CONFIRMED, ClassificationState.REJECTED)


@dataclass(frozen=True, slots=True)
class AssessedEntry:
    """A confirmed or rejected entry of an item of a case."""

    row: int
    case_id: str
    reference: str
    item_no: int
    list: str
    code: str
    confirmed: bool
    description: str


def newest_finding(conn: Reader) -> tuple[int, int]:
    """Number of the newest finding and how many there are: what a cache is fresh by."""
    return once(conn, _newest_finding)


_NEWEST = select(func.max(_ROW), func.count(t.classification.c.id))


def _newest_finding(conn: Reader) -> tuple[int, int]:
    newest, count = conn.execute(_NEWEST).one()
    return int(newest or 0), int(count)


def findings_after(conn: Reader, row: int) -> Iterator[AssessedEntry]:
    """Confirmed and rejected findings on declared items made after that one, in order."""
    found = t.classification.c
    version = (
        select(t.declaration.c.content)
        .where(t.declaration.c.case_id == found.case_id)
        .order_by(t.declaration.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            _ROW,
            found.case_id,
            t.case_file.c.reference,
            found.item_no,
            found.list,
            found.code,
            found.state,
            version,
        )
        .join(t.case_file, t.case_file.c.id == found.case_id)
        .where(row < _ROW, found.state.in_(_JUDGED))
        .order_by(_ROW)
    )
    for number, case_id, reference, item_no, list_id, code, state, content in conn.execute(query):
        yield AssessedEntry(
            row=int(number),
            case_id=str(case_id),
            reference=str(reference),
            item_no=int(item_no),
            list=str(list_id),
            code=str(code),
            confirmed=state == ClassificationState.CONFIRMED,
            description=_description(content, int(item_no)),
        )


def _description(content: str | None, item_no: int) -> str:
    if content is None:
        return ""
    items = from_json(content, Declaration).items
    return next((item.description or "" for item in items if item.no == item_no), "")
