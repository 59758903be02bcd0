"""A declaration as rows of the trade store: what of them follows from what is sealed.

The sift writes them, and the check of the casebook makes them anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from landwaiter.canonical import stated
from landwaiter.domain.intake.declaration import Declaration, Item
from landwaiter.domain.trade.sift_outcome import SiftOutcome
from landwaiter.services.intake.openings import parties_of
from landwaiter.services.warm.price_base import consignee_of, euros_of, exporter_of
from landwaiter.storage.base.records import structure, to_json
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade.batches import TradeParty
from landwaiter.storage.trade.stored_lines import StoredLine


@dataclass(frozen=True, slots=True)
class DeclaredColumns:
    """What of a row follows from what was declared, and the day as of which it was judged."""

    mrn: str | None
    local_reference: str | None
    declarant_eori: str | None
    day: str
    destination: str | None
    exporter: str | None
    consignee: str | None
    value: int | None

    @classmethod
    def of(cls, declared: Declaration, day: date, lines: Sequence[StoredLine]) -> "DeclaredColumns":
        return cls(
            mrn=declarations.mrn_key(declared.mrn),
            local_reference=declared.local_reference,
            declarant_eori=declared.declarant_eori,
            day=day.isoformat(),
            destination=declared.country_destination,
            exporter=exporter_of(declared) or None,
            consignee=consignee_of(declared) or None,
            value=_whole_value(lines),
        )


def lines_in(declared: Declaration) -> tuple[StoredLine, ...]:
    """The goods lines as they are added up."""
    return tuple(_line(declared, item) for item in declared.items)


def parties_in(declared: Declaration) -> tuple[TradeParty, ...]:
    """The parties in their roles, as they are told apart."""
    return tuple(map(TradeParty.of, parties_of(declared, lambda: "")))


def outcome_text(outcome: SiftOutcome) -> str:
    """An outcome as it is kept and hashed: what says nothing is left out."""
    return to_json(stated(outcome))


def findings_in(verdict: bytes) -> Iterator[tuple[str, str, int]]:
    """What the bytes of a verdict say: each list, entry and rule once, with the greatest score."""
    said = structure(verdict.decode())
    return weighed(
        ((hit["list"], hit["match"]["score"]) for hit in said["hits"]),
        ((one["list"], one["code"], one["score"]) for one in said["candidates"]),
        (flag["rule"] for flag in said["raised"]),
    )


def weighed(
    hits: Iterable[tuple[str, int]],
    candidates: Iterable[tuple[str, str, int]],
    rules: Iterable[str],
) -> Iterator[tuple[str, str, int]]:
    """Kind, code and weight of what was found, each once."""
    best: dict[tuple[str, str], int] = {}
    for name, score in hits:
        best["hit", name] = max(best.get(("hit", name), 0), score)
    for name, entry, score in candidates:
        key = ("candidate", f"{name}/{entry}")
        best[key] = max(best.get(key, 0), score)
    for rule in rules:
        best["flag", rule] = 1000
    yield from ((kind, code, weight) for (kind, code), weight in best.items())


def _line(declared: Declaration, item: Item) -> StoredLine:
    cn = item.cn or ""
    return StoredLine(
        no=item.no,
        destination=item.destination or declared.country_destination or "",
        heading=cn[:4],
        cn8=item.cn8 or cn[:8],
        value=_whole(euros_of(item), 100),
        mass=_whole(item.net_mass_kg, 1000),
        units=_whole(item.supplementary_units, 1000),
    )


def _whole(amount: Decimal | None, parts: int) -> int | None:
    return None if amount is None else int((amount * parts).to_integral_value())


def _whole_value(lines: Sequence[StoredLine]) -> int | None:
    """The value of all lines; None where one states none."""
    values = [line.value for line in lines]
    stated = [value for value in values if value is not None]
    return sum(stated) if stated and len(stated) == len(values) else None
