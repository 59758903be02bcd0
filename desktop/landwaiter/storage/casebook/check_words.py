"""Whether what searches find is what there is: words of cases, of registers, of entities.

Each table of words is laid beside what it is of by statements that take many together: nothing is
drawn, all is looked at, and the memory does not grow with the casebook.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    and_,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.cases.case_marks import SIGNED, signs_of
from landwaiter.storage.entities.entity_statements import FOUND_BY
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema import tables as t

_STREAMED = {"yield_per": 2_000}
_CASE, _FOUND, _PLACE = t.case_file.c, t.case_search.c, t.text_place.c
_NAMED = (_CASE.reference, _CASE.mrn, _CASE.exporter, _CASE.consignee, _CASE.end_user)


def words_kept(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Things that a search would not find by their words, or by what they are not."""
    yield from _cases(conn)
    for reference in _unworded_entries(conn):
        yield Damage(_not_found(), _("entry {number} of a register").format(number=reference))
    for name in _unworded_entities(conn):
        yield Damage(_not_found(), _("entity {name}").format(name=name))


def _not_found() -> str:
    return _("A search does not find it by its words.")


def _cases(conn: Reader) -> Iterator[Damage]:
    query = select(*(_CASE[name] for name in ("reference", *SIGNED)), _FOUND.signs, _says())
    query = query.join(t.case_search, _FOUND.serial == _CASE.serial, isouter=True)
    for row in conn.execute(query, execution_options=_STREAMED):
        about = _("case {reference}").format(reference=row.reference)
        if not row.says:
            yield Damage(_not_found(), about, row.reference)
        if row.signs != signs_of(dict(row._mapping)):
            wrong = _("Filters of the list of cases would leave it out.")
            yield Damage(wrong, about, row.reference)


def _says() -> ColumnElement[bool]:
    """Whether the words of a case are those of its text, and name it and its parties.

    A case that was removed has none.
    """
    holds = func.instr(_FOUND.words, _PLACE.text) > 0
    of_case = (_PLACE.case_id == _CASE.id, _PLACE.kind == "cases")
    whole = func.sum(func.length(_PLACE.text)) + func.count() >= func.length(_FOUND.words)
    same = select(and_(func.count() > 0, func.min(holds) == 1, whole)).where(*of_case)
    named = (func.instr(_FOUND.words, func.coalesce(one, "")) > 0 for one in _NAMED)
    told = and_(same.correlate(t.case_file, t.case_search).scalar_subquery(), *named)
    removed = select(t.case_removal.c.case_id).where(t.case_removal.c.case_id == _CASE.id)
    is_removed = and_(_FOUND.words == "", removed.exists())
    return func.coalesce(or_(is_removed, told), False).label("says")


_Key = tuple[str, ...]
_AT_ONCE: Final = 30_000
"""Things whose words are laid beside them by one statement: what it sorts is held in memory."""


def _ranges(conn: Reader, *key: ColumnElement[str]) -> Iterator[tuple[_Key | None, _Key | None]]:
    """Between which keys so many lie, one range after the other; before the first and behind the
    last everything else."""
    after: _Key | None = None
    while True:
        query = select(*key).where(_within(key, after, None)).order_by(*key)
        row = conn.execute(query.offset(_AT_ONCE - 1).limit(1)).first()
        until = None if row is None else tuple(map(str, row))
        yield after, until
        if until is None:
            return
        after = until


def _within(
    key: Sequence[ColumnElement[str]], after: _Key | None, until: _Key | None
) -> ColumnElement[bool]:
    begin = true() if after is None else tuple_(*key) > tuple_(*map(literal, after))
    return begin if until is None else and_(begin, tuple_(*key) <= tuple_(*map(literal, until)))


def _unworded_entries(conn: Reader) -> Iterator[str]:
    """References of which not every statement has its words."""
    names = ("register", "issuer", "ref")
    stated, worded = t.register_entry.c, t.register_worded.c
    key, kept_key = [stated[one] for one in names], [worded[one] for one in names]
    for part in _ranges(conn, *key):
        kept = (
            select(*kept_key, literal(-1).label("number"))
            .join(t.register_words, t.register_words.c.serial == worded.serial)
            .where(_within(kept_key, *part))
        )
        own = select(*key, literal(1).label("number")).where(_within(key, *part))
        row = union_all(own, kept).subquery("each").c
        query = select(row.ref).group_by(*(row[one] for one in names))
        yield from conn.execute(query.having(func.sum(row.number) != 0)).scalars()


def _unworded_entities(conn: Reader) -> Iterator[str]:
    """Names of entities of which not every name and number has its words."""
    entity, fact, worded = t.entity.c, t.entity_fact.c, t.entity_worded.c
    number = t.entity_identifier.c.entity_id
    one = literal(1).label("number")
    for part in _ranges(conn, entity.id):
        kept = select(worded.entity_id, literal(-1).label("number")).join(
            t.entity_words, t.entity_words.c.serial == worded.serial
        )
        each = union_all(
            select(entity.id.label("entity_id"), one).where(_within([entity.id], *part)),
            select(number, one).where(_within([number], *part)),
            select(fact.entity_id, one).where(
                fact.kind.in_(FOUND_BY), _within([fact.entity_id], *part)
            ),
            kept.where(_within([worded.entity_id], *part)),
        ).subquery("each")
        wrong = select(each.c.entity_id).group_by(each.c.entity_id)
        wrong = wrong.having(func.sum(each.c.number) != 0)
        yield from conn.execute(select(entity.name).where(entity.id.in_(wrong))).scalars()
