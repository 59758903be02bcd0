"""One case into another, and items into a case of their own; nothing that runs is lost on the way.

The case that is merged stays readable and links both ways. What is still open on it is named, and
comes along only when that is asked for: its goods, tracks, clocks, requests and hearings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.appeals import PERIOD, pending_appeal
from landwaiter.domain.cases.case import Action, ActionKind, Case, GoodsStatus, Stage
from landwaiter.domain.cases.deeds import MERGE, SPLIT, MergeCase, SplitCase
from landwaiter.domain.cases.deeds_between_people import RECORD_EVENT
from landwaiter.domain.cases.ground import TOPICS, standing_grounds
from landwaiter.domain.cases.life_cycle import FACTS, CaseLinkKind, whereabouts
from landwaiter.domain.cases.prosecution import lead_of
from landwaiter.domain.cases.stages import MERGEABLE, stage_title
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED, held_by, open_tracks
from landwaiter.domain.deeds.motion import waiting
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import Words, _, joined
from landwaiter.services.cases.before_deeds import clocks_before, rules_of, standing
from landwaiter.services.cases.clocks import clock_label, is_legal
from landwaiter.services.cases.goods_status import let_go
from landwaiter.services.cases.judging import tell_taken
from landwaiter.services.cases.refresh import refresh
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload, SecondedFacts
from landwaiter.services.intake.carried_mails import carry_calls, carry_mails
from landwaiter.services.intake.openings import carry_findings, open_split
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of, goods_numbers, leave

FIRST_FOREIGN = 1000
"""Items of merged cases are numbered from 1001, 2001 …: no declaration has that many items."""
_PRESENT = IN_HAND_OR_SEIZED | {GoodsStatus.NOT_PRESENTED}
_ACTION = (
    *("kind", "addressee", "sent_at", "author", "due", "question", "answered_at", "reply"),
    *("answer", "calendar", "extended_at", "basis", "remind", "due_at", "calendar_edits"),
    *("compelled", "law", "period", "served"),
)
"""What an action says, as its columns are called, without its track."""


def merge(doing: CaseDoing[MergeCase]) -> Payload:
    """This case into the one named; refused while something would be left running behind."""
    target = target_of(doing)
    open_ones = _still_open(doing)
    if open_ones and not doing.said.take_over:
        raise NotAllowed(
            _("The case is not merged while this is open: {open}.").format(
                open=joined("; ", open_ones)
            ),
            remedy=_("End it, or say that {reference} takes it over.").format(
                reference=target.reference
            ),
        )
    items = _take_over(doing, target) if doing.said.take_over else {}
    move = Move(doing, target, items)
    move.lead()
    grounds = move.grounds()
    _leave_grounds(doing, target)
    _link(doing, target.id, CaseLinkKind.MERGED, items)
    registry = doing.session.registry(doing.work.conn)
    refresh(doing.session, doing.work, target, registry, rescreen=False)
    doing.work.audit(
        "case.merged_with",
        f"case/{target.id}",
        {
            "reference": target.reference,
            "merged": doing.case.reference,
            "items": _plain(items),
            **({"grounds": grounds} if grounds else {}),
            "reason": doing.said.reason,
        },
    )
    doing.work.changed("cases", target.id)
    return {
        "into": target.reference,
        "items": _plain(items),
        **({"grounds": grounds} if grounds else {}),
        "taken_over": open_ones if doing.said.take_over else [],
        "reason": doing.said.reason,
    }


def _refuse_waiting(doing: CaseDoing[Any]) -> None:
    """A merged case can be acted on no more: nobody could second or decline what waits on it."""
    titles = [one.title for one in waiting(doing.case.motions) if one.id != doing.motion_id]
    if titles:
        raise NotAllowed(
            _("The case is not merged while this waits for a second person: {titles}.").format(
                titles=joined("; ", titles)
            ),
            remedy=_("Have it seconded or declined, or withdraw it."),
        )


def _refuse_in_court(doing: CaseDoing[MergeCase], target: Case) -> None:
    """What a court or a prosecutor has to say follows no merge: it is about one decision, or led
    under one number.
    """
    under_appeal = pending_appeal(doing.case) or _period_to_appeal(doing)
    if under_appeal:
        raise NotAllowed(
            _("The case is not merged while its decision may still be annulled: {why}").format(
                why=under_appeal
            ),
            remedy=_("Merge {reference} into this case, or wait for the end of it.").format(
                reference=target.reference
            ),
        )
    here, there = lead_of(doing.case), lead_of(target)
    if here and there and (here.prosecutor, here.number) != (there.prosecutor, there.number):
        raise NotAllowed(
            _("Two prosecutors lead: {here} this case, {there} {reference}.").format(
                here=joined(", ", (here.prosecutor, here.number)),
                there=joined(", ", (there.prosecutor, there.number)),
                reference=target.reference,
            ),
            field="to",
            value=target.reference,
            remedy=_("Take back the lead that the other prosecutor takes over."),
        )


def _period_to_appeal(doing: CaseDoing[Any]) -> str:
    """Until when the decision can be appealed; empty where nobody can any more."""
    today = doing.session.today()
    days = [
        clock.due
        for clock in clocks_before(doing)
        if clock.kind == PERIOD and clock.ended is None and clock.due >= today
    ]
    return _("it can be appealed until {day}.").format(day=max(days)) if days else ""


def _leave_grounds(doing: CaseDoing[Any], target: Case) -> None:
    """Nobody could withdraw a ground of a merged case, nor end what it rests on."""
    reason = _("taken over by {reference}").format(reference=target.reference)
    ending = {"reason": reason, "author": doing.actor.name, "at": doing.work.now}
    for one in standing_grounds(doing.case.grounds):
        records.add(doing.work.conn, "case_ground_end", ground_id=one.id, **ending)
        doing.work.changed(TOPICS[one.kind], one.statement_id)


def _plain(items: Mapping[int, int]) -> dict[str, int]:
    return {str(old): new for old, new in items.items()}


def target_of(doing: CaseDoing[MergeCase]) -> Case:
    """The other case, which must be worked on, by somebody who may; nothing may wait on this."""
    _refuse_waiting(doing)
    registry = doing.session.registry(doing.work.conn)
    wanted = doing.said.to
    target = load_case(doing.work.conn, case_id_of(doing.work.conn, wanted), registry)
    if target.id == doing.case.id:
        raise Invalid(
            _("A case is not merged into itself."),
            field="to",
            value=wanted,
            remedy=_("Name the other case."),
        )
    if target.stage not in MERGEABLE:
        raise NotAllowed(
            _("{reference} is in the stage {stage}: nothing is merged into it.").format(
                reference=target.reference, stage=stage_title(target.stage)
            ),
            field="to",
            value=wanted,
            remedy=_("Name a case that is worked on, or have that one reopened first."),
        )
    if refusal := RECORD_EVENT.why_not(doing.actor, target):
        raise NotAllowed(refusal, field="to", value=wanted)
    _refuse_in_court(doing, target)
    return target


def merge_facts(doing: CaseDoing[MergeCase]) -> SecondedFacts:
    target = target_of(doing)
    flags = standing(doing)
    facts = {"to": target.reference, "take_over": doing.said.take_over, "flags": flags}
    return facts, _("Merge the case {reference} into {target} against {flags}").format(
        reference=doing.case.reference, target=target.reference, flags=rules_of(flags)
    )


def _still_open(doing: CaseDoing[Any]) -> list[str]:
    """What would be lost with the case: running clocks of law, goods in hand or seized,
    requests."""
    case = doing.case
    clocks = [
        clock_label(clock)
        for clock in clocks_before(doing)
        if is_legal(clock) and clock.ended is None
    ]
    goods = [
        _("item {no} is {status}").format(no=item.no, status=low(item.status.value))
        for item in case.items
        if item.status in IN_HAND_OR_SEIZED
    ]
    requests = [
        _("{kind} to {addressee}").format(kind=low(action.kind.value), addressee=action.addressee)
        for action in case.actions
        if action.answered_at is None
    ]
    return [*clocks, *goods, *requests]


def _take_over(doing: CaseDoing[Any], target: Case) -> dict[int, int]:
    """Goods, tracks, clocks and requests of the case as rows of the other; items by new number."""
    taken = goods_numbers(doing.work.conn, target.id)
    base = (max(taken, default=0) // FIRST_FOREIGN + 1) * FIRST_FOREIGN
    here = [item for item in doing.case.items if item.status in _PRESENT]
    items = {item.no: base + place for place, item in enumerate(here, start=1)}
    move = Move(doing, target, items)
    for item in here:
        records.add(
            doing.work.conn,
            "goods_item",
            case_id=target.id,
            no=items[item.no],
            status=item.status,
            since=item.since,
            note=item.note,
            came_from=doing.case.id,
            came_no=item.no,
        )
        move.whereabouts(item.no)
    tracks = move.tracks()
    move.actions(tracks, requests=True)
    move.clocks(tracks, untracked=True)
    carry_findings(doing.work, doing.case, target.id, items)
    return items


def split(doing: CaseDoing[SplitCase]) -> Payload:
    """Some items into a new case with the same declaration; this one answers for the rest."""
    numbers = _chosen(doing)
    child = open_split(doing.session, doing.work, doing.case, numbers)
    items = {no: no for no in numbers}
    _link(doing, child.id, CaseLinkKind.SPLIT, items)
    move = Move(doing, child, items)
    for no in numbers:
        move.whereabouts(no)
    tracks = move.tracks()
    move.actions(tracks, requests=False)
    move.clocks(tracks, untracked=False)
    move.lead()
    move.grounds()
    leave(doing.work.conn, doing.case.id, numbers, child.id)
    begun = doing.case.stage in {Stage.NEW, Stage.TRIAGE}
    stage = doing.case.stage if begun else Stage.ASSESSMENT
    registry = doing.session.registry(doing.work.conn)
    refresh(
        doing.session,
        doing.work,
        child,
        registry,
        rescreen=False,
        stage=stage,
        assignee=doing.case.assignee,
    )
    doing.work.audit(
        "case.opened",
        f"case/{child.id}",
        {
            "reference": child.reference,
            "split_from": doing.case.reference,
            "items": numbers,
            "stage": stage,
            "reason": doing.said.reason,
        },
    )
    tell_taken(doing.work, child, child.hits)
    doing.work.changed("cases", child.id)
    return {"into": child.reference, "items": numbers, "reason": doing.said.reason}


def _chosen(doing: CaseDoing[Any]) -> list[int]:
    """The items to split off: some of the case's own, declared here, and not all."""
    own = {item.no: item for item in doing.case.items}
    numbers = sorted(set(doing.said.numbers))
    for no in numbers:
        if no not in own:
            raise NotFound(
                _("The case has no item with this number."),
                field="numbers",
                value=str(no),
                remedy=_("It has the items {items}.").format(items=", ".join(map(str, own))),
            )
        if own[no].came_from:
            raise NotAllowed(
                _("Item {no} was declared in another case and cannot be split off.").format(no=no),
                field="numbers",
                value=str(no),
            )
    if len(numbers) == len(own):
        raise NotAllowed(
            _("At least one item stays in the case."),
            field="numbers",
            remedy=_("Leave out one item, or merge the case into another."),
        )
    return numbers


def _link(
    doing: CaseDoing[Any], other_id: str, kind: CaseLinkKind, items: Mapping[int, int]
) -> None:
    records.add(
        doing.work.conn,
        "case_link",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        other_id=other_id,
        kind=kind,
        items=_plain(items),
        reason=doing.said.reason,
        author=doing.actor.name,
        at=doing.work.now,
    )


@dataclass(frozen=True, slots=True)
class Move:
    """Rows that go from one case to another; each is stated there as it was stated here."""

    doing: CaseDoing[Any]
    other: Case
    items: Mapping[int, int]
    """Number here → number there."""

    def _add(self, table: str, **values: object) -> str:
        row_id = self.doing.work.new_id()
        records.add(self.doing.work.conn, table, id=row_id, case_id=self.other.id, **values)
        return row_id

    def whereabouts(self, no: int) -> None:
        """Where an item is, as the first thing known of it there."""
        where = whereabouts(self.doing.case.goods_events, no)
        item = next(item for item in self.doing.case.items if item.no == no)
        self._add(
            "goods_event",
            no=self.items[no],
            act=self.doing.deed.act,
            status=item.status,
            reason=self.doing.said.reason,
            author=self.doing.actor.name,
            at=self.doing.work.now,
            **{name: getattr(where, name) for name in FACTS},
        )

    def tracks(self) -> dict[str, str]:
        """Open tracks that hold some of the items: there as well, and no longer here."""
        moved: dict[str, str] = {}
        for track in open_tracks(self.doing.case):
            held = tuple(no for no in held_by(track) if no in self.items)
            if not held:
                continue
            moved[track.id] = self._add(
                "track",
                letter=track.letter,
                basis=track.basis,
                items=tuple(self.items[no] for no in held),
                opened_at=track.opened_at,
                opened_by=track.opened_by,
            )
            reason = _("taken over by {reference}").format(reference=self.other.reference)
            let_go(self.doing, track, held, reason)
        self._stays(moved)
        self._continued(moved)
        return moved

    def _stays(self, tracks: Mapping[str, str]) -> None:
        for stay in self.doing.case.stays:
            if {stay.track_id, stay.other_id} <= set(tracks) and stay.no in self.items:
                self._add(
                    "stay_held",
                    no=self.items[stay.no],
                    track_id=tracks[stay.track_id],
                    other_id=tracks[stay.other_id],
                    reason=stay.reason,
                    author=stay.author,
                    at=stay.at,
                )

    def _continued(self, tracks: Mapping[str, str]) -> None:
        for one in self.doing.case.continued:
            if one.track_id in tracks:
                self._add(
                    "hold_continued",
                    track_id=tracks[one.track_id],
                    reason=one.reason,
                    author=one.author,
                    at=one.at,
                )

    def lead(self) -> None:
        """A prosecutor who leads this case leads the other too, unless another one does."""
        lead = lead_of(self.doing.case)
        if lead is None or lead_of(self.other) is not None:
            return
        names = ("prosecutor", "day", "number", "author", "at")
        lead_id = self._add("prosecutor_lead", **{name: getattr(lead, name) for name in names})
        for one in lead.consents:
            said = ("what", "day", "number", "purpose", "author", "at")
            values = {name: getattr(one, name) for name in said}
            self._add("prosecutor_consent", lead_id=lead_id, **values)

    def grounds(self) -> list[Words]:
        """What officers rest this case on, there as well, where that one does not rest on it yet;
        in words.
        """
        named = ("kind", "statement_id", "title", "quoted", "certainty", "source", "grade")
        stated = ("reason", "author", "at")
        known = {one.statement_id for one in standing_grounds(self.other.grounds)}
        told: list[Words] = []
        for one in standing_grounds(self.doing.case.grounds):
            if one.statement_id not in known:
                values = {name: getattr(one, name) for name in (*named, *stated)}
                self._add("case_ground", **values)
                told.append(one.quoted)
        return told

    def actions(self, tracks: Mapping[str, str], *, requests: bool) -> None:
        """Consultations of moved tracks and hearings; with `requests` all that is open as well.

        Calls and mails about them come along.
        """
        moved: dict[str, str] = {}
        for action in self.doing.case.actions:
            if not self._comes(action, tracks, requests):
                continue
            values = {name: getattr(action, name) for name in _ACTION}
            track_id = tracks.get(action.track_id or "")
            moved[action.id] = self._add("action", track_id=track_id, **values)
        carry_calls(self.doing, self.other, moved)
        carry_mails(self.doing, self.other, moved)

    @staticmethod
    def _comes(action: Action, tracks: Mapping[str, str], requests: bool) -> bool:
        of_track = (action.track_id or "") in tracks
        still_open = requests and action.answered_at is None
        return of_track or action.kind is ActionKind.HEARING or still_open

    def clocks(self, tracks: Mapping[str, str], *, untracked: bool) -> None:
        """Running clocks of another law that belong to moved tracks, or to none."""
        named = ("basis", "length", "unit", "start_at", "calendar", "calendar_edits")
        stated = ("reason", "author", "at")
        for clock in self.doing.case.own_clocks:
            moves = clock.track_id in tracks if clock.track_id else untracked
            if clock.ended_at is None and moves:
                self._add(
                    "case_clock",
                    track_id=tracks.get(clock.track_id or ""),
                    **{name: getattr(clock, name) for name in (*named, *stated)},
                )


HANDLERS = (CaseHandler(MERGE, merge, merge_facts), CaseHandler(SPLIT, split))
