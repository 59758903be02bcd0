"""Four eyes: which deed needs whom, as one table that is shown, printed and obeyed.

It is the first of three nets (DESIGN 6): triggers and the signature stand behind it. A row says
under which condition a deed waits for a second person, who that may be, and who may not. Rows with
a `setting` are the office's to change, itself under four eyes; the others are fixed.
"""

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.four_eyes import PRACTICE, RULES, Office, setting
from landwaiter.domain.deeds.shape import Second
from landwaiter.domain.table.deeds import DEEDS

_REVIEW = frozenset({UserRole.REVIEWER, UserRole.HEAD})
_OFFICE = frozenset({UserRole.HEAD, UserRole.ADMINISTRATOR})
_ANY_SECOND = _REVIEW | _OFFICE
_MOVER = "its mover"
_NOT_MOVER = "its mover, and who has a conflict of interest"
_NOT_SUBJECT = "its mover, and the person it is about"
_OLD: tuple[tuple[str, Second], ...] = (
    ("wipe_evidence", Second("Wiping of evidence", "always", _REVIEW, _NOT_MOVER)),
    ("erase_payload", Second("Erasing of an audit payload", "always", _ANY_SECOND, _NOT_MOVER)),
    ("change_user", Second("New user, more roles", "always", _ANY_SECOND, _NOT_SUBJECT)),
    ("set_policy", Second("Change of this table", "always", _OFFICE, _NOT_MOVER)),
    (
        "import_pack",
        Second("Import of a pack of the office's own making", "always", _REVIEW, _MOVER),
    ),
    (
        "confirm_list",
        Second("Watch list taken in: it judges at once", "afterwards", _REVIEW, _MOVER),
    ),
    ("remove_list", Second("Removal of a watch list", "always", _REVIEW, _MOVER)),
    ("accept_root", Second("Root of reference bundles", "always", _ANY_SECOND, _MOVER)),
    ("change_register", Second("Change of a register", "always", _REVIEW, _MOVER)),
    (
        "set_practice",
        Second(
            "Practice of the state on an embargo",
            "where the office wants it: {value}",
            _OFFICE,
            _MOVER,
            setting=PRACTICE,
        ),
    ),
    (
        "set_rule",
        Second(
            "Threshold of a rule, or a rule off",
            "where the office wants it: {value}",
            _OFFICE,
            _MOVER,
            setting=RULES,
        ),
    ),
)
TABLE: tuple[tuple[str, Second], ...] = (
    *((one.motion or deed.name, one) for deed in DEEDS for one in deed.second),
    *_OLD,
)
"""Motion, or decision on a case, and the line that says when it waits for whom."""


def seconders_of(deed: str) -> frozenset[UserRole]:
    """The roles of which one is needed to second the deed; none for a deed that is not here."""
    return frozenset().union(*(line.roles for name, line in TABLE if name == deed))


def wanted(deed: str, office: Office) -> bool:
    """Whether a deed of the office waits for a second person."""
    lines = [line for name, line in TABLE if name == deed]
    return any(not line.setting or setting(office, line.setting) == "true" for line in lines)
