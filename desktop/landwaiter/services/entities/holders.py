"""What is stated of who holds the entities behind a case's parties: facts for the rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.entities.ownership.stated import OwnershipStatements
from landwaiter.domain.flags.rule import rules_by_id
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.lists.listing import Listing
from landwaiter.services.entities.holder_marks import marked
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.entities import ownership as stored
from landwaiter.storage.entities.entity_statements import merges_of

MOST_ENTITIES: Final = 400
"""Entities looked at above a firm, nearest first."""
RULE, CHANGE_RULE = "RF-P18", "RF-P15"
"""Flags whose thresholds say what the European rule leaves to the office, and the window."""


def known_of_case(
    references: References, conn: Reader, parties: Iterable[CaseParty], day: date
) -> OwnershipStatements | None:
    """What statements and listings say of the entities behind a case's parties; None: nothing."""
    linked = {one.id: one.link.entity_id for one in parties if one.link is not None}
    if not linked:
        return None
    merges = merges_of(conn)
    around = stored.above(conn, tuple(linked.values()), merges, most=MOST_ENTITIES)
    if not around.stated and not _is_tied(conn, linked.values(), merges):
        return None
    known = marked(references, conn, around, day)
    return replace(known, parties=tuple((party, merges.kept(one)) for party, one in linked.items()))


def _is_tied(conn: Reader, entity_ids: Collection[str], merges: Merges) -> bool:
    """Whether a listing that the entities met says who holds them or whom they hold."""
    hits = stored.case_hits(conn, entity_ids, merges)
    return any(from_json(hit.listing, Listing).ties for hit in hits)


def thresholds_of(conn: Reader, packs: Mapping[str, Pack], rule_id: str) -> Mapping[str, str]:
    """Of a flag rule: the edition's, and over them the office's own."""
    pack = packs.get("flag_rules")
    rule = derived(rules_by_id, pack).get(rule_id) if pack else None
    prefix = f"rule.{rule_id}."
    own = {
        name.removeprefix(prefix): value
        for name, value in settings_with(conn, prefix).items()
        if value
    }
    return {**(rule.thresholds if rule else {}), **own}
