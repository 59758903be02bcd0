"""Whom work can be given to: everybody by name, and who is away with who stands in."""

from collections.abc import Callable
from dataclasses import dataclass

from landwaiter.domain.cases.duty import absence_of
from landwaiter.domain.deeds.shape import WORKERS
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.warm.session import Session
from landwaiter.storage.cases import queue
from landwaiter.trust.registry import Person


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be given a case, and whether they are here."""

    name: str
    said: str
    """“Away until 17 Apr, Jan deputises”; empty for who is here."""

    @property
    def choice(self) -> tuple[str, str]:
        """Name, and the words by which it is chosen."""
        return self.name, f"{self.name}: {self.said}" if self.said else self.name


def colleagues(session: Session) -> tuple[Colleague, ...]:
    """Everybody who works on cases, who is here first."""
    workers = {role.value for role in WORKERS}
    return _known(session, lambda person: bool(set(person.roles_now) & workers))


def everybody(session: Session) -> tuple[Colleague, ...]:
    """Everybody who can sign in, who is here first."""
    return _known(session, lambda person: not person.disabled)


def _known(session: Session, which: Callable[[Person], bool]) -> tuple[Colleague, ...]:
    day, said = session.today(), _("away until {day}, {deputy} deputises")
    with session.reading() as conn:
        known = queue.standing_absences(conn, since=day)
        names = sorted(one.name for one in session.registry(conn).people.values() if which(one))
    found = []
    for name in names:
        away = absence_of(known, name, day)
        told = "" if away is None else said.format(
            day=shown_date(away.last_day), deputy=away.deputy or _("nobody")
        )  # fmt: skip
        found.append(Colleague(name, told))
    return tuple(sorted(found, key=lambda one: bool(one.said)))
