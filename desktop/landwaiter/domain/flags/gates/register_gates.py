"""Gates of the rules that read registers: licences, denials, informed exporters, findings.

A register may have thousands of entries, and most declarations have to do with none: who stands in
it is asked by name, once for each state of the register.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from landwaiter.domain.flags.gates.gate import Condition, RuleGate, is_interviewed, once
from landwaiter.domain.flags.inputs_of_rules import Denial, Licence
from landwaiter.domain.flags.rules.licensing import licence_refs
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.word_lists import folded

_STATES: Final = 16
"""States of registers that are kept: a few registers on a few days."""


class _State:
    """The entries of a register as a key: the same object is the same state."""

    __slots__ = ("entries",)

    def __init__(self, entries: tuple[Any, ...]) -> None:
        self.entries = entries

    def __hash__(self) -> int:
        return id(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _State) and other.entries is self.entries


@dataclass(frozen=True, slots=True)
class _Exporters:
    """Whom entries name: by EORI as it is compared, and by folded name."""

    numbers: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=_STATES)
def _counterparties(state: _State) -> frozenset[str]:
    denials: Iterable[Denial] = state.entries
    return frozenset(folded(name) for one in denials for name in one.counterparties)


@lru_cache(maxsize=_STATES)
def _licensed(state: _State) -> frozenset[str]:
    licences: Iterable[Licence] = state.entries
    return frozenset(folded(one.consignee) for one in licences if one.consignee)


@lru_cache(maxsize=_STATES)
def _references(state: _State) -> frozenset[str]:
    licences: Iterable[Licence] = state.entries
    return frozenset(one.ref for one in licences)


@lru_cache(maxsize=_STATES)
def _exporters(state: _State) -> _Exporters:
    entries: Iterable[Mapping[str, Any]] = state.entries
    stated = [(one.get("eori"), one.get("exporter")) for one in entries]
    return _Exporters(
        numbers=frozenset(str(eori).strip().upper() for eori, _name in stated if eori),
        names=frozenset(folded(name) for _eori, name in stated if name),
    )


@once
def is_denied_buyer(view: View) -> bool:
    """A buyer has the name of a counterparty of a denial, standing or not."""
    denials = view.facts.registers.denials
    return bool(denials) and _is_among(view, _counterparties(_State(denials or ())))


@once
def is_licensed_buyer(view: View) -> bool:
    """A buyer has the name of the consignee of a licence."""
    licences = view.facts.registers.licences
    return bool(licences) and _is_among(view, _licensed(_State(licences)))


def _is_among(view: View, names: frozenset[str]) -> bool:
    return any(folded(name) in names for name in view.buyers)


@once
def names_licence(view: View) -> bool:
    """An item names, as reference of an authorisation, a licence that stands in the register."""
    licences = view.facts.registers.licences
    if not licences:
        return False
    known = _references(_State(licences))
    return any(ref in known for line in view.goods for ref in licence_refs(view, line))


def is_informed_exporter(view: View) -> bool:
    """An exporter has the EORI or the name of one who was informed."""
    return _is_exporter_among(view, view.facts.registers.informed_exporters)


def is_found_exporter(view: View) -> bool:
    """An exporter has the EORI or the name of one with a finding."""
    return _is_exporter_among(view, view.facts.registers.findings)


def _is_exporter_among(view: View, entries: tuple[Mapping[str, Any], ...] | None) -> bool:
    if not entries:
        return False
    known = _exporters(_State(entries))
    return any(
        folded(party.name) in known.names
        or (party.identifier or "").strip().upper() in known.numbers
        for party in view.parties(Role.EXPORTER)
    )


def has_goods(view: View) -> bool:
    return bool(view.goods)


LICENCE: Final = RuleGate(((names_licence,),))
"""RF-D05 and D06: `_each_licence` makes a finding that may hold of a licence of the register alone
to which an item refers."""

DENIED: Final = RuleGate(((is_denied_buyer,), (has_goods,)))
"""RF-C01: a buyer has the name of a counterparty, and it looks at lines of goods."""

DOUBTS: Final[tuple[Condition, ...]] = (is_denied_buyer, is_licensed_buyer, is_interviewed)
"""What registers and interviews may say against a self-declaration."""
