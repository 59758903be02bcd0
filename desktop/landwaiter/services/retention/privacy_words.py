"""The facts of data protection in words, the same on the page, on the command line and on paper."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from landwaiter.domain.base.terms import capital
from landwaiter.domain.base.zones import local_time
from landwaiter.i18n import N_, Words, _, plural
from landwaiter.services.retention.privacy import DataBreach, PrivacyFacts

COUNT_WORDS: Final[Mapping[str, str]] = {
    "case_file": N_("Cases"),
    "party": N_("Parties of cases"),
    "entity": N_("Entities"),
    "declaration": N_("Declarations of cases, in all versions"),
    "evidence": N_("Pieces of evidence"),
    "trade_declaration": N_("Declarations without a case, in all versions"),
    "trade_item": N_("Goods lines of these"),
    "trade_party": N_("Distinct parties of these"),
    "trade_erased": N_("Declarations without a case that were erased"),
    "trade_note": N_("Notes that put a declaration right"),
    "access_request": N_("Requests of persons for their data"),
    "disclosure": N_("Disclosures logged"),
}
"""Table → what its rows are."""


def periods(found: PrivacyFacts) -> Iterator[tuple[Words, Words]]:
    """How long what is kept, as the office says; *not set* where it says nothing."""
    period = found.store.period
    yield (
        _("Declarations without a case"),
        plural(
            period.years,
            "{n} year from the end of the year of acceptance; {source}",
            "{n} years from the end of the year of acceptance; {source}",
            source=period.source,
        )
        if period
        else _("not set"),
    )
    for rule in found.rules:
        yield (
            capital(rule.purpose),
            plural(rule.years, "{n} year; {source}", "{n} years; {source}", source=rule.source),
        )
    if not found.rules:
        yield _("Cases and entities"), _("not set")
    if found.store.due:
        due = ", ".join(str(year) for year in found.store.due)
        yield _("Years whose period is over, and that are still there"), due


def measures(found: PrivacyFacts) -> Iterator[tuple[Words, Words]]:
    """What protects the data in the casebook itself."""
    yield (
        _("Encryption"),
        _("Database, raw declarations and evidence are encrypted under the keys of the users."),
    )
    yield (
        _("Four eyes"),
        plural(
            found.by_two,
            "{n} kind of deed waits for a second person, erasing among them.",
            "{n} kinds of deed wait for a second person, erasing among them.",
        ),
    )
    yield (
        _("Audit trail"),
        plural(
            found.entries,
            "{n} entry, chained by hash and signed by who did it.",
            "{n} entries, chained by hash and signed by who did it.",
        ),
    )
    yield (
        _("Views"),
        _("Who opens a declaration without a case, or a sensitive entity, is recorded each day."),
    )
    yield _("Network"), _("The program makes no connection to any network.")


def telling(one: DataBreach, now: datetime, member_state: str) -> Words:
    """Until when the authority is told of a breach, when it was, by how much late, and whether
    the reason for that is on record."""
    clock = one.clock
    if clock.told is None and clock.untold is not None:
        return _("not told, the reason is stated")
    told = clock.told and shown_instant(clock.told, member_state)
    if clock.due is None:
        return _("told {at}, hours not set").format(at=told) if told else _("not set")
    until = shown_instant(clock.due, member_state)
    hours = -(-clock.late_by(now) // timedelta(hours=1))
    if told:
        return _told(one, until, told, hours)
    if not hours:
        return until
    return plural(
        hours, "{until}: {n} hour over, not told", "{until}: {n} hours over, not told", until=until
    )


def _told(one: DataBreach, until: str, told: str, hours: int) -> Words:
    if not hours:
        return _("{until}: told {at}, in time").format(until=until, at=told)
    if one.is_delay_owed:
        return plural(
            hours,
            "{until}: told {at}, {n} hour late, no reason stated",
            "{until}: told {at}, {n} hours late, no reason stated",
            until=until,
            at=told,
        )
    return plural(
        hours,
        "{until}: told {at}, {n} hour late, the reason is stated",
        "{until}: told {at}, {n} hours late, the reason is stated",
        until=until,
        at=told,
    )


def shown_instant(at: datetime, member_state: str) -> str:
    """A day and minute in the time of the office."""
    return f"{local_time(at, member_state):%Y-%m-%d %H:%M}"
