"""What document codes declared with an item say to its candidates (DOMAIN 4.3).

An authorisation says that the declarant takes the item for listed. A self-declaration says that he
does not: on a correlated code that is the lawful normal answer, a reason and no accusation.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.goods.classification.leads import Packs
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.i18n import _

DUAL_USE: Final = "dual-use"
"""Area of the pack of document codes that speaks of Annex I."""
_SETS: Final = "code_sets"
_NOT_LISTED: Final = "not_listed"
"""Set of the codes by which an exporter states that goods are not listed."""


def said_by_documents(codes: Iterable[str], list_id: str, packs: Packs) -> tuple[str, ...]:
    """A reason for each declared code that speaks of the list; those of Annex I alone do."""
    pack, declared = packs.get("doc_codes"), dict.fromkeys(codes)
    if pack is None or not declared or list_id != "eu":
        return ()
    rows = rows_by(pack, "code")
    spoken = (row for code in declared for row in rows.get(code, ()))
    denials = _not_listed(packs)
    return tuple(
        _said(row, _(pack.trust.value), denies=row["code"] in denials)
        for row in spoken
        if row["area"] == DUAL_USE
    )


def _not_listed(packs: Packs) -> frozenset[str]:
    sets = packs.get(_SETS)
    rows = rows_by(sets, "set").get(_NOT_LISTED, ()) if sets else ()
    return frozenset(row["code"] for row in rows)


def _said(row: Mapping[str, str], trust: str, *, denies: bool) -> str:
    if denies:
        return _(
            "{code} is declared: the exporter states that the goods are not in Annex I. "
            "On a correlated code that is a lawful answer."
        ).format(code=row["code"])
    return _("{code} is declared: {meaning} ({status}, {trust}).").format(
        code=row["code"], meaning=row["meaning"], status=row["status"], trust=trust
    )
