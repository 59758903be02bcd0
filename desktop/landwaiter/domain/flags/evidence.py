"""How a finding names what it used: `place: value`, so that the case can mark the place.

Places, written as those of remarks: `items/1/cn8`, `parties/consignee/name`,
`declaration/country_routing`, `enrichment/contract.date`, `project/funding`,
`classifications/1/2B001.b`, `lists/un@2026-03`, `packs/chpl@2024-06`, `registers/denials`,
`settings/policy.…`, `history/addresses` (what the casebook has seen), `actions/…`. A value that
is not known names no place.
"""

from collections.abc import Iterable
from typing import Any

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.flags.embargo.matrix import MatrixCell
from landwaiter.domain.flags.view import Code, Goods
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import Message, joined


def at(place: str, value: Any) -> str:
    """`place: value`; empty where no value is known."""
    if isinstance(value, Message):
        return joined(": ", (place, value))
    if isinstance(value, str):
        return f"{place}: {value}" if value else ""
    if value in (None, ()):
        return ""
    return f"{place}: {', '.join(map(str, value)) if isinstance(value, Iterable) else value}"


def of_item(line: Goods, name: str, value: Any) -> str:
    """A field of a goods line; the heading of a trade history is an enrichment."""
    place = f"items/{line.no}" if line.item else "enrichment/exports"
    return at(f"{place}/{name}", value)


def of_cn(line: Goods) -> str:
    return of_item(line, "cn8", line.cn)


def of_codes(line: Goods, codes: Iterable[Code]) -> tuple[str, ...]:
    """Control codes of a line and how each came there."""
    return tuple(
        at(f"classifications/{line.no}/{code.code}", "confirmed" if code.confirmed else "candidate")
        for code in codes
    )


def of_party(party: CaseParty, name: str = "name", value: Any = None) -> str:
    """A field of a party; without a value its name."""
    return at(f"parties/{party.role.value}/{name}", value or party.name)


def of_declaration(name: str, value: Any) -> str:
    return at(f"declaration/{name}", value)


def of_enrichment(field: str, value: Any) -> str:
    return at(f"enrichment/{field}", value)


def of_project(name: str, value: Any) -> str:
    return at(f"project/{name}", value)


def of_hit(party: CaseParty, hit: Hit) -> tuple[str, ...]:
    """The party, and the listing in its edition."""
    return (
        of_party(party),
        at(f"parties/{party.role.value}/country", party.country),
        at(hit.place, hit.told_listing),
    )


def of_register(name: str, value: Any) -> str:
    return at(f"registers/{name}", value)


def of_pack(pack: Pack | None, row: Any) -> str:
    """A row of a pack in its edition."""
    return at(f"packs/{pack.id}@{pack.edition}", row) if pack else ""


def of_cells(pack: Pack | None, cells: Iterable[MatrixCell]) -> tuple[str, ...]:
    """Rows of the embargo matrix in its edition, each once."""
    return tuple(dict.fromkeys(of_pack(pack, f"{c.instrument} {c.group}") for c in cells))


def of_setting(name: str, value: Any) -> str:
    return at(f"settings/{name}", value)
