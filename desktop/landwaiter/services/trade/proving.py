"""Proof for one declaration: what was read and found, by the root that its batch's entry sealed.

And whether it was drawn as a sample. `docs/verify_proof.py` reads it without the program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.trade.seal_tree import TreeStep, leaf, path, root, root_by
from landwaiter.i18n import N_, _
from landwaiter.services.casebook.sealed_rows import SealedDeclaration, differences, sealed_in
from landwaiter.services.trade.opening import no_such, refuse_unnamed
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import again_rows, batches, seals, sifted_rows
from landwaiter.storage.trade.kept_rows import leaf_named, rows_of
from landwaiter.storage.trade.sifted_rows import SiftedRow


class SamplePlace(StrEnum):
    """Why a declaration is in the sample or not."""

    DRAWN = "drawn"
    NOT_DRAWN = "not_drawn"
    REASON = "reason"
    CASE = "case"
    NO_SAMPLE = "no_sample"
    UNKNOWN = "unknown"


DRAWN_WORDS: Final[Mapping[SamplePlace, str]] = {
    SamplePlace.DRAWN: N_("Drawn as a sample, one in {n}, by the key of {name}."),
    SamplePlace.NOT_DRAWN: N_("Not drawn as a sample, one in {n}, by the key of {name}."),
    SamplePlace.REASON: N_("Not drawn as a sample: it has a reason."),
    SamplePlace.CASE: N_("Not drawn as a sample: it had a case."),
    SamplePlace.NO_SAMPLE: N_("Not drawn as a sample: the office had none then."),
    SamplePlace.UNKNOWN: N_("Whether it was drawn as a sample cannot be told."),
}


@dataclass(frozen=True, slots=True)
class DrawProof:
    """Whether a declaration was drawn, drawn again by what the entry of its batch tells."""

    drawn: SamplePlace
    one_in: int
    name: str
    """Of who sifted."""
    bound: seals.WholeEntry | None
    """What bound the secret before; None where it is gone."""
    problem: str
    """Why the draw does not hold; empty where it does."""


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
    outcome: str
    """These themselves."""
    salt: str
    leaf: str
    path: tuple[TreeStep, ...]
    root: str
    entry: int
    """Number of the entry of the audit chain that names the root."""
    entry_sha256: str
    casebook: str
    sealed: seals.WholeEntry | None
    """That entry with what it says."""
    draw: DrawProof
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
    draw = _draw(conn, row, sealed)
    problems = (
        _problems(row, made, nodes[place], root_by(made, steps).hex(), sealed.root),
        [draw.problem] if draw.problem else (),
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
        outcome=row.outcome,
        salt=row.salt.hex(),
        leaf=made.hex(),
        path=steps,
        root=kept["root"] if kept else "",
        entry=sealed.seq,
        entry_sha256=sealed.sha256,
        casebook=load_registry(conn).casebook,
        sealed=seals.whole_entry(conn, sealed.seq),
        draw=draw,
        problem=problem,
    )


def _draw(conn: Reader, row: SiftedRow, sealed: seals.BatchSeal) -> DrawProof:
    """What was drawn, and whether it was bound before and comes from the key of who sifted."""
    told, binding = seals.draw_in(sealed.payload), seals.binding_of(conn, row.batch)
    bound = None if binding is None else seals.whole_entry(conn, binding)
    problem = ""
    if told is None:
        problem = _("By what its sample was drawn no entry tells.")
    elif bound is None or bound.seq > sealed.seq or seals.bound_by(bound) != told.bound:
        problem = _("The secret of the sample is not the one that was bound before.")
    elif not seals.is_drawn_by_its_author(conn, row.batch):
        problem = _("What its sample was drawn by does not come from the key of who sifted it.")
    return DrawProof(
        drawn=_place_of(sealed_in(leaf_named(conn, row.id)), told),
        one_in=told.one_in if told else 0,
        name=sealed.actor,
        bound=bound,
        problem=problem,
    )


def _place_of(kept: SealedDeclaration | None, told: seals.SealedDraw | None) -> SamplePlace:
    if kept is None or told is None:
        return SamplePlace.UNKNOWN
    if kept.outcome.reasons:
        return SamplePlace.REASON
    if kept.outcome.opened_case:
        return SamplePlace.CASE
    if not told.one_in:
        return SamplePlace.NO_SAMPLE
    is_drawn = told.draw.takes(kept.content_sha256)
    return SamplePlace.DRAWN if is_drawn else SamplePlace.NOT_DRAWN


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
