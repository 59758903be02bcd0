"""Lines of declarations without a case that a running monitoring programme watches."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.monitoring.programme import LineKnowledge, TradeLine, Watch, watches
from landwaiter.services.monitoring.line_knowledge import PACKS, codes_of, tier_of
from landwaiter.services.monitoring.programmes import watch_of
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader, seldom
from landwaiter.storage.monitoring import programme_rows
from landwaiter.storage.trade import programme_lines
from landwaiter.storage.trade.programme_lines import WatchedPart


@dataclass(frozen=True, slots=True)
class RunningProgramme:
    """A programme that has not ended, in its newest version."""

    id: str
    name: str
    version: int
    watch: Watch


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """A line of a declaration, and the programme that watches it."""

    programme: str
    """Its identity."""
    name: str
    version: int
    line: int


def running(conn: Reader) -> tuple[RunningProgramme, ...]:
    """Programmes that watch, by name."""
    return seldom(conn, _running)


def _running(conn: Reader) -> tuple[RunningProgramme, ...]:
    return tuple(
        RunningProgramme(row["id"], row["name"], int(row["version"]), watch_of(row["rules"]))
        for row in programme_rows.programmes(conn)
        if row["ended_at"] is None
    )


def watched_lines(
    conn: Reader, references: References, declared: Declaration, day: date
) -> tuple[WatchedLine, ...]:
    """What running programmes watch of a declaration that is judged as of a day."""
    programmes = running(conn)
    if not programmes:
        return ()
    return tuple(_watched(programmes, _lines(declared, day), _known(conn, references, day)))


def _watched(
    programmes: Iterable[RunningProgramme], lines: Iterable[TradeLine], known: LineKnowledge
) -> Iterator[WatchedLine]:
    for line in lines:
        for one in programmes:
            if watches(one.watch, line, known):
                yield WatchedLine(one.id, one.name, one.version, line.no)


def may_be_watched(conn: Reader, programmes: Collection[str]) -> Sequence[int]:
    """Declarations that programmes which changed may watch, or watched until now, rising."""
    parts = [_part(one.watch) for one in running(conn) if one.id in programmes]
    found = programme_lines.may_be_watched(conn, parts)
    return sorted(found | programme_lines.watched_by(conn, programmes))


def _part(watch: Watch) -> WatchedPart:
    """Of the goods one rule is enough: codes narrow it down where nothing else speaks of goods."""
    alone = not (watch.codes or watch.tiers or watch.words)
    return WatchedPart(
        watch.headings if alone else (),
        watch.first.isoformat() if watch.first else "",
        watch.last.isoformat() if watch.last else "",
    )


def names_of(lines: Iterable[WatchedLine]) -> tuple[str, ...]:
    """Each programme once."""
    return tuple(dict.fromkeys(line.name for line in lines))


def _known(conn: Reader, references: References, day: date) -> LineKnowledge:
    packs = {name: one for name, one in references.packs(conn, day).items() if name in PACKS}
    return LineKnowledge(partial(codes_of, packs), partial(tier_of, packs.get("chpl")))


def _lines(declared: Declaration, day: date) -> Iterator[TradeLine]:
    names = tuple(party.name for party in declared.parties if party.name)
    for item in declared.items:
        yield TradeLine(
            case_id="",
            reference="",
            kind=(CaseKind.TRANSIT if declared.has_t1 else CaseKind.EXPORT).value,
            title=item.description or "",
            day=day,
            destination=declared.country_destination,
            route=tuple(declared.country_routing),
            parties=names,
            no=item.no,
            cn=item.cn,
            description=item.description or "",
            mass_kg=item.net_mass_kg,
            value=item.statistical_value or item.invoice_value,
        )
