"""Whether what the trade store says it was judged with is what the audit chain sealed.

Who rewrites a batch, so that it seems to be judged with what counts now, hides that it still waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.trade.again_deeds import SIFT_AGAIN
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.trade import again_rows, judging_rows, seals


def judged_as_sealed(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Each batch whose standing, or what was judged again, is not what its entry says."""
    digests = {}
    for number, said in judging_rows.every_judging(conn).items():
        digests[number] = judging_rows.digest_of(conn, number)
        grounds = records.written(said, dict)
        if grounds is None or sha256_hex(canonical_bytes(grounds)) != digests[number]:
            yield Damage(
                _("What counted is not what its hash says."),
                _("judging {number} of the trade store").format(number=number),
            )
    sealed = dict(_sealed(conn))
    kept = {
        (batch, again): digests.get(number, "")
        for batch, again, number in judging_rows.every_judged(conn)
    }
    for batch, again in sorted(sealed.keys() | kept.keys()):
        if sealed.get((batch, again)) != kept.get((batch, again)):
            yield Damage(
                _("With what it was judged is not what its entry says: sift again."),
                _("batch {batch} of the trade store").format(batch=batch),
            )
    yield from _verdicts(conn, digests)


def _sealed(conn: Reader) -> Iterator[tuple[tuple[int, int], str]]:
    """Batch and number of the judging → what counted, as entries say it."""
    for number, payload in seals.payloads(conn, SIFT.entry, "trade/batch/"):
        if "judging" in payload:
            yield (number, 0), str(payload["judging"])
    for number, payload in seals.payloads(conn, SIFT_AGAIN.entry, "trade/again/"):
        for batch in payload["judged_batches"]:
            yield (int(batch), number), str(payload["after"])


def _verdicts(conn: Reader, digests: Mapping[int, str]) -> Iterator[Damage]:
    """Later verdicts by the root that their entry sealed."""
    sealed: Mapping[int, Mapping[str, Any]] = dict(
        seals.payloads(conn, SIFT_AGAIN.entry, "trade/again/")
    )
    heads = {int(one["no"]): one for one in again_rows.heads(conn)}
    there = heads.keys()
    for number in sorted(there & sealed.keys()):
        if not _is_as_sealed(heads[number], seals.again_of(conn, number), digests):
            yield _not_sealed(number)
    for number in again_rows.missing_verdicts(conn):
        yield _not_sealed(number)
    for number in sorted(there | sealed.keys()):
        leaves = again_rows.leaves_of(conn, number)
        found = {
            "root": root([node for _leaf, node in leaves]).hex(),
            "about": again_rows.about_sha256(conn, number),
        }
        said = sealed.get(number, {})
        if any(said.get(name) != made for name, made in found.items()):
            yield _not_sealed(number)
            continue
        if not _are_as_sealed(conn, number, leaves):
            yield _not_sealed(number)


def _are_as_sealed(conn: Reader, number: int, leaves: Sequence[tuple[int, bytes]]) -> bool:
    """Verdicts of one number; no other kind of value was sealed than can be read."""
    try:
        made = {
            one.leaf_id: _leaf_of(content, one)
            for content, one in again_rows.verdicts_in(conn, number)
        }
    except records.UNREADABLE:
        return False
    return all(made.get(at, node) == node for at, node in leaves)


def _leaf_of(content: str, one: again_rows.KeptVerdict) -> bytes:
    """Empty where the hash beside the verdict is another one's."""
    found = sha256_hex(one.verdict)
    if one.verdict_sha256 != found:
        return b""
    return leaf(one.salt, content, found, again_rows.said_sha256(one.reasons, one.told))


def _is_as_sealed(
    head: Mapping[str, Any], seal: seals.BatchSeal, digests: Mapping[int, str]
) -> bool:
    """The payload of an entry has numbers as text."""
    said = seal.payload
    told = {name: head[name] for name in ("first", "last", "policy", "root")} | head["counts"]
    told |= {name: digests.get(head[name]) for name in ("before", "after")}
    if (head["author"], str(head["at"])) != (seal.actor, seal.at):
        return False
    counts = said.keys() & _COUNTS
    return counts <= head["counts"].keys() and all(
        said.get(name) == str(value) for name, value in told.items()
    )


_COUNTS: Final = frozenset(
    ("batches", "judged", "changed", "new_hits", "gone_hits", "new_reasons", "gone_reasons")
) | {"returned"}


def _not_sealed(number: int) -> Damage:
    return Damage(
        _("A later verdict is not the one that its entry sealed."),
        _("number {number} of what was sifted again").format(number=number),
    )
