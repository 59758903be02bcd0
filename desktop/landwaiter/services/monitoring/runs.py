"""A run of a programme: figures that say on what they rest, and come out the same again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration, Item, Money
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.monitoring.programme import (
    LineKnowledge,
    TradeFigure,
    TradeLine,
    figures,
    watches,
)
from landwaiter.errors import NotFound
from landwaiter.i18n import _, spoken
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.monitoring.line_knowledge import PACKS, codes_of, tier_of
from landwaiter.services.monitoring.programmes import Programme, programme_named, watch_of
from landwaiter.services.monitoring.run_dossier import Wording, monitoring_dossier
from landwaiter.services.monitoring.run_results import EditionOfRun, Run
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.monitoring import programme_rows as stored

RESULT_VERSION = 1


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the list of them."""

    id: str
    version: int
    head_seq: int
    head_sha256: str
    sha256: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunRecheck:
    """A run made again on what it saw: whether the bytes are the same."""

    run: Run
    same: bool
    sha256_then: str


def kept_run(
    session: Session, work: UnitOfWork, found: Programme
) -> tuple[Run, Mapping[str, str | int]]:
    """Look at everything there is now, keep the figures and the frozen report of them.

    The run, and what its audit entry says.
    """
    # One identity is given before anything is read: it parts what was there from what comes.
    run_id = work.new_id()
    result, made = _looked(
        session,
        work.conn,
        found,
        upto=run_id,
        head=(work.head.seq, work.head.sha256),
        author=work.actor,
        at=work.now,
    )
    dossier = with_words(_dossier(session, work, made), spoken(), texts=session.texts)
    records.add(
        work.conn,
        "monitor_run",
        id=run_id,
        monitor_id=found.id,
        version=found.version,
        head_seq=made.head_seq,
        head_sha256=made.head_sha256,
        upto=run_id,
        editions=[vars_of(one) for one in made.editions],
        result=result,
        sha256=made.sha256,
        dossier=dossier.canonical(),
        author=work.actor,
        at=work.now,
    )
    return made, {
        "name": found.name,
        "version": found.version,
        "run": run_id,
        "sha256": made.sha256,
        "dossier_sha256": dossier.sha256(),
    }


def run_again(session: Session, name: str, *, head: int | None = None) -> RunRecheck:
    """A run once more on exactly what it saw, with the version of then; nothing is kept.

    `head` is the number of the audit entry it was made at; None: the newest run.
    """
    with session.reading() as conn:
        found = programme_named(conn, name)
        row = _named_run(stored.runs(conn, found.id), head)
        rules = {one["version"]: one["rules"] for one in stored.versions(conn, found.id)}
        version = row["version"]
        then = replace(found, version=version, watch=watch_of(rules[version]))
        _result, made = _looked(
            session,
            conn,
            then,
            upto=row["upto"],
            head=(row["head_seq"], row["head_sha256"]),
            author=row["author"],
            at=datetime.fromisoformat(row["at"]),
        )
    return RunRecheck(made, made.sha256 == row["sha256"], row["sha256"])


def runs(session: Session, name: str) -> tuple[RunRow, ...]:
    """Every run of a programme, the newest first."""
    with session.reading() as conn:
        rows = stored.runs(conn, programme_named(conn, name).id)
    return tuple(
        RunRow(
            row["id"],
            row["version"],
            row["head_seq"],
            row["head_sha256"],
            row["sha256"],
            row["author"],
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    )


def frozen(session: Session, name: str, *, head: int | None = None) -> Dossier:
    """The report of a run as it was frozen."""
    with session.reading() as conn:
        found = programme_named(conn, name)
        row = _named_run(stored.runs(conn, found.id), head)
        return Dossier.from_bytes(stored.run_content(conn, row["id"])[1])


def vars_of(edition: EditionOfRun) -> dict[str, str]:
    """An edition as it is kept."""
    return {name: getattr(edition, name) for name in EditionOfRun.__dataclass_fields__}


def _named_run(rows: list[dict[str, Any]], head: int | None) -> dict[str, Any]:
    for row in rows:
        if head is None or row["head_seq"] == head:
            return row
    raise NotFound(
        _("The programme was not run at this audit entry.") if head else _("It was never run."),
        field="head",
        value=str(head) if head is not None else None,
        remedy=_("It was run at {heads}.").format(
            heads=", ".join(f"#{row['head_seq']}" for row in rows)
        )
        if rows
        else _("Run it first."),
    )


def _looked(
    session: Session,
    conn: Reader,
    found: Programme,
    *,
    upto: str,
    head: tuple[int, str],
    author: str,
    at: datetime,
) -> tuple[bytes, Run]:
    """The canonical result as of `upto`, and the run it makes."""
    reader = _Reader(session, conn, upto)
    lines = [line for row in stored.cases_by(conn, upto) for line in lines_of(row)]
    watched = [line for line in lines if watches(found.watch, line, reader.known(line.day))]
    cells = figures(watched)
    editions = reader.editions()
    result = canonical_bytes(
        {
            "v": RESULT_VERSION,
            "programme": found.name,
            "version": found.version,
            "rules": found.watch,
            "audit_head": {"seq": str(head[0]), "sha256": head[1]},
            "upto": upto,
            "editions": editions,
            "looked_at": len(lines),
            "figures": cells,
        }
    )
    made = Run(
        id=upto,
        name=found.name,
        version=found.version,
        watch=found.watch,
        head_seq=head[0],
        head_sha256=head[1],
        upto=upto,
        editions=editions,
        figures=cells,
        looked_at=len(lines),
        sha256=sha256_hex(result),
        author=author,
        at=at,
    )
    return result, made


class _Reader:
    """Packs in force on the day of each line, of those that were there when the run was made."""

    def __init__(self, session: Session, conn: Reader, upto: str) -> None:
        self._session, self._conn, self._upto = session, conn, upto
        self._days: dict[date, LineKnowledge] = {}
        self._used: dict[str, Pack] = {}

    def known(self, day: date) -> LineKnowledge:
        """What the packs of that day say of a line."""
        if day not in self._days:
            rows = stored.editions_in_force(self._conn, day, PACKS, upto=self._upto)
            packs = {
                name: self._session.references.edition(self._conn, row)
                for name, row in rows.items()
            }
            self._used |= {pack.sha256: pack for pack in packs.values()}
            self._days[day] = LineKnowledge(
                partial(codes_of, packs), partial(tier_of, packs.get("chpl"))
            )
        return self._days[day]

    def editions(self) -> tuple[EditionOfRun, ...]:
        """Every edition that some line was read with."""
        found = (
            EditionOfRun(pack.id, pack.edition, pack.sha256, pack.trust.value)
            for pack in self._used.values()
        )
        return tuple(sorted(found, key=lambda one: (one.pack, one.edition, one.sha256)))


def lines_of(row: Mapping[str, Any]) -> Iterable[TradeLine]:
    """The lines of a case as it was then: its own goods, or its technology."""
    declared = row["declaration"]
    if declared is None:
        yield _technology(row)
        return
    declaration = records.from_plain(declared, Declaration)
    accepted = declaration.accepted
    day = (
        local_date(accepted, row["member_state"])
        if accepted
        else date.fromisoformat(row["received"])
    )
    names = tuple(party.name for party in declaration.parties if party.name)
    for item in declaration.items:
        if item.no in row["items"]:
            yield _goods(row, declaration, item, day, names)


def _goods(
    row: Mapping[str, Any],
    declaration: Declaration,
    item: Item,
    day: date,
    names: tuple[str, ...],
) -> TradeLine:
    return TradeLine(
        case_id=row["id"],
        reference=row["reference"],
        kind=row["kind"],
        title=item.description or "",
        day=day,
        destination=declaration.country_destination,
        route=tuple(declaration.country_routing),
        parties=names,
        no=item.no,
        cn=item.cn,
        description=item.description or "",
        mass_kg=item.net_mass_kg,
        value=item.statistical_value or item.invoice_value,
        confirmed=row["confirmed"].get(item.no, ()),
    )


_NAMES = (
    "partner",
    "exporter",
    "target",
    "broker",
    "supplier",
    "buyer",
    "provider",
    "institution",
    "sender",
    "holder",
    "consignee",
)
"""Fields of kinds that name a party."""


def _technology(row: Mapping[str, Any]) -> TradeLine:
    project = row["project"]
    said = (project.get(name) for name in ("topic", "goods"))
    going = (project.get(name) for name in ("destination", "partner_country", "buyer_country"))
    technology = str(project.get("technology") or "")
    value = project.get("value_eur")
    return TradeLine(
        case_id=row["id"],
        reference=row["reference"],
        kind=CaseKind(row["kind"]).value,
        title=str(project.get("topic") or ""),
        day=date.fromisoformat(row["received"]),
        destination=next((str(one) for one in going if one), None),
        route=(),
        parties=tuple(str(project[name]) for name in _NAMES if project.get(name)),
        no=0,
        cn=None,
        description=" ".join(str(one) for one in (*said, technology) if one),
        value=_euros(value),
        confirmed=(technology,) if technology else (),
    )


def _euros(value: Any) -> Money | None:
    return Money(Decimal(str(value)), "EUR") if value is not None else None


def _dossier(session: Session, work: UnitOfWork, made: Run) -> Dossier:
    said = settings_with(work.conn, "report.")
    return monitoring_dossier(
        made,
        Wording(
            office=said.get("office", session.casebook.office_code),
            member_state=session.casebook.member_state,
            marking=said.get("marking", "LIMITE"),
            caveat=said.get("caveat", ""),
            distribution=said.get("distribution", ""),
            sample=settings_with(work.conn, SAMPLE).get("") == "true",
            casebook=session.casebook.id,
            founded_by_one=session.registry(work.conn).is_alone,
        ),
    )


def newest_run(session: Session, name: str) -> Run | None:
    """The newest run with its figures as they were kept; None: it was never run."""
    with session.reading() as conn:
        found = programme_named(conn, name)
        rows = stored.runs(conn, found.id)
        if not rows:
            return None
        row = rows[0]
        kept = json.loads(stored.run_content(conn, row["id"])[0])
    return Run(
        id=row["id"],
        name=found.name,
        version=row["version"],
        watch=watch_of(kept["rules"]),
        head_seq=row["head_seq"],
        head_sha256=row["head_sha256"],
        upto=row["upto"],
        editions=records.from_plain(kept["editions"], tuple[EditionOfRun, ...]),
        figures=records.from_plain(kept["figures"], tuple[TradeFigure, ...]),
        looked_at=kept["looked_at"],
        sha256=row["sha256"],
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
    )
