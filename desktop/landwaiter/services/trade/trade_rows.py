"""A declaration that was judged as a row of the trade store."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.intake.declaration import Declaration, Item
from landwaiter.domain.trade.sample_draw import Draw
from landwaiter.domain.trade.seal_tree import leaf
from landwaiter.domain.trade.sift_reasons import reasons_of
from landwaiter.services.base.content_forms import form_of
from landwaiter.services.flags.evaluation import ENGINE as JUDGING
from landwaiter.services.intake.openings import RawFile, parties_of
from landwaiter.services.trade.bare_verdict import BareVerdict
from landwaiter.services.trade.watched_lines import WatchedLine, names_of
from landwaiter.services.warm.price_base import consignee_of, euros_of, exporter_of
from landwaiter.storage.base.records import to_json
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade.batches import StoredLine, TradeParty, TradeRow
from landwaiter.storage.trade.packing import packed

SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class TradeFinding:
    """What was found of a declaration, in whichever process."""

    day: date
    verdict: bytes
    bases: bytes
    """What the casebook had seen by then."""
    reasons: tuple[str, ...]
    findings: tuple[tuple[str, str, int], ...]
    """Kind, code and weight, each list, entry and rule once."""
    watched: tuple[WatchedLine, ...] = ()
    """Lines that monitoring programmes watch."""


def finding_of(verdict: BareVerdict, watched: tuple[WatchedLine, ...]) -> TradeFinding:
    """What is kept of a verdict. What has a case already has its reasons too."""
    reasons = reasons_of(verdict.facts, verdict.case, verdict.raised, names_of(watched))
    return TradeFinding(
        day=verdict.case.judged_as_of,
        verdict=verdict.content(),
        bases=to_json(verdict.bases).encode(),
        reasons=tuple(reason.value for reason in reasons),
        findings=tuple(findings_of(verdict)),
        watched=watched,
    )


@dataclass(frozen=True, slots=True)
class JudgedDeclaration:
    """A declaration with what was found of it, before it is written."""

    declared: Declaration
    content: bytes
    content_sha256: str
    replaces: int | None
    case_id: str | None
    """The case that it has already."""
    found: TradeFinding


def grounds_of(judged: Iterable[Facts]) -> dict[str, Any]:
    """What declarations were judged with: packs, lists, registers, settings, each once."""
    facts = list(judged)
    packs = {(one.id, one.edition, one.sha256) for it in facts for one in it.packs.values()}
    packs |= {(one.id, one.edition, one.sha256) for it in facts for one in it.registers.editions}
    lists = {
        (one.list_id, one.edition, one.sha256)
        for it in facts
        for one in (*it.lists.values(), *it.newer_lists.values())
    }
    settings = {key: value for it in facts for key, value in it.settings.items()}
    return {
        "engine": JUDGING,
        "packs": sorted(packs),
        "lists": sorted(lists),
        "settings": settings,
    }


def all_grounds(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The grounds of several parts of a batch as those of the whole."""
    return {
        "engine": JUDGING,
        **{
            name: sorted({tuple(one) for part in parts for one in part[name]})
            for name in ("packs", "lists")
        },
        "settings": {key: value for part in parts for key, value in part["settings"].items()},
    }


def row_of(judged: JudgedDeclaration) -> TradeRow:
    """The row with its leaf, as far as it is known without the lock."""
    declared, found = judged.declared, judged.found
    day, found_sha256 = found.day, sha256_hex(found.verdict)
    salt = secrets.token_bytes(SALT_BYTES)
    lines = tuple(_line(declared, item) for item in declared.items)
    return TradeRow(
        mrn=declarations.mrn_key(declared.mrn),
        local_reference=declared.local_reference,
        declarant_eori=declared.declarant_eori,
        day=day.isoformat(),
        month=day.year * 12 + day.month - 1,
        destination=declared.country_destination,
        exporter=exporter_of(declared) or None,
        consignee=consignee_of(declared) or None,
        value=_whole_value(lines),
        content=packed(judged.content),
        content_sha256=judged.content_sha256,
        form=form_of(declared),
        verdict=packed(found.verdict, judged.content),
        verdict_sha256=found_sha256,
        bases=packed(found.bases, judged.content),
        salt=salt,
        leaf=leaf(salt, judged.content_sha256, found_sha256),
        replaces=judged.replaces,
        parties=tuple(map(TradeParty.of, parties_of(declared, lambda: ""))),
        lines=lines,
        findings=found.findings,
        reasons=found.reasons,
    )


def placed(row: TradeRow, draw: Draw | None, raw: RawFile) -> TradeRow:
    """The row with where it was read, and drawn or not; without a draw it is none of the sample."""
    is_drawn = draw is not None and not row.reasons and draw.takes(row.content_sha256)
    return replace(
        row, drawn=is_drawn, raw_file=raw.id, instructions=raw.instructions, raw_row=raw.row
    )


def findings_of(verdict: BareVerdict) -> Iterator[tuple[str, str, int]]:
    """Each list, entry and rule once, with the greatest score."""
    best: dict[tuple[str, str], int] = {}
    for hit in verdict.case.hits:
        key = ("hit", hit.list_id)
        best[key] = max(best.get(key, 0), hit.match.score)
    for one in verdict.case.candidates:
        key = ("candidate", f"{one.list}/{one.code}")
        best[key] = max(best.get(key, 0), one.score)
    for flag in verdict.raised:
        best["flag", flag.rule] = 1000
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
