"""The registers as the rules read them: packs and the casebook's own entries together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import RLock

from landwaiter.domain.facts import Registers
from landwaiter.domain.pack import EditionUsed, Pack, Trust
from landwaiter.domain.register_columns import RegisterKind
from landwaiter.domain.register_state import merged as both
from landwaiter.domain.register_state import registers_on
from landwaiter.domain.registers import RegisterContent
from landwaiter.domain.verdict import REGISTER
from landwaiter.services.registers.from_packs import registers_from
from landwaiter.storage import registers as stored
from landwaiter.storage.base.reader import Reader

MOST_DAYS = 400
"""Days of which the state of the registers is remembered."""


@dataclass(slots=True)
class RegisterCache:
    """Decoded registers of one casebook, until a row comes."""

    _mark: stored.Mark | None = None
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


def _edition(content: RegisterContent, register: RegisterKind, issuer: str) -> EditionUsed:
    load = content.load_of(register, issuer)
    entries = [e for e in content.entries if (e.register, e.issuer) == (register, issuer)]
    recorded = [one.at for one in entries] + ([load.at] if load else [])
    return EditionUsed(
        id=f"{REGISTER}{register.value}/{issuer}",
        edition=max(recorded).isoformat(timespec="seconds"),
        sha256=stored.state_sha256(content, register.value, issuer),
        trust=Trust.TRANSCRIBED.value,
        source=load.source if load else "",
    )
