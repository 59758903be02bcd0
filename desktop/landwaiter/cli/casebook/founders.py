"""People named on the command line with what only they type: NAME=ROLES@FILE, NAME@FILE."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Sequence
from typing import TYPE_CHECKING

from landwaiter.cli.base.answer import WrongUsage
from landwaiter.cli.base.call import Call, password_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.casebook.casebooks import Founder


def founders_of(given: Sequence[str]) -> "tuple[Founder, ...]":
    """Each NAME=ROLE,ROLE@FILE with the own password, typed by that person where no file is."""
    from landwaiter.services.casebook.casebooks import Founder

    parted = [_parted(one) for one in given]
    return tuple(
        Founder(
            name,
            tuple(role.strip() for role in roles.split(",") if role.strip()),
            password_of(name, file, "--founder NAME=ROLES@FILE", twice=True),
        )
        for name, roles, file in parted
    )


def _parted(given: str) -> tuple[str, str, str]:
    name, equals, rest = given.partition("=")
    roles, _at, file = rest.partition("@")
    if not (name.strip() and equals and roles.strip()):
        raise WrongUsage(
            _("Write a founder as NAME=ROLE,ROLE@PASSWORD-FILE, not {given}.").format(given=given)
        )
    return name.strip(), roles, file


def passwords_of(call: Call, given: Sequence[str]) -> dict[str, str]:
    """Name → own password of each NAME@FILE; who is signed in has typed it already."""
    found: dict[str, str] = {}
    for one in given:
        name, _at, file = one.partition("@")
        name = name.strip()
        is_own = not file and name.casefold() == call.name().strip().casefold()
        found[name] = (
            call.password()
            if is_own
            else password_of(name, file, "--holder NAME@FILE", twice=False)
        )
    return found
