"""What is recorded between countries: background of the countries of a case or an entity.

It says what states traded, accuses no party, and is an input of no rule: packs of this kind are
left out of the facts that rules may look at (services/flags/evaluation.py).
"""

from collections.abc import Iterable, Mapping, Sequence

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_country
from landwaiter.services.entities.entity_views import Background
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader

BACKGROUND_PACKS = frozenset({"arms_transfers"})
"""Kinds of pack that are background alone: shown, and never judged by."""
MOST_SHOWN = 6
"""Lines for one pair of roles of one country; the pack has the rest."""


def disclaimer() -> str:
    """The sentence that stands wherever background is shown."""
    return _(
        "This is background on relations between states. It says nothing of any party and is an "
        "input of no flag."
    )


def background_of(
    session: Session, conn: Reader, countries: Sequence[str]
) -> tuple[Background, ...]:
    """What the packs in force today record of these countries, the larger number of deals first."""
    packs = session.references.packs(conn, session.today()).values()
    return tuple(
        line
        for pack in packs
        if pack.kind in BACKGROUND_PACKS
        for country in countries
        for line in derived(_by_country, pack).get(country, ())
    )


def _by_country(pack: Pack) -> Mapping[str, tuple[Background, ...]]:
    """Country → what it received from, and supplied to, others."""
    found: dict[str, list[Background]] = {}
    for mine, others, said in (
        ("recipient", "supplier", _("{country} ordered from {other}: {count} deals.")),
        ("supplier", "recipient", _("{country} supplied to {other}: {count} deals.")),
    ):
        for country, by_other in _pairs(pack.rows, mine, others).items():
            largest = sorted(by_other.items(), key=lambda one: (-len(one[1]), one[0]))
            found.setdefault(country, []).extend(
                _line(pack, said, country, other, years) for other, years in largest[:MOST_SHOWN]
            )
    return {country: tuple(lines) for country, lines in found.items()}


def _pairs(
    rows: Iterable[Mapping[str, str]], mine: str, others: str
) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if country := row[f"{mine}_code"]:
            by_other = found.setdefault(country, {})
            by_other.setdefault(row[others], []).append(row["ordered"])
    return found


def _line(pack: Pack, said: str, country: str, other: str, years: list[str]) -> Background:
    known = sorted(filter(None, years))
    span = _("ordered {first} to {last}").format(first=known[0], last=known[-1]) if known else ""
    return Background(
        country=country,
        other=other,
        text=said.format(country=shown_country(country), other=other, count=len(years)),
        years=span,
        source=pack.source,
        edition=pack.edition,
    )
