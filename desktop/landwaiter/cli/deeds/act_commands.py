"""`case act`: every act there is, through the one way in that the window uses."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.values import date_of, json_or_text, numbered, numbers_of, time_of
from landwaiter.domain.base.zones import member_state
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import TrackLetter

_REFERENCE = Annotated[str, typer.Argument(metavar="REF")]
_OWN_COMMAND = {"add_evidence": "evidence add REF FILE"}
"""Acts that need more than words: the command that does them."""


def _option(name: str, metavar: str, help_text: str = "") -> Any:
    return typer.Option(name, metavar=metavar, help=help_text)


def act(
    call: Call,
    reference: _REFERENCE,
    name: Annotated[str, typer.Argument(metavar="ACT", help="As listed by “case acts REF”.")],
    *,
    item: Annotated[int | None, _option("--item", "N", "Number of the goods item.")] = None,
    hit: Annotated[str | None, _option("--hit", "ID")] = None,
    equal: Annotated[
        list[str] | None,
        _option("--equal", "ID", "With judge: an equal hit, as “case hit” lists it; repeatable."),
    ] = None,
    flag: Annotated[str | None, _option("--flag", "ID", "Such as RF-P05.")] = None,
    party: Annotated[str | None, _option("--party", "ID")] = None,
    action: Annotated[str | None, _option("--action", "ID", "Open request, or its kind.")] = None,
    reason: Annotated[str, _option("--reason", "T")] = "",
    basis: Annotated[str, _option("--basis", "B")] = "",
    track: Annotated[str | None, _option("--track", "T", "L, A, B, S or N.")] = None,
    outcome: Annotated[str | None, _option("--outcome", "O")] = None,
    item_outcome: Annotated[
        list[str] | None,
        _option("--item-outcome", "N=O", "Where an item's outcome is another; repeatable."),
    ] = None,
    to: Annotated[str | None, _option("--to", "ADDRESSEE")] = None,
    date: Annotated[str | None, _option("--date", "D")] = None,
    code: Annotated[str | None, _option("--code", "CODE", "Control entry.")] = None,
    list_id: Annotated[
        str, _option("--list", "LIST", "Default: as the code is spelled, else eu.")
    ] = "",
    field: Annotated[str | None, _option("--field", "F", "What was learned.")] = None,
    value: Annotated[str | None, _option("--value", "V", "JSON, or plain text.")] = None,
    source: Annotated[str | None, _option("--source", "S", "Where it was learned.")] = None,
    evidence: Annotated[int | None, _option("--evidence", "N", "Number of the evidence.")] = None,
    place: Annotated[str, _option("--place", "P")] = "",
    seal: Annotated[str, _option("--seal", "NUMBER")] = "",
    motion: Annotated[str | None, _option("--motion", "ID", "What is seconded.")] = None,
    remark: Annotated[
        list[str] | None,
        _option(
            "--remark",
            "PLACE=T",
            "With return, such as items/2/code=why?; repeatable. With answer-remark its number.",
        ),
    ] = None,
    office: Annotated[str, _option("--office", "CODE", "Customs office where goods are.")] = "",
    container: Annotated[str, _option("--container", "NUMBER")] = "",
    presented_at: Annotated[
        str | None, _option("--presented-at", "T", "Such as 2026-03-27T14:30, local time.")
    ] = None,
    cut_off: Annotated[
        str | None, _option("--cut-off", "T", "When the vessel takes no more cargo.")
    ] = None,
    storage_cost: Annotated[str, _option("--storage-cost", "AMOUNT")] = "",
    told: Annotated[str, _option("--told", "WHO", "Who was told of it.")] = "",
    items: Annotated[str, _option("--items", "N,N", "Items to split off.")] = "",
    take_over: Annotated[
        bool, typer.Option("--take-over", help="A merge takes over what is open.")
    ] = False,
    calendar: Annotated[
        str | None, _option("--calendar", "XX", "State of the authority that is asked.")
    ] = None,
    remind: Annotated[str | None, _option("--remind", "D", "When to be reminded.")] = None,
    period: Annotated[str, _option("--period", "P", "48h, 10wd, 30d, 6w or 3m.")] = "",
    start: Annotated[str | None, _option("--start", "T", "When the period's event was.")] = None,
    clock: Annotated[str | None, _option("--clock", "ID")] = None,
    appeal: Annotated[str, _option("--appeal", "TEXT", "Appeal notice of the decision.")] = "",
    revision: Annotated[
        int | None, _option("--revision", "N", "Refuse when the case has a newer one.")
    ] = None,
) -> CommandAnswer:
    """Do one act on a case: move it, judge a hit, classify, enrich, propose, approve …"""
    from landwaiter.domain.cases.acts import MAY_SCREEN, ActArgs
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.people.presence import others_on, sentence
    from landwaiter.services.table.case_acts import perform

    act_name = _named(name)
    args = ActArgs(
        item=item,
        hit=hit,
        flag=flag,
        party=party,
        action=_underlined(action),
        reason=reason,
        basis=basis,
        track=_track(track),
        outcome=outcome,
        to=to,
        date=date_of(date, "date"),
        code=code,
        list=list_id,
        field=field,
        value=None if value is None else json_or_text(value),
        value_given=value is not None,
        source=source,
        evidence=evidence,
        place=place,
        seal=seal,
        items=numbered(item_outcome or (), "item-outcome"),
        motion=motion,
        **_remarks(act_name, remark or []),
        office=office,
        container=container,
        presented_at=time_of(presented_at, "presented-at"),
        cut_off=time_of(cut_off, "cut-off"),
        storage_cost=storage_cost,
        told=told,
        numbers=numbers_of(items, "items"),
        take_over=take_over,
        calendar=member_state(calendar) if calendar else None,
        remind=date_of(remind, "remind"),
        period=period,
        start=time_of(start, "start"),
        clock=clock,
        appeal=appeal,
    )
    session = call.screening_session() if act_name in MAY_SCREEN else call.session()
    if equal:
        from landwaiter.services.hits.waiting_hits import judge_equal

        _only_judge(act_name)
        changes = judge_equal(session, hit or "", equal, args, revision=revision)
    else:
        changes = perform(session, reference, act_name, args, expected_revision=revision)
    case = case_view(session, reference).case
    others = sentence(session, others_on(session, reference))
    said = (*changes.said, others) if others else changes.said
    data = {
        "reference": case.reference,
        "act": act_name,
        "stage": case.stage,
        "revision": case.revision,
        "said": said,
        "waits": changes.waits,
    }
    moved = _("{reference}: {act}: moved, not yet done. Stage: {stage}.")
    done = moved if changes.waits else _("{reference}: {act}: done. Stage: {stage}.")
    return CommandAnswer(data, (done.format(**data), *said))


def _named(name: str) -> str:
    act_name = name.strip().lower().replace("-", "_")
    if act_name in _OWN_COMMAND:
        raise Invalid(
            _("This act has a command of its own."),
            field="act",
            value=name,
            remedy=_("Use “landwaiter {command}”.").format(command=_OWN_COMMAND[act_name]),
        )
    return act_name


def _only_judge(act_name: str) -> None:
    if act_name != "judge":
        raise WrongUsage(_("--equal goes with the act judge alone."))


def _remarks(act_name: str, given: list[str]) -> dict[str, Any]:
    """What a proposal is returned with, or the one remark that is answered."""
    from landwaiter.domain.cases.remarks import remarks_of

    if act_name == "answer_remark":
        return {"remark": given[0] if given else None}
    return {"remarks": remarks_of(given)}


def _underlined(action: str | None) -> str | None:
    """Kinds of requests are written with dashes too; identities have dashes of their own."""
    from landwaiter.domain.cases.case import ActionKind

    word = action.replace("-", "_") if action else None
    return word if word in set(ActionKind) else action


def _track(letter: str | None) -> "TrackLetter | None":
    from landwaiter.domain.cases.case import TrackLetter

    if letter is None:
        return None
    known = {one.value: one for one in TrackLetter}
    if letter.upper() not in known:
        raise Invalid(
            _("There is no such track."),
            field="track",
            value=letter,
            remedy=_("Use one of {known}.").format(known=", ".join(known)),
        )
    return known[letter.upper()]
