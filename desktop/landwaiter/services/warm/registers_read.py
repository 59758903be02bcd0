"""The registers as the rules read them: packs and the casebook's own entries together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import RLock

from landwaiter.domain.flags.inputs_of_rules import Registers
from landwaiter.domain.flags.verdict_basis import REGISTER
from landwaiter.domain.law.pack import Pack, Trust, UsedEdition
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import RegisterContent
from landwaiter.domain.registers.registers_on_day import merged as both
from landwaiter.domain.registers.registers_on_day import registers_on
from landwaiter.services.warm.registers_of_packs import registers_from
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.registers import register_rows as stored

MOST_DAYS = 400
"""Days of which the state of the registers is remembered."""


@dataclass(slots=True)
class RegisterCache:
    """Decoded registers of one casebook, until a row comes."""

    _mark: stored.RowMark | None = None
    _content: RegisterContent = field(default_factory=RegisterContent)
    _cases: frozenset[str] = frozenset()
    _days: dict[date, Registers] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def content(self, conn: Reader) -> RegisterContent:
        """Everything recorded."""
        with self._lock:
            mark = stored.mark(conn)
            if mark != self._mark:
                self._content = stored.register_content(conn)
                self._cases = frozenset(one.reference for one in self._content.write_offs)
                self._days.clear()
                self._mark = mark
            return self._content

    def on(self, conn: Reader, day: date, reference: str) -> Registers:
        """As of a day, for the case with this reference."""
        with self._lock:
            content = self.content(conn)
            if reference in self._cases:
                return _state(content, day, but=reference)
            if day not in self._days:
                if len(self._days) >= MOST_DAYS:
                    self._days.clear()
                self._days[day] = _state(content, day)
            return self._days[day]


def registers_of(
    conn: Reader,
    packs: Mapping[str, Pack],
    day: date,
    *,
    reference: str = "",
    known: datetime | None = None,
    cache: RegisterCache | None = None,
) -> Registers:
    """The registers as of `day`, from packs and casebook.

    `reference` is the case that is judged: what it wrote off itself is not held against it.
    `known` leaves out what was recorded later than a moment; None: all that is recorded now.
    """
    of_packs = registers_from(packs)
    if cache is not None and known is None:
        return both(of_packs, cache.on(conn, day, reference))
    content = stored.register_content(conn).known_at(known)
    return both(of_packs, _state(content, day, but=reference))


def registers_in(
    content: RegisterContent, packs: Mapping[str, Pack], day: date, reference: str
) -> Registers:
    """The registers as of a day for one case, from packs and from a content given."""
    return both(registers_from(packs), _state(content, day, but=reference))


def _state(content: RegisterContent, day: date, *, but: str = "") -> Registers:
    """As of a day, with what names this state of each issuer's register."""
    keys = {(e.register, e.issuer) for e in content.entries}
    keys |= {(load.register, load.issuer) for load in content.loads}
    ordered = sorted(keys, key=lambda key: (key[0].value, key[1]))
    return replace(
        registers_on(content, day, but=but),
        editions=tuple(_edition(content, register, issuer) for register, issuer in ordered),
    )


def _edition(content: RegisterContent, register: RegisterKind, issuer: str) -> UsedEdition:
    load = content.load_of(register, issuer)
    entries = [e for e in content.entries if (e.register, e.issuer) == (register, issuer)]
    recorded = [one.at for one in entries] + ([load.at] if load else [])
    return UsedEdition(
        id=f"{REGISTER}{register.value}/{issuer}",
        edition=max(recorded).isoformat(timespec="seconds"),
        sha256=stored.state_sha256(content, register.value, issuer),
        trust=Trust.TRANSCRIBED.value,
        source=load.source if load else "",
    )
