"""A fictional unit for the screens: who is away, who deputises, a handover sheet, a stale save."""

from dataclasses import replace
from datetime import date

from tests.ui import fiction

from landwaiter.domain.base.zones import local_time
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.life_cycle import Whereabouts
from landwaiter.domain.table.on_call import HoldChoice
from landwaiter.errors import Collision, Conflict
from landwaiter.services.people.duty import DutyView, PersonLoad
from landwaiter.services.people.handover import HandoverSheet, LastCall, Promise, WaitingDeed
from landwaiter.services.people.on_call import OnCallHold, OnCallView

OWN_HOLD = "You held these goods yourself: another head looks at it."
ABSENCE = Absence(
    "a1", "u4", "Piotr Nowicki", date(2026, 4, 7), date(2026, 4, 17), "Marta Zielińska",
    "annual leave", "Piotr Nowicki", fiction.at(2),
)  # fmt: skip
LATER = Absence(
    "a2", "u2", "Jan Wójcik", date(2026, 4, 20), date(2026, 4, 24), None, "",
    "Jan Wójcik", fiction.at(8),
)  # fmt: skip


def a_load(person: str, role: str, **more: object) -> PersonLoad:
    fields: dict[str, object] = {
        "person": person,
        "roles": (role,),
        "stages": {"triage": 1, "assessment": 6, "decision_draft": 1, "decision_review": 1},
        "legal": 3,
        "overdue": 0,
        "second_look": 0,
        "absent_until": None,
        "deputy": None,
        **more,
    }
    return PersonLoad(**fields)  # type: ignore[arg-type]  # a builder


LOADS = (
    a_load("Jan Wójcik", "reviewer", stages={"assessment": 2}, legal=0, second_look=3),
    a_load("Marta Zielińska", "analyst", acting_for=("Piotr Nowicki",)),
    a_load(
        "Piotr Nowicki", "analyst", stages={"assessment": 4, "triage": 2}, legal=1, overdue=1,
        absent_until=date(2026, 4, 17), deputy="Marta Zielińska",
    ),
    a_load("Tomasz Lis", "analyst", stages={}, legal=0),
)  # fmt: skip
DUTY = DutyView(
    day=fiction.TODAY,
    loads=LOADS,
    unheld=a_load("", "", roles=(), stages={"new": 4}, legal=0, overdue=2),
    absences=(ABSENCE, LATER),
    nobody=(
        replace(fiction.LATER_ROWS[1], clock=fiction.a_clock(-1, day=8)),
        replace(fiction.LATER_ROWS[2], clock=fiction.a_clock(0, day=9)),
    ),
    warnings=("Piotr Nowicki, who deputises for Adam Borek, is absent too.",),
)
HOLDS = (
    OnCallHold(
        id="h1",
        case_id="c1",
        reference="PL1-2026-000431",
        title="Vacuum pumps to Johor, and their controllers",
        item=2,
        goods="Dry scroll vacuum pump with fluoropolymer-coated wetted surfaces",
        status="held",
        by="Piotr Nowicki",
        at=local_time(fiction.at(4, 21, 40), "PL"),
        reason="the consignee is a forwarder at a free zone, nobody answers the number given",
        tracks=(("L", "UCC 188, 194(1)"),),
        clock=fiction.a_clock(4, day=15),
        where=Whereabouts(office="PL322010", location="Terminal 2, hall C", seal="PL 0093312"),
        told="the terminal, by telephone",
        release=HoldChoice("end_track", {"item": "2", "track": "L"}),
        keep=HoldChoice("continue_hold", {"track": "L"}),
        motions=("Release item 1 against RF-G04",),
    ),
    OnCallHold(
        id="h2",
        case_id="c2",
        reference="PL1-2026-000433",
        title="Flow-forming machine to Penang",
        item=1,
        goods="Flow-forming machine, three rollers",
        status="suspended",
        by="Jan Wójcik",
        at=local_time(fiction.at(5, 6, 5), "PL"),
        reason="",
        tracks=(),
        clock=None,
        where=Whereabouts(),
        told="",
        release=HoldChoice("release", {"item": "1"}, why_not=OWN_HOLD),
        keep=HoldChoice("suspend", {"item": "1"}, ("track", "basis", "reason"), OWN_HOLD),
    ),
)
ON_CALL = OnCallView(
    day=fiction.TODAY,
    holds=HOLDS,
    total=2,
    hours="07:30-15:30",
    by_day=3,
    absences=(ABSENCE, LATER),
    warnings=DUTY.warnings,
    standing_in=("Jan Wójcik holds the roles head for Ewa Lipska, who is away.",),
    present=("Jan Wójcik", "Marta Zielińska", "Tomasz Lis"),
)
EMPTY_ON_CALL = replace(
    ON_CALL, holds=(), total=0, by_day=0, hours="", absences=(), warnings=(), standing_in=()
)
SHEET = HandoverSheet(
    person="Piotr Nowicki",
    day=fiction.TODAY,
    absent_until=date(2026, 4, 17),
    deputy="Marta Zielińska",
    clocks=fiction.QUEUE[:3],
    without_clock=fiction.QUEUE[8:9],
    delegated=(replace(fiction.QUEUE[4], remark="Marta Zielińska acts until 17 Apr 2026"),),
    promises=(
        Promise(
            "PL1-2026-000409",
            "information_request",
            "Zawory Odra Sp. z o.o.",
            fiction.at(2),
            fiction.a_clock(4, day=15).countdown,
            "Who operates the plant in Johor?",
        ),
        Promise(
            "PL1-2026-000423",
            "technical_opinion",
            "Prof. Anna Sowa",
            fiction.at(7),
            None,
            "Is the armature air-cooled?",
        ),
    ),
    calls=(
        LastCall(
            "PL1-2026-000398",
            "Piotr Nowicki",
            fiction.at(8, 14, 5),
            "Terminal called: the vessel waits until Friday noon.",
        ),
        LastCall(
            "PL1-2026-000409",
            "Piotr Nowicki",
            fiction.at(7, 9, 30),
            "The declarant promised the plant’s address by Wednesday.",
        ),
    ),
    motions=(
        WaitingDeed(
            "PL1-2026-000401",
            "Dismiss the flag RF-P05",
            "Piotr Nowicki",
            fiction.at(8, 16),
            "The consignee is another company of the same name.",
        ),
    ),
)
EMPTY_DUTY = replace(DUTY, loads=LOADS[3:], absences=(), nobody=(), warnings=(),
                     unheld=replace(DUTY.unheld, stages={}))  # fmt: skip
EMPTY_SHEET = HandoverSheet(fiction.USER, fiction.TODAY, None, None, (), (), (), (), (), ())
TODAY_VIEW = replace(
    fiction.TODAY_VIEW,
    queue=(
        fiction.QUEUE[0],
        replace(fiction.QUEUE[1], remark="For Piotr Nowicki, absent until 17 Apr 2026"),
        replace(fiction.QUEUE[2], remark="Jan Wójcik: the bank calls back at two"),
        *fiction.QUEUE[3:],
    ),
    delegated=(replace(fiction.QUEUE[5], remark="Tomasz Lis acts until 14 Apr 2026"),),
    absent=(ABSENCE,),
)
PRESENT = {fiction.QUEUE[3].reference: "Open: Jan Wójcik"}
CONFLICT = Conflict(
    "Jan Wójcik changed the case PL1-2026-000412 since you looked at it.",
    collisions=(
        Collision("item 1, eu 2B001: Finding", "insufficient", "confirmed", "rejected",
                  "Jan Wójcik"),
        Collision("item 1, eu 2B001: Basis", "", "2B001 b.2", "", "Jan Wójcik"),
        Collision(
            "item 1, eu 2B001: Reason",
            "no data sheet yet",
            "Five axes by the data sheet E-03, page 4; positioning accuracy 3 µm after "
            "compensation, which is better than the limit of the entry.",
            "Four axes by the catalogue of the maker, which the declarant sent on 7 April; the "
            "fifth is an option that was not ordered.",
            "Jan Wójcik",
        ),
    ),
    revision=14,
)  # fmt: skip
