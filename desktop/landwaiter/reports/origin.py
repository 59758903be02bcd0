"""Where reports come from: whether the key sheets given answer for every signature in them.

Sheets of one office are read together. A key that any of them retires is retired, because a
retirement is final; a sheet that expired answers only for what was signed before.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from landwaiter.i18n import _
from landwaiter.reports.approval import Signed
from landwaiter.reports.key_sheet import KeySheet, SheetKey


class Origin(StrEnum):
    """What is known of where the reports come from."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    """Consistent in itself; no key sheet was given, or the newest expired before the signature."""
    REFUTED = "refuted"
    """No key sheet answers for the keys, or a file is changed or falsely signed."""


class SignedFile(Protocol):
    """Of a checked file: who signed it, and the signatures under its decision."""

    @property
    def file(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def signer(self) -> str: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def decided(self) -> tuple[Signed, ...]: ...
    @property
    def consistent(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    origin: Origin
    closing: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """The key sheets of one office, oldest first."""

    name: str
    sheets: tuple[KeySheet, ...]

    def entries(self, part: Signed) -> list[tuple[KeySheet, SheetKey]]:
        """What the sheets say of the key of a signature, under the name that it bears."""
        return [
            (sheet, entry)
            for sheet in self.sheets
            for entry in sheet.find(part.key)
            if entry.name == part.name
        ]


def origin_of(
    files: Sequence[SignedFile], same: bool | None, sheets: Sequence[KeySheet]
) -> Verdict:
    """One office must answer for every signature in all files."""
    offices = _offices(sheets)
    first = offices[0].name if offices else ""
    if same is False or not all(file.consistent for file in files):
        return Verdict(Origin.REFUTED, _("Not consistent: origin not proven."), first)
    if not offices:
        return Verdict(Origin.NOT_PROVEN, _("Consistent; origin not proven."))
    found = [(office, _doubt(files, office)) for office in offices]
    proven = next((office for office, doubt in found if doubt is None), None)
    if proven is None:
        doubts = [(office, doubt) for office, doubt in found if doubt is not None]
        known = (d for o, d in doubts if any(sheet.find(files[0].key) for sheet in o.sheets))
        return next(known, doubts[0][1])
    said = _("Origin proven: signed by {name}, key {key}…, key sheet of {office}.").format(
        name=files[0].signer, key=files[0].key[:16], office=proven.name
    )
    return Verdict(Origin.PROVEN, said, proven.name)


def _offices(sheets: Sequence[KeySheet]) -> tuple[Office, ...]:
    names = dict.fromkeys(sheet.office for sheet in sheets)
    return tuple(
        Office(
            name,
            tuple(sorted((s for s in sheets if s.office == name), key=lambda s: s.made_at)),
        )
        for name in names
    )


def _doubt(files: Sequence[SignedFile], office: Office) -> Verdict | None:
    """Of the first signature that the office does not answer for; None if it does for all."""
    for file in files:
        report = Signed(file.signer, file.key, file.made_at, _("the report"))
        for part in (report, *file.decided):
            doubt = _doubt_on(part, file, office)
            if doubt is not None:
                return doubt
    return None


def _doubt_on(part: Signed, file: SignedFile, office: Office) -> Verdict | None:
    entries = office.entries(part)
    failed = next((one for one in _TESTS if one[0](part, entries)), None)
    if failed is None:
        return None
    _fails, reason, origin = failed
    said = reason().format(
        key=part.key[:16],
        name=part.name,
        what=part.what,
        file=file.file,
        office=office.name,
        author=part.author,
        none=_none_of(part.roles),
        expires=_last_expiry(entries),
    )
    return Verdict(origin, said, office.name)


def _none_of(roles: Collection[str]) -> str:
    """“neither reviewer nor head”, “not head”; roles are told as they are named."""
    names = sorted(roles, reverse=True)
    if len(names) < 2:
        return _("not {role}").format(role="".join(names))
    return _("neither {first} nor {second}").format(first=names[0], second=names[1])


_Entries = Sequence[tuple[KeySheet, SheetKey]]


def _last_expiry(entries: _Entries) -> str:
    ends = [sheet.expires for sheet, _entry in entries if sheet.expires is not None]
    return max(ends).date().isoformat() if ends else ""


def _not_in_force(part: Signed, entries: _Entries) -> bool:
    """By any of the sheets: what one retires, an older one cannot bring back."""
    return not all(entry.holds_at(part.at) for _sheet, entry in entries)


def _expired(part: Signed, entries: _Entries) -> bool:
    return all(sheet.expires is not None and sheet.expires < part.at for sheet, _entry in entries)


def _lacks_role(part: Signed, entries: _Entries) -> bool:
    """The newest sheet says which roles were held when."""
    _sheet, newest = entries[-1]
    return bool(part.roles) and part.roles.isdisjoint(newest.roles_at(part.at))


_TESTS: tuple[tuple[Callable[[Signed, _Entries], bool], Callable[[], str], Origin], ...] = (
    (
        lambda _part, entries: not entries,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name}, who signed {what} in "
            "{file}, is not in the key sheet of {office}."
        ),
        Origin.REFUTED,
    ),
    (
        _not_in_force,
        lambda: _(
            "Consistent; origin not proven: the key {key}… of {name} was not valid when {what} "
            "in {file} was signed."
        ),
        Origin.REFUTED,
    ),
    (
        _expired,
        lambda: _(
            "Consistent; origin not proven: the key sheet of {office} expired on {expires}, before "
            "{what} in {file} was signed. Ask the office for a newer one."
        ),
        Origin.NOT_PROVEN,
    ),
    (
        _lacks_role,
        lambda: _(
            "Consistent; origin not proven: {name} was {none} by the key sheet "
            "of {office} when {what} in {file} was signed."
        ),
        Origin.REFUTED,
    ),
    (
        lambda part, entries: any(part.author in entry.vouchers for _sheet, entry in entries),
        lambda: _(
            "Consistent; origin not proven: {author} issued or confirmed the key {key}… of {name}, "
            "which therefore cannot sign {what} in {file}."
        ),
        Origin.REFUTED,
    ),
)
"""In which cases an office does not answer for a signature, in this order, and what is said: an
expired sheet knows nothing of what came later, the others speak against the signature."""


def sheet_sentences(sheets: Sequence[KeySheet], today: datetime | None) -> Iterator[str]:
    """Who wrote each key sheet and when, who vouches for that, and whether it has expired."""
    for sheet in sheets:
        made = sheet.made_at.date().isoformat()
        template = _WRITTEN[bool(sheet.signer)]()
        yield template.format(
            office=sheet.office, made=made, signer=sheet.signer, key=sheet.key[:16]
        ) + _vouched(sheet, sheets)
        if today is not None and sheet.expires is not None and sheet.expires < today:
            yield _(
                "Key sheet of {office}, made {made}: it expired on {expires}. What was signed "
                "before stays proven; whether a key was retired since is not known."
            ).format(office=sheet.office, made=made, expires=sheet.expires.date().isoformat())


def _vouched(sheet: KeySheet, sheets: Sequence[KeySheet]) -> str:
    """Whether an earlier sheet given beside it knows the key that signed this one."""
    if not sheet.signer:
        return ""
    earlier = [s for s in sheets if s.office == sheet.office and s.made_at < sheet.made_at]
    for before in sorted(earlier, key=lambda one: one.made_at, reverse=True):
        if any(
            e.name == sheet.signer and e.holds_at(sheet.made_at) for e in before.find(sheet.key)
        ):
            return " " + _("This key stands in the office’s earlier sheet of {made}.").format(
                made=before.made_at.date().isoformat()
            )
    return " " + _("A sheet vouches for itself alone: compare this key with the office.")


_WRITTEN = {
    True: lambda: _("Key sheet of {office}, made {made}, signed by {signer} (key {key}…)."),
    False: lambda: _("Key sheet of {office}, made {made}: it is not signed."),
}
