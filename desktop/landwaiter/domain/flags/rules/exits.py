"""Rules about the exit of released goods: messages of the office of exit, transport documents.

Exit messages are enrichment `exit_messages`: one statement, or a list of them, of
`{message, date, destination, result}`; an empty list says that none has come.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import GoodsStatus
from landwaiter.domain.flags.evidence import of_declaration, of_enrichment
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import View, as_date
from landwaiter.domain.intake.customs_messages import EXIT_MESSAGES
from landwaiter.i18n import _

ExitMessage = Mapping[str, Any]


def messages(view: View) -> tuple[ExitMessage, ...] | None:
    """Every exit message on file; None while none was ever imported or asked for in vain."""
    rows = [row.value for row in view.enriched(EXIT_MESSAGES) if row.value is not None]
    if not rows:
        return None
    stated = (one for value in rows for one in (value if isinstance(value, list) else [value]))
    return tuple(one for one in stated if isinstance(one, Mapping))


def released_on(view: View) -> date | None:
    """The day of release: as learned, as a release message says, or as goods were released."""
    learned = view.day_of("released_at")
    if learned:
        return learned
    days = [
        day
        for one in _of_kind(view, "release_message")
        if (day := as_date(str(one.get("date"))[:10]))
    ]
    days += [
        local_date(event.at, view.case.member_state)
        for event in view.case.goods_events
        if event.status == GoodsStatus.RELEASED
    ]
    return max(days, default=None)


def _of_kind(view: View, name: str) -> Iterator[ExitMessage]:
    codes = view.code_set(name) or ()
    return (one for one in messages(view) or () if _code(one) in codes)


def _code(message: ExitMessage) -> str:
    """The figures of a message's name: `CC518C` and `IE518` are 518."""
    return "".join(sign for sign in str(message.get("message", "")) if sign.isdigit())


def other_destination(view: View, rule: Rule) -> Finding:
    """RF-R05: exit message, transport document or amendment after release shows another one."""
    declared = {view.destination_of(line) for line in view.goods} | {view.destination}
    declared.discard(None)
    known = messages(view)
    shown = [
        ("exit_messages", str(one["destination"])) for one in known or () if one.get("destination")
    ]
    transport = view.value("transport_document.destination")
    if transport:
        shown.append(("transport_document.destination", str(transport)))
    found = [
        judge(
            {"country_destination": country not in declared if declared else None},
            _("{country} is shown as the destination; {declared} was declared.").format(
                country=country, declared=", ".join(sorted(str(one) for one in declared))
            ),
            evidence=(
                of_enrichment(field, country),
                of_declaration("country_destination", view.destination),
            ),
        )
        for field, country in shown
    ]
    found += _amended(view)
    if known is None:
        found.append(unknown("exit_messages"))
    return any_of(found, otherwise=Finding(False, against=("exit_messages",)))


def _amended(view: View) -> list[Finding]:
    """Later versions that were taken in after the release and change the destination."""
    released = released_on(view)
    if released is None:
        return []
    found = []
    for before, after in zip(view.case.versions, view.case.versions[1:], strict=False):
        old, new = before.declaration.country_destination, after.declaration.country_destination
        if local_date(after.at, view.case.member_state) <= released or not old or not new:
            continue
        text = _("The declaration was amended after the release: {old} became {new}.")
        found.append(
            judge(
                {"country_destination": old != new},
                text.format(old=old, new=new),
                evidence=(of_declaration("country_destination", new),),
            )
        )
    return found


def no_exit_result(view: View, rule: Rule) -> Finding:
    """RF-R06: released, exit messages are imported, and none of them is an exit result in time."""
    released, known = released_on(view), messages(view)
    results = view.code_set("exit_result")
    if results is None:
        return unknown("pack:code_sets")
    last = released + timedelta(days=int(number(rule.thresholds, "days"))) if released else None
    return judge(
        {
            "exit_messages": None if known is None else not any(_of_kind(view, "exit_result")),
            "released_at": None if last is None else view.facts.today > last,
        },
        _("Released on {day}; by {last} no exit result has come.").format(day=released, last=last),
        evidence=(
            of_enrichment("released_at", released),
            of_enrichment(
                "exit_messages", ", ".join(_code(one) for one in known or ()) or _("none")
            ),
        ),
    )
