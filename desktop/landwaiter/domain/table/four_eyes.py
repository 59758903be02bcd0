"""Four eyes: which deed needs whom, as one table that is shown, printed and obeyed.

It is the first of three nets (DESIGN 6): triggers and the signature stand behind it. A row says
under which condition a deed waits for a second person, who that may be, and who may not. Rows with
a `setting` are the office's to change, itself under four eyes; the others are fixed.
"""

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.four_eyes import Office, setting
from landwaiter.domain.deeds.shape import Second
from landwaiter.domain.table.deeds import DEEDS

_USERS = (
    "change_user",
    Second(
        "New user, more roles",
        "always",
        frozenset({UserRole.REVIEWER, UserRole.HEAD, UserRole.ADMINISTRATOR}),
        "its mover, and the person it is about",
    ),
)
"""Changes of users are statements, which the storage has seconded: no motion, and no deed waits."""
TABLE: tuple[tuple[str, Second], ...] = tuple(
    dict.fromkeys(
        (*((one.motion or deed.name, one) for deed in DEEDS for one in deed.second), _USERS)
    )
)
"""Motion, or decision on a case, and the line that says when it waits for whom."""


def seconders_of(deed: str) -> frozenset[UserRole]:
    """The roles of which one is needed to second the deed; none for a deed that is not here."""
    return frozenset().union(*(line.roles for name, line in TABLE if name == deed))


def wanted(deed: str, office: Office) -> bool:
    """Whether a deed of the office waits for a second person."""
    lines = [line for name, line in TABLE if name == deed]
    return any(not line.setting or setting(office, line.setting) == "true" for line in lines)
