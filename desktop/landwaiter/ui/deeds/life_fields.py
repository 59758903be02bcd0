"""Fields of acts on goods' places, periods, links of cases and adverse decisions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from landwaiter.domain.base.periods import period_of
from landwaiter.domain.base.zones import ZONES
from landwaiter.domain.cases.clocks import BETWEEN_STATES
from landwaiter.domain.cases.life_cycle import whereabouts
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.warm.views import CaseView
from landwaiter.ui.kit.fields import Field, why_no_date

YES = "yes"
BY_TRACK = "by track"
"""A consultation under the article of its track, where that has one."""
_PLACES = {
    "office": "Customs office",
    "container": "Container",
    "storage_cost": "Storage cost",
    "told": "Who was told",
}


def place_field(view: CaseView, name: str, chosen: Mapping[str, str]) -> Field:
    """A fact of an item's place; what is known of it stands as the hint."""
    return Field(name, _(_PLACES[name]), value=chosen.get(name, ""), hint=_known(view, name))


def _known(view: CaseView, name: str) -> str:
    """What is recorded already, where all items agree."""
    if name == "told":
        return ""
    values = {getattr(whereabouts(view.case.goods_events, i.no), name) for i in view.case.items}
    only = next(iter(values)) if len(values) == 1 else None
    return _("now: {value}").format(value=only) if only else ""


def time_field(name: str, title: str, needed: bool) -> Field:
    """A time of day at the case's authorities."""
    hint = _("2026-03-27 14:30, local time")
    return Field(name, title, hint=hint, check=_why_no_time, minimum=1 if needed else 0)


def _why_no_time(text: str) -> str:
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError:
        return _("a time is written 2026-03-27 14:30")
    return ""


def period_field(needed: bool) -> Field:
    hint = _("48h, 10wd (working days), 30d, 6w, 3m")
    return Field("period", _("Period"), hint=hint, check=_why_no_period, minimum=1 if needed else 0)


def _why_no_period(text: str) -> str:
    try:
        if text:
            period_of(text)
    except Invalid as fault:
        return fault.remedy or fault.message
    return ""


def calendar_field(view: CaseView) -> Field:
    """Whose working days count: the case's own authorities stand first."""
    own = view.case.member_state
    states = [own, *(state for state in ZONES if state != own)]
    choices = tuple((state, state) for state in states)
    return Field("calendar", _("Calendar of"), choices, value=own)


def remind_field() -> Field:
    hint = _("2026-03-27, empty: two working days before")
    return Field("remind", _("Remind me"), hint=hint, check=why_no_date)


def numbers_field(view: CaseView) -> Field:
    """The items that go: numbers with commas."""
    known = ", ".join(str(item.no) for item in view.case.items)
    hint = _("such as 2 or 2, 3; the case has {items}").format(items=known)
    return Field("numbers", _("Items"), minimum=1, hint=hint, check=_why_no_numbers)


def _why_no_numbers(text: str) -> str:
    parts = [part.strip() for part in text.split(",")]
    given = not text or all(part.isdigit() for part in parts)
    return "" if given else _("numbers are written 2, 3")


def take_over_field() -> Field:
    choices = (("", _("nothing: it is refused while something is open")),
               (YES, _("goods, tracks, clocks and requests go to the other case")))  # fmt: skip
    return Field("take_over", _("What is still open"), choices)


def clock_field(view: CaseView) -> Field:
    """The clocks of other laws that run."""
    running = [clock for clock in view.case.own_clocks if clock.ended_at is None]
    choices = tuple((clock.id, clock.basis) for clock in running)
    return Field("clock", _("Clock"), choices or (("", _("none")),), minimum=1)


def appeal_field(chosen: Mapping[str, str]) -> Field:
    title = _("Appeal notice, of an adverse decision alone; empty: the office's own")
    return Field("appeal", title, long=True, value=chosen.get("appeal", ""))


def basis_field(act: str) -> Field | None:
    """A consultation names its article, a decision without a hearing its exception."""
    if act == "consult":
        articles = ((name, name) for name in BETWEEN_STATES)
        choices = ((BY_TRACK, _("Art. 21(4), or none")), *articles)
        return Field("basis", _("Article"), choices, legal=True)
    return None


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part.strip())


READ: Mapping[str, Callable[[str], Any]] = {
    "presented_at": datetime.fromisoformat,
    "cut_off": datetime.fromisoformat,
    "start": datetime.fromisoformat,
    "remind": date.fromisoformat,
    "numbers": numbers,
    "take_over": lambda text: text == YES,
    "basis": lambda text: "" if text == BY_TRACK else text,
}
"""Argument of an act → how its text is read."""
