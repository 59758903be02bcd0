"""Proof for one declaration: its content and verdict by the root that its batch's entry sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from landwaiter.canonical import sha256_hex
from landwaiter.domain.trade.seal_tree import TreeStep, leaf, path, root, root_by
from landwaiter.i18n import _
from landwaiter.services.casebook.sealed_rows import differences, sealed_in
from landwaiter.services.trade.opening import no_such, refuse_unnamed
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import again_rows, batches, seals, sifted_rows
from landwaiter.storage.trade.kept_rows import leaf_named, rows_of
from landwaiter.storage.trade.sifted_rows import SiftedRow


@dataclass(frozen=True, slots=True)
class TradeProof:
    """One version of a declaration, with all that is needed to check it by hand."""

    mrn: str | None
    local_reference: str | None
    batch: int
    content_sha256: str
    verdict_sha256: str
    bases_sha256: str
    """Of what the casebook had seen by then."""
    outcome_sha256: str
    """Of day, reasons and what programmes watched."""
    salt: str
    leaf: str
    path: tuple[TreeStep, ...]
    root: str
    entry: int
    """Number of the entry of the audit chain that names the root."""
    entry_sha256: str
    problem: str
    """Why it is not proved; empty where it is."""


@dataclass(frozen=True, slots=True)
class DeclarationProof:
    """Every version of a declaration in the store, the oldest first."""

    number: str
    versions: tuple[TradeProof, ...]

    @property
    def problem(self) -> str:
        return next((one.problem for one in self.versions if one.problem), "")


def prove(session: Session, number: str) -> DeclarationProof:
    """NotFound where the store has no declaration with this MRN or reference."""
    with session.reading() as conn:
        return proved(conn, number)


def proved(conn: Reader, number: str) -> DeclarationProof:
    """The same of an open snapshot."""
    refuse_unnamed(number)
    rows = sifted_rows.sifted_named(conn, number)
    if not rows:
        raise no_such(number)
    return DeclarationProof(number, tuple(_proof(conn, row) for row in rows))


def _proof(conn: Reader, row: SiftedRow) -> TradeProof:
    leaves = batches.leaves_of(conn, row.batch)
    place = next(at for at, (number, _leaf) in enumerate(leaves) if number == row.id)
    nodes = [node for _number, node in leaves]
    steps = path(nodes, place)
    kept = batches.batch_named(conn, row.batch)
    sealed = seals.entry_of(conn, row.batch)
    digests = (row.content, row.verdict, row.bases, row.outcome.encode())
    made = leaf(row.salt, *map(sha256_hex, digests))
    problems = (
        _problems(row, made, nodes[place], root_by(made, steps).hex(), sealed.root),
        _others(conn, row, sealed),
    )
    problem = next(chain(*problems), "")
    return TradeProof(
        mrn=row.mrn,
        local_reference=row.local_reference,
        batch=row.batch,
        content_sha256=row.content_sha256,
        verdict_sha256=row.verdict_sha256,
        bases_sha256=sha256_hex(row.bases),
        outcome_sha256=sha256_hex(row.outcome.encode()),
        salt=row.salt.hex(),
        leaf=made.hex(),
        path=steps,
        root=kept["root"] if kept else "",
        entry=sealed.seq,
        entry_sha256=sealed.sha256,
        problem=problem,
    )


def _others(conn: Reader, row: SiftedRow, sealed: seals.BatchSeal) -> Iterator[str]:
    """What is shown of it, and stands otherwise than it was sealed."""
    kept, rows = sealed_in(leaf_named(conn, row.id)), rows_of(conn, [row.id])
    for one in rows.later.get(row.id, ()):
        leaves = dict(again_rows.leaves_of(conn, one.again))
        said = again_rows.said_sha256(one.reasons, one.told)
        made = leaf(one.salt, sha256_hex(row.content), sha256_hex(one.verdict), said)
        is_root = root(list(leaves.values())).hex() == seals.again_of(conn, one.again).root
        if made != leaves.get(one.leaf_id) or not is_root:
            yield _("A later verdict is not the one that its entry sealed.")
    if kept is not None:
        yield from (one.sentence() for one in differences(kept, rows, sealed))


def _problems(row: SiftedRow, made: bytes, kept: bytes, found: str, sealed: str) -> Iterator[str]:
    if sha256_hex(row.content) != row.content_sha256:
        yield _("The content is not the one that was judged.")
    if sha256_hex(row.verdict) != row.verdict_sha256:
        yield _("The verdict is not the one that was found.")
    if made != kept:
        yield _("The declaration does not give the leaf of its batch.")
    if not sealed:
        yield _("No entry of the audit chain seals the batch.")
    if found != sealed:
        yield _("The leaf and its path do not give the root that the batch’s entry sealed.")
