"""What is recorded between countries: background of the countries of a case or an entity.

It says what states traded, accuses no party, and is an input of no rule: packs of this kind are
left out of the facts that rules may look at (services/flags/evaluation.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.i18n import _, plural
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
        for line in _lines(pack, country)
    )


def _lines(pack: Pack, country: str) -> Iterator[Background]:
    """What the country received from, and supplied to, others."""
    for others, by_country in derived(_by_country, pack).items():
        for other, years in by_country.get(country, ()):
            yield _line(pack, others, country, other, years)


_Deals = Mapping[str, Sequence[tuple[str, list[str]]]]
"""Country → others with whom it has the most, each with the years of order."""


def _by_country(pack: Pack) -> Mapping[str, _Deals]:
    """The deals of each country by the side of the others; no words, which have a language."""
    return {
        others: {
            country: sorted(by_other.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_SHOWN]
            for country, by_other in _pairs(pack.rows, mine, others).items()
        }
        for mine, others in (("recipient", "supplier"), ("supplier", "recipient"))
    }


def _pairs(
    rows: Iterable[Mapping[str, str]], mine: str, others: str
) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if country := row[f"{mine}_code"]:
            by_other = found.setdefault(country, {})
            by_other.setdefault(row[others], []).append(row["ordered"])
    return found


def _line(pack: Pack, others: str, country: str, other: str, years: list[str]) -> Background:
    known = sorted(filter(None, years))
    span = _("ordered {first} to {last}").format(first=known[0], last=known[-1]) if known else ""
    return Background(
        country=country,
        other=other,
        text=_said(others, shown_country(country), other, len(years)),
        years=span,
        source=pack.source,
        edition=pack.edition,
    )


def _said(others: str, country: str, other: str, deals: int) -> str:
    if others == "supplier":
        return plural(
            deals,
            "{country} ordered from {other}: {n} deal.",
            "{country} ordered from {other}: {n} deals.",
            country=country,
            other=other,
        )
    return plural(
        deals,
        "{country} supplied to {other}: {n} deal.",
        "{country} supplied to {other}: {n} deals.",
        country=country,
        other=other,
    )
