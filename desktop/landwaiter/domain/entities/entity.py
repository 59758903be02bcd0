"""Entities: what is stated of them, what joins two of them, and how each statement ended.

A statement is never changed. It has a source and a grading (source A to F, information 1 to 6, as
for evidence), may hold from a day to a day at whatever precision is known, and ends by a row of
its own with a reason.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from landwaiter.domain.base.certainty import Certainty, worded
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.identifiers import KINDS as CHECKED
from landwaiter.domain.base.terms import low
from landwaiter.domain.entities.ownership.shares import share_text
from landwaiter.domain.entities.stated_values import (
    CHANNELS,
    told_channel,
    told_values,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, joined

ENTITY_KINDS: Final = ("organisation", "person", "vessel", "university", "state_body")
NAME_KINDS: Final = ("official", "alias", "former", "weak")
"""How a name is used; a weak one is too common or too doubtful to rest on."""
UNCHECKED: Final = (
    "REGISTRATION",
    "TAX",
    "PASSPORT",
    "NATIONAL_ID",
    "MMSI",
    "CALL_SIGN",
    "SWIFT",
    "OGRN",
    "OTHER",
)
"""Kinds of identifier without a check digit that is known here."""
NOT_OF_ENTITIES: Final = frozenset({"MRN", "CONTAINER"})
IDENTIFIER_KINDS: Final = (*(kind for kind in CHECKED if kind not in NOT_OF_ENTITIES), *UNCHECKED)
STRONG: Final = frozenset({"LEI", "USCC", "IMO", "EORI", "VAT", "INN", "OGRN", "MMSI"})
"""Kinds of which two entities do not have the same number."""


@dataclass(frozen=True, slots=True)
class End:
    """Why a statement counts no longer, by whom, when."""

    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityStatement:
    """What every statement carries."""

    id: str
    since: str | None = None
    """ISO 8601 at whatever precision is known; None: not known."""
    until: str | None = None
    """Its last day; None: it goes on, or nobody knows."""
    source: str
    grade: str
    """A1 to F6; empty: nobody graded it."""
    certainty: Certainty | None = None
    """How sure it is; None: nobody said."""
    wording: str = ""
    """The source's own reservation, as it words it; empty: it makes none."""
    read_on: str = ""
    """The day on which the source was read; empty: nobody said."""
    note: str = ""
    evidence: str = ""
    """The piece it rests on: reference of a case and its label, `PL1-2026-000412/E-01`."""
    author: str
    at: datetime
    end: End | None = None

    @property
    def sure(self) -> str:
        """How sure it is, and the source's own reservation beside it; empty: nothing was said."""
        said = _(self.certainty.value) if self.certainty else ""
        return joined("; ", filter(None, (said, worded(self.wording))))

    @property
    def stands(self) -> bool:
        """Nobody ended the statement; whether it holds today is another question."""
        return self.end is None

    def holds_on(self, day: date) -> bool:
        """It stands and, as far as known, holds on the day."""
        return self.stands and within(day, self.since, self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFact(EntityStatement):
    """One thing stated of one entity."""

    entity_id: str
    kind: str
    value: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(EntityStatement):
    """`from` does to `to` what the kind says."""

    from_id: str
    to_id: str
    kind: str
    percent: str | None = None
    """A share as `checked_share` keeps it; None: not stated."""
    test: str = ""
    """By what it controls: board majority, golden share …; the note, where it is not stated."""
    value: Mapping[str, str] = field(default_factory=dict)
    """What else the kind carries: item, control entry, project, course, channel."""

    @property
    def how(self) -> str:
        """Share, test of control and whatever else it carries, as stated; empty: nothing is."""
        carried = (share_text(self.percent), self.test, told_values(self.value))
        return joined("; ", filter(None, carried))

    @property
    def is_solid(self) -> bool:
        """It may be drawn as a plain line: nobody alleges it, and what accuses is established."""
        kind = LINK_KINDS.get(self.kind)
        if kind is not None and kind.accuses:
            return self.certainty is Certainty.ESTABLISHED
        return self.certainty is not Certainty.ALLEGED


@dataclass(frozen=True, slots=True)
class TypedStatement:
    """What every statement carries, as it was typed."""

    source: str
    grade: str = ""
    since: str | None = None
    until: str | None = None
    note: str = ""
    evidence: str = ""
    certainty: Certainty | None = None
    wording: str = ""
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """What is about to be stated, checked: nothing of it is wrong any more."""

    kind: str
    value: Mapping[str, str]
    since: str | None
    until: str | None
    source: str
    grade: str
    note: str
    warnings: tuple[str, ...] = ()
    evidence: str = ""
    certainty: Certainty | None = None
    wording: str = ""
    read_on: str = ""

    @property
    def carried(self) -> dict[str, str | None]:
        """What every statement carries beside its kind and value."""
        return {
            "since": self.since,
            "until": self.until,
            "source": self.source,
            "grade": self.grade,
            "note": self.note,
            "evidence": self.evidence,
            "certainty": self.certainty,
            "wording": self.wording,
            "read_on": self.read_on,
        }


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: its title, what must be said of it, what may be, and how it is checked."""

    name: str
    title: str
    content: Content
    """The class of what is said."""
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of: tuple[str, ...] = ENTITY_KINDS
    """Kinds of entity that it is stated of."""
    by_deed_only: bool = False
    """Stated by a deed of its own, never by hand."""
    needs_certainty: bool = False
    """And a grade, and the day on which the source was read."""
    names: tuple[str, ...] = ()
    """Fields that hold the identity of an entity; its name then stands beside, as `…_name`."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that a statement may have, as it is kept."""
        return (*self.needs, *self.may, *(name_field(one) for one in self.names))


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link in both directions, in words."""

    name: str
    title: str
    forth: str
    """`{one} … {other}`, read from the one that does it."""
    back: str
    has_percent: bool = False
    has_test: bool = False
    """It may be a test of control other than by shares."""
    is_mutual: bool = False
    may: tuple[str, ...] = ()
    """What else may be stated of it."""
    needs_certainty: bool = False
    """And a grade, and the day on which the source was read."""
    accuses: bool = False
    """Never drawn solid unless it is established."""
    ones: tuple[str, ...] = ENTITY_KINDS
    """Kinds of entity that do it."""
    others: tuple[str, ...] = ENTITY_KINDS
    """Kinds of entity that it is done to."""


FACT_KINDS: Final[Mapping[str, FactKind]] = {
    one.name: one
    for one in (
        FactKind("name", "Name", Content.PERSONAL, ("text",), ("kind",), {"kind": NAME_KINDS}),
        FactKind(
            "identifier", "Identifier", Content.PERSONAL, ("kind", "number"), ("country",),
            {"kind": IDENTIFIER_KINDS},
        ),
        FactKind("kind", "Kind of entity", Content.OPEN, ("kind",), choices={"kind": ENTITY_KINDS}),
        FactKind("address", "Address", Content.PERSONAL, ("text",), ("country",)),
        FactKind("country", "Country", Content.OPEN, ("country",)),
        FactKind("flag", "Flag", Content.OPEN, ("country",), of=("vessel",)),
        FactKind("born", "Born or founded", Content.PERSONAL, ("date",)),
        FactKind("birth_place", "Place of birth", Content.PERSONAL, ("text",), ("country",),
                 of=("person",)),
        FactKind("position", "Office held", Content.PERSONAL, ("text",), of=("person",)),
        FactKind("activity", "Activity", Content.OPEN, ("text",)),
        FactKind("phone", "Phone", Content.PERSONAL, ("text",)),
        FactKind("domain", "Domain", Content.PERSONAL, ("text",)),
        FactKind("remark", "Remark", Content.INTERNAL, ("text",)),
        FactKind(
            "channel", "Acquisition channel", Content.BUSINESS, ("acquirer", "channel"),
            ("source_entity", "technology", "entry", "amount", "currency", "basis"),
            {"channel": CHANNELS}, needs_certainty=True, names=("acquirer", "source_entity"),
        ),
        FactKind("distinct", "Not the same as", Content.PERSONAL, ("entity",), by_deed_only=True),
    )
}  # fmt: skip
"""Kind of fact → what it is; `distinct` remembers that two alike entities are two."""

_INSTITUTIONS: Final = ("organisation", "university", "state_body")
LINK_KINDS: Final[Mapping[str, LinkKind]] = {
    one.name: one
    for one in (
        LinkKind("owns", "owns", "owns", "is owned by", has_percent=True),
        LinkKind("controls", "controls", "controls", "is controlled by", has_test=True),
        LinkKind("directs", "directs", "directs", "is directed by", has_test=True),
        LinkKind("manages", "manages", "manages", "is managed by", has_test=True),
        LinkKind("employs", "employs", "employs", "is employed by"),
        LinkKind("part_of", "is part of", "is part of", "has as a part"),
        LinkKind("member", "is a member of", "is a member of", "has as a member"),
        LinkKind("acts_for", "acts for", "acts for", "is acted for by"),
        LinkKind("family", "is of the family of", "is of the family of", "is of the family of",
                 has_test=True, is_mutual=True),
        LinkKind("affiliated", "is affiliated with", "is affiliated with", "is affiliated with",
                 is_mutual=True),
        LinkKind("associate", "is an associate of", "is an associate of", "is an associate of",
                 is_mutual=True),
        LinkKind("acquired", "acquired", "acquired", "was acquired by", has_percent=True,
                 may=("channel",), needs_certainty=True),
        LinkKind("joint_venture", "is a joint venture of", "is a joint venture of",
                 "has the joint venture", has_percent=True),
        LinkKind("copied_from", "is copied from", "is copied from", "was copied as",
                 may=("item",), needs_certainty=True, accuses=True),
        LinkKind("licensed_from", "makes under licence of", "makes under licence of",
                 "licenses to", may=("item",)),
        LinkKind("cooperates", "researches with", "researches with", "researches with",
                 is_mutual=True, may=("project",), ones=_INSTITUTIONS, others=_INSTITUTIONS),
        LinkKind("exchanges_staff", "exchanges staff with", "exchanges staff with",
                 "exchanges staff with", is_mutual=True, may=("project",), ones=_INSTITUTIONS,
                 others=_INSTITUTIONS),
        LinkKind("supplies", "supplies", "supplies", "is supplied by", may=("item", "entry")),
        LinkKind("trained_at", "was trained at", "was trained at", "trained", may=("course",),
                 ones=("person",), others=_INSTITUTIONS),
        LinkKind("studied_under", "belongs to the group of", "belongs to the group of", "leads",
                 ones=("person",), others=("person",)),
        LinkKind("stole_from", "took technology from", "took technology from",
                 "lost technology to", needs_certainty=True, accuses=True),
    )
}  # fmt: skip
"""Kind of link → what it says, in both directions."""

CONTROL_TESTS: Final = (
    N_("majority of votes"), N_("board majority"), N_("power to appoint"), N_("veto"),
    N_("golden share"), N_("voting agreement"), N_("dominant influence"),
)  # fmt: skip
"""Words for common tests of control; any other is taken too, the office says which count."""

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SCRIPTS: Final = (
    ("CJK", "han"), ("CYRILLIC", "cyrillic"), ("ARABIC", "arabic"), ("GREEK", "greek"),
    ("HANGUL", "hangul"), ("HIRAGANA", "kana"), ("KATAKANA", "kana"), ("HEBREW", "hebrew"),
    ("LATIN", "latin"),
)  # fmt: skip


def name_field(name: str) -> str:
    """The field that holds the name of an entity whose identity stands in `name`."""
    return f"{name}_name"


def script_of(text: str) -> str:
    """The script of a name: latin, han, cyrillic …; `mixed` where it has letters of several."""
    names = (unicodedata.name(sign, "") for sign in text if sign.isalpha())
    found = dict.fromkeys(
        script for name in names for begin, script in _SCRIPTS if name.startswith(begin)
    )
    return next(iter(found), "other") if len(found) <= 1 else "mixed"


def within(day: date, since: str | None, until: str | None) -> bool:
    """Whether a day lies between two days of any precision; an open end does not end."""
    said = day.isoformat()
    return (since is None or said[: len(since)] >= since) and (
        until is None or said[: len(until)] <= until
    )


def overlap(one: EntityStatement, other: EntityStatement) -> bool:
    """Whether two statements may hold on the same day; at coarse precision they may."""
    return not_after(one.since, other.until) and not_after(other.since, one.until)


def not_after(first: str | None, last: str | None) -> bool:
    """Whether a day may be no later than another, at the precision both have; open ends may."""
    if first is None or last is None:
        return True
    common = min(len(first), len(last))
    return first[:common] <= last[:common]


def partial_day(text: str | None, name: str) -> str | None:
    """A day, month or year as ISO 8601; None where nothing is said; else Invalid."""
    said = (text or "").strip()
    if not said:
        return None
    try:
        if _DAY.fullmatch(said):
            date.fromisoformat(f"{said}-01-01"[:10])
            return said
    except ValueError:
        pass
    raise Invalid(
        _("This is no date."),
        field=name,
        value=said,
        remedy=_("Write 2026-03-27, or 2026-03, or 2026."),
    )


def said_of(fact: EntityFact) -> str:
    """A fact's value as one text, without its kind."""
    value = fact.value
    match fact.kind:
        case "identifier":
            said = f"{value['kind']} {value['number']}"
        case "country" | "flag":
            return value["country"]
        case "born":
            return value["date"]
        case "kind":
            return low(value["kind"])
        case "channel":
            return told_channel(value)
        case _:
            said = value.get("text", "")
    country = value.get("country", "")
    return f"{said}, {country}" if country else said
