"""A declaration that was judged as a row of the trade store."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.trade.sample_draw import Draw
from landwaiter.domain.trade.seal_tree import leaf
from landwaiter.domain.trade.sift_outcome import SiftOutcome
from landwaiter.domain.trade.sift_reasons import reasons_of
from landwaiter.services.base.content_forms import form_of
from landwaiter.services.flags.evaluation import ENGINE as JUDGING
from landwaiter.services.intake.bare_verdict import BareVerdict
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.trade_columns import (
    DeclaredColumns,
    lines_in,
    outcome_text,
    parties_in,
    weighed,
)
from landwaiter.services.trade.watched_lines import WatchedLine, names_of
from landwaiter.storage.base.records import to_json
from landwaiter.storage.trade.batches import TradeRow
from landwaiter.storage.trade.packing import packed
from landwaiter.storage.trade.trade_sums import month_of

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
    row: int | None
    """Where it stood in its file."""

    @property
    def outcome(self) -> SiftOutcome:
        """What is sealed beside the verdict."""
        return SiftOutcome(
            day=self.found.day,
            reasons=self.found.reasons,
            watched=tuple((one.programme, one.version, one.line) for one in self.found.watched),
            opened_case=self.case_id,
            replaces=self.replaces,
            row=self.row,
        )


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
    found_sha256, outcome = sha256_hex(found.verdict), outcome_text(judged.outcome)
    salt = secrets.token_bytes(SALT_BYTES)
    lines = lines_in(declared)
    columns = DeclaredColumns.of(declared, found.day, lines)
    return TradeRow(
        **{one.name: getattr(columns, one.name) for one in fields(columns)},
        month=month_of(found.day),
        content=packed(judged.content),
        content_sha256=judged.content_sha256,
        form=form_of(declared),
        verdict=packed(found.verdict, judged.content),
        verdict_sha256=found_sha256,
        bases=packed(found.bases, judged.content),
        outcome=outcome,
        salt=salt,
        leaf=leaf(
            salt,
            judged.content_sha256,
            found_sha256,
            sha256_hex(found.bases),
            sha256_hex(outcome.encode()),
        ),
        replaces=judged.replaces,
        parties=parties_in(declared),
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
    return weighed(
        ((hit.list_id, hit.match.score) for hit in verdict.case.hits),
        ((one.list, one.code, one.score) for one in verdict.case.candidates),
        (flag.rule for flag in verdict.raised),
    )
