"""The office's registers: licences, denials, informed exporters, final findings."""

from landwaiter.services.registers.from_packs import registers_from, trade_from
from landwaiter.services.registers.reading import RegisterCache, registers_of

__all__ = ["RegisterCache", "registers_from", "registers_of", "trade_from"]
