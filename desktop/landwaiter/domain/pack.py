"""Reference packs: dated editions of reference data, each with source, licence and trust."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trust(StrEnum):
    OFFICIAL = "official"
    TRANSCRIBED = "transcribed"
    OWN_KNOWLEDGE = "own knowledge"


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of one pack; `rows` are the data file's rows by column name."""

    id: str
    kind: str
    """control_list, correlation, high_priority_list, goods_annex, document_codes, institutions,
    calendar, flag_rules, embargo_policy, general_authorisations, vocabulary …"""
    edition: str
    title: str
    source: str
    licence: str
    trust: Trust
    sha256: str
    rows: tuple[Mapping[str, str], ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        """True when `on` lies in the pack's validity; open ends count as in force."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """What a verdict rests on: named and printed with it."""

    id: str
    edition: str
    sha256: str
    trust: str
    source: str
