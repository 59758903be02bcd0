"""Entries of the office's registers: what was stated, how it is checked, how it stands on a day.

An entry has a key: register, issuer, reference. Whoever states it again states it whole, and the
newest statement counts; nothing is overwritten. Two times are kept apart: the validity that an
entry states, and when the office recorded it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from landwaiter.domain.base.days import told_day
from landwaiter.domain.registers.register_columns import (
    RegisterColumn,
    RegisterKind,
    Unfit,
    of_entry,
    of_item,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _

Values = Mapping[str, str]
LONGEST_ISSUER = 70


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One entry as stated: checked values by column, and the lines of a licence."""

    values: Values
    items: tuple[Values, ...] = ()

    @property
    def ref(self) -> str:
        return self.values["ref"]

    def day(self, name: str) -> date | None:
        text = self.values.get(name)
        return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """An entry as the register holds it: who stated it when, and by which motion."""

    id: str
    register: RegisterKind
    issuer: str
    entry: RegisterEntry
    author: str
    at: datetime
    reason: str
    motion_id: str
    version: int = 1
    """From 1, in the order of the statements on this reference."""

    @property
    def ref(self) -> str:
        return self.entry.ref


@dataclass(frozen=True, slots=True)
class RegisterLoad:
    """That the register of an issuer is here as it stood on a day, or that it is no longer kept."""

    id: str
    register: RegisterKind
    issuer: str
    as_of: date
    loaded: bool
    source: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WriteOff:
    """What one export took from a licence, or that an earlier write-off does not hold."""

    id: str
    issuer: str
    ref: str
    item: int
    """Line of the licence, from 1."""
    quantity: Decimal | None
    value: Decimal | None
    day: date
    reference: str
    """Of the case; empty: an export that is no case here."""
    case_item: int | None
    mrn: str
    reason: str
    over: bool
    """More than was left: kept all the same, and said wherever it shows."""
    undoes: str | None
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """Everything recorded, in the order of its recording."""

    entries: tuple[RecordedEntry, ...] = ()
    loads: tuple[RegisterLoad, ...] = ()
    write_offs: tuple[WriteOff, ...] = ()

    def known_at(self, moment: datetime | None) -> "RegisterContent":
        """What had been recorded at a moment; None: everything."""
        if moment is None:
            return self
        return RegisterContent(
            tuple(one for one in self.entries if one.at <= moment),
            tuple(one for one in self.loads if one.at <= moment),
            tuple(one for one in self.write_offs if one.at <= moment),
        )

    def standing(self, register: RegisterKind) -> tuple[RecordedEntry, ...]:
        """The newest statement on each issuer and reference, in the order of both."""
        newest = {(one.issuer, one.ref): one for one in self.entries if one.register is register}
        return tuple(newest[key] for key in sorted(newest))

    def versions(self, register: RegisterKind, issuer: str, ref: str) -> tuple[RecordedEntry, ...]:
        """Every statement on one reference, the oldest first."""
        wanted = (register, issuer, ref)
        return tuple(e for e in self.entries if (e.register, e.issuer, e.ref) == wanted)

    def load_of(self, register: RegisterKind, issuer: str) -> RegisterLoad | None:
        """The newest word on whether the register of an issuer is here."""
        found = [o for o in self.loads if (o.register, o.issuer) == (register, issuer)]
        return found[-1] if found else None

    def issuers(self, register: RegisterKind) -> tuple[str, ...]:
        """Issuers whose register is loaded."""
        newest = {one.issuer: one for one in self.loads if one.register is register}
        return tuple(sorted(name for name, one in newest.items() if one.loaded))

    def taken(
        self, issuer: str, ref: str, *, day: date | None = None, but: str = ""
    ) -> tuple[WriteOff, ...]:
        """Write-offs of a licence that hold, up to a day, those of the case `but` left out."""
        undone = {one.undoes for one in self.write_offs if one.undoes}
        return tuple(
            one
            for one in self.write_offs
            if (one.issuer, one.ref) == (issuer, ref)
            and one.undoes is None
            and one.id not in undone
            and (day is None or one.day <= day)
            and not (but and one.reference == but)
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """What one line of a licence authorises, what left, what is left; None: not stated."""

    item: int
    code: str
    quantity: Decimal | None
    unit: str
    used: Decimal
    value: Decimal | None
    currency: str
    used_value: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.quantity is None else self.quantity - self.used

    @property
    def value_left(self) -> Decimal | None:
        return None if self.value is None else self.value - self.used_value

    def why_not(self, quantity: Decimal | None, value: Decimal | None) -> str:
        """Why this much more is over what is left; empty when it is not."""
        if quantity is not None and self.left is not None and quantity > self.left:
            said = _("{left} {unit} are left of line {item}, and {wanted} are asked for.")
            return said.format(left=self.left, unit=self.unit, item=self.item, wanted=quantity)
        if value is not None and self.value_left is not None and value > self.value_left:
            said = _("{left} {unit} are left of line {item}, and {wanted} are asked for.")
            return said.format(
                left=self.value_left, unit=self.currency, item=self.item, wanted=value
            )
        return ""


def balances(entry: RegisterEntry, taken: Iterable[WriteOff]) -> tuple[Balance, ...]:
    """Each line of a licence with what was used before it was entered and written off since."""
    lines = dict(enumerate(entry.items, start=1))
    used = {number: Decimal(line.get("used") or 0) for number, line in lines.items()}
    used_value = {number: Decimal(line.get("used_value") or 0) for number, line in lines.items()}
    for one in taken:
        if one.item in lines:
            used[one.item] += one.quantity or 0
            used_value[one.item] += one.value or 0
    return tuple(
        Balance(
            item=number,
            code=line.get("code", ""),
            quantity=_decimal(line.get("quantity")),
            unit=line.get("unit", ""),
            used=used[number],
            value=_decimal(line.get("value")),
            currency=line.get("currency", ""),
            used_value=used_value[number],
        )
        for number, line in lines.items()
    )


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def checked_issuer(text: str) -> str:
    """The name of an issuer; a state by its two letters in capitals."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_ISSUER:
        raise Invalid(
            _("An issuer is named in 1 to {most} characters.").format(most=LONGEST_ISSUER),
            field="issuer",
            value=text,
            remedy=_("Give the state by its two letters, such as BE, or the authority's name."),
        )
    return name.upper() if len(name) == 2 else name


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value of an entry cannot be taken."""

    field: str
    value: str
    message: str
    remedy: str
    line: int = 0
    """Line of the licence, from 1; 0: the entry as a whole."""

    def fault(self, *, file: str | None = None, row: int | None = None) -> Invalid:
        return Invalid(
            self.message,
            file=file,
            row=row,
            field=self.field,
            value=self.value,
            remedy=self.remedy,
        )


@dataclass(slots=True)
class EntryReading:
    """Values of one entry while they are read; all problems are gathered, not the first."""

    problems: list[Problem] = field(default_factory=list)
    line: int = 0

    def values(self, columns: Sequence[RegisterColumn], given: Values) -> dict[str, str]:
        """Checked values by column; what is empty is left out."""
        found: dict[str, str] = {}
        for column in columns:
            text = given.get(column.name, "").strip()
            if not text:
                if column.required:
                    self._missing(column)
                continue
            try:
                found[column.name] = column.read(text)
            except Unfit as unfit:
                self._unfit(column, text, str(unfit))
        return found

    def _missing(self, column: RegisterColumn) -> None:
        self.problems.append(
            Problem(
                column.name,
                "",
                _("A value is missing: {title}.").format(title=_(column.title)),
                _("Give it: {holds}.").format(holds=_(column.holds)),
                self.line,
            )
        )

    def _unfit(self, column: RegisterColumn, text: str, wanted: str) -> None:
        self.problems.append(
            Problem(
                column.name,
                text[:80],
                _("This is not what {title} holds.").format(title=_(column.title)),
                _("Give {wanted}.").format(wanted=wanted),
                self.line,
            )
        )

    def refuse(self, name: str, value: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(name, value, message, remedy, self.line))


def read_entry(
    kind: RegisterKind, given: Values, items: Iterable[Values] = ()
) -> tuple[RegisterEntry, tuple[Problem, ...]]:
    """An entry from texts by column name, and everything that is wrong with it."""
    reading = EntryReading()
    values = reading.values(of_entry(kind), given)
    lines = tuple(_line(kind, number, one, reading) for number, one in enumerate(items, start=1))
    for check in (_in_order, _has_buyer, _covers_something):
        check(kind, values, reading)
    return RegisterEntry(values, lines), tuple(reading.problems)


def checked_entry(kind: RegisterKind, given: Values, items: Iterable[Values] = ()) -> RegisterEntry:
    """The entry, or the first thing that is wrong with it as Invalid."""
    entry, problems = read_entry(kind, given, items)
    if problems:
        raise problems[0].fault()
    return entry


def _in_order(kind: RegisterKind, values: Values, reading: EntryReading) -> None:
    """An end lies not before its beginning."""
    for first, last in (
        ("valid_from", "valid_to"),
        ("notified", "reviewed"),
        ("notified", "revoked"),
    ):
        if first in values and last in values and values[last] < values[first]:
            reading.refuse(
                last,
                values[last],
                _("This day lies before {first}.").format(first=told_day(values[first])),
                _("Check both days."),
            )


def _line(kind: RegisterKind, number: int, given: Values, reading: EntryReading) -> Values:
    """A line of a licence: it names what it covers, and its amounts have their units."""
    reading.line = number
    line = reading.values(of_item(kind), given)
    if not given.get("code", "").strip():
        said = _("A line of a licence names no item.")
        reading.refuse("code", "", said, _("Give the control entry or commodity code."))
    for amount, unit in (("quantity", "unit"), ("value", "currency")):
        if amount in line and unit not in line:
            said = _("An amount is given without what it counts.")
            reading.refuse(unit, "", said, _("Give the unit or currency beside it."))
    reading.line = 0
    return line


def _has_buyer(kind: RegisterKind, values: Values, reading: EntryReading) -> None:
    """A denial is matched by its counterparty (Art. 2(22) of Reg. 2021/821)."""
    if kind is RegisterKind.DENIALS and not {"consignee", "end_user"} & set(values):
        reading.refuse(
            "end_user",
            "",
            _("A denial names its consignee or its end user."),
            _("Give at least one of the two."),
        )


def _covers_something(kind: RegisterKind, values: Values, reading: EntryReading) -> None:
    """A letter that names neither items nor end users could be held against nothing."""
    if kind is RegisterKind.INFORMED and not {"items", "end_users"} & set(values):
        reading.refuse(
            "items",
            "",
            _("A letter names the items or the end users that it is about."),
            _("Give at least one of the two."),
        )
