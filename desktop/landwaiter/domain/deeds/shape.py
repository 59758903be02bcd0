"""What a deed is: a frozen dataclass of typed arguments, with how each is asked for, and one row.

Refusal, command, form, button, title in the audit trail, table of four eyes and test are made from
it and say nothing of their own. The class of the arguments is the deed's identity: two deeds never
share one. A reader needs this file and the `deeds.py` of a subject.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Protocol,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor, UserRole, roles_said, shut_out_said
from landwaiter.domain.base.terms import yes_no
from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural

Choices = tuple[tuple[str, str], ...]
"""Values and their words."""
SHORTEST_REASON = 10
"""Characters: a reason is a sentence that another person judges by."""

ANALYST, REVIEWER, HEAD = UserRole.ANALYST, UserRole.REVIEWER, UserRole.HEAD
ADMINISTRATOR, AUDITOR = UserRole.ADMINISTRATOR, UserRole.AUDITOR
SERVICE = UserRole.SERVICE
WORKERS = frozenset({ANALYST, REVIEWER, HEAD})
APPROVERS = frozenset({REVIEWER, HEAD})
HEADS = frozenset({HEAD})
KEEPERS = WORKERS | {ADMINISTRATOR}
"""Who brings declarations, lists and packs in; an auditor only reads."""
TAKERS = KEEPERS | {SERVICE}
"""Who takes declarations in: a service user does nothing else."""
OFFICE = frozenset({HEAD, ADMINISTRATOR})
ANY_SECOND = APPROVERS | OFFICE
ADMINISTRATORS = frozenset({ADMINISTRATOR})
EVERYBODY = frozenset(UserRole) - {SERVICE}
"""Every person; a service user is none."""


class Column(Protocol):
    """A value of a record that is asked for as a whole, such as an entry of a register."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def holds(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def read(self) -> Callable[[str], str]: ...
    @property
    def is_day(self) -> bool: ...
    @property
    def is_country(self) -> bool: ...


class Lookup(StrEnum):
    """What the casebook is asked for the choices of an argument: a window offers them."""

    PEOPLE = "people"
    ENTITIES = "entities"
    CONTROL_ENTRIES = "control_entries"
    TAGS = "tags"
    ACTS = "acts"
    """Acts that packs name."""
    DEEDS = "deeds"
    """Deeds on a case that take a reason; no casebook is asked."""
    LEGAL_BASES = "legal_bases"
    """What decisions rest on, from the lists of the office."""
    CONTROL_RESULTS = "control_results"
    """Codes of the lists that the office imported."""
    AUTHORITIES = "authorities"
    """Those that the office counts its referrals by."""
    COUNTRIES = "countries"
    """By name or code; no casebook is asked."""
    LETTER_TEXTS = "letter_texts"
    """What the office says in its letters, each by its title; no casebook is asked."""


class FileUse(StrEnum):
    """What becomes of a file that an argument names."""

    READ = "read"
    WRITTEN = "written"


def _no_words(subject: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Ask:
    """How one argument is asked for. Callables are given what the deed is done to."""

    title: str
    content: Content | None = None
    """The class of what is said. None: its kind says it, which it does of no text and no file."""
    hint: str = ""
    least: int = 0
    """Fewest characters."""
    long: bool = False
    unit: str = ""
    option: str = ""
    """On the command line, where it is not the argument's name."""
    given: bool = False
    """It names what the deed is done to: typed first, or chosen in a list of the window."""
    among: tuple[Any, ...] = ()
    """The values of an enum that fit here, or texts of which one must be given."""
    offered: Callable[[Any], Choices] | None = None
    """Choices that what it is done to has, such as the items of a case."""
    lookup: Lookup | None = None
    free: bool = False
    """With choices: another value may be typed."""
    certain: bool = False
    """With choices: one of them counts whatever is said; none is to leave it out."""
    unsaid: str = ""
    """With choices: what it means to leave it out."""
    each: Callable[[Any], Choices] | None = None
    """Of one value for each of these, by number or name, such as the items of a case: one of
    `among`, else a text.
    """
    parted: str = ""
    """Of several values in one text: the sign between them."""
    fits: Callable[[Any, Any], None] | None = None
    """Raises Invalid where a value does not fit what the deed is done to, which a form knows."""
    means: Mapping[Any, str] | None = None
    """With choices: what each of them means, beside its word in a form."""
    law: bool = False
    """A choice of law: only a person makes it, and none stands there beforehand."""
    yes_no: tuple[str, str] | None = None
    """Of a yes or no that must be said: the options for yes and for no."""
    now: Callable[[Any], str] = _no_words
    """The value that stands, to begin with."""
    day: bool = False
    """Of a text: it is a day, and asked for as one."""
    today: bool = False
    """Of a day: a form begins with the present one."""
    known: Callable[[Any], str] = _no_words
    """What is recorded already, as a hint."""
    columns: Callable[[Mapping[str, Any]], Sequence[Column]] | None = None
    """Of an argument that is a record, or several: its columns by the arguments given so far."""
    blank: bool = False
    """An empty text is an answer: it takes away what stands."""
    seen: bool = False
    """Neither option nor field: what the person looked at, as the window read it."""
    secret: bool = False
    """Never an option, a draft, JSON or an entry of the audit chain."""
    file: FileUse | None = None
    reads: Callable[[str], Any] | None = None
    """How a text is read where the type alone does not say it; raises Invalid or ValueError."""


Reason = Annotated[str, Ask("Reason", Content.DELIBERATION, least=SHORTEST_REASON, long=True)]

A = TypeVar("A")
S_contra = TypeVar("S_contra", contravariant=True)


def never(subject: Any, actor: Actor) -> str:
    """The row refuses by roles alone."""
    return ""


def always(subject: Any, said: Any, office: Mapping[str, str]) -> bool:
    """A deed that waits for a second person whatever is said."""
    return True


@dataclass(frozen=True, slots=True)
class Second:
    """When a deed waits for a second person, and who that may be: a line of the table."""

    title: str
    """In the table of four eyes."""
    condition: str
    """As people read it; {value} is the office's setting."""
    roles: frozenset[UserRole]
    who_may_not: str
    holds: Callable[[Any, Any, Mapping[str, str]], bool] = always
    """Whether it waits: of what it is done to, what is said, and the office's settings."""
    setting: str = ""
    """Key of the setting by which the office changes the line, itself under four eyes."""
    motion: str = ""
    """Name of the motion where it is not the deed's: whatever changes a register is one motion."""
    own_signature: bool = False
    """The second person signs the decision itself, not a motion."""


@dataclass(frozen=True, slots=True)
class Deed(Generic[A, S_contra]):
    """One row. `A` are its arguments, `S_contra` is what it is done to."""

    args: type[A]
    name: str
    """Its own; in the audit chain too, unless `audited` or a motion says another."""
    subject: str
    """The subject of the house it belongs to, such as `retention`."""
    title: str
    """On button, form, menu and palette."""
    done: str
    """Said once it is done."""
    command: str
    """Words of the command line; {argument} stands for each value of an enum."""
    roles: frozenset[UserRole]
    topics: tuple[str, ...]
    """What views have to look at again."""
    told: str = ""
    """In the audit trail, where it is not the title."""
    audited: str = ""
    """Name in the audit chain, where several deeds share one."""
    refuses: Callable[[S_contra, Actor], str] = never
    """Why it cannot be done to this now; empty where it can."""
    second: tuple[Second, ...] = ()

    def second_for(self, subject: Any, said: Any, office: Mapping[str, str]) -> Second | None:
        """The line by which it waits for a second person; None where it does not."""
        return next((one for one in self.second if one.holds(subject, said, office)), None)

    @property
    def entry(self) -> str:
        """Its name in the audit chain."""
        return self.motion or self.audited or self.name

    @property
    def motion(self) -> str:
        """The name of its motion; empty where it never is one."""
        return next((one.motion or self.name for one in self.second if not one.own_signature), "")

    def why_no_role(self, actor: Actor) -> str:
        """The role that is missing, to be said after the title; empty where one is held."""
        if actor.has(*self.roles):
            return ""
        if self.roles == EVERYBODY and not actor.is_service:  # some hold no role yet
            return ""
        return _("needs the role {roles}").format(roles=roles_said(self.roles))

    def refusal_by_role(self, actor: Actor) -> str:
        """The same as a sentence of its own; of who was shut out it says that."""
        if actor.shut_out:
            return shut_out_said(actor)
        why = self.why_no_role(actor)
        return _("{title}: {why}.").format(title=_(self.title), why=why) if why else ""

    def why_not(self, actor: Actor, subject: S_contra | None) -> str:
        """Empty where this person may do it to this, else the reason, said after the title."""
        return self.why_no_role(actor) or (
            self.refuses(subject, actor) if subject is not None else ""
        )


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a deed as its class declares it."""

    name: str
    kind: Any
    ask: Ask
    needed: bool
    default: Any
    many: bool

    @property
    def option(self) -> str:
        """Its word on the command line."""
        return self.ask.option or self.name.replace("_", "-")

    @property
    def content(self) -> Content:
        """The class of what is said; TypeError where neither the argument nor its kind says it."""
        known = self.ask.content or _content_by_kind(self.kind, self.ask)
        if known is None:
            raise TypeError(f"{self.name}: say the class of its content, with Ask(…, Content.…)")
        return known

    @property
    def sample(self) -> str:
        """How a value is written, where its type has one way; empty otherwise."""
        return _SAMPLES.get(self.kind, "") if self.kind is not bool else ""

    @property
    def is_field(self) -> bool:
        """In a form: a file is chosen in the system's own dialog."""
        return not (self.ask.file or self.ask.seen)

    @property
    def is_typed(self) -> bool:
        """On the command line: no secret, and nothing that only a window knows."""
        return not (self.ask.secret or self.ask.seen)

    @property
    def is_record(self) -> bool:
        return self.ask.columns is not None

    @property
    def is_each(self) -> bool:
        return self.ask.each is not None

    def choices(self, subject: Any = None) -> tuple[Any, ...]:
        """Values that fit, where they are counted."""
        if self.ask.offered is not None and subject is not None:
            return tuple(value for value, _words in self.ask.offered(subject))
        if self.ask.among:
            return self.ask.among
        return tuple(self.kind) if _is_enum(self.kind) else ()

    def parts(self, text: str) -> tuple[Any, ...]:
        """Several values in one text: parted by their sign, or one a line."""
        given = text.split(self.ask.parted) if self.ask.parted else text.splitlines()
        return tuple(self.read(part) for part in given if part.strip())

    def read(self, text: str) -> Any:
        """The value that a text means; Invalid where it means none."""
        try:
            value = (self.ask.reads or _READ.get(self.kind, self.kind))(text)
        except (ValueError, InvalidOperation):
            raise self.unfit(text) from None
        self.check(value)
        return value

    def check(self, value: Any) -> None:
        """Invalid where a value does not fit."""
        if isinstance(value, str) and self.kind is str:
            self._check_length(value)
        if self.is_each and not self.ask.among:
            for part in value.values():
                self._check_length(part)
        if self.ask.among and not self.ask.free:
            wanted = (*self.ask.among, self.default)
            for part in value.values() if self.is_each else (value,):
                if part not in wanted:
                    raise self.unfit(part)

    def _check_length(self, value: str) -> None:
        given = len(value.strip())
        least = self.ask.least or (1 if self.needed and not self.ask.blank else 0)
        if given >= least or (not self.needed and not given):
            return
        if least == 1:
            raise self.missing()
        raise Invalid(
            plural(
                least,
                "{title}: at least {n} character.",
                "{title}: at least {n} characters.",
                title=_(self.ask.title),
            ),
            field=self.option,
            value=value,
            remedy=_("Say it in full: another person judges by it."),
        )

    def missing(self) -> Invalid:
        """What is said where it was not given."""
        wanted = ", ".join(str(one) for one in self.choices())
        return Invalid(
            _("“{title}” is missing.").format(title=_(self.ask.title)),
            field=self.option,
            remedy=_("Give one of: {wanted}.").format(wanted=wanted)
            if wanted
            else _("Give it and try again."),
        )

    def unfit(self, value: Any) -> Invalid:
        """What is said of a value that does not fit."""
        wanted, sample = ", ".join(str(one) for one in self.choices()), _SAMPLES.get(self.kind, "")
        remedy = _("Give one of: {wanted}.") if wanted else _("Write it as {wanted}.")
        return Invalid(
            _("{title}: this does not fit.").format(title=_(self.ask.title)),
            field=self.option,
            value=str(value),
            remedy=remedy.format(wanted=wanted or sample) if wanted or sample else "",
        )


def _content_by_kind(kind: Any, ask: Ask) -> Content | None:
    """Of what holds no words of anybody, and of who works here; None of all else."""
    if ask.lookup is Lookup.PEOPLE:
        return Content.PERSONAL
    is_term = bool(ask.among) and not ask.free
    if _is_enum(kind) or kind in _WORDLESS or ask.day or is_term:
        return Content.OPEN
    return None


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _read_yes_no(text: str) -> bool:
    said = yes_no(text)
    if said is None:
        raise ValueError(text)
    return said


def _text(text: str) -> str:
    return text.strip()


def _whole(text: str) -> int:
    """A whole number that a database can keep."""
    number = int(text.strip())
    if abs(number) >= 2**63:
        raise ValueError(text)
    return number


_READ: Mapping[Any, Callable[[str], Any]] = {
    str: _text,
    dt.date: lambda text: dt.date.fromisoformat(text.strip()),
    dt.datetime: lambda text: dt.datetime.fromisoformat(text.strip()),
    Decimal: lambda text: Decimal(text.strip()),
    int: _whole,
    bool: _read_yes_no,
    Path: lambda text: Path(text.strip()),
}
_WORDLESS: Final = (dt.date, dt.datetime, int, bool)
_SAMPLES: Mapping[Any, str] = {
    dt.date: "2026-03-27",
    dt.datetime: "2026-03-27T14:30",
    int: "1",
    Decimal: "1250.5",
    bool: "yes, no",
}


def arguments(args: type[Any]) -> tuple[Argument, ...]:
    """The arguments of a deed, in the order of its class."""
    return _arguments(cast("Hashable", args))


@cache
def _arguments(args: Any) -> tuple[Argument, ...]:
    return tuple(_argument(one) for one in fields(args))


def _argument(field: Any) -> Argument:
    hint = field.type
    kind, ask = get_args(hint)[:2] if get_origin(hint) is Annotated else (hint, None)
    if not isinstance(ask, Ask):
        raise TypeError(f"{field.name}: say how it is asked for, with Annotated[…, Ask(…)]")
    needed = field.default is MISSING and field.default_factory is MISSING
    default = None if field.default is MISSING else field.default
    if get_origin(kind) in (Union, UnionType):
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    return Argument(field.name, get_origin(kind) or kind, ask, needed, default, many)


def checked(said: Any) -> None:
    """Invalid with the first argument that does not fit."""
    for one in arguments(type(said)):
        value = getattr(said, one.name)
        if value is None and one.needed and one.kind is not Any:
            raise one.missing()
        if value is None or one.is_record:
            continue
        if one.many and one.needed and not value:
            raise one.missing()
        for part in value if one.many else (value,):
            one.check(part)


def named_as(deed: Deed[Any, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The command's words, once for each value of the enum in them, with that value."""
    if "{" not in deed.command:
        yield deed.command, {}
        return
    (one,) = (one for one in arguments(deed.args) if "{" + one.name + "}" in deed.command)
    for value in one.choices():
        yield deed.command.format(**{one.name: value.value}), {one.name: value}
