"""The result of a control, as it is recorded and as it stands."""

from datetime import datetime

from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date, local_time
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deeds_on_goods import RECORD_CONTROL, RecordControl
from landwaiter.domain.intake.control_result import ControlResult, standing_results
from landwaiter.domain.law.result_codes import code_named, listed_results
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _, joined
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records


def results_standing(case: Case) -> tuple[ControlResult, ...]:
    """The newest of each item and of the declaration, unless that was amended since."""
    numbers = {item.no for item in case.items}
    return standing_results(case.control_results, numbers, amended_at(case))


def amended_at(case: Case) -> datetime | None:
    """When the newest version that followed another one came; None where there is one alone."""
    return case.versions[-1].at if len(case.versions) > 1 else None


def controlled_said(one: ControlResult) -> str:
    """Of what a control was."""
    if one.item_no is None:
        return _("whole declaration")
    return _("Item {no}").format(no=one.item_no)


def code_said(one: ControlResult) -> Words:
    """The code, with what its list says of it."""
    return joined(", ", filter(None, (one.code, one.words)))


def list_said(one: ControlResult) -> Words:
    """The list that a code is of, with how far to rely on it."""
    if not one.listed:
        return _("no list was in force: the code is as it was entered")
    return joined(", ", (one.listed, low(one.trust)))


def moment_said(one: ControlResult, state: str) -> Words:
    """When the goods were controlled, by the clocks of the case."""
    at = local_time(one.controlled_at, state)
    return joined(" ", (shown_date(at.date()), f"{at:%H:%M}"))


def record_control(doing: CaseDoing[RecordControl]) -> Payload:
    """One result; an earlier one of the same item is superseded, and stays on record."""
    said = doing.said
    number = doing.item(said.item).no if said.item is not None else None
    at = _happened(doing)
    day = local_date(at, doing.case.member_state)
    packs = doing.session.references.packs(doing.work.conn, day)
    code = code_named(said.code, listed_results(packs.values()))
    fact = {
        "code": code.code,
        "words": code.words,
        "listed": code.listed,
        "trust": code.trust,
        "controlled_at": at,
        "controlled_by": doing.needed("by"),
        "found": doing.needed("found"),
        "seals": said.seals.strip(),
        "remarks": said.remarks.strip(),
    }
    records.add(
        doing.work.conn,
        "control_result",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        item_no=number,
        author=doing.actor.name,
        at=doing.work.now,
        **fact,
    )
    return {"item": number, **fact}


def _happened(doing: CaseDoing[RecordControl]) -> datetime:
    at = doing.instant(doing.said.controlled)
    if at is None or at > doing.work.now:
        raise Invalid(
            _("This time lies ahead: only what has happened is recorded."),
            field="controlled",
            value=doing.said.controlled.isoformat(),
            remedy=_("Give the time when the goods were controlled."),
        )
    return at


HANDLERS = (CaseHandler(RECORD_CONTROL, record_control),)
