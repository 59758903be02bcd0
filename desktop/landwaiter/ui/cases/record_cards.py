"""Cards of a case that record: the declaration, route, requests, notes, decisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from landwaiter.domain.base.facts import Audience, title_ids
from landwaiter.domain.base.terms import low, shown_source
from landwaiter.domain.cases.case import Action, ActionKind, Case, Decision, Enrichment, Note
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.decision import decision_state_word
from landwaiter.domain.cases.facts import ACTION, CONTROL_RESULT, LEARNED
from landwaiter.domain.cases.hearings import waits_for_service
from landwaiter.domain.cases.life_cycle import CallNote
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.intake.consignment_facts import TRANSPORT
from landwaiter.domain.intake.control_result import ControlResult
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.review.facts import MOTION
from landwaiter.domain.review.returns import return_words
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.decision_words import outcome_words
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.base.wording import told_mends, told_promise
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.cases.control_results import (
    code_said,
    controlled_said,
    moment_said,
    results_standing,
)
from landwaiter.ui.kit import item_words, marks
from landwaiter.ui.kit.cards import Card, column, facts
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.words import clock_time, day, local_day, not_stated, short_hash, word

Row = TypeVar("Row")


def declaration_card(view: CaseView) -> Card:
    """The newest version as declared, and what each version changed."""
    case = view.case
    if not case.versions:
        return _saying(_("Declaration"), _("This case has no declaration."))
    version = case.versions[-1]
    declared = version.declaration
    said = _("version {version} of {count}, {file}").format(
        version=version.version, count=len(case.versions), file=version.file_name
    )
    rows: list[tuple[str, Line]] = [
        (_(fact.short_title), (stated(words, not_stated()),))
        for fact, words in facts_said(DECLARATION, declared, Audience.CARD, _on_day)
    ]
    rows.append((_("File"), (Text(f"SHA-256 {short_hash(version.file_sha256)}"),)))
    card = Card(_("Declaration"), said, head=30)
    card.add(facts(rows, width=_NAMES))
    changes = [(_("Changed"), (Text(change),)) for change in version.changes]
    changes += [(_("Value mended"), (Text(said),)) for said in told_mends(version)]
    if changes:
        card.add(facts(changes, width=_NAMES))
    return card


_NAMES = 150
"""The width of the names of facts."""


def _on_day(at: datetime) -> str:
    return day(local_day(at))


def route_card(view: CaseView) -> Card:
    declared = view.case.declaration
    rows: list[tuple[str, Line]] = [(_("Route"), (Text(item_words.route(declared)),))]
    for means in declared.transport if declared else ():
        said = item_words.facts_in_line(TRANSPORT, means)
        rows.append(
            (
                _("At the border") if means.stage == "border" else _("At departure"),
                (stated(said, not_stated()),),
            )
        )
    for container in declared.containers if declared else ():
        seals = (
            _("seals {seals}").format(seals=", ".join(container.seals)) if container.seals else ""
        )
        rows.append(
            (_("Container"), (Text(container.identifier, mono=True), Gap(8), Text(seals, "muted")))
        )
    return Card(_("Route and vessel"), head=30).add(facts(rows, width=_NAMES))


@dataclass(frozen=True, slots=True)
class _Request:
    """A request, and how its clock stands."""

    action: Action
    left: Countdown | None


_REQUEST, _TO, _SENT, _DUE = title_ids(ACTION, "kind", "addressee", "sent_at", "due")
_REQUESTS: tuple[TableColumn[_Request], ...] = (
    TableColumn(_REQUEST, lambda r: InlineCell(((Text(word(r.action.kind)),),)), width=150),
    TableColumn(
        _TO, lambda r: InlineCell(((Text(r.action.addressee, "text2"),),), wrap=True), width=130
    ),
    TableColumn(
        N_("Question and answer"), lambda r: InlineCell(((Text(_asked(r.action)),),), wrap=True)
    ),
    TableColumn(
        _SENT,
        lambda r: InlineCell(((Text(day(local_day(r.action.sent_at)), "text2", whole=True),),)),
        width=100,
    ),
    TableColumn(_DUE, lambda r: InlineCell(((_due(r),),)), width=150),
)
_TERM = re.compile("[a-z]+(_[a-z]+)+")
"""A term of a list of choices, as it is stored."""
_FIELD, _VALUE, _SOURCE, _DATE = title_ids(LEARNED, "field", "value", "source", "date")
_LEARNED: tuple[TableColumn[Enrichment], ...] = (
    TableColumn(
        _FIELD,
        lambda e: InlineCell(((Text(word(e.field.replace(".", " "))),),)),
        width=190,
    ),
    TableColumn(_VALUE, lambda e: InlineCell(((Text(_value(e)),),), wrap=True)),
    TableColumn(
        _SOURCE, lambda e: InlineCell(((Text(shown_source(e.source), "text2"),),)), width=160
    ),
    TableColumn(
        _DATE, lambda e: InlineCell(((Text(day(e.date), "text2", whole=True),),)), width=100
    ),
)


def _asked(action: Action) -> str:
    reply = low(action.reply) if action.reply else action.answer
    compelled = _("compelled under UCC 15") if action.compelled else ""
    provision = action.basis if action.kind is ActionKind.HEARING else ""
    said = (action.question, provision, compelled, reply)
    return " → ".join(part for part in said if part) or not_stated()


def _due(request: _Request) -> Text:
    action, left = request.action, request.left
    if action.answered_at:
        said = _("answered {day}").format(
            day=day(local_day(action.answered_at), today=local_day(action.sent_at))
        )
        return Text(said, "ok", whole=True)
    if left is not None and left.ran_out:
        return Text(end_words(left), whole=True)
    if waits_for_service(action):
        return Text(_("not yet served"), "muted", whole=True)
    return stated(day(action.due) if action.due else None, _("no date"))


def _value(learned: Enrichment) -> str:
    if learned.value is None:
        return _("asked for and not known")
    if isinstance(learned.value, dict):
        return ", ".join(f"{low(key)} {value}" for key, value in learned.value.items())
    said = str(learned.value)
    return low(said) if _TERM.fullmatch(said) else said


def learned_card(view: CaseView, drafted: Case) -> Card:
    """What is learned; what the case has only as `drafted` waits to be sealed."""
    known = view.case.facts_learned
    return _table_card(
        _("Learned beside the declaration"),
        known,
        _LEARNED,
        _("Nothing was learned beside the declaration yet."),
        added=tuple(one for one in drafted.facts_learned if one not in known),
    )


def requests_card(view: CaseView) -> Card:
    rows = tuple(
        _Request(action, asked_until(action, view.countdowns)) for action in view.case.actions
    )
    return _table_card(_("Requests"), rows, _REQUESTS, _("No request has been sent."))


def notes_card(view: CaseView, drafted: Case) -> Card:
    """Notes and calls, in the order in which they were entered.

    What the case has only as `drafted` waits to be sealed.
    """
    stand: list[Note | CallNote] = [*view.case.notes, *view.case.calls]
    known = {one.id for one in stand}
    entered: list[Note | CallNote] = [*drafted.notes, *drafted.calls]
    said = sorted(entered, key=lambda one: (one.at, one.id))
    if not said:
        return _saying(_("Notes"), _("No note yet. Add one with N."))
    card = Card(_("Notes"), str(len(said)), head=30)
    for one in said:
        lines = _call(one) if isinstance(one, CallNote) else _note(one)
        shown = lines if one.id in known else marks.waiting_lines(lines)
        card.add(column(MarkLabel(*shown, wrap=True), margins=(12, 6, 12, 6)))
    return card


def _call(call: CallNote) -> tuple[Line, ...]:
    at = f"{day(local_day(call.happened_at))} {clock_time(call.happened_at)}"
    head = _("{at}, call with {party}, noted by {author}").format(
        at=at, party=call.party, author=call.author
    )
    lines: list[Line] = [(Text(head, "muted"),), (Text(call.said),)]
    if call.promised:
        lines.append((Text(told_promise(call), "text2"),))
    return tuple(lines)


def _note(note: Note) -> tuple[Line, ...]:
    head = f"{day(local_day(note.at))} {clock_time(note.at)}, {note.author}"
    return ((Text(head, "muted"),), (Text(note.text),))


def decision_card(view: CaseView) -> Card:
    """Every version of the decision, the newest first; signed only where the signature verifies."""
    if not view.case.decisions:
        return _saying(_("Decision"), _("No decision is proposed yet."))
    card = Card(_("Decision"), head=30)
    for decision in reversed(view.case.decisions):
        is_newest = decision is view.case.decisions[-1]
        card.add(column(_decision(decision, view, is_newest=is_newest), margins=(12, 8, 12, 8)))
    return card


def _decision(decision: Decision, view: CaseView, *, is_newest: bool) -> MarkLabel:
    title = _("Version {version}: {outcome}, {state}").format(
        version=decision.version,
        outcome=outcome_words(view.case, decision.outcome),
        state=decision_state_word(decision.state),
    )
    lines: list[Line] = [(Text(title, bold=True),)]
    for no, outcome in sorted(decision.items.items()):
        said = _("Item {no}: {outcome}").format(
            no=no, outcome=outcome_words(view.case, outcome, no)
        )
        basis = decision.bases.get(no, "")
        lines.append((Text(said), *((Gap(8), Text(basis, "text2")) if basis else ())))
    if not any(decision.bases.values()):
        lines.append((Text(_("Basis: "), "muted"), Text(decision.basis or not_stated())))
    lines.append((Text(_("Reason: "), "muted"), Text(decision.reason)))
    by = _("Proposed by {author}, {day}").format(
        author=decision.author, day=day(local_day(decision.at))
    )
    lines.append((Text(by, "text2"),))
    if decision.return_reason:
        said = _("Returned by {by}: {reason}").format(
            by=decision.returned_by, reason=decision.return_reason
        )
        kind = return_words(decision.return_kind) if decision.return_kind else ""
        lines.append((Text(joined(" · ", filter(None, (kind, said))), "text2"),))
    if decision.annulled:
        said = _("The decision was {annulled}.").format(annulled=decision.annulled)
        lines.append((Text(said, "crit", bold=True),))
    if is_newest:
        lines += _signature(decision, view)
    return MarkLabel(*lines, wrap=True)


def _signature(decision: Decision, view: CaseView) -> list[Line]:
    if decision.approval and view.approved_valid:
        said = _("Signed by {name}, key {key}…").format(
            name=decision.approval.approver, key=decision.approval.key[:4]
        )
        lines: list[Line] = [(Glyph("tick", 12, "ok"), Gap(4), Text(said, bold=True))]
        if counter := decision.countersignature:
            also = _("Countersigned by {name}").format(name=counter.approver)
            lines.append((Glyph("tick", 12, "ok"), Gap(4), Text(also, bold=True)))
        return lines
    if decision.state == "countersign":
        return [(Glyph("four-eyes", 12, "med"), Gap(4), Text(_("A head countersigns it."), "med"))]
    if view.why_not_valid:
        said = _("Not validly approved: {why}").format(why=view.why_not_valid)
        return [(Text(said, "crit", bold=True),)]
    return []


_OF, _CODE, _AT, _CONTROLLED_BY, _FOUND = title_ids(
    CONTROL_RESULT, "item_no", "code", "controlled_at", "controlled_by", "found"
)


@dataclass(frozen=True, slots=True)
class _Control:
    """A control result, and when it was by the clocks of the case."""

    result: ControlResult
    moment: str


_CONTROLS: tuple[TableColumn[_Control], ...] = (
    TableColumn(_OF, lambda c: InlineCell(((Text(controlled_said(c.result)),),)), width=130),
    TableColumn(
        _CODE,
        lambda c: InlineCell(((Text(code_said(c.result), bold=True),),), wrap=True),
        width=170,
    ),
    TableColumn(_FOUND, lambda c: InlineCell(((Text(c.result.found),),), wrap=True)),
    TableColumn(_AT, lambda c: InlineCell(((Text(c.moment, "text2"),),), wrap=True), width=130),
    TableColumn(
        _CONTROLLED_BY,
        lambda c: InlineCell(((Text(c.result.controlled_by, "text2"),),), wrap=True),
        width=130,
    ),
)


def controls_card(view: CaseView) -> Card | None:
    """Control results that stand; None where none does."""
    stand = results_standing(view.case)
    rows = [_Control(one, moment_said(one, view.case.member_state)) for one in stand]
    return _table_card(_("Control results"), rows, _CONTROLS, "") if rows else None


_WHAT, _BY, _WHY = title_ids(MOTION, "title", "author", "reason")
_MOTIONS: tuple[TableColumn[Motion], ...] = (
    TableColumn(_WHAT, lambda m: InlineCell(((Text(m.title),),))),
    TableColumn(_BY, lambda m: InlineCell(((Text(m.author, "text2"),),)), width=120),
    TableColumn(_WHY, lambda m: InlineCell(((Text(m.reason, "text2"),),)), width=260),
    TableColumn(N_("Status"), lambda m: InlineCell((_ended(m),)), width=210),
)


def motions_card(view: CaseView) -> Card | None:
    """What waits, or has waited, for a second person; None where nothing ever has."""
    if not view.case.motions:
        return None
    return _table_card(_("Two persons"), view.case.motions[::-1], _MOTIONS, "")


def _ended(motion: Motion) -> Line:
    """Seconded only where the signature verifies."""
    if motion.state is MotionState.OPEN:
        return (Glyph("four-eyes", 12, "med"), Gap(4), Text(_("waits for a second person"), "med"))
    if motion.state is not MotionState.CARRIED_OUT:
        said = _("{state} by {name}").format(state=low(motion.state), name=motion.ended_by)
        return (Text(said, "muted"),)
    if not motion.valid or motion.second is None:
        return (Text(_("not validly seconded"), "crit", bold=True),)
    said = _("seconded by {name}").format(name=motion.second.seconder)
    return (Glyph("tick", 12, "ok"), Gap(4), Text(said))


def conflicts_card(view: CaseView) -> Card | None:
    """Who has nothing to decide here, and why; None where there is nobody."""
    if not view.case.conflicts:
        return None
    rows: list[tuple[str, Line]] = [(one.user, (Text(one.reason),)) for one in view.case.conflicts]
    return Card(_("Conflicts of interest"), head=30).add(facts(rows, width=160))


def _table_card(
    title: str,
    rows: Sequence[Row],
    columns: tuple[TableColumn[Row], ...],
    nothing: str,
    *,
    added: tuple[Row, ...] = (),
) -> Card:
    """Rows, and `added` ones that wait to be sealed."""
    if not rows and not added:
        return _saying(title, nothing)
    model: RowModel[Row] = RowModel(columns)
    model.show_rows(tuple(rows))
    model.show_waiting((), added)
    return Card(title, str(model.rowCount()), head=30).add(CardTable(model, wraps=True))


def _saying(title: str, text: str) -> Card:
    said = MarkLabel((Text(text, "muted"),), wrap=True)
    return Card(title, head=30).add(column(said, margins=(12, 6, 12, 8)))
