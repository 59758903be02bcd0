"""What an act touches, so that two people who work on one case only meet where they do.

A scope is a set of words such as `item 1, eu 2B001` or `hit 0190…`. Two acts collide when they
share one. Acts that only add something (a note, a request to somebody new) touch nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.law.control_codes import parse
from landwaiter.errors import Invalid

Scope = frozenset[str]
NOTHING: Scope = frozenset()
STAGE = "stage"
"""Touched by whatever moves the stage; acts of substance read it."""
_BY_NAME_EXACT = frozenset({"split", "countersign"})
_ADDING = frozenset(
    {
        "note",
        "tag",
        "call",
        "record_event",
        "answer_remark",
        "rate_return",
        "add_evidence",
        "record_custody",
        "screen",
        "evaluate",
    }
)

_Reader = Callable[[CaseDeed[Any], Any, Case], tuple[str, ...]]


def needs_exact(act: CaseDeed[Any]) -> bool:
    """True for acts that move the stage or concern the decision: they are done on what was seen."""
    return act.to is not None or act.act in _BY_NAME_EXACT


def reads_stage(act: CaseDeed[Any]) -> bool:
    """An act of substance voids a proposal: whoever does it must know that there is one."""
    return act.substance


def scope_of(act: CaseDeed[Any], said: Any, case: Case) -> Scope:
    """What the act touches on this case."""
    if needs_exact(act):
        return frozenset({STAGE})
    if act.act in _ADDING:
        return NOTHING
    read = _BY_ACT.get(act.act) or _BY_GROUP.get(act.group)
    return frozenset(read(act, said, case)) if read else frozenset({act.act})


def _holder(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return ("holder",)


def _goods(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"goods of item {said.item}", *_track(act, said, case))


def _track(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    track = getattr(said, "track", None)
    return (f"track {track.value}",) if track else ()


def _clock(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"clock {getattr(said, 'clock', None)}",)


def _request(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"{act.act} {getattr(said, 'to', '').casefold()}".strip(), *_track(act, said, case))


def _answer(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    wanted = said.action
    waiting = [a for a in case.actions if a.answered_at is None]
    found = next((a.id for a in reversed(waiting) if wanted in {a.id, a.kind.value}), wanted)
    return (f"answer {found}",)


def _reply(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return ("reply of the authority",)


def _finding(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    """An entry whole: who confirms 2B350.a and who rejects 2B350 speak of one candidate."""
    try:
        code = parse(said.code, said.list)
    except Invalid:
        return (f"item {said.item}, {said.list} {said.code}",)
    return (f"item {said.item}, {code.list} {code.head}",)


def _hit(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"hit {said.hit}",)


def _flag(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"flag {said.flag.upper()}",)


def _learned(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"{said.field} of item {said.item}" if said.item else f"{said.field}",)


def _entry(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"record {said.field} of item {said.item}",)


def _controlled(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"control of item {said.item}" if said.item else "control of the declaration",)


def _assessed(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"assessment of item {said.item}" if said.item else "assessment of the case",)


def _evidence(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"{act.act} {label(said.evidence)}",)


def _letter(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"letter {said.letter}",)


def _party(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    wanted = said.party
    found = (p.id for p in case.parties if wanted in {p.id, p.role.value})
    return (f"party {next(found, wanted)}",)


def _made_ground(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"ground on {said.statement.strip()}",)


def _ground(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    """The statement that it rests on, so that who makes it one anew meets who withdraws it."""
    found = (one.statement_id for one in case.grounds if one.id == said.ground)
    return (f"ground on {next(found, said.ground)}",)


def _person(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"conflict of interest of {said.to}",)


def _motion(act: CaseDeed[Any], said: Any, case: Case) -> tuple[str, ...]:
    return (f"motion {said.motion or ''}".strip(),)


_BY_ACT: Mapping[str, _Reader] = {
    "take": _holder,
    "assign": _holder,
    "delegate": _holder,
    "recall": _holder,
    "start_clock": _clock,
    "end_clock": _clock,
    "fill_record": _entry,
    "record_control": _controlled,
    "record_answer": _answer,
    "judge_mail": _answer,
    "record_reply": _reply,
    "ground": _made_ground,
    "withdraw_ground": _ground,
    "assess_catch_all": _assessed,
}
_BY_GROUP: Mapping[str, _Reader] = {
    "goods": _goods,
    "track": _track,
    "action": _request,
    "goods_entry": _finding,
    "hit": _hit,
    "flag": _flag,
    "enrichment": _learned,
    "evidence": _evidence,
    "letter": _letter,
    "entity": _party,
    "people": _person,
    "motion": _motion,
}
