"""What a list says of an entry of a register, and what a search for words looks at."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import RegisterEntry

_WHO: Final[Mapping[RegisterKind, tuple[str, ...]]] = {
    RegisterKind.LICENCES: ("holder", "consignee", "end_user"),
    RegisterKind.DENIALS: ("consignee", "end_user"),
    RegisterKind.INFORMED: ("exporter",),
    RegisterKind.FINDINGS: ("exporter",),
}
_WHAT: Final[Mapping[RegisterKind, tuple[str, ...]]] = {
    RegisterKind.LICENCES: (),
    RegisterKind.DENIALS: ("item", "parameters"),
    RegisterKind.INFORMED: ("basis", "items", "end_users"),
    RegisterKind.FINDINGS: ("offence",),
}


def who(register: RegisterKind, entry: RegisterEntry) -> str:
    """Holder, counterparty, addressee or exporter."""
    return " → ".join(entry.values[name] for name in _WHO[register] if name in entry.values)


def what(register: RegisterKind, entry: RegisterEntry) -> str:
    """Its items, or what was found."""
    codes = [line["code"] for line in entry.items if "code" in line]
    said = (entry.values[name] for name in _WHAT[register] if name in entry.values)
    return ", ".join(dict.fromkeys([*codes, *said]))


def destination(entry: RegisterEntry) -> str:
    return entry.values.get("destination", "")


def words_of(register: RegisterKind, issuer: str, entry: RegisterEntry) -> str:
    """All that words are looked for in."""
    said = who(register, entry), what(register, entry), destination(entry)
    return " ".join((issuer, entry.ref, *said))
