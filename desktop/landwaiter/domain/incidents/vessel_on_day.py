"""A vessel on the day of an incident: whose flag it flew and who owned it, as far as stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.base.certainty import Certainty, source_said
from landwaiter.domain.entities.entity import EntityFact, EntityStatement, not_after
from landwaiter.domain.entities.ownership.shares import share_text
from landwaiter.domain.entities.vessel_flags import Behind
from landwaiter.domain.incidents.moments import shown_span
from landwaiter.i18n import _, joined


@dataclass(frozen=True, slots=True)
class OnDay:
    """One flag or owner that may have held on the day, and the statement it rests on."""

    said: str
    statement: str
    source: str
    grade: str
    dated: bool
    """Its first day is stated, and was no later."""
    certainty: Certainty | None = None
    """How sure the statement is; None: nobody said."""


@dataclass(frozen=True, slots=True)
class VesselOnDay:
    """Flags and owners of the day, and of today; empty ones are not known."""

    day: str
    """As it is known; empty: nobody states when it happened."""
    flags: tuple[OnDay, ...]
    owners: tuple[OnDay, ...]
    flags_now: tuple[OnDay, ...]
    owners_now: tuple[OnDay, ...]

    @property
    def flag_differs(self) -> bool:
        """The flags that are stated of today are others than those of the day."""
        then = {one.said for one in self.flags}
        return bool(then and self.flags_now) and then != {one.said for one in self.flags_now}

    @property
    def flag_text(self) -> str:
        return _told(_("Flag"), self.day, self.flags)

    @property
    def flag_now_text(self) -> str:
        """Of today, where it is another; empty where it is the same."""
        if not self.flag_differs:
            return ""
        return _("Flag today: {flags}.").format(
            flags=joined("; ", map(_with_source, self.flags_now))
        )

    @property
    def owner_text(self) -> str:
        return _told(_("Owner"), self.day, self.owners)


def vessel_on_day(
    facts: Iterable[EntityFact],
    behind: Iterable[Behind],
    happened: tuple[str | None, str | None],
    today: date,
) -> VesselOnDay:
    """From standing statements on a vessel; a day at coarse precision has every flag that may fit.

    `happened` are the first and the last moment as an incident states them; where no first one is
    known, nothing of that day is.
    """
    flags = [fact for fact in facts if fact.kind == "flag" and fact.stands]
    owners = [one for one in behind if one.link.kind == "owns" and one.link.stands]
    now = today.isoformat()
    since, until = happened
    return VesselOnDay(
        shown_span(since, until),
        tuple(
            _on_day(fact, fact.value["country"], since)
            for fact in flags
            if since and _may_hold(fact, since, until or since)
        ),
        tuple(
            _on_day(one.link, _owner(one), since)
            for one in owners
            if since and _may_hold(one.link, since, until or since)
        ),
        tuple(
            _on_day(fact, fact.value["country"], now) for fact in flags if _may_hold(fact, now, now)
        ),
        tuple(
            _on_day(one.link, _owner(one), now) for one in owners if _may_hold(one.link, now, now)
        ),
    )


def _may_hold(row: EntityStatement, first: str, last: str) -> bool:
    return not_after(row.since, last) and not_after(first, row.until)


def _on_day(row: EntityStatement, said: str, since: str | None) -> OnDay:
    dated = row.since is not None and since is not None and row.since[:10] <= since[:10]
    return OnDay(said, row.id, row.source, row.grade, dated, row.certainty)


def _owner(one: Behind) -> str:
    country = _("{name}, {country}") if one.country else "{name}"
    name = country.format(name=one.name, country=one.country)
    share = share_text(one.link.percent)
    return f"{name} ({share})" if share else name


def _told(title: str, day: str, found: Sequence[OnDay]) -> str:
    """`Flag on 2023-10-08: HK (register)`; what is unknown is said to be unknown."""
    if not day:
        return _("{title} of that day: not known, as nobody states the day.").format(title=title)
    if not found:
        return _("{title} on {day}: not known.").format(title=title, day=day)
    said = "; ".join(_with_source(one) for one in found)
    return _("{title} on {day}: {said}.").format(title=title, day=day, said=said)


def _with_source(one: OnDay) -> str:
    source = joined(", ", filter(None, (one.source, one.grade)))
    if one.certainty is not None:
        source = source_said(one.certainty, one.source, one.grade)
    if one.dated:
        return _("{said} ({source})").format(said=one.said, source=source)
    return _("{said} ({source}; since when is not stated)").format(said=one.said, source=source)
