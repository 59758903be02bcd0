"""Fictional rows that look like those of a busy office; every company and person is invented."""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from landwaiter import i18n
from landwaiter.domain.cases.case import Severity
from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.domain.cases.countdown import ClockState, Countdown, end_of
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.domain.intake.table_mapping import Mend
from landwaiter.formats.base.declaration_file import RowOut
from landwaiter.services.base.page import Page
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.cases.case_row import CaseRow, ClockRow
from landwaiter.services.cases.clock_words import countdown_words
from landwaiter.services.entities.entity_views import EntityRow
from landwaiter.services.intake.readings import VoidedDecision
from landwaiter.services.intake.taking_in import DeclarationFault, IntakeResult
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.office.case_views import ALWAYS, CountedView, NamedView, ViewOwner
from landwaiter.services.people.today import DayLoad, News, TodayView

Rows = TypeVar("Rows")
TODAY = date(2026, 4, 9)
USER = "Marta Zielińska"
STATUS = Status(
    name="Pomorze casebook",
    sample=True,
    audit_seq=18204,
    audit_sha256="7c1e" + "4" * 56 + "a90f",
    user=USER,
    roles=("analyst", "reviewer"),
)


def candidate(code: str, score: int) -> StrongestCandidate:
    return StrongestCandidate("eu", code, score, authorised=False)


def at(day: int, hour: int = 12, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def a_clock(
    days_left: int,
    *,
    legal: bool = False,
    label: str = "own target, triage",
    day: int = 10,
    total: int = 10,
) -> ClockRow:
    """Working days left until a day of April; fewer than none since it ran out."""
    due = date(2026, 4, day)
    left = Countdown(
        state=_STATES[(days_left > 0) - (days_left < 0)],
        due=due,
        ends_at=end_of(due, None, "PL"),
        has_hour=False,
        calendar="PL",
        working_days=abs(days_left),
        days=abs((due - TODAY).days),
    )
    return ClockRow(legal, label, left, total, countdown_words(left))


_STATES = {1: ClockState.RUNNING, 0: ClockState.LAST_DAY, -1: ClockState.RAN_OUT}


def a_case_row(number: int = 412, **changes: object) -> CaseRow:
    """One line of the list; any field may be given."""
    fields: dict[str, object] = {
        "id": f"id-{number}",
        "reference": f"PL1-2026-{number:06d}",
        "kind": "export",
        "stage": "assessment",
        "title": "Five-axis machining centre to Xi’an Huarui Education Technology",
        "exporter": "Obrabiarki Wisla Sp. z o.o.",
        "consignee": "Xi’an Huarui Education Technology Co",
        "end_user": "Northwestern Polytechnical University 西北工业大学",
        "destination": "CN",
        "goods": {"suspended": 1},
        "tracks": ("L", "B"),
        "clock": a_clock(3, legal=True, label="B · Art. 21(4)", day=14),
        "flags": {Severity.HIGH: 3, Severity.LOW: 1},
        "candidate": candidate("2B001", 916),
        "not_evaluated": 20,
        "hits_open": 1,
        "assignee": "M. Zielińska",
        "author": None,
        "received": date(2026, 3, 27),
        "next_step": "No reply. Request answered in part, rest due today. 1 hit again",
    }
    fields |= changes
    clock = fields["clock"]
    fields.setdefault("law", clock if isinstance(clock, ClockRow) and clock.legal else None)
    return CaseRow(**fields)  # type: ignore[arg-type]  # a builder


def anew(value: Rows) -> Rows:
    """The same rows in the language that is spoken now: these modules are read in English."""
    return cast("Rows", _anew(value))


def _anew(value: Any) -> Any:
    if isinstance(value, i18n.Message):
        return i18n.message(i18n.form_of(value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        said = {
            one.name: _anew(getattr(value, one.name))
            for one in dataclasses.fields(value)
            if one.init
        }
        return dataclasses.replace(value, **said)
    if type(value) is tuple:
        return tuple(map(_anew, value))
    if type(value) is dict:
        return {key: _anew(one) for key, one in value.items()}
    return value


H, M, L = Severity.HIGH, Severity.MEDIUM, Severity.LOW

QUEUE = (
    a_case_row(
        398,
        title="Glass-lined reactor 4 m³ to Straits Process Engineering",
        candidate=candidate("2B350", 951),
        destination="SG",
        clock=a_clock(0, legal=True, label="A · Art. 21(4)", day=9),
        flags={H: 1, M: 1},
        exporter="Chemtec NV",
        end_user="Straits Process Eng.",
        received=date(2026, 3, 24),
        hits_open=0,
        next_step="Reply arrived: licence maintained. Release today, or give a reason",
    ),
    a_case_row(
        441,
        title="UAV parts to Gulf Aero Trade, Jebel Ali free zone",
        candidate=candidate("9A012", 874),
        destination="AE",
        stage="triage",
        goods={"held": 1},
        clock=a_clock(1),
        flags={H: 1, M: 2, L: 2},
        exporter="Dron Parts Sp. z o.o.",
        end_user=None,
        received=date(2026, 4, 9),
        hits_open=3,
        next_step="Listed vessel: inform port authority; goods held on own ground",
    ),
    a_case_row(
        405,
        title="Water cannon parts, boat radar to Victoria Harbour Marine",
        candidate=candidate("6A008", 702),
        destination="HK",
        stage="decision_draft",
        returned_to=USER,
        goods={"held": 2},
        clock=a_clock(1, label="own target, rework"),
        exporter="Barco Seguro SL",
        end_user="Hong Kong Police Force",
        flags={H: 1},
        hits_open=0,
        next_step="Returned by J. Wójcik. Hong Kong policy not set: no track B",
    ),
    a_case_row(412),
    a_case_row(
        409,
        title="Fluoropolymer-lined valves, 40 pieces",
        candidate=candidate("2B350", 903),
        destination="MY",
        goods={"held": 1},
        clock=a_clock(4, label="own target, request", day=15),
        flags={H: 1, M: 1},
        hits_open=0,
        next_step="Information request: declarant has answered 1 of 3 questions",
    ),
    a_case_row(
        417,
        title="Optical encoders to Steppe Sensor TOO",
        candidate=candidate("2B006", 688),
        destination="KZ",
        clock=a_clock(5, legal=True, label="A · Art. 21(4)", day=16),
        flags={H: 2, M: 2},
        next_step="Licence older than the buyer’s new owner. No reply. 1 new hit",
    ),
    a_case_row(
        423,
        title="Vibration test table, 40 kN",
        candidate=candidate("2B116", 947),
        goods={"sampled": 1},
        clock=a_clock(7, label="own target, opinion", day=20),
        flags={H: 1, M: 2},
        hits_open=3,
        next_step="Technical opinion: expert has the data sheet since 7 Apr",
    ),
    a_case_row(
        427,
        title="Logic processors to Everbright Silk Cargo Logistics",
        candidate=candidate("3A001", 731),
        destination="HK",
        goods={"held": 1},
        clock=a_clock(9, label="own target, referral", day=22),
        flags={H: 3, M: 3},
        hits_open=3,
        next_step="Tracks L, S. No end user, no no-re-export clause in the contract",
    ),
    a_case_row(
        366,
        title="Composite curing technology, Harbin Institute of Technology",
        candidate=candidate("1E103", 890),
        goods={},
        clock=None,
        flags={H: 4},
        hits_open=0,
        next_step="Intangible transfer, 1E103. Ask the project for the repository log",
    ),
)

REVIEWS = (
    a_case_row(
        390,
        title="thermal cameras to Fjord Sensor AS, NO",
        destination="NO",
        candidate=candidate("6A003", 925),
        next_step="Version 1 proposes a release",
        author="T. Lis",
        stage="decision_review",
        clock=a_clock(1, label="own target"),
    ),
    a_case_row(
        401,
        title="rotary vane pumps to a forwarder",
        destination="AE",
        candidate=candidate("2B231", 640),
        next_step="Version 1 proposes to hold and refer",
        author="P. Nowicki",
        stage="decision_review",
        clock=a_clock(2, label="own target"),
    ),
)


def an_edition(
    title: str, edition: str, age: int | None, limit: int | None, **changes: object
) -> EditionRow:
    fields: dict[str, object] = {
        "id": title.lower().replace(" ", "-"),
        "kind": "correlation",
        "title": title,
        "edition": edition,
        "trust": "own knowledge",
        "source": "own compilation",
        "licence": "CC0",
        "rows": 214,
        "sha256": "9b2e" + "1" * 56 + "41c7",
        "dated": date(2026, 1, 1),
        "age_days": age,
        "limit_days": limit,
    }
    return EditionRow(**{**fields, **changes})  # type: ignore[arg-type]  # a builder


STALE = (
    an_edition("Correlation CN ↔ control", "Jan 2026", 98, 90, sha256="a3c8" + "5" * 56 + "20be"),
    an_edition(
        "Reg. 833/2014 Annex IV",
        "10 Feb 2026",
        58,
        30,
        kind="export_list",
        trust="transcribed",
        source="EUR-Lex",
        dated=date(2026, 2, 10),
        rows=862,
        sha256="4e07" + "2" * 56 + "b3d5",
    ),
)
CONFIDENTIAL = an_edition(
    "Seen at the raid of March",
    "28 Mar 2026",
    12,
    30,
    kind="other",
    trust="own knowledge",
    source="own investigation",
    dated=date(2026, 3, 28),
    rows=37,
    sha256="d160" + "3" * 56 + "77fa",
    confidential=True,
)

DEADLINES = (
    DayLoad(
        date(2026, 4, 9),
        (
            ("legal", "PL1-2026-000398", "track A, ends 24:00"),
            ("own", "PL1-2026-000412", "rest of the answer"),
        ),
    ),
    DayLoad(
        date(2026, 4, 10),
        (
            ("goods", "PL1-2026-000398", "vessel cut-off 18:00"),
            ("own", "PL1-2026-000441", "triage"),
            ("own", "PL1-2026-000405", "rework"),
            ("four_eyes", "PL1-2026-000390", "my review"),
        ),
    ),
    DayLoad(date(2026, 4, 13), (("four_eyes", "PL1-2026-000401", "my review"),)),
    DayLoad(date(2026, 4, 14), (("legal", "PL1-2026-000412", "track B, reply"),)),
    DayLoad(date(2026, 4, 15), (("own", "PL1-2026-000409", "declarant’s answer"),)),
    DayLoad(date(2026, 4, 16), (("legal", "PL1-2026-000417", "track A, reply"),)),
    DayLoad(date(2026, 4, 17), (("four_eyes", "Reviewer role", "ends"),)),
    DayLoad(date(2026, 4, 20), (("own", "PL1-2026-000423", "expert’s opinion"),)),
    DayLoad(date(2026, 4, 21), ()),
    DayLoad(date(2026, 4, 22), (("own", "PL1-2026-000427", "referral"),)),
)

NEWS = (
    News(
        "reply",
        "Reply arrived",
        "The licensing authority maintains PL-IND-2026-0417. Track A ends; "
        "no other track holds item 1.",
        at(8, 16, 5),
        "PL1-2026-000398",
    ),
    News(
        "returned",
        "Returned",
        "J. Wójcik: “Item 2: why is 6A008 rejected? Cite the data sheet, E-05.”",
        at(8, 16, 20),
        "PL1-2026-000405",
    ),
    News(
        "list",
        "New list edition: US Entity List, 8 Apr",
        "From the US Consolidated Screening List. "
        "2 new hits, on 000417 and 000427. On 000412 a new name asks for 1 judgement again.",
        at(8, 17, 40),
    ),
    News(
        "intake",
        "118 declarations taken in, 9 became cases",
        "000433 to 000441; 1 is yours. 109 "
        "raised no flag and are kept as not evaluated where data is missing, never as clear.",
        at(9, 6, 40),
    ),
)

TODAY_VIEW = TodayView(
    day=TODAY,
    user=USER,
    approves=True,
    queue=QUEUE,
    reviews=REVIEWS,
    deadlines=DEADLINES,
    calendar="PL",
    next_holiday=date(2026, 5, 1),
    news=NEWS,
    stale=STALE,
    editions=14,
    hits_open=11,
)


OPEN = 24
"""Cases that are open."""
VIEWS = (
    *(
        CountedView(NamedView(name, ViewOwner.ALWAYS, query), count)
        for (name, (_title, query)), count in zip(
            ALWAYS.items(), (OPEN, 13, 2, 1, 1, 4, 4, 118), strict=True
        )
    ),
    CountedView(NamedView("China, dual use", ViewOwner.OFFICE, CaseQuery(destination="CN")), 9),
    CountedView(NamedView("CHPL to hubs", ViewOwner.OFFICE, CaseQuery(destination="AE")), 6),
    CountedView(NamedView("Bearings 8482", ViewOwner.OWN, CaseQuery(code="8482")), 3),
)
"""Views of the list of cases."""


def page_of_cases(after: str | None, count: int = 40) -> Page[CaseRow]:
    """A page of the list; keys are numbers."""
    first = int(after or 0)
    numbers = range(first, min(first + count, OPEN))
    rows = tuple(
        QUEUE[number] if number < len(QUEUE) else _a_later_row(number) for number in numbers
    )
    return Page(rows, str(first + count) if first + count < OPEN else None, OPEN)


_GOODS = (
    ("Titanium plate, 2.1 t, grade open", "Blachy Powiśla Sp. z o.o.", "TR", "decision_review"),
    ("Centrifugal pumps, 12 pieces", "Pompy Bory Sp. z o.o.", "AM", "triage"),
    ("Used jig grinder, built 2009", "Obrabiarki Wisla Sp. z o.o.", "TH", "assessment"),
    ("Memory modules, 4 parcels in 7 days", "Mikroteile Nord GmbH", "HK", "new"),
    ("Oscilloscopes 500 MHz, 6 pieces", "Pomiar Żuławy Sp. z o.o.", "TR", "decision_draft"),
)


def _a_later_row(number: int) -> CaseRow:
    title, exporter, destination, stage = _GOODS[number % len(_GOODS)]
    return a_case_row(
        300 - number,
        title=title,
        exporter=exporter,
        destination=destination,
        stage=stage,
        end_user=None,
        clock=a_clock(number % 9),
        goods={"held": 1},
        hits_open=0,
        flags={M: 1 + number % 3},
        candidate=None,
        next_step="To be judged",
        assignee=None if number % 3 else "P. Nowicki",
    )


LATER_ROWS = page_of_cases(None).rows[len(QUEUE) :]
"""Of the rest of the list; nobody has most of them."""
ENTITIES = (
    EntityRow(
        "ent-1", "Northwestern Polytechnical University 西北工业大学", "university", "CN", (), 3
    ),
    EntityRow(
        "ent-2",
        "Obrabiarki Wisla Sp. z o.o.",
        "organisation",
        "PL",
        (("eori", "PL123456789000000"),),
        12,
    ),
    EntityRow(
        "ent-3",
        "MV Amber Coast",
        "vessel",
        "LR",
        (("imo", "9074729"),),
        1,
        sensitive="marked by the office",
    ),
)

REHEARSAL = IntakeResult(
    "anmeldungen.csv",
    "csv",
    214,
    created=187,
    updated=3,
    duplicates=12,
    rejected=(
        DeclarationFault(
            17,
            "cn8",
            "8482109O",
            "This is not a commodity code of 6, 8 or 10 figures.",
            "Give the full code; a spreadsheet may have dropped a leading zero.",
            "84821090",
            "26PL302010E1B00428",
        ),
        DeclarationFault(
            90,
            "mrn | lrn",
            None,
            "The row says of no declaration which it belongs to.",
            "Repeat the MRN, or the LRN, in every row of a declaration.",
        ),
    ),
    warnings=("26PL302010E1B00415: this version was accepted before the one that is current.",),
    out=(RowOut(17, "cn8"), RowOut(90, "mrn"), RowOut(218, "It is a total.")),
    mended=(Mend(17, "cn8", "84821090", "8482109O"),),
    voided=(VoidedDecision("PL1-2026-000012", "proposed", USER),),
)
"""A dry run of a sender's table."""
