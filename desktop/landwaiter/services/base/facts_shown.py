"""A fact in words: the same on a card, at the terminal and in a dossier."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from landwaiter.canonical import instant
from landwaiter.domain.base.facts import Audience, Fact, ValueKind, seen_in, stated, title_ids
from landwaiter.domain.base.terms import low
from landwaiter.domain.intake.declaration import Money
from landwaiter.i18n import _, figure, joined
from landwaiter.services.base.wording import (
    shown_code,
    shown_country,
    shown_date,
    shown_mass,
    shown_means,
    shown_money,
)

Instants = Callable[[datetime], str]
"""How a surface shows an instant: of all kinds the only one that differs, by its clock."""


def _day(at: datetime) -> str:
    return shown_date(at.date())


def _yes_no(value: bool) -> str:  # the value of a fact
    return _("yes") if value else _("no")


def _term(value: str) -> str:
    text = str(getattr(value, "value", value))
    return low(text) if text.replace("_", "").isalpha() else text  # what has digits is a code


_WORDS: Final[Mapping[ValueKind, Callable[[Any], str]]] = {
    ValueKind.TEXT: str,
    ValueKind.CODE: str,
    ValueKind.CHOICE: _term,
    ValueKind.COMMODITY: shown_code,
    ValueKind.COUNTRY: shown_country,
    ValueKind.NUMBER: lambda number: format(number, "f"),
    ValueKind.COUNT: str,
    ValueKind.MASS: shown_mass,
    ValueKind.MONEY: shown_money,
    ValueKind.YES_NO: _yes_no,
    ValueKind.DAY: shown_date,
    ValueKind.MEANS: lambda means: joined(", ", dict.fromkeys(map(shown_means, means))),
}


def in_words(fact: Fact[Any], value: Any, instants: Instants = _day) -> str:
    """A value that is stated, as people read it."""
    says = instants if fact.kind is ValueKind.INSTANT else _WORDS[fact.kind]
    return joined(fact.between, map(says, value)) if fact.several else says(value)


def titles(facts: Iterable[Fact[Any]], *names: str) -> tuple[str, ...]:
    """What the facts of these names are called."""
    return tuple(map(_, title_ids(facts, *names)))


def facts_said(
    facts: Iterable[Fact[Any]], subject: Any, seen: Audience, instants: Instants = _day
) -> Iterator[tuple[Fact[Any], str]]:
    """Each fact that is shown there with its words; none for a key fact that is not stated.

    What is no key fact stands there only where it is stated.
    """
    for fact in seen_in(facts, seen):
        said = fact_said(fact, subject, instants)
        if said or Audience.KEY in fact.seen:
            yield fact, said


def fact_said(fact: Fact[Any], subject: Any, instants: Instants = _day) -> str:
    """What the subject says, in words; empty where it says nothing."""
    found = [in_words(fact, value, instants) for _fact, value in stated((fact,), subject)]
    return found[0] if found else ""


def as_declared(fact: Fact[Any], value: Any) -> str:
    """A declared value as it stands: nothing rounded, nothing translated; figures in the notation
    of the reader."""
    if fact.kind in _OWN_FORM:
        return _OWN_FORM[fact.kind](value)
    return _plain(value)


def _whole_money(money: Money) -> str:
    places = max(2, -int(money.amount.as_tuple().exponent))
    return _("{currency} {amount}").format(
        currency=money.currency, amount=figure(money.amount, places)
    )


_OWN_FORM: Final[Mapping[ValueKind, Callable[[Any], str]]] = {
    ValueKind.CHOICE: _term,
    ValueKind.COMMODITY: shown_code,
    ValueKind.COUNT: figure,
    ValueKind.NUMBER: figure,
    ValueKind.MASS: lambda mass: _("{mass} kg").format(mass=figure(mass)),
    ValueKind.MONEY: _whole_money,
}


def _plain(value: Any) -> str:
    for kind, says in _PLAIN:
        if isinstance(value, kind):
            return says(value)
    return str(value)


_PLAIN: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, _yes_no),
    (datetime, instant),
    (date, lambda value: value.isoformat()),
    (tuple, lambda value: joined(", ", map(_plain, value))),
)
"""The first kind that fits: truth values before numbers, instants before dates."""


def cell_said(facts: Iterable[Fact[Any]], subject: Any, cell: str, separator: str = "\n") -> str:
    """What stands in a cell of the dossier's table of everything declared; empty: nothing."""
    own = (fact for fact in facts if fact.cell == cell)
    return joined(separator, (_within(fact, value) for fact, value in stated(own, subject)))


def _within(fact: Fact[Any], value: Any) -> str:
    said = as_declared(fact, value)
    return said if fact.said == "{value}" else _(fact.said).format(value=said)
