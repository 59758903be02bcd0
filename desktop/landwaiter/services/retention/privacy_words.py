"""The facts of data protection in words, the same on the page, on the command line and on paper."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from landwaiter.domain.base.terms import capital
from landwaiter.domain.base.zones import local_time
from landwaiter.i18n import N_, Words, _, joined, plural
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
    "trade_message": N_("Messages of customs on these"),
    "waiting_message": N_("Messages that wait for a declaration"),
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


def telling(one: DataBreach, now: datetime, member_state: str) -> tuple[Words, ...]:
    """Whether the authority was told of a breach, by how much late, and whether the reason for
    that is on record; until when that was due."""
    clock, late = one.clock, -(-one.clock.late_by(now) // timedelta(hours=1))
    if clock.told is None and clock.untold is not None:
        return (_("not told, with the reason"),)
    until = (
        _("due {at}").format(at=shown_instant(clock.due, member_state))
        if clock.due
        else _("hours not set")
    )
    if clock.told is None:
        return _not_told(late), until
    at = shown_instant(clock.told, member_state)
    if not late:
        return _("told {at}").format(at=at), until
    told = plural(late, "told {at}, {n} hour late", "told {at}, {n} hours late", at=at)
    why = _("no reason stated") if one.is_delay_owed else _("with the reason")
    return told, joined(", ", (until, why))


def _not_told(late: int) -> Words:
    if not late:
        return _("not told yet")
    return plural(late, "not told, {n} hour late", "not told, {n} hours late")


def shown_instant(at: datetime, member_state: str) -> str:
    """A day and minute in the time of the office."""
    return f"{local_time(at, member_state):%Y-%m-%d %H:%M}"
