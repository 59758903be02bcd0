"""Whether batches and kept answers are what the audit chain sealed; declarations: `store_check`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry
from landwaiter.storage.trade import batches, screenings, seals

_BATCH: Final = "trade/batch/"
_RUN: Final = "trade/run/"
_COUNTS: Final = ("read", "sifted", "with_reason", "sample", "amended", "duplicates", "restricted")


def trade_faults(conn: Reader) -> Iterator[str]:
    """Sentences on what is not as it was sealed."""
    entry = audit_entry.c
    objects = select(entry.object).where(entry.deed == SIFT.entry, entry.object.startswith(_BATCH))
    sealed = {int(str(one).removeprefix(_BATCH)) for one in conn.execute(objects).scalars()}
    kept = set(conn.execute(select(t.trade_batch.c.no)).scalars())
    for number in sorted(sealed - kept):
        yield _("Batch {number} of the trade store is gone.").format(number=number)
    for number in sorted(kept):
        if other := _other_fields(conn, number):
            yield _("Batch {number} of the trade store is not what was sealed: {fields}.").format(
                number=number, fields=", ".join(other)
            )
    for row in records.plain_rows(conn, select(t.trade_scope)):
        grounds = records.written(row["grounds"], dict)
        if grounds is None or sha256_hex(canonical_bytes(grounds)) != row["digest"]:
            yield _("trade_scope, number {number}: it is not what its hash says.").format(
                number=row["id"]
            )
    for number in screenings.kept_together(conn):
        if not screenings.are_as_sealed(conn, number):
            answers = _("What lists answered to names (part {number}) is not what was sealed.")
            yield answers.format(number=number)


def word_faults(conn: Reader) -> Iterator[str]:
    """Words of the queue that are no declaration's; of those that are, `sealed_rows`."""
    words, declared = t.trade_search.c, t.trade_declaration.c
    query = select(words.serial).where(words.serial.not_in(select(declared.id)))
    for number in conn.execute(query.order_by(words.serial)).scalars():
        yield _("trade_search, number {number}: there is no such declaration.").format(
            number=number
        )


def run_faults(conn: Reader) -> Iterator[str]:
    """Runs, and their ends, that are not as their entries say."""
    for deed, table, key, said in (
        ("trade.begun", t.trade_run, "id", "files"),
        ("trade.ended", t.trade_run_end, "run_id", "state"),
    ):
        sealed = {
            one.about.removeprefix(_RUN): (one.said[said], one.actor, one.at)
            for one in seals.said_in(conn, (deed,))
        }
        kept = {
            row[key]: (
                records.written(row[said], list) if said == "files" else row[said],
                row["author"],
                str(row["at"]),
            )
            for row in records.plain_rows(conn, select(table))
        }
        for run in sorted(sealed.keys() | kept.keys()):
            if sealed.get(run) != kept.get(run):
                yield _("{table}, {object}: it is not what its entry says.").format(
                    table=table.name, object=f"{_RUN}{run}"
                )


def _other_fields(conn: Reader, number: int) -> tuple[str, ...]:
    """Fields of a batch that are not as its entry says; those that nobody can read are not."""
    try:
        batch = batches.batch_named(conn, number) or {}
        return tuple(_differences(batch, seals.entry_of(conn, number)))
    except records.UNREADABLE:
        return ("files", "counts", "grounds")


def _differences(batch: Mapping[str, Any], seal: seals.BatchSeal) -> Iterator[str]:
    """Fields of a batch that are not as its entry says. Its payload has numbers as text."""
    said = seal.payload
    file = {"sha256": said.get("file_sha256"), "from": said.get("from"), "to": said.get("to")}
    files = [{name: str(value) for name, value in one.items()} for one in batch["files"]]
    wanted: Sequence[tuple[str, Any, Any]] = (
        ("root", batch["root"], said.get("root")),
        ("grounds", sha256_hex(canonical_bytes(batch["grounds"])), said.get("grounds")),
        ("policy", str(batch["policy"]), said.get("policy")),
        ("run_id", batch["run_id"], said.get("run")),
        ("files", files, [file]),
        ("author", batch["author"], seal.actor),
        ("at", str(batch["at"]), seal.at),
        *(
            (name, str(batch["counts"].get(name, "")), str(said.get(name, "")))
            for name in (*_COUNTS, *batch["counts"])
        ),
    )
    yield from dict.fromkeys(name for name, stands, sealed in wanted if stands != sealed)
