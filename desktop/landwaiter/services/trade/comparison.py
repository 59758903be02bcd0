"""A declaration of the store held against the exact path: its verdict must be the same to the byte.

It is judged again by the way that a case takes, every list asked and every rule evaluated, with
what the casebook had seen by then and the editions of now. Where these are other ones than those of
its batch the comparison says so, and tells no fault.
"""

from dataclasses import dataclass

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.services.intake.bare_verdict import verdict_of_row
from landwaiter.services.trade.judging import judging_now
from landwaiter.services.trade.opening import standing_of
from landwaiter.services.trade.trade_rows import grounds_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import again_rows, batches, judging_rows
from landwaiter.storage.trade.sifted_rows import SiftedRow


@dataclass(frozen=True, slots=True)
class VerdictComparison:
    """The verdict that was sealed beside the one that the exact path finds now."""

    is_same: bool
    grounds_changed: bool
    """Whether editions, settings or engines are others than those of its batch."""
    at: int | None = None
    """The first byte that differs."""
    sealed: str = ""
    now: str = ""
    """What stands there."""

    @property
    def is_fault(self) -> bool:
        return not self.is_same and not self.grounds_changed


_AROUND = 40


def compared_named(session: Session, number: str) -> VerdictComparison:
    """The comparison of the newest version of a declaration."""
    with session.reading() as conn:
        return compared(session, conn, standing_of(conn, number).row)


def compared(session: Session, conn: Reader, row: SiftedRow) -> VerdictComparison:
    """The comparison of one declaration with the newest of its verdicts; nothing is written."""
    verdict = verdict_of_row(session, conn, row)
    found = verdict.content()
    later = again_rows.verdicts_of(conn, row.id)
    sealed = later[-1].verdict if later else row.verdict
    if found == sealed:
        return VerdictComparison(is_same=True, grounds_changed=False)
    kept = batches.batch_named(conn, row.batch)
    judged_with = kept["grounds"] if kept else {}
    at = next(
        (n for n, (a, b) in enumerate(zip(found, sealed, strict=False)) if a != b),
        min(len(found), len(sealed)),
    )
    span = slice(max(0, at - _AROUND), at + _AROUND)
    return VerdictComparison(
        is_same=False,
        grounds_changed=not (
            _is_judged_with_now(conn, row.batch)
            or _covers(judged_with, grounds_of([verdict.facts]))
        ),
        at=at,
        sealed=sealed[span].decode(errors="replace"),
        now=found[span].decode(errors="replace"),
    )


def _is_judged_with_now(conn: Reader, batch: int) -> bool:
    """Whether lists, packs, settings and engines are those that the batch was judged with last."""
    current = judging_rows.number_of(conn, judging_now(conn).digest)
    return current is not None and judging_rows.standing_of(conn, batch) == current


def _covers(before: dict[str, object], now: dict[str, object]) -> bool:
    """Whether what counts now counted for the batch too, which may span several days."""
    return all(
        _digests(now[name]) <= _digests(before.get(name, [])) for name in ("packs", "lists")
    ) and all(before.get(name) == now[name] for name in ("engine", "settings"))


def _digests(editions: object) -> set[str]:
    found: list[object] = list(editions) if isinstance(editions, list) else []
    return {
        sha256_hex(canonical_bytes(list(one) if isinstance(one, tuple) else one)) for one in found
    }
