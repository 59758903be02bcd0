"""What people may try at an office, drawn by Hypothesis: acts with sensible and wrong arguments."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tests.deeds.proposals import read_all, reasons, waits_for_reading
from tests.services import sample_office as sample
from tests.services.act_examples import (
    INCIDENT,
    TOOLS,
    an_incident,
    stated_relation,
    states_related,
    tag_on_list,
)
from tests.services.sample_office import ANALYST, EVERYTHING, HEAD, POLICY, REASON, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import ActionKind, Case, TrackLetter
from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import PROPOSE
from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.deeds import shape
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.people.deeds import ConfirmKey, DisableUser, SetRoles
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.warm.session import Session

PEOPLE = (ANALYST, REVIEWER, HEAD, EVERYTHING)
FACTS: Mapping[str, st.SearchStrategy[Any]] = {
    "end_user": st.sampled_from([None, {"name": "Quiet Harbour School", "country": "CN"}, "text"]),
    "end_use": st.sampled_from([None, "teaching", "wind tunnel"]),
    "consignee.incorporated": st.sampled_from(["2026-01-05", "May"]),
    "params": st.sampled_from([{"positioning_accuracy_um": 2}, {}]),
}


def an_office() -> tuple[Office, tempfile.TemporaryDirectory[str]]:
    """The sample, with background that can become a ground and a tag on the office's list."""
    folder = tempfile.TemporaryDirectory(prefix="landwaiter-moves-")
    office = sample.an_office(Path(folder.name))
    states_related(office)
    an_incident(office)
    tag_on_list(office)
    return office, folder


def names_of(case: Case, office: Office) -> Mapping[str, st.SearchStrategy[Any]]:
    """Each argument of an act → values for it, most of which fit the case."""
    hits = [hit.id for hit in case.hits] or ["none"]
    flags = [flag.rule for flag in case.flags][:4]
    return {
        "item": st.sampled_from([1, 1, 2, 9]),
        "hit": st.sampled_from(hits),
        "flag": st.sampled_from(["RF-G07", *flags]),
        "party": st.sampled_from([Role.CONSIGNEE.value, Role.EXPORTER.value, "nobody"]),
        "action": st.sampled_from([kind.value for kind in ActionKind]),
        "reason": st.sampled_from([REASON, REASON, REASON, "short"]),
        "said": st.sampled_from([REASON, "short"]),
        "basis": st.sampled_from(["UCC 188", "Art. 21(3)(a)"]),
        "track": st.sampled_from(list(TrackLetter)),
        "to": st.sampled_from([*PEOPLE, "licensing authority", *REFERENCES]),
        "code": st.sampled_from(["2B001", "1C350", "ZZZ"]),
        "source": st.sampled_from(["contract", "exporter_answer"]),
        "evidence": st.sampled_from([1, 1, 9]),
        "letter": st.sampled_from([1, 1, 9]),
        "successor": st.sampled_from([2, 9]),
        "how": st.just("registered post"),
        "on": st.sampled_from([None, sample.NOW.date()]),
        "at": st.sampled_from([None, sample.NOW]),
        "place": st.sampled_from(["Medyka", ""]),
        "seal": st.sampled_from(["PL-0071", ""]),
        "date": st.sampled_from([None, sample.NOW.date()]),
        "list": st.sampled_from(["eu", "national"]),
        "items": st.dictionaries(st.sampled_from([1, 2]), st.sampled_from(OUTCOMES), max_size=2),
        "numbers": st.sampled_from([(1,), (2,), (1, 2), (9,)]),
        "take_over": st.booleans(),
        "told": st.sampled_from(["the carrier", ""]),
        "cut_off": st.sampled_from([None, sample.NOW]),
        "period": st.sampled_from(["48h", "10wd", "1m", "soon"]),
        "calendar": st.sampled_from([None, "DE"]),
        "clock": st.sampled_from([clock.id for clock in case.own_clocks] or ["none"]),
        "remark": st.sampled_from(["1", "9"]),
        "motion": st.none(),
        "appeal": st.sampled_from(["within 14 days", ""]),
        "prosecutor": st.sampled_from(["regional prosecutor", "national prosecutor"]),
        "number": st.sampled_from(["Ds 12/26", "Ds 1/26"]),
        "purpose": st.just("for the carrier"),
        "by": st.just("the exporter"),
        "controlled": st.just(sample.NOW),
        "found": st.sampled_from(["as declared", ""]),
        "compelled": st.booleans(),
        "statement": st.sampled_from([stated_relation(office), INCIDENT, "none"]),
        "ground": st.sampled_from([ground.id for ground in case.grounds] or ["none"]),
        "proposal": st.sampled_from([1, 9]),
        "tag": st.sampled_from([TOOLS, TOOLS, "not on the list"]),
    }


REFERENCES = tuple(f"PL1-2026-{number:06d}" for number in (1, 2, 3))
"""Cases that there may be, for merges."""
DECIDING = ("assess", "propose", "approve", "return", "execute", "close", "reopen")
"""Acts of the decision, tried more often than one in forty."""
SIGNING = ("approve", "countersign")
"""Acts that wait until what is proposed was read."""
NAMES = tuple(name for name in ON_CASE if name != "add_evidence")


def looked_at(draw: Callable[[Any], Any], session: Session, reference: str) -> CaseView:
    """The case before an act; who may sign once all is read has mostly read it."""
    unread = any(waits_for_reading(session, name, reference) for name in SIGNING)
    if unread and draw(st.integers(0, 3)):
        read_all(session, reference)
    return case_view(session, reference)


def act_on(draw: Callable[[Any], Any], view: CaseView) -> CaseDeed[Any]:
    """Mostly one that is allowed now, of the decision above all; sometimes any at all."""
    allowed = [verdict.act for verdict in view.acts if verdict.allowed and verdict.act in NAMES]
    deciding = [name for name in DECIDING if name in allowed]
    choices = [names for names in (deciding, allowed, NAMES) if names]
    return ON_CASE[draw(st.sampled_from(draw(st.sampled_from(choices))))]


def arguments(
    draw: Callable[[Any], Any], act: CaseDeed[Any], case: Case, office: Office
) -> dict[str, Any]:
    """Arguments for the act on the case; those with choices of their own are one of them."""
    offered = {one.name: one.choices() for one in shape.arguments(act.args)}
    chosen = {name: st.sampled_from(one) for name, one in offered.items() if one}
    values = {**chosen, **names_of(case, office)}
    wanted = [*act.needs, *(name for name in act.takes if draw(st.booleans()))]
    given = {name: draw(values[name]) for name in wanted if name in values}
    if act.outcomes:
        given["outcome"] = draw(st.sampled_from(act.outcomes))
    if "value" in act.needs:
        field = draw(st.sampled_from(sorted(FACTS)))
        known = {"field": field, "value": draw(FACTS[field])}
        given |= {name: value for name, value in known.items() if name in act.needs}
    elif "field" in act.needs:
        given["field"] = draw(st.sampled_from(["simultaneous_axes", "nothing"]))
    if act is PROPOSE and draw(st.integers(0, 3)):
        given["open"] = reasons(office.session(sample.ANALYST), case.reference)
    return given


def declared_rows() -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    """The sample declaration, an amendment of it, or another one."""
    return st.builds(
        lambda lrn, mass, name: sample.two_items(lrn=lrn, net_mass_kg=mass, consignee_name=name),
        st.sampled_from(["LW-1", "LW-1", "LW-2"]),
        st.sampled_from([9800, 9900]),
        st.sampled_from([sample.CONSIGNEE, "Baltic Dredging Partners"]),
    )


Deed = Callable[[Office, str], object]


def _evidence(office: Office, who: str) -> object:
    path = office.path.parent / "letter.txt"
    path.write_text("a letter", encoding="utf-8")
    return run(office.session(who), AddFile(sample.REF, path))


def _list(office: Office, who: str) -> object:
    path = sample.write_list(office.path.parent / "more.csv", "Quiet Harbour School")
    return run(
        office.session(who),
        ImportList(files=(path,), **asdict(ListHead("more", kind="asset_freeze"))),
    )[0]


def _confirm(office: Office, who: str) -> None:
    session = office.session(who)
    do(session, ConfirmKey(who, session.casebook.public_key))


def _read(office: Office, who: str) -> None:
    """All of what waits; where nothing does, of a first version that there is not."""
    session = office.session(who)
    decision = case_view(session, sample.REF).case.decision
    version = decision.version if decision else 1
    do(session, ReadProposal(sample.REF, tuple(ReviewSection), version))


OTHER_DEEDS: Mapping[str, Deed] = {
    "policy on": lambda office, who: change_settings(office.session(who), {POLICY: "true"}),
    "policy off": lambda office, who: change_settings(office.session(who), {POLICY: "false"}),
    "report": lambda office, who: freeze(office.session(who), sample.REF).report,
    "evidence": _evidence,
    "list in": _list,
    "list out": lambda office, who: office.list_out("watched", mover=who),
    "all roles to myself": lambda office, who: do(
        office.session(who), SetRoles(who, frozenset(sample.ROLES[EVERYTHING]))
    ),
    "confirm my key": _confirm,
    "disable the reviewer": lambda office, who: do(office.session(who), DisableUser(REVIEWER)),
    "read": _read,
    "a day passes": lambda office, who: office.clock.move(days=1),
}
