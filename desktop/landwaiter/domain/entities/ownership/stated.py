"""What is stated of who holds what, as rows of the casebook say it, before anything is derived."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.base.terms import low
from landwaiter.i18n import _

OWNS: Final = "owns"
PERSON: Final = "person"
LISTED, UNCONFIRMED, ASSESSED = "listed", "unconfirmed_identity", "assessment"
"""What a mark on a holder claims; never blended."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may own or be owned."""

    id: str
    name: str
    kind: str = ""
    """`person`, `organisation`, `vessel` …; a person is owned by nobody."""
    country: str = ""


@dataclass(frozen=True, slots=True)
class HoldingStatement:
    """One statement that `owner` holds or controls `owned`."""

    id: str
    owner: str
    owned: str
    kind: str = OWNS
    """`owns` for shares, else a way to control: `controls`, `directs`, `family` …"""
    percent: str = ""
    test: str = ""
    """Of control, in the words of whoever stated it: golden share, board majority …"""
    since: str = ""
    """ISO 8601 at whatever precision is known; empty where none is stated."""
    until: str = ""
    source: str = ""
    grade: str = ""
    certainty: str = ""
    """How sure it is; empty: nobody said."""
    origin: str = ""
    """`entity_link`, `enrichment` or `list`: where the statement stands."""
    is_certain: bool = True
    """False where one of its ends is known by its name alone."""
    in_confidence: bool = False
    """A confidential list says so: texts that others read do not quote it."""

    @property
    def told(self) -> str:
        """By what it controls, as texts may say it that others read."""
        return (not self.in_confidence and self.test) or low(self.kind)


@dataclass(frozen=True, slots=True)
class HolderMark:
    """What a list or an assessment says of a holder."""

    holder: str
    claim: str
    """`listed`, `unconfirmed_identity` or `assessment`."""
    list_id: str
    list_kind: str
    edition: str
    listing_id: str
    name: str
    """As the list prints it."""
    listed_on: str = ""
    kind: str = ""
    """Of an assessed institution: its type in the pack."""
    programmes: tuple[str, ...] = ()
    confidential: bool = False
    """Texts that leave the office name neither list nor listing."""
    ground: str = ""
    """Why the holder is taken for the entry: `judged`, `identifier`, `name_and_country` …; empty
    where it is the entry itself, which another entry of the list names."""

    @property
    def told_list(self) -> str:
        """The list as texts may name it that others read."""
        return _("a confidential list") if self.confidential else self.list_id

    @property
    def told_name(self) -> str:
        """The listing as texts may name it that others read."""
        return _("an entry in confidence") if self.confidential else self.name

    @property
    def told_edition(self) -> str:
        """The edition as texts may name it that others read."""
        return _("in confidence") if self.confidential else self.edition

    @property
    def told_source(self) -> str:
        """The edition as the source of what the listing says besides."""
        return self.told_list if self.confidential else f"{self.list_id} {self.edition}"

    @property
    def told_id(self) -> str:
        """The identity of the listing as others may read it; empty where it is in confidence."""
        return "" if self.confidential else self.listing_id

    @property
    def place(self) -> str:
        """The edition as evidence names it."""
        if self.confidential:
            return "lists/confidential"
        return f"lists/{self.list_id}@{self.edition}"


@dataclass(frozen=True, slots=True)
class OwnershipStatements:
    """Everything the casebook states around one or more firms, as rows."""

    holders: tuple[Holder, ...] = ()
    stated: tuple[HoldingStatement, ...] = ()
    marks: tuple[HolderMark, ...] = ()
    beyond: tuple[str, ...] = ()
    """Holders whose own owners were not looked up any more: they count as not known."""
    parties: tuple[tuple[str, str], ...] = ()
    """Identity of a party of the case → the holder it is linked to."""


def first_day(text: str) -> date | None:
    """The earliest day that a date of any precision may mean; None where it is none."""
    return _day(text, last=False)


def last_day(text: str) -> date | None:
    """The latest day that a date of any precision may mean; None where it is none."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    parts = text.strip()[:10].split("-")
    try:
        year, *rest = (int(part) for part in parts)
        month = rest[0] if rest else (12 if last else 1)
        top = calendar.monthrange(year, month)[1]
        return date(year, month, rest[1] if len(rest) > 1 else (top if last else 1))
    except ValueError:
        return None


def held_on(row: HoldingStatement, day: date) -> bool | None:
    """Whether it held on the day; None where its dates are too coarse to say."""
    starts = first_day(row.since), last_day(row.since)
    ends = first_day(row.until), last_day(row.until)
    if (starts[0] and starts[0] > day) or (ends[1] and ends[1] < day):
        return False
    is_sure = (starts[1] is None or starts[1] <= day) and (ends[0] is None or ends[0] >= day)
    return True if is_sure else None
