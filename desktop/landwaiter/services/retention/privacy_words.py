"""The facts of data protection in words, the same on the page, on the command line and on paper."""

from collections.abc import Iterator, Mapping
from typing import Final

from landwaiter.domain.base.terms import capital
from landwaiter.i18n import N_, Words, _, plural
from landwaiter.services.retention.privacy import PrivacyFacts

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
