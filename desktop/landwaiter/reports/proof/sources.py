"""The key sheets given, casebook by casebook, and what is to be said of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from landwaiter.i18n import _
from landwaiter.reports.dossier.sections import fingerprint
from landwaiter.reports.proof.key_sheet import KeySheet
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class Source:
    """The key sheets of one casebook, oldest first."""

    sheets: tuple[KeySheet, ...]

    @property
    def longest(self) -> KeySheet:
        """The one with most statements; of equal ones that which answers longest."""
        return max(self.sheets, key=lambda one: (len(one.registry.heads), one.expires))

    @property
    def registry(self) -> Registry:
        return self.longest.registry

    @property
    def office(self) -> str:
        return self.longest.office

    @property
    def contradiction(self) -> tuple[KeySheet, KeySheet] | None:
        """A sheet that is not how the longest one begins, and that one: one of them is false."""
        longest = self.longest
        return next(((one, longest) for one in self.sheets if not one.begins(longest)), None)


def sources_of(sheets: Sequence[KeySheet]) -> Mapping[str, Source]:
    """Id of a casebook → the sheets of it."""
    found: dict[str, list[KeySheet]] = {}
    for sheet in sorted(sheets, key=lambda one: one.made_at):
        found.setdefault(sheet.registry.casebook, []).append(sheet)
    return {casebook: Source(tuple(own)) for casebook, own in found.items()}


def sheet_sentences(sheets: Sequence[KeySheet], today: datetime | None) -> Iterator[str]:
    """Who wrote each key sheet and when, who vouches for that, and whether it has expired."""
    sources = sources_of(sheets)
    for sheet in sheets:
        made = sheet.made_at.date()
        yield _(
            "Key sheet of {office}, casebook {casebook}, made {made}, signed by {signer} (key "
            "{key}…). {vouched}"
        ).format(
            office=sheet.office,
            casebook=fingerprint(sheet.registry.casebook),
            made=made,
            signer=sheet.signer,
            key=sheet.key[:16],
            vouched=_vouched(sheet, sources[sheet.registry.casebook]),
        )
        if sheet.registry.is_alone:
            yield _(
                "Key sheet of {office}: one person founded this casebook, so that what it decides "
                "is decided by one person."
            ).format(office=sheet.office)
        for problem in sheet.registry.problems:
            yield _("Key sheet of {office}, made {made}: {problem}").format(
                office=sheet.office, made=made, problem=problem
            )
        if today is not None and sheet.expires < today:
            yield _(
                "Key sheet of {office}, made {made}: it expired on {expires}. What was signed "
                "before stays proven; whether a key was retired since is not known."
            ).format(office=sheet.office, made=made, expires=sheet.expires.date())


def _vouched(sheet: KeySheet, source: Source) -> str:
    """Whether an earlier sheet of the casebook given beside it knows the key that signed it."""
    earlier = (one for one in source.sheets if one.made_at < sheet.made_at)
    for before in sorted(earlier, key=lambda one: one.made_at, reverse=True):
        known = before.registry.in_force(sheet.key) is not None
        if known and before.registry.name_of(sheet.key) == sheet.signer and before.begins(sheet):
            return _("This key stands in the office’s earlier sheet of {made}.").format(
                made=before.made_at.date()
            )
    return _("A sheet vouches for itself alone: compare the casebook with the office.")
