"""Which roles may do which deed of the office: one table that services obey and the window asks.

Acts on a case have their roles in the table of acts, and what needs a second person stands in
`four_eyes`. A deed is named as the unit of work that does it, which refuses by this table before it
does anything. Changes of users are here for the window; the storage refuses them by itself.
"""

from collections.abc import Collection, Mapping
from typing import Final

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.shape import APPROVERS, WORKERS
from landwaiter.i18n import _

KEEPERS: Final = WORKERS | {UserRole.ADMINISTRATOR}
"""Who brings declarations, lists and packs in; an auditor only reads."""
HEADS: Final = frozenset({UserRole.HEAD})
OFFICE: Final = frozenset({UserRole.HEAD, UserRole.ADMINISTRATOR})
ADMINISTRATORS: Final = frozenset({UserRole.ADMINISTRATOR})

MANDATES: Final[Mapping[str, frozenset[UserRole]]] = {
    **dict.fromkeys(("change_settings", "change_calendar"), OFFICE),
    **dict.fromkeys(("set_policy", "set_practice", "set_rule"), OFFICE),
    **dict.fromkeys(("find_person", "mark_access_entry"), APPROVERS),
    "erase_payload": OFFICE,
    "wipe_evidence": WORKERS,
    **dict.fromkeys(("take_in_declarations", "open_case"), KEEPERS),
    **dict.fromkeys(("import_list", "remove_list", "rescreen", "keep_list_mapping"), KEEPERS),
    **dict.fromkeys(("import_pack", "import_packs", "take_bundle"), KEEPERS),
    "accept_root": OFFICE,
    "change_register": KEEPERS,
    **dict.fromkeys(("write_off", "undo_write_off"), WORKERS),
    **dict.fromkeys(
        (
            "make_entity",
            "state_fact",
            "link_entities",
            "end_statement",
            "merge_entities",
            "unmerge_entity",
            "tell_apart",
            "mark_entity",
            "import_entities",
        ),
        WORKERS,
    ),
    "report_entity": KEEPERS,
    **dict.fromkeys(("begin_monitor", "change_monitor", "end_monitor", "run_monitor"), KEEPERS),
    **dict.fromkeys(("draw_sample", "record_sampled", "end_task"), WORKERS),
    **dict.fromkeys(("add_user", "set_roles", "reset_password", "disable_user"), ADMINISTRATORS),
}
"""A deed that is not here is open to everybody who is signed in, or has rules of its own."""


def may(deed: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may do the deed."""
    return deed not in MANDATES or not MANDATES[deed].isdisjoint(map(UserRole, roles))


def why_not(deed: str, roles: Collection[str]) -> str:
    """The role that is missing, as a button says it; empty where the deed is allowed."""
    if may(deed, roles):
        return ""
    return _("needs the role {roles}").format(roles=_(" or ").join(sorted(MANDATES[deed])))
