"""Whether bundles in a casebook are what their publishers signed: the signatures once more."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from landwaiter.domain.law.pack import Trust, WarrantOrigin
from landwaiter.errors import Fault
from landwaiter.formats.law.bundles.reading import signed_packs
from landwaiter.formats.law.bundles.roots import follows, root_head
from landwaiter.i18n import _
from landwaiter.services.law.bundle_status import accepting, standing_roots
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.reference import pack_heads
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.law import bundles
from landwaiter.storage.law.bundles import RootRow, TakenRow


def faults_of_bundles(
    conn: Reader, roots: Sequence[RootRow], taken: Sequence[TakenRow]
) -> Iterator[Damage]:
    """Roots and bundles that no signature carries, and packs that are not what was signed."""
    yield from _roots(conn, roots)
    known = {row.id: row for row in roots}
    signed: dict[str, dict[tuple[str, str], bool]] = {}
    for bundle in taken:
        named = _("reference bundle {version}").format(version=bundle.version)
        try:
            signed[bundle.id] = dict(signed_packs(bundle.metadata, known[bundle.root_id].body))
        except (Fault, KeyError):
            yield Damage(_("What it holds is not signed by its publishers."), named)
    yield from _packs(conn, signed)


def official_packs(conn: Reader) -> frozenset[tuple[str, str, str]]:
    """(bundle, pack, hash) of every edition that its publisher may call official, verified."""
    roots = {row.id: row.body for row in standing_roots(conn)}
    found = set()
    for bundle in bundles.bundles(conn):
        with suppress(Fault, KeyError):
            for (pack, sha256), official in signed_packs(bundle.metadata, roots[bundle.root_id]):
                if official:
                    found.add((bundle.id, pack, sha256))
    return frozenset(found)


def _roots(conn: Reader, roots: Sequence[RootRow]) -> Iterator[Damage]:
    registry, before = load_registry(conn), None
    for row in roots:
        named = _("root {version} of reference bundles").format(version=row.version)
        try:
            head = root_head(row.body, file="root.json")
            followed = row.motion_id is None and before and follows(before.body, row.body)
        except Fault:
            yield Damage(_("Its own keys have not signed it."), named)
            continue
        if head.fingerprint != row.fingerprint or not (followed or accepting(conn, registry, row)):
            yield Damage(_("It counts, and no two persons accepted it."), named)
        before = row


def _packs(conn: Reader, signed: dict[str, dict[tuple[str, str], bool]]) -> Iterator[Damage]:
    for head in pack_heads(conn):
        if head["origin"] != WarrantOrigin.BUNDLE:
            continue
        official = signed.get(head["origin_id"], {}).get((head["id"], head["sha256"]))
        if official is None or (head["trust"] == Trust.OFFICIAL and not official):
            yield Damage(
                _("It is not what its publisher signed, or calls itself more."),
                _("pack {pack}, edition {edition}").format(
                    pack=head["id"], edition=head["edition"]
                ),
            )
