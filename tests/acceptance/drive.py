"""Drives a scenario through the services that window and command line call, and nothing else."""

import atexit
import csv
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from tests.acceptance.scenario import (
    Enrichment,
    Event,
    Item,
    Judgement,
    Pack,
    Scenario,
    WatchList,
)
from tests.by_two import agree, pack_by_two
from tests.deeds.said import said
from tests.machines import unseen
from tests.settings import change_settings
from tests.taking_in import case_as_stated

from landwaiter.domain.base.zones import zone_name
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.cases.tracks import holding
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase, TakeIn
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import NotAllowed
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads, kinds
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import is_legal
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.demo.timetable import SampleClock
from landwaiter.services.law import packs
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

PASSWORD = "a sentence that is long enough"
OF_THE_RULES = (
    "flag_rules",
    "trade_words",
    "vocabulary",
    "countries",
    "code_sets",
    "deciding_parameters",
)
"""Packs that are the rules themselves; every other pack is pinned by the scenario."""
OFFICIAL_NAMES = {"code": "control_code", "cn8": "cn"}
"""Columns of the official correlation table (CN, TARIC, code) → of our packs."""
LIST_KINDS = (("vessel", "vessel_list"), ("export", "export_list"), ("freeze", "asset_freeze"))
"""A word in what a scenario says of a list → the kind under which it is imported."""
ASSET_FREEZES = frozenset({"eu_fsf", "un"})
PARTIES = {"project.partner": frozenset({"project_partner", "buyer"})}
"""What a judgement calls a party → its roles; any other is called by its role."""


@dataclass(frozen=True, slots=True)
class Driven:
    """A scenario after its last event."""

    session: Session
    reviewer: Session
    reference: str
    clock: SampleClock
    first_due: dict[str, date] = field(default_factory=dict)
    """Identity of a track → when its reply was due before anything came back."""

    @property
    def view(self) -> CaseView:
        return case_reads.case_view(self.session, self.reference)


def drive(scenario: Scenario, folder: Path) -> Driven:
    """The case as it stands after everything that the scenario says went in."""
    given = scenario.input
    clock = SampleClock(_start(scenario))
    state = scenario.member_state
    book = folder / "casebook"
    shutil.copytree(_empty_casebook(state), book)
    unseen(book)
    admin = sessions.open_casebook(book, user="Administrator", password=PASSWORD, now=clock)
    packs.import_packs(admin, _pinned(scenario))
    reviewer = sessions.open_casebook(book, user="Reviewer", password=PASSWORD, now=clock)
    _import_packs(admin, reviewer, scenario, folder)
    _import_lists(admin, scenario, folder)
    agree(reviewer)
    policy = {f"policy.{name}": _truth(value) for name, value in given.policy.items()}
    change_settings(admin, {key: value for key, value in policy.items() if value})
    admin.casebook.close()
    analyst = sessions.open_casebook(book, user="Analyst", password=PASSWORD, now=clock)
    driven = Driven(analyst, reviewer, _open_case(analyst, scenario, folder), clock)
    _play(driven, scenario)
    return driven


@cache
def _empty_casebook(state: str) -> Path:
    """A casebook with its three users and no packs, made once: passwords are slow on purpose."""
    book = Path(tempfile.mkdtemp(prefix="landwaiter-")) / state
    opened = sessions.create_casebook(
        book,
        office=sessions.CasebookOffice(f"{state}1", state),
        user="Administrator",
        password=PASSWORD,
        founders=[
            casebooks.Founder(name, (name.lower(),), PASSWORD) for name in ("Analyst", "Reviewer")
        ],
        now=SampleClock(datetime(2026, 1, 1, tzinfo=UTC)),
        packs=(),
    )
    opened.session.casebook.close()
    atexit.register(shutil.rmtree, book.parent, ignore_errors=True)
    return book


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


def _start(scenario: Scenario) -> datetime:
    declaration = scenario.input.declaration
    if declaration is not None and declaration.accepted:
        return datetime.fromisoformat(declaration.accepted).astimezone(UTC)
    return _noon(scenario.input.intake.received, scenario.member_state)


def _noon(day: str, state: str) -> datetime:
    zone = ZoneInfo(zone_name(state))
    return datetime.combine(date.fromisoformat(day), time(12), zone).astimezone(UTC)


def _pinned(scenario: Scenario) -> list[Any]:
    """Shipped packs that the scenario pins by edition, and those that are the rules."""
    every = packs.shipped_packs(root())
    shipped = {pack.id: pack for pack in every}
    chosen = [shipped[name] for name in OF_THE_RULES]
    for wanted in scenario.input.packs:
        if wanted.rows is None:
            chosen.append(_edition(wanted, [pack for pack in every if pack.id == wanted.id]))
    calendars = {scenario.member_state, *_issuers(scenario)} - {_tested_calendar(scenario)}
    chosen += [shipped[f"calendar_{state}"] for state in sorted(calendars)]
    return chosen


def _edition(wanted: Pack, shipped: list[Any]) -> Any:
    """The edition that is named; a day may be named by its month or year."""
    named = str(wanted.edition)
    found = [one for one in shipped if one.edition == named] or [
        one for one in shipped if one.edition.startswith(f"{named}-")
    ]
    assert found, f"{wanted.id} {named}: {sorted(one.edition for one in shipped)} are shipped"
    return found[-1]


def _issuers(scenario: Scenario) -> set[str]:
    licences = scenario.input.registers.licences
    loaded = licences.issuers_loaded if licences else []
    entered = [one.issuer for one in licences.entries] if licences else []
    return {one for one in (*loaded, *entered) if (root() / "packs" / f"calendar_{one}").is_dir()}


def _tested_calendar(scenario: Scenario) -> str | None:
    clock = scenario.expected.clock
    return clock.holiday_calendar if clock else None


def _import_packs(admin: Session, reviewer: Session, scenario: Scenario, folder: Path) -> None:
    for wanted in scenario.input.packs:
        if wanted.rows is not None:
            kind = (wanted.kind or wanted.id).replace(" ", "_")
            names = OFFICIAL_NAMES if "correlation" in kind else {}
            rows = [{names.get(n, n): v for n, v in row.items()} for row in wanted.rows]
            kind = "correlation" if names else kind
            _import(admin, reviewer, folder, wanted.id, kind, str(wanted.edition), rows)
    clock = scenario.expected.clock
    if clock is not None:
        rows = [{"date": str(day), "name": "holiday"} for day in clock.holidays]
        _import(
            admin,
            reviewer,
            folder,
            f"calendar_{clock.holiday_calendar}",
            "calendar",
            "scenario",
            rows,
        )
    registers = scenario.input.registers
    if registers.licences is not None:
        loaded = registers.licences.issuers_loaded
        rows = [{"issuer": issuer, "ref": "", "type": "none"} for issuer in loaded]
        rows += msgspec.to_builtins(registers.licences.entries) or [
            {"issuer": "", "ref": "", "type": "none"}
        ]
        _import(admin, reviewer, folder, "licences", "licence_register", "scenario", rows)
    if registers.denials is not None:
        entries = msgspec.to_builtins(registers.denials.entries) or [{"id": "", "item": "none"}]
        _import(admin, reviewer, folder, "denials", "denial_register", "scenario", entries)


def _import(  # noqa: PLR0917  # one call per line of a table
    admin: Session,
    reviewer: Session,
    folder: Path,
    pack_id: str,
    kind: str,
    edition: str,
    rows: list[dict[str, Any]],
) -> None:
    """Written as a pack folder and imported, as an office would."""
    place = folder / "packs" / pack_id
    place.mkdir(parents=True)
    facts = {
        "id": pack_id,
        "kind": kind,
        "edition": edition,
        "title": pack_id,
        "source": "scenario",
        "licence": "none",
        "trust": "own knowledge",
        "data": "data.csv",
    }
    if kind == "calendar":
        years = sorted({str(row["date"])[:4] for row in rows})
        facts |= {"valid_from": f"{years[0]}-01-01", "valid_to": f"{years[-1]}-12-31"}
    toml = "\n".join(f'{name} = "{value}"' for name, value in facts.items())
    (place / "pack.toml").write_text(toml, encoding="utf-8")
    _write_csv(place / "data.csv", rows)
    pack_by_two(admin, reviewer, place)


def _write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    found = [{name: _cell(value) for name, value in row.items()} for row in rows]
    names = list(dict.fromkeys(name for row in found for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(found)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dict():
            return msgspec.json.encode(value).decode()
        case list():
            return "|".join(str(one) for one in value)
    return str(value)


def _import_lists(admin: Session, scenario: Scenario, folder: Path) -> None:
    for wanted in scenario.input.lists:
        path = folder / f"{wanted.id}.csv"
        _write_csv(path, wanted.rows)
        head = list_imports.ListHead(
            wanted.id,
            kind=_list_kind(wanted),
            edition=str(wanted.edition),
        )
        result = run(admin, ImportList(files=(path,), **asdict(head)))[0]
        assert not result.rejected, result.rejected


def _list_kind(wanted: WatchList) -> str:
    if wanted.id in ASSET_FREEZES:
        return "asset_freeze"
    said = (kind for word, kind in LIST_KINDS if word in (wanted.kind or ""))
    return next(said, "other")


def _open_case(session: Session, scenario: Scenario, folder: Path) -> str:
    given = scenario.input
    kind = CaseKind(given.case_type)
    received = date.fromisoformat(given.intake.received)
    if given.declaration is None:
        project = _stated_fields(scenario, kind)
        case = OpenCase(kind, given.intake.source, received, scenario.title, project or {})
        return do(session, case).made
    path = folder / "declaration.csv"
    _write_csv(path, [_declared(scenario, item) for item in given.declaration.items])
    said = TakeIn((path,), source=given.intake.source, received=received, kind=kind)
    return case_as_stated(session, said)


def _stated_fields(scenario: Scenario, kind: CaseKind) -> dict[str, Any] | None:
    """Fields of the kind as far as the scenario states them: its project, or its exports.

    All of the exports is learned as trade data besides; a field of a project that the kind does
    not have would be lost, and is an error.
    """
    given, known = scenario.input, kinds.kind_of(kind)
    project = _stated(given.project)
    lost = sorted(name for name in project if known.field(name) is None)
    assert not lost, f"{scenario.id}: a case of the kind {kind} has no {', '.join(lost)}"
    exports = {name: v for name, v in _stated(given.exports).items() if known.field(name)}
    return {**exports, **project} or None


def _stated(given: Any) -> dict[str, Any]:
    """What is stated of a part of the input, lists as one text."""
    values = msgspec.to_builtins(given) if given is not None else {}
    return {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in values.items()
        if value is not None
    }


def answer_what_is_missing(driven: Driven) -> None:
    """What nobody stated is asked for and not known: a decision needs that to be said."""
    for missing in missing_fields(driven.view.case):
        _act(
            driven,
            "enrich",
            field=missing.enrichment or missing.name,
            value=None,
            source="exporter_answer",
        )


def _declared(scenario: Scenario, item: Item) -> dict[str, Any]:
    """One row of our CSV: the declaration's columns, then the item's."""
    declaration = scenario.input.declaration
    assert declaration is not None
    simple = {
        name: getattr(declaration, name)
        for name in (
            "mrn",
            "lrn",
            "accepted",
            "type",
            "additional_type",
            "office_export",
            "office_exit",
            "country_destination",
            "country_routing",
            "container",
            "delivery_place",
        )
    }
    exporter, consignee = declaration.exporter, declaration.consignee
    transport = declaration.transport
    return {
        **simple,
        "exporter_name": exporter.name if exporter else None,
        "exporter_eori": exporter.eori if exporter else None,
        "consignee_name": consignee.name if consignee else None,
        "consignee_country": consignee.country if consignee else None,
        "transport_mode": transport.mode_border if transport else None,
        "transport_id_type": transport.id_type if transport else None,
        "transport_id": transport.id if transport else None,
        "transport_name": transport.name if transport else None,
        "item_no": item.no,
        "cn8": item.cn8,
        "description": item.description,
        "net_mass_kg": item.net_mass_kg,
        "gross_mass_kg": item.gross_mass_kg,
        "value_eur": item.value_eur,
        "docs": item.docs,
        "licence_ref": item.licence_ref,
    }


def _play(driven: Driven, scenario: Scenario) -> None:
    """Events and enrichment in the order of their time, then judgements and tracks.

    Tracks are opened before goods leave the hand of customs, and at the end.
    """
    state, given = scenario.member_state, scenario.input
    timeline: list[tuple[datetime, Event | Enrichment]] = [
        *((datetime.fromisoformat(event.at).astimezone(UTC), event) for event in given.events),
        *((_noon(fact.date, state), fact) for fact in given.enrichment),
    ]
    do(driven.session, said("assess", reference=driven.reference))
    for at, entry in sorted(timeline, key=lambda pair: pair[0]):
        driven.clock.move(at)
        if isinstance(entry, Event):
            _event(driven, entry)
        else:
            _enrich(driven, entry.field, entry.value, entry)
    if given.exports is not None:
        exports = msgspec.to_builtins(given.exports)
        if given.last_export_year is not None:
            exports["last_export_year"] = given.last_export_year
        last = Enrichment("exports", exports, "trade_data", driven.session.today().isoformat())
        _enrich(driven, last.field, last.value, last)
    for judgement in given.judgements:
        _judge(driven, judgement)
    _open_tracks(driven)


def _open_tracks(driven: Driven) -> None:
    """The tracks that the case gives grounds for as it stands."""
    do(driven.session, said("evaluate", reference=driven.reference))
    for proposal in driven.view.track_proposals:
        for item in proposal.items:
            _act(driven, "open_track", track=proposal.letter, item=item, basis=proposal.basis)


def _act(driven: Driven, name: str, *, who: Session | None = None, **given: Any) -> None:
    """An act, of the analyst if not told; one that waits is seconded by the other person."""
    mover = who or driven.session
    seconder = driven.session if mover is driven.reviewer else driven.reviewer
    done = do(mover, said(name, reference=driven.reference, **given))
    for motion in done.changes.waits:
        do(seconder, said("second", reference=driven.reference, motion=motion))


def _enrich(driven: Driven, field: str, value: Any, fact: Enrichment) -> None:
    _act(
        driven,
        "enrich",
        field=field,
        value=value,
        source=fact.source,
        date=date.fromisoformat(fact.date),
        item=fact.item,
    )


def _judge(driven: Driven, judgement: Judgement) -> None:
    roles = PARTIES.get(judgement.party, {judgement.party})
    parties = {party.id for party in driven.view.case.parties if party.role.value in roles}
    found = [
        hit
        for hit in driven.view.case.hits
        if hit.party_id in parties
        and hit.list_id == judgement.list
        and hit.listing.name == judgement.entity
    ]
    assert found, f"{judgement.entity} is no hit of {judgement.party}"
    who = driven.reviewer if judgement.by == "reviewer" else driven.session
    for hit in found:
        given = {"hit": hit.id, "outcome": judgement.judgement, "reason": judgement.reason}
        _act(driven, "judge", who=who, **given)


_SUSPENSION = re.compile(r"Art\. 21\(3\)\((a|b)\)")


def _event(driven: Driven, event: Event) -> None:
    """The act of what happened; an event that is no act is recorded in words."""
    if event.event == "accepted":
        return
    items = event.items or [item.no for item in driven.view.case.items]
    if event.event == "suspended":
        _suspend(driven, items, event.said)
    elif event.event in ON_GOODS:
        if event.event in OUT_OF_HAND:
            _open_tracks(driven)
        for item in items:
            if event.event == "released":
                _let_go(driven, item, event)
            _act(driven, ON_GOODS[event.event], item=item, reason=event.said)
    elif event.event in REQUESTS:
        _request(driven, event)
    elif event.event == "answered":
        _act(driven, "record_answer", action=_asked(driven), reason=event.said or "answered")
    elif event.event == "reply":
        why = event.said or str(event.value)
        for clock in filter(is_legal, driven.view.clocks):
            driven.first_due.setdefault(clock.about, clock.due)
        _act(driven, "record_reply", outcome=event.value, reason=why)
    else:
        text = event.event.replace("_", " ")
        said = (text, event.value, event.said)
        _act(driven, "record_event", reason=": ".join(filter(None, said)))


def fill_record(driven: Driven, events: Iterable[Event]) -> None:
    """What the officer enters on the spot: what was counted, and on what the measure rests."""
    said = [one for one in events if one.event in ("held", "seized")][-1]
    for item in said.items or [item.no for item in driven.view.case.items]:
        _act(driven, "fill_record", field="quantity", item=item, value="all that was declared")
    if said.note:
        _act(driven, "fill_record", field="legal_basis", value=said.note)


def _let_go(driven: Driven, item: int, event: Event) -> None:
    """A release ends each track without a clock that still holds the item."""
    for track in holding(driven.view.case, item):
        if track.letter not in (TrackLetter.A, TrackLetter.B):
            reason = event.said or event.event
            _act(driven, "end_track", track=track.letter, item=item, reason=reason)


OUT_OF_HAND = frozenset({"released", "seized", "returned"})
"""Events before which the goods were held on the tracks that the case gave grounds for."""
ON_GOODS = {
    "held": "hold",
    "sampled": "sample",
    "released": "release",
    "exited": "record_exit",
    "seized": "seize",
    "destroyed": "destroy",
    "returned": "return_goods",
}
"""Event → the act on each item."""
REQUESTS = {
    "consultation_sent": ("consult", "licensing authority"),
    "information_requested": ("request_information", "declarant"),
    "hearing_sent": ("hear", "declarant"),
    "opinion_requested": ("request_opinion", "technical laboratory"),
    "referred": ("refer", "licensing authority"),
}
"""Event → the act, and whom it goes to where the scenario does not say."""


def _request(driven: Driven, event: Event) -> None:
    act, to = REQUESTS[event.event]
    given: dict[str, Any] = {"to": to, "reason": event.said}
    if event.event == "referred" and event.said:
        given = {"to": event.said}
    if event.due:
        given["date"] = date.fromisoformat(event.due)
    _act(driven, act, **given)


def _asked(driven: Driven) -> str:
    """The request that an answer belongs to: of the declarant, else the newest that is open."""
    waiting = [a for a in driven.view.case.actions if a.answered_at is None]
    assert waiting, "an answer belongs to a request"
    own = [a for a in waiting if a.kind.value in {"information_request", "hearing"}]
    return (own or waiting)[-1].id


def _suspend(driven: Driven, items: list[int], note: str) -> None:
    found = _SUSPENSION.search(note)
    assert found, f"a suspension names its ground: {note!r}"
    letter = TrackLetter(found.group(1).upper())
    for item in items:
        try:
            _act(driven, "suspend", item=item, track=letter, basis=found.group(0), reason=note)
        except NotAllowed:
            if letter is not TrackLetter.B:
                raise
