"""Casebooks made and opened: the session of who signs in, with the table of handlers."""
# ruff: noqa: PLC0415 (who signs in waits for what signing in needs, and for no more)

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from landwaiter.domain.base.zones import ZONES
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.casebook.casebook_keys import sign_in_notice
from landwaiter.services.office.templates_by_two import (
    templates_fallen_said,
    templates_of_two,
)
from landwaiter.services.office.texts_by_two import fallen_said, texts_of_two
from landwaiter.services.people.preferences import preferences
from landwaiter.services.warm.session import (
    Handlers,
    OnlyTakesIn,
    Session,
    only_takes_in,
    wall_clock,
)
from landwaiter.storage.audit.anchors import read_anchor_file
from landwaiter.storage.base.settings import set_setting
from landwaiter.storage.casebook import check_closed
from landwaiter.storage.casebook import lifecycle as stored
from landwaiter.storage.casebook.check import CheckReport
from landwaiter.storage.casebook.founding import Founder
from landwaiter.storage.casebook.lifecycle import FirstSignIn
from landwaiter.storage.casebook.recovery import PrintedHalf
from landwaiter.storage.evidence import evidence_rows
from landwaiter.storage.people import user_keys, users
from landwaiter.trust.registry import ADMINISTRATOR

_ORPHANED = timedelta(days=1)
"""Files without a row that are younger may belong to a deed in progress."""


def every_handler() -> Handlers:
    """The table of handlers, loaded with the first deed of the process."""
    from landwaiter.services.table.handlers import HANDLERS

    return HANDLERS


@dataclass(frozen=True, slots=True)
class CasebookOffice:
    """Whose casebook it is: office code (as in references) and Member State (alpha-2)."""

    code: str
    member_state: str


@dataclass(frozen=True, slots=True)
class FoundedCasebook:
    """A new casebook with its first founder signed in; the recovery key is shown once."""

    session: Session
    warnings: tuple[str, ...]
    halves: tuple[PrintedHalf, ...]
    """Of the recovery key: each is for its holder alone."""

    @property
    def recovery_key(self) -> str:
        """All halves, a line each: what recovering asks for."""
        return "\n".join(half.text for half in self.halves)


def create_casebook(
    path: Path,
    *,
    office: CasebookOffice,
    user: str,
    password: str,
    founders: Sequence[Founder] = (),
    now: Callable[[], datetime] = wall_clock,
    sample: bool = False,
    packs: Iterable[Pack] | None = None,
    holders: Sequence[str] = (),
    roles: Iterable[str] = (),
) -> FoundedCasebook:
    """Make a casebook, load the shipped packs (or `packs`), sign the first founder in.

    `user` administers it, and holds `roles` besides; `founders` are the others. With two people or
    more the recovery key is in halves, of `holders` or else of the first two.
    """
    if office.member_state not in ZONES:
        raise Invalid(
            _("This is no Member State of the Union."),
            field="state",
            value=office.member_state,
            remedy=_("Use one of {states}.").format(states=", ".join(ZONES)),
        )
    made = stored.create_casebook(
        path,
        office_code=office.code,
        member_state=office.member_state,
        founders=(_first(user, password, founders, roles), *founders),
        now=now(),
        holders=holders,
        furnish=lambda casebook: _furnish(
            Session(casebook, every_handler, now), packs, sample=sample
        ),
    )
    session = open_casebook(path, user=user, password=password, now=now)
    return FoundedCasebook(session, made.warnings, made.halves)


def _first(user: str, password: str, others: Sequence[Founder], roles: Iterable[str]) -> Founder:
    """Who makes the casebook administers it; alone, that person holds every role."""
    held = {ADMINISTRATOR, *roles} if others else {*users.ROLES_OF_PERSONS}
    return Founder(user, tuple(held), password)


def _furnish(session: Session, packs: Iterable[Pack] | None, *, sample: bool) -> None:
    """What a new casebook holds before anybody sees it."""
    from landwaiter.services.casebook.casebooks import SAMPLE
    from landwaiter.services.law.packs import import_packs, shipped_packs

    import_packs(session, shipped_packs(root()) if packs is None else packs)
    if sample:
        with session.writing("mark_sample") as work:
            set_setting(work.conn, SAMPLE, "true", by=work.actor, at=work.now)
            work.audit("casebook.marked_as_sample", f"casebook/{session.casebook.id}", {})


def open_casebook(
    path: Path,
    *,
    user: str,
    password: str,
    now: Callable[[], datetime] = wall_clock,
    takes_in: bool = False,
) -> Session:
    """Sign a user in; each refusal has its own sentence. Sweeps what killed deeds left behind.

    A service user comes in where it `takes_in` declarations, and nowhere else.
    """
    casebook = stored.open_casebook(path, user=user, password=password, now=now())
    session = Session(casebook, every_handler, now)
    with session.reading() as conn:
        registry = session.registry(conn)
        person = registry.people.get(casebook.user.id)
        if person is not None and person.is_service and not takes_in:
            casebook.close()
            raise only_takes_in(casebook.user.name)
        files = evidence_rows.vault_files(conn, registry)
        texts = texts_of_two(conn, registry)
        templates = templates_of_two(conn, registry)
    known = {vault_name for _name, vault_name in files}
    session.casebook.vault.sweep(known, older_than=wall_clock() - _ORPHANED)
    evidence_rows.remove_wiped(session.casebook, now=session.now())
    told = (
        sign_in_notice(session),
        _new_here(session),
        fallen_said(texts.fallen),
        templates_fallen_said(templates.fallen),
    )
    session.notices.extend(filter(None, told))
    return replace(session, preferences=preferences(session), texts=texts.texts)


def _new_here(session: Session) -> str:
    """What somebody should know who opens a casebook where nobody has opened it before."""
    if session.casebook.seen.mark is not None:
        return ""
    return _(
        "This casebook was not opened on this machine before: that it is the newest, only an "
        "anchor shows that was written down elsewhere."
    )


def sign_in_first(
    path: Path,
    *,
    user: str,
    password: str,
    new_password: str,
    now: Callable[[], datetime] = wall_clock,
    for_service: Callable[[], None] = lambda: None,
) -> Session:
    """The first sign-in: an own password and an own signing key in the place of the first password.

    The key counts once a colleague who did not give out the first password has compared it.
    Invalid for the first password itself: who gave it out would have the key. `for_service` refuses
    how a service user came by its password; nothing is changed then.
    """
    if new_password == password:
        raise Invalid(
            _("The first password is known to who gave it out."),
            field="password",
            remedy=_("Choose another one, that only you know."),
        )
    casebook = stored.open_first(path, user=user, password=password, now=now())
    try:
        session = Session(casebook, every_handler, now)
        with session.reading() as conn:
            person = session.registry(conn).people.get(casebook.user.id)
        if person is not None and person.is_service:
            for_service()
        with casebook.write("make_key", now=now()) as work:
            user_keys.make_key(work, casebook, password=new_password)
    except BaseException:
        casebook.close()
        raise
    return session


def check_folder(
    path: Path,
    *,
    user: str,
    password: str,
    anchors: Sequence[Path] = (),
    now: Callable[[], datetime] = wall_clock,
) -> CheckReport:
    """The check of a casebook by its folder: also of one that cannot be opened any more.

    A wrong password is refused as when signing in; everything else that keeps the casebook shut is
    a finding, and what of the rest is whole is said beside it. Of a folder with links in it these
    are the findings, and nothing else is read.
    """
    from landwaiter.services.casebook import case_checks
    from landwaiter.services.casebook.casebooks import check

    path = path.absolute()
    if linked := check_closed.check_linked(path):
        return linked
    lost = check_closed.signed_in(path, user=user, password=password, now=now())
    if lost is not None:
        return check_closed.check_without_keys(path, lost)
    try:
        session = open_casebook(path, user=user, password=password, now=now)
    except (FirstSignIn, OnlyTakesIn):
        raise
    except Fault as fault:
        outside = tuple(read_anchor_file(file) for file in anchors)
        return check_closed.check_closed(
            path, fault, user=user, password=password, further=case_checks.FURTHER, anchors=outside
        )
    with session.casebook:
        return check(session, anchors)
