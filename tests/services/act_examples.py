"""One allowed and one refused example of every act there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.deeds.proposals import read_all
from tests.services.letters.letter_office import issued, with_texts
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    EVERYTHING,
    HEAD,
    NOW,
    READ,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
    two_items,
)

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.case import Case, FlagReview, GoodsStatus, Stage, TrackLetter
from landwaiter.domain.cases.court import OutgoingKind
from landwaiter.domain.cases.four_eyes import COUNTERSIGN
from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion import MotionState
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.custody import CustodyKind
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.finding.deeds import AddTag
from landwaiter.domain.incidents.deeds import MakeIncident
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.relations.deeds import StateRelation
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.relations.relations import list_relations

Step = Callable[[Office], None]
"""What somebody does before the act."""


def does(name: str, *, who: str = ANALYST, **given: Any) -> Step:
    return lambda office: office.act(who, name, **given)


ASSESS = does("assess")
TAKEN = does("take")
PROPOSE = does("propose", outcome="refuse", reason=REASON, appeal="appeal within 14 days")
APPROVE = does("approve", who=REVIEWER)


def read_by(who: str) -> Step:
    return lambda office: read_all(office.session(who), REF)


UNHEARD = does("except_hearing", basis="UCC Art. 22(6)", reason=REASON)
"""A refusal is an adverse decision: nobody was heard, and that has its reason."""
PROPOSED = (ASSESS, UNHEARD, PROPOSE)
DECIDED = (*PROPOSED, APPROVE)
HELD = does("hold", item=1)
RELEASED = does("release", item=1)
ON_TRACK_A = does("suspend", item=1, track=TrackLetter.A)
ON_TRACK_L = does("hold", item=1, track=TrackLetter.L)
ON_ANOTHER_TRACK: Mapping[str, Any] = {
    "item": 1,
    "track": TrackLetter.N,
    "basis": "national act, s. 12",
    "reason": REASON,
}
CONSULTED = (ON_TRACK_A, does("consult", to="licensing authority"))
LED_BY: Mapping[str, Any] = {"prosecutor": "regional prosecutor", "number": "Ds 12/26"}
LED = does("lead_by_prosecutor", **LED_BY)
CONSENT: Mapping[str, Any] = {"what": "letter", "number": "Ds 12/26-2", "purpose": "ask the maker"}
SERVED = does("serve_decision", to="the exporter")
APPEALED_BY: Mapping[str, Any] = {"by": "the exporter", "number": "A 1/26"}
LODGED = does("lodge_appeal", **APPEALED_BY)
LINKED = does("link", party="consignee", basis=REASON)
INCIDENT = "Mooring lines cut"


def an_incident(office: Office) -> None:
    happened = (IncidentKind.OTHER, "2026-01", "a newspaper", Certainty.REPORTED)
    do(office.session(ANALYST), MakeIncident(INCIDENT, *happened, **READ))


def countersigned_refusals(office: Office) -> None:
    """The office wants a head's signature on refusals."""
    change = {"key": COUNTERSIGN, "value": "refuse"}
    asked = do(office.session(HEAD), SetPolicy(**change, reason=REASON))
    do(office.session(ADMIN), SecondOpenMotions((str(asked.motion_id),)))


TOOLS = "machine tools"


def tag_on_list(office: Office) -> None:
    do(office.session(HEAD), AddTag(TOOLS))


SECOND = "PL1-2026-000002"
"""Reference of the other case that `second_case` takes in."""


def second_case(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))


def fifteen_days_pass(office: Office) -> None:
    """The clock of Art. 21(4) that was started today runs out on the way."""
    office.clock.move(days=16)


def judges(office: Office) -> None:
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="unsure", reason=REASON)


def has_letter(office: Office) -> None:
    path = office.path.parent / "letter.txt"
    path.write_text("a letter", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, path))


def has_mail(office: Office) -> None:
    path = office.path.parent / "letter.eml"
    path.write_text("From: the exporter\nDate: today\nSubject: Papers\n\nSee.", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, path))


def issues_letter(office: Office) -> None:
    """The hold notice of the goods that are held."""
    if not office.case().letters:
        with_texts(office)
    folder = office.path.parent
    path = folder / f"hold-{len(office.case().letters)}.pdf"
    issued(office, LetterKind.HOLD, path, reference=REF)


def states_related(office: Office) -> None:
    said = StateRelation(
        RelationKind.EXERCISE,
        ("CN", "RU"),
        Certainty.REPORTED,
        "a press release",
        name="Northern Interaction",
        since="2023-07",
        **READ,
    )
    do(office.session(ANALYST), said)


def stated_relation(office: Office) -> str:
    """The identity of the newest relation of states; of none where none is stated."""
    rows = list_relations(office.session(ANALYST)).rows
    return rows[0].id if rows else "none"


def rests_on_relation(office: Office) -> None:
    office.act(ANALYST, "ground", what="relation", statement=stated_relation(office), reason=REASON)


NO_LETTER = "no letter that was issued stands"
NO_EVIDENCE = "there is no evidence"


@dataclass(frozen=True, slots=True)
class Example:
    """After `before`, `who` may do the act with `given`, and `holds` is true of the case then.

    Without `before`, or after `unless`, or in the name of `by`, it is refused with `why`.
    """

    holds: Callable[[CaseView], object]
    why: str
    given: Mapping[str, Any] = field(default_factory=dict)
    before: tuple[Step, ...] = ()
    who: str = ANALYST
    unless: tuple[Step, ...] = ()
    by: str = ""
    of_hit: bool = False
    of_clock: bool = False
    of_relation: bool = False
    of_ground: bool = False


def status(item: int, wanted: GoodsStatus) -> Callable[[CaseView], bool]:
    return lambda view: view.case.items[item - 1].status is wanted


def stage(wanted: Stage) -> Callable[[CaseView], bool]:
    return lambda view: view.case.stage is wanted


def sent(kind: str) -> Callable[[CaseView], bool]:
    return lambda view: view.case.actions[-1].kind == kind


def judged(value: str | None) -> Callable[[CaseView], bool]:
    def holds(view: CaseView) -> bool:
        judgement = hit_of(view.case).judgement
        return (judgement.value if judgement else None) == value

    return holds


def state(case: Case) -> str:
    assert case.decision is not None
    return case.decision.state


CLOSED_CASE = (*DECIDED, does("execute"), does("close"))
FINDING: Mapping[str, Any] = {"item": 1, "code": "2B001", "outcome": "confirmed", "reason": REASON}
ANSWER: Mapping[str, Any] = {
    "item": 1,
    "field": "simultaneous_axes",
    "value": 5,
    "source": "data_sheet",
    "basis": "data sheet, revision 3",
}
FACT: Mapping[str, Any] = {"field": "end_use", "value": "teaching", "source": "exporter_answer"}
NEEDS_ROLE = "needs the role"
NOT_IN_STAGE = "not in the stage"

EXAMPLES: Mapping[str, Example] = {
    "take": Example(lambda v: v.case.assignee == ANALYST, NEEDS_ROLE, by="Adam"),
    "assign": Example(lambda v: v.case.assignee == HEAD, NEEDS_ROLE, given={"to": HEAD}, by="Adam"),
    "delegate": Example(
        lambda v: v.case.delegation is not None and v.case.delegation.deputy == REVIEWER,
        "only who has the case, Ana, or a head",
        given={"to": REVIEWER, "date": NOW.date()},
        before=(TAKEN,),
        unless=(TAKEN,),
        by=REVIEWER,
    ),
    "recall": Example(
        lambda v: v.case.delegation is None,
        "not delegated",
        before=(TAKEN, does("delegate", to=REVIEWER, date=NOW.date())),
    ),
    "triage": Example(stage(Stage.TRIAGE), NOT_IN_STAGE, unless=(ASSESS,)),
    "assess": Example(stage(Stage.ASSESSMENT), NOT_IN_STAGE, unless=PROPOSED),
    "dismiss": Example(
        stage(Stage.DISMISSED), NOT_IN_STAGE, given={"reason": REASON}, unless=PROPOSED
    ),
    "propose": Example(
        lambda v: (v.case.stage, state(v.case)) == (Stage.DECISION_REVIEW, "proposed"),
        NOT_IN_STAGE,
        given={"outcome": "release", "reason": REASON},
        before=(ASSESS,),
    ),
    "approve": Example(
        lambda v: v.approved_valid and v.case.stage is Stage.DECIDED,
        NOT_IN_STAGE,
        before=(*PROPOSED, read_by(REVIEWER)),
        who=REVIEWER,
    ),
    "return": Example(
        lambda v: (v.case.stage, state(v.case)) == (Stage.DECISION_DRAFT, "returned"),
        NOT_IN_STAGE,
        given={"reason": REASON},
        before=PROPOSED,
        who=REVIEWER,
    ),
    "withdraw": Example(
        lambda v: (v.case.stage, state(v.case)) == (Stage.DECISION_DRAFT, "withdrawn"),
        "Only its author withdraws",
        given={"reason": REASON},
        before=PROPOSED,
        unless=PROPOSED,
        by=REVIEWER,
    ),
    "execute": Example(stage(Stage.EXECUTED), NOT_IN_STAGE, before=DECIDED),
    "close": Example(
        stage(Stage.CLOSED), NOT_IN_STAGE, before=(*DECIDED, does("execute")), unless=DECIDED
    ),
    "reopen": Example(
        lambda v: v.case.motions[0].deed == "reopen",
        NEEDS_ROLE,
        given={"reason": REASON},
        before=CLOSED_CASE,
        unless=DECIDED,
        by="Adam",
    ),
    "second": Example(
        stage(Stage.REOPENED),
        "Nobody seconds their own motion",
        before=(*DECIDED, does("reopen", reason=REASON)),
        who=HEAD,
        unless=(*DECIDED, does("reopen", who=REVIEWER, reason=REASON)),
        by=REVIEWER,
    ),
    "decline": Example(
        lambda v: v.case.motions[0].state is MotionState.DECLINED,
        "withdraws it and does not decline it",
        given={"reason": REASON},
        before=(*DECIDED, does("reopen", reason=REASON)),
        who=HEAD,
        unless=(*DECIDED, does("reopen", who=REVIEWER, reason=REASON)),
        by=REVIEWER,
    ),
    "withdraw_motion": Example(
        lambda v: v.case.motions[0].state is MotionState.WITHDRAWN,
        "Only who moved it withdraws it",
        given={"reason": REASON},
        before=(*DECIDED, does("reopen", reason=REASON)),
        unless=(*DECIDED, does("reopen", reason=REASON)),
        by=HEAD,
    ),
    "countersign": Example(
        stage(Stage.DECIDED),
        "there is no approved proposal that waits for it",
        before=(countersigned_refusals, *DECIDED, read_by(HEAD)),
        who=HEAD,
        unless=PROPOSED,
    ),
    "declare_conflict": Example(
        lambda v: v.case.conflicts[0].user == REVIEWER,
        NEEDS_ROLE,
        given={"to": REVIEWER, "reason": REASON},
        by="Adam",
    ),
    "lift_conflict": Example(
        lambda v: not v.case.conflicts,
        "has a conflict of interest",
        given={"to": HEAD, "reason": REASON},
        before=(does("declare_conflict", to=HEAD, reason=REASON),),
        who=EVERYTHING,
        unless=(does("declare_conflict", to=HEAD, reason=REASON),),
        by=HEAD,
    ),
    "merge": Example(
        stage(Stage.MERGED),
        "is not merged while this is open: item 1 is held",
        given={"to": SECOND, "reason": REASON},
        before=(second_case,),
        unless=(second_case, HELD),
    ),
    "split": Example(
        lambda v: [item.no for item in v.case.items] == [1],
        NOT_IN_STAGE,
        given={"numbers": (2,), "reason": REASON},
        unless=PROPOSED,
    ),
    "locate": Example(
        lambda v: v.goods[0].where.seal == "S-1",
        "is exited",
        given={"item": 1, "seal": "S-1"},
        unless=(RELEASED, does("record_exit", item=1)),
    ),
    "fill_record": Example(
        lambda v: [(e.field, e.value) for e in v.case.record] == [("officer", "Sgt A. Nowak")],
        NEEDS_ROLE,
        given={"field": "officer", "value": "Sgt A. Nowak"},
        by="Adam",
    ),
    "record_control": Example(
        lambda v: (
            [(c.code, c.item_no, c.found) for c in v.case.control_results]
            == [("Z9", 1, "as declared")]
        ),
        NEEDS_ROLE,
        given={
            "code": "z9",
            "controlled": "2026-03-30T07:15",
            "by": "Sgt A. Nowak",
            "found": "as declared",
            "item": 1,
        },
        by="Adam",
    ),
    "stay_held": Example(
        lambda v: (
            (v.case.stays[0].reason, v.releases, v.case.stays[0].other_id)
            == (REASON, (), v.case.tracks[-1].id)
        ),
        "No release of item 1 is proposed",
        given=ON_ANOTHER_TRACK,
        before=(*CONSULTED, fifteen_days_pass),
        unless=(HELD,),
    ),
    "continue_hold": Example(
        lambda v: [one.reason for one in v.case.continued] == [REASON],
        "no goods are held without a period of law",
        given={"reason": REASON},
        before=(ON_TRACK_L,),
        who=HEAD,
        unless=(ON_TRACK_A,),
    ),
    "lead_by_prosecutor": Example(
        lambda v: [one.prosecutor for one in v.case.leads] == ["regional prosecutor"],
        "leads it already",
        given=LED_BY,
        unless=(LED,),
    ),
    "end_lead": Example(
        lambda v: v.case.leads[0].end_reason == REASON,
        "no prosecutor leads it",
        given={"reason": REASON},
        before=(LED,),
        who=HEAD,
    ),
    "record_consent": Example(
        lambda v: [one.what for one in v.case.leads[0].consents] == [OutgoingKind.LETTER],
        "no prosecutor leads it",
        given=CONSENT,
        before=(LED,),
    ),
    "serve_decision": Example(
        lambda v: [(one.step, one.who) for one in v.case.appeals] == [("served", "the exporter")],
        "does not follow “decision served”",
        given={"to": "the exporter"},
        before=DECIDED,
        unless=(*DECIDED, SERVED),
    ),
    "serve_letter": Example(
        lambda v: [one.day for one in v.case.letters[0].steps] == [NOW.date()],
        NO_LETTER,
        given={"letter": 1, "date": NOW.date(), "how": "handed over"},
        before=(ON_TRACK_L, issues_letter),
    ),
    "remind_of_letter": Example(
        lambda v: v.case.letters[0].remind == NOW.date(),
        NO_LETTER,
        given={"letter": 1, "on": NOW.date()},
        before=(ON_TRACK_L, issues_letter),
    ),
    "withdraw_letter": Example(
        lambda v: [one.step for one in v.case.letters[0].steps] == ["withdrawn"],
        NO_LETTER,
        given={"letter": 1, "reason": REASON},
        before=(ON_TRACK_L, issues_letter),
    ),
    "replace_letter": Example(
        lambda v: v.case.letters[0].steps[0].successor_id == v.case.letters[1].id,
        "no two letters of one kind stand",
        given={"letter": 1, "successor": 2, "reason": REASON},
        before=(ON_TRACK_L, issues_letter, issues_letter),
    ),
    "lodge_appeal": Example(
        lambda v: [(one.step, one.number) for one in v.case.appeals] == [("lodged", "A 1/26")],
        "does not follow “appeal lodged”",
        given=APPEALED_BY,
        before=DECIDED,
        unless=(*DECIDED, LODGED),
    ),
    "follow_appeal": Example(
        lambda v: v.case.appeals[-1].step == "judgment",
        "no appeal was lodged",
        given={"step": "judgment", "reason": REASON},
        before=(*DECIDED, LODGED),
        unless=(*DECIDED, SERVED),
    ),
    "start_clock": Example(
        lambda v: v.case.own_clocks[0].length == 48,
        NEEDS_ROLE,
        given={"basis": "national act", "period": "48h"},
        by="Adam",
    ),
    "end_clock": Example(
        lambda v: v.case.own_clocks[0].end_reason == REASON,
        "no clock of another law runs",
        given={"reason": REASON},
        before=(does("start_clock", basis="national act", period="48h"),),
        of_clock=True,
    ),
    "except_hearing": Example(
        lambda v: v.case.hearing_exceptions[0].reason == REASON,
        NOT_IN_STAGE,
        given={"basis": "UCC Art. 22(6)(c)", "reason": REASON},
        unless=DECIDED,
    ),
    "hold": Example(
        status(1, GoodsStatus.HELD),
        "is exited",
        given={"item": 1},
        unless=(RELEASED, does("record_exit", item=1)),
    ),
    "suspend": Example(
        status(1, GoodsStatus.SUSPENDED),
        "is released",
        given={"item": 1, "track": TrackLetter.A},
        unless=(RELEASED,),
    ),
    "sample": Example(
        status(1, GoodsStatus.SAMPLED), "is released", given={"item": 1}, unless=(RELEASED,)
    ),
    "release": Example(
        status(1, GoodsStatus.RELEASED),
        "Track A holds item 1",
        given={"item": 1},
        unless=(ON_TRACK_A,),
    ),
    "record_exit": Example(
        status(1, GoodsStatus.EXITED),
        "no item has a goods status",
        given={"item": 1},
        before=(RELEASED,),
    ),
    "seize": Example(
        status(1, GoodsStatus.SEIZED),
        "no item has a goods status",
        given={"item": 1},
        before=(HELD,),
    ),
    "destroy": Example(
        status(1, GoodsStatus.DESTROYED),
        "is held",
        given={"item": 1},
        before=(HELD, does("seize", item=1)),
        unless=(does("hold", item=2), does("seize", item=2), HELD),
    ),
    "return_goods": Example(
        status(1, GoodsStatus.RETURNED),
        "no item has a goods status",
        given={"item": 1},
        before=(HELD,),
    ),
    "open_track": Example(
        lambda v: [(t.letter, t.items) for t in v.case.tracks] == [(TrackLetter.S, (2,))],
        NOT_IN_STAGE,
        given={"track": TrackLetter.S, "item": 2, "basis": "UCC 188"},
        unless=DECIDED,
    ),
    "end_track": Example(
        lambda v: v.case.tracks[0].ended_at is not None,
        "no track is open",
        given={"track": TrackLetter.A, "reason": REASON},
        before=(ON_TRACK_A,),
    ),
    "request_information": Example(
        sent("information_request"), NEEDS_ROLE, given={"to": "exporter"}, by="Adam"
    ),
    "request_opinion": Example(
        sent("technical_opinion"), NEEDS_ROLE, given={"to": "institute"}, by="Adam"
    ),
    "consult": Example(sent("consultation"), NEEDS_ROLE, given={"to": "authority"}, by="Adam"),
    "hear": Example(sent("hearing"), NEEDS_ROLE, given={"to": "exporter"}, by="Adam"),
    "refer": Example(sent("referral"), NEEDS_ROLE, given={"to": "prosecutor"}, by="Adam"),
    "record_answer": Example(
        lambda v: v.case.actions[-1].answer == REASON,
        "no request is open",
        given={"action": "hearing", "reason": REASON},
        before=(does("hear", to="exporter"),),
    ),
    "record_reply": Example(
        lambda v: v.case.actions[-1].reply == "acts",
        "no consultation is open",
        given={"outcome": "acts"},
        before=CONSULTED,
    ),
    "classify": Example(
        lambda v: [(c.code, c.state) for c in v.classifications] == [("2B001", "confirmed")],
        NOT_IN_STAGE,
        given=FINDING,
        unless=DECIDED,
    ),
    "judge": Example(
        judged("same"),
        NOT_IN_STAGE,
        given={"outcome": "same", "reason": REASON},
        unless=DECIDED,
        of_hit=True,
    ),
    "revoke_judgement": Example(
        judged(None),
        "no hit has been judged",
        given={"reason": REASON},
        before=(judges,),
        of_hit=True,
    ),
    "substantiate": Example(
        lambda v: v.raised[0].review is FlagReview.SUBSTANTIATED,
        NOT_IN_STAGE,
        given={"flag": "RF-G07", "reason": REASON},
        unless=DECIDED,
    ),
    "dismiss_flag": Example(
        lambda v: v.raised[0].review is FlagReview.DISMISSED,
        NOT_IN_STAGE,
        given={"flag": "RF-G07", "reason": REASON},
        unless=DECIDED,
    ),
    "enrich": Example(
        lambda v: v.case.enrichment[0].value == "teaching", NOT_IN_STAGE, given=FACT, unless=DECIDED
    ),
    "assess_catch_all": Example(
        lambda v: v.assessments[0].answers["use_military"].source == "contract",
        NOT_IN_STAGE,
        given={"value": {"use_military": {"answer": "yes", "source": "contract"}}},
        unless=DECIDED,
    ),
    "answer_question": Example(
        lambda v: v.case.answers[0].value == "5", NOT_IN_STAGE, given=ANSWER, unless=DECIDED
    ),
    "revoke_answer": Example(
        lambda v: not v.case.answers[0].stands,
        "Nobody has answered",
        given={"item": 1, "field": "simultaneous_axes", "reason": REASON},
        before=(does("answer_question", **ANSWER),),
    ),
    "add_evidence": Example(
        lambda v: False,
        "not in the vault",
        given={"value": {"sha256": "0" * 64}, "source": "exporter"},
    ),
    "record_custody": Example(
        lambda v: v.case.evidence[0].custody[-1].kind is CustodyKind.OPENED,
        NO_EVIDENCE,
        given={"evidence": 1, "outcome": "opened"},
        before=(has_letter,),
    ),
    "judge_mail": Example(
        lambda v: v.case.actions[-1].answer == "E-01: Papers",
        "there is no mail",
        given={"evidence": 1, "action": "hearing", "outcome": "in_full"},
        before=(does("hear", to="exporter"), has_mail),
    ),
    "grade_evidence": Example(
        lambda v: v.case.evidence[0].grade == "B2",
        NO_EVIDENCE,
        given={"evidence": 1, "outcome": "B2"},
        before=(has_letter,),
    ),
    "confide_source": Example(
        lambda v: v.case.evidence[0].is_in_confidence,
        NO_EVIDENCE,
        given={"evidence": 1, "outcome": "in_confidence"},
        before=(has_letter,),
    ),
    "link": Example(
        lambda v: any(party.link for party in v.case.parties),
        "is linked to",
        given={"party": "consignee", "basis": REASON},
        unless=(LINKED,),
    ),
    "unlink": Example(
        lambda v: not any(party.link for party in v.case.parties),
        "no party is linked",
        given={"party": "consignee", "reason": REASON},
        before=(LINKED,),
    ),
    "ground": Example(
        lambda v: v.case.grounds[0].reason == REASON,
        "ground of the case already",
        given={"what": "relation", "reason": REASON},
        before=(states_related,),
        unless=(states_related, rests_on_relation),
        of_relation=True,
    ),
    "withdraw_ground": Example(
        lambda v: not v.case.grounds[0].stands,
        "no background is a ground",
        given={"reason": REASON},
        before=(states_related, rests_on_relation),
        of_ground=True,
    ),
    "screen": Example(lambda v: len(v.case.hits) == 1, NOT_IN_STAGE, unless=DECIDED),
    "evaluate": Example(lambda v: v.raised, NOT_IN_STAGE, unless=DECIDED),
    "answer_remark": Example(
        lambda v: v.case.remarks[0].answers[0].text == REASON,
        "no remark waits for an answer",
        given={"remark": "1", "reason": REASON},
        before=(*PROPOSED, does("return", who=REVIEWER, reason=REASON, remarks=(("basis", "?"),))),
    ),
    "rate_return": Example(
        lambda v: (
            (v.case.return_feedback[0].version, v.case.return_feedback[0].helpful) == (1, True)
        ),
        "no proposal was returned",
        given={"proposal": 1, "outcome": "helpful", "reason": REASON},
        before=(*PROPOSED, does("return", who=REVIEWER, reason=REASON)),
    ),
    "tag": Example(
        lambda v: [one.name for one in v.case.tags] == [TOOLS],
        NEEDS_ROLE,
        given={"tag": TOOLS},
        before=(tag_on_list,),
        by="Adam",
    ),
    "untag": Example(
        lambda v: not v.case.tags,
        "there is none",
        given={"tag": TOOLS},
        before=(tag_on_list, does("tag", tag=TOOLS)),
    ),
    "note": Example(
        lambda v: v.case.notes[0].text == REASON, NEEDS_ROLE, given={"reason": REASON}, by="Adam"
    ),
    "call": Example(
        lambda v: (v.case.calls[0].party, v.case.calls[0].said) == ("exporter", REASON),
        NEEDS_ROLE,
        given={"party": "exporter", "said": REASON},
        by="Adam",
    ),
    "record_event": Example(
        lambda v: v.case.notes[0].text == REASON, NEEDS_ROLE, given={"reason": REASON}, by="Adam"
    ),
}
"""Evidence comes with a file, and a seconded act is two deeds: see test_evidence, test_motions."""
