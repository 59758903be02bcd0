"""What an office does first: done or not as the casebook has it, and what works already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.domain.casebook.deeds import BACK_UP, SET_RECOVERY
from landwaiter.domain.deeds.four_eyes import SET_POLICY
from landwaiter.domain.deeds.shape import APPROVERS, WORKERS, Deed
from landwaiter.domain.intake.deeds import TAKE_IN
from landwaiter.domain.lists.deeds import IMPORT_LIST
from landwaiter.domain.office.deeds import CHANGE_SETTING
from landwaiter.domain.people.deeds import ADD_USER
from landwaiter.domain.registers.deeds import STATE_LOADED
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.wording import shown_country
from landwaiter.services.casebook import kept_backups
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.intake.table_mappings import mappings
from landwaiter.services.people.preferences import preferences
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.settings import setting
from landwaiter.storage.cases import case_list
from landwaiter.storage.lists.list_editions import standing_lists
from landwaiter.storage.people import users
from landwaiter.storage.registers.register_rows import newest_loads


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One row of the checklist."""

    key: str
    """Also the dialog of the window that begins it."""
    title: str
    done: bool
    says: str
    """How it stands, and what that means."""
    command: str
    """Its first act on the command line."""
    people: tuple[str, ...]
    """Who may do it."""
    why_not: str = ""
    """Why the reader may not; empty where they may."""

    @property
    def who(self) -> str:
        """Whom to ask: “Ewa, Jan may do it.”"""
        return _("{people} may do it.").format(people=", ".join(self.people) or _("nobody"))


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The checklist of a casebook, in the order in which an office goes through it."""

    office: str
    steps: tuple[FirstStep, ...]
    works_now: tuple[str, ...]

    @property
    def done(self) -> int:
        return sum(one.done for one in self.steps)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rows are judged by."""

    country: str
    cases: bool
    holders: int
    workers: frozenset[str]
    approvers: frozenset[str]
    lists: int
    registers: int
    mappings: int
    backup: str
    is_backed_up: bool
    alone: bool

    @property
    def has_pair(self) -> bool:
        """Whether somebody can work on a case and somebody else approve it."""
        return any(self.approvers - {one} for one in self.workers)


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    deed: Deed[Any, Any]
    command: str
    done: Callable[[_Facts], bool]
    says: Callable[[_Facts], str]


def _state(facts: _Facts) -> str:
    if facts.cases:
        return _("{country}; fixed since the first case.").format(country=facts.country)
    return _("{country}. Is it another? It can be changed until the first case.").format(
        country=facts.country
    )


def _recovery(facts: _Facts) -> str:
    if facts.holders < 2:
        return _("One person keeps it whole. With a second person it is made in halves.")
    return _("{n} people hold a half each.").format(n=figure(facts.holders))


def _people(facts: _Facts) -> str:
    if facts.has_pair:
        return _("One can decide a case and another approve it.")
    return _("Nobody can approve what another proposes: add an analyst and a reviewer.")


def _lists(facts: _Facts) -> str:
    if facts.lists:
        return plural(facts.lists, "{n} list is loaded.", "{n} lists are loaded.")
    return _("No watch list is loaded: parties are held against institutions alone.")


def _registers(facts: _Facts) -> str:
    if facts.registers:
        return plural(facts.registers, "{n} register is loaded.", "{n} registers are loaded.")
    return _("None is loaded: a declared licence is shown, not checked.")


def _form(facts: _Facts) -> str:
    if facts.mappings:
        return plural(facts.mappings, "{n} mapping is kept.", "{n} mappings are kept.")
    if facts.cases:
        return _("Cases were taken in; no table needed its columns named.")
    return _("Messages are read as they are; of a table you name the columns once.")


def _four_eyes(facts: _Facts) -> str:
    if facts.alone:
        return _("One person founded this casebook: nobody else’s assent counts in it.")
    return _("What is sealed by two people stands in the table of four eyes.")


_ROWS: Mapping[str, _Row] = {
    "office": _Row(
        N_("Member State"),
        CHANGE_SETTING,
        f"office set {MEMBER_STATE}",
        lambda _facts: True,
        _state,
    ),
    "recovery": _Row(
        N_("Recovery key"),
        SET_RECOVERY,
        "casebook recovery renew",
        lambda facts: facts.holders > 1,
        _recovery,
    ),
    "users": _Row(
        N_("People"), ADD_USER, "casebook users add", lambda facts: facts.has_pair, _people
    ),
    "import_list": _Row(
        N_("Watch lists"), IMPORT_LIST, "list import", lambda facts: facts.lists > 0, _lists
    ),
    "registers": _Row(
        N_("Registers"),
        STATE_LOADED,
        "register licences loaded",
        lambda facts: facts.registers > 0,
        _registers,
    ),
    "take_in": _Row(
        N_("How declarations arrive"),
        TAKE_IN,
        "intake",
        lambda facts: facts.mappings > 0 or facts.cases,
        _form,
    ),
    "backup": _Row(
        N_("Backup"),
        BACK_UP,
        "casebook backup",
        lambda facts: facts.is_backed_up,
        lambda facts: facts.backup,
    ),
    "four_eyes": _Row(
        N_("Four eyes"), SET_POLICY, "four-eyes", lambda facts: not facts.alone, _four_eyes
    ),
}


def first_steps(session: Session) -> FirstSteps:
    """The checklist as the casebook has it now, for who is signed in."""
    with session.snapshot() as still, still.reading() as conn:
        actor = still.actor(still.registry(conn))
        active = {row.name: row.roles for row in users.list_users(conn) if row.active}
        facts = _facts(still, active)
    steps = tuple(
        FirstStep(
            key,
            _(row.title),
            row.done(facts),
            row.says(facts),
            f"landwaiter {row.command}",
            _holding(active, row.deed.roles),
            row.deed.why_no_role(actor),
        )
        for key, row in _ROWS.items()
    )
    return FirstSteps(session.casebook.office_code, steps, tuple(_works(facts)))


def first_steps_asked(session: Session) -> FirstSteps | None:
    """The same for Today; None where the person put it away, or the casebook is a sample."""
    with session.reading() as conn:
        if setting(conn, SAMPLE) == "true":
            return None
    return first_steps(session) if preferences(session).first_steps else None


def _facts(session: Session, active: Mapping[str, Any]) -> _Facts:
    with session.reading() as conn:
        registry = session.registry(conn)
        backup = kept_backups.state_of(session, conn)
        return _Facts(
            country=shown_country(session.casebook.member_state),
            cases=case_list.count(conn, case_list.CaseFilter()) > 0,
            holders=len(registry.recovery),
            workers=frozenset(_holding(active, WORKERS)),
            approvers=frozenset(_holding(active, APPROVERS)),
            lists=len(standing_lists(conn)),
            registers=sum(
                any(load.loaded for load in newest_loads(conn, kind).values())
                for kind in RegisterKind
            ),
            mappings=len(mappings(session)),
            backup=kept_backups.told_age(backup.made_at, session.now()),
            is_backed_up=backup.made_at is not None,
            alone=registry.is_alone,
        )


def _holding(active: Mapping[str, Any], roles: frozenset[UserRole]) -> tuple[str, ...]:
    return tuple(sorted(name for name, held in active.items() if not roles.isdisjoint(held)))


def _works(facts: _Facts) -> list[str]:
    """What can be done with the casebook as it is."""
    told = [_("take in declarations"), _("classify goods")]
    if facts.lists:
        told.append(_("screen parties"))
    if facts.registers:
        told.append(_("check licences"))
    if facts.has_pair and not facts.alone:
        told.append(_("approve decisions"))
    return told


def works_said(found: FirstSteps) -> str:
    """What can be done already, as one sentence."""
    return _("What works now: {works}.").format(works=", ".join(found.works_now))
