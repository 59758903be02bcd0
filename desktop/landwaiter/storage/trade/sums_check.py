"""Sums, parties, secrets and policies of the store, held against what made them.

Each table is read once, in the order of its key: little is held of it.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Select, func, literal, or_, select, union_all

from landwaiter.domain.trade.deeds import OPEN_SIFTED, POLICY_SET, SIFT
from landwaiter.domain.trade.sample_draw import commitment
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased_cell
from landwaiter.storage.trade import runs, seals
from landwaiter.storage.trade.batches import identity_of
from landwaiter.storage.trade.trade_counts import is_replaced

_SUMS: Final = ("items", "value", "mass", "valued", "weighed")
_READ_TOGETHER: Final = 2_000


def sum_faults(conn: Reader) -> Iterator[str]:
    """Cells of the roll-ups that are not what items and erased cells add up to."""
    for table in (t.trade_rollup, t.trade_month):
        yield from _cells(conn, table)


def _cells(conn: Reader, table: Any) -> Iterator[str]:
    item = t.trade_item.c
    names = [one.name for one in table.primary_key]
    kept = select(*(table.c[one] for one in (*names, *_SUMS)), literal(1).label("stands"))
    added = (
        select(
            *(item[one] for one in names),
            func.count(),
            func.coalesce(func.sum(item.value), 0),
            func.coalesce(func.sum(item.mass), 0),
            func.count(item.value),
            func.count(item.mass),
            literal(0),
        )
        .where(~is_replaced(item.declaration_id))
        .group_by(*(item[one] for one in names))
    )
    gone = trade_erased_cell.c
    erased = select(
        *(gone[one] for one in names),
        *(func.sum(gone[one]) for one in _SUMS),
        literal(0),
    ).group_by(*(gone[one] for one in names))
    whole = union_all(kept, added, erased).subquery("cells")
    query = select(whole).order_by(*list(whole.c)[: len(names)])
    for place, rows in groupby(_few(conn, query), key=lambda row: tuple(row[: len(names)])):
        stand, made = [0] * len(_SUMS), [0] * len(_SUMS)
        for row in rows:
            sums = stand if row.stands else made
            for at, number in enumerate(row[len(names) : -1]):
                sums[at] += int(number)
        if stand != made:
            yield _("{table}, {place}: {stands} stands, the items add up to {made}.").format(
                table=table.name,
                place=" ".join(map(str, place)),
                stands=_told(stand),
                made=_told(made),
            )


def _told(sums: Iterable[int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in zip(_SUMS, sums, strict=True))


def _few(conn: Reader, query: Select[Any]) -> Iterable[Any]:
    return conn.execute(query.execution_options(yield_per=_READ_TOGETHER))


def party_faults(conn: Reader) -> Iterator[str]:
    """Parties that are not what their identity says: declarations are held against that; and those
    that none names."""
    role = t.trade_role.c.party_id
    is_named = select(role).where(role == t.trade_party.c.id).exists().label("is_named")
    for row in _few(conn, select(t.trade_party, is_named)):
        if not row.is_named:
            yield _("trade_party, number {number}: no declaration names it.").format(number=row.id)
        address = records.written(row.address, dict)
        if (
            address is None
            or row.street != address.get("street")
            or row.identity != identity_of(row.name, row.country, row.identifier, row.address)
        ):
            yield _("trade_party, number {number}: it is not what its identity says.").format(
                number=row.id
            )


def secret_faults(conn: Reader) -> Iterator[str]:
    """Secrets of samples that are not those that entries bound and told."""
    bound, told = dict[int, set[str]](), dict[int, str]()
    for one in seals.said_in(conn, ("trade.begun", SIFT.entry)):
        said = one.said
        if "commitment" not in said:
            continue
        if "next_batch" in said:
            following = int(said["next_batch"])
        else:
            number = int(one.about.rpartition("/")[2])
            following = number + 1
            # What is bound for it from now on was chosen when it was known.
            bound.setdefault(number, {_LATE})
            told[number] = str(said.get("secret"))
        bound.setdefault(following, set()).add(str(said["commitment"]))
    for number in told:
        if not seals.is_drawn_by_its_author(conn, number):
            yield _(
                "trade_batch, batch {number}: what its sample was drawn by does not come from the"
                " key of who sifted it."
            ).format(number=number)
    kept = {int(row.batch): row for row in conn.execute(select(t.trade_secret))}
    for number in sorted(bound.keys() | kept.keys()):
        row = kept.get(number)
        if row is None or not _is_bound(row, bound.get(number, set()), told.get(number)):
            yield _(
                "trade_secret, batch {number}: the secret of the sample is not the one that was"
                " bound before and told in its entry."
            ).format(number=number)


_LATE: Final = "late"


def _is_bound(row: Any, bound: set[str], told: str | None) -> bool:
    """By one entry or several, all of which say the same: who binds anew chooses."""
    try:
        made = commitment(bytes.fromhex(row.secret))
    except ValueError:
        return False
    return bound == {made} and row.commitment == made and told in (None, row.secret)


def policy_faults(conn: Reader) -> Iterator[str]:
    """Editions of the policy that are not what their entries changed one after the other."""
    said = seals.said_in(conn, (POLICY_SET,))
    sealed = {int(one.said["policy"]): str(one.said["sha256"]) for one in said}
    kept = {number: runs.policy_sha256(policy) for number, policy in runs.policies(conn)}
    for number in sorted(sealed.keys() | kept.keys()):
        if sealed.get(number) != kept.get(number):
            yield _("trade_policy, number {number}: it is not what its entry sealed.").format(
                number=number
            )


def opened_faults(conn: Reader) -> Iterator[str]:
    """Cases that were opened from the store, of which no mark tells any more."""
    mark, declared = t.trade_mark.c, t.trade_declaration.c
    for one in seals.said_in(conn, (OPEN_SIFTED.entry,)):
        said, case_id = one.said, one.about.removeprefix("case/")
        marked = select(mark.id).where(
            mark.declaration_id == declared.id, mark.opened_case == case_id
        )
        number = str(said["declaration"])
        query = (
            select(declared.id)
            .join(t.trade_leaf, t.trade_leaf.c.id == declared.id)
            .where(
                or_(declared.mrn == number, declared.local_reference == number),
                declared.content_sha256 == said["content_sha256"],
                t.trade_leaf.c.batch == int(said["batch"]),
                ~marked.exists(),
            )
        )
        for row in conn.execute(query).scalars():
            yield _(
                "trade_mark, declaration {number}: its case was opened, and no mark says so."
            ).format(number=row)
