"""What an act touches, so that two people who work on one case only meet where they do.

A scope is a set of words such as `item 1, eu 2B001` or `hit 0190…`. Two acts collide when they
share one. Acts that only add something (a note, a request to somebody new) touch nothing.
"""

from collections.abc import Callable, Mapping

from landwaiter.domain.cases.acts import Act, ActArgs
from landwaiter.domain.cases.case import Case
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
        "record_event",
        "answer_remark",
        "add_evidence",
        "record_custody",
        "screen",
        "evaluate",
    }
)

_Reader = Callable[[Act, ActArgs, Case], tuple[str, ...]]


def needs_exact(act: Act) -> bool:
    """True for acts that move the stage or concern the decision: they are done on what was seen."""
    return act.to is not None or act.name in _BY_NAME_EXACT


def reads_stage(act: Act) -> bool:
    """An act of substance voids a proposal: whoever does it must know that there is one."""
    return act.substance


def scope_of(act: Act, args: ActArgs, case: Case) -> Scope:
    """What the act touches on this case."""
    if needs_exact(act):
        return frozenset({STAGE})
    if act.name in _ADDING:
        return NOTHING
    read = _BY_ACT.get(act.name) or _BY_GROUP.get(act.group)
    return frozenset(read(act, args, case)) if read else frozenset({act.name})


def _holder(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return ("holder",)


def _goods(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"goods of item {args.item}", *_track(act, args, case))


def _track(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"track {args.track.value}",) if args.track else ()


def _clock(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"clock {args.clock}",)


def _request(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"{act.name} {(args.to or '').casefold()}".strip(), *_track(act, args, case))


def _answer(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    wanted = args.action or ""
    waiting = [a for a in case.actions if a.answered_at is None]
    found = next((a.id for a in reversed(waiting) if wanted in {a.id, a.kind.value}), wanted)
    return (f"answer {found}",)


def _reply(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return ("reply of the authority",)


def _finding(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    """An entry whole: who confirms 2B350.a and who rejects 2B350 speak of one candidate."""
    try:
        code = parse(args.code or "", args.list)
    except Invalid:
        return (f"item {args.item}, {args.list} {args.code}",)
    return (f"item {args.item}, {code.list} {code.head}",)


def _hit(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"hit {args.hit}",)


def _flag(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"flag {(args.flag or '').upper()}",)


def _learned(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"{args.field} of item {args.item}" if args.item else f"{args.field}",)


def _entry(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"record {args.field} of item {args.item}",)


def _assessed(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"assessment of item {args.item}" if args.item else "assessment of the case",)


def _evidence(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"{act.name} {label(args.evidence or 0)}",)


def _party(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    wanted = args.party or ""
    found = (p.id for p in case.parties if wanted in {p.id, p.role.value})
    return (f"party {next(found, wanted)}",)


def _person(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"conflict of interest of {args.to or ''}",)


def _motion(act: Act, args: ActArgs, case: Case) -> tuple[str, ...]:
    return (f"motion {args.motion or ''}".strip(),)


_BY_ACT: Mapping[str, _Reader] = {
    "take": _holder,
    "assign": _holder,
    "delegate": _holder,
    "recall": _holder,
    "start_clock": _clock,
    "end_clock": _clock,
    "fill_record": _entry,
    "record_answer": _answer,
    "record_reply": _reply,
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
    "entity": _party,
    "people": _person,
    "motion": _motion,
}
