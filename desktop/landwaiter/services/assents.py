"""Whether another person agreed to what judges: derived from signatures, never from a column."""

from typing import Any

from landwaiter.domain.listing import ListEdition
from landwaiter.domain.motions import Motion, MotionState
from landwaiter.domain.pack import Origin
from landwaiter.services.motions.lists import CONFIRM
from landwaiter.storage.motions import motion_of, newest_about
from landwaiter.storage.statements import load_registry

INSTITUTIONS = "institutions"
"""Kind of a pack that is screened against like a list; what lets it in is told of the pack."""
NOT_SECONDED = "not seconded"
BY_ONE = "by one person"


class Assents:
    """What was agreed to, on one snapshot."""

    def __init__(self, conn: Any) -> None:
        self._conn, self._registry = conn, load_registry(conn)

    def to_list(self, edition: ListEdition) -> str:
        """Empty where another person confirmed this edition, or had it removed."""
        if edition.kind == INSTITUTIONS:
            return ""
        about, sha256 = f"list/{edition.list_id}", edition.sha256
        return _said(newest_about(self._conn, self._registry, CONFIRM, about, sha256))

    def to_pack(self, origin: str, origin_id: str) -> str:
        """Empty for what came with the program, in a bundle, or by two persons."""
        if origin != Origin.MOTION:
            return ""
        return _said(motion_of(self._conn, self._registry, origin_id))


def _said(motion: Motion | None) -> str:
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return NOT_SECONDED
    return BY_ONE if motion.second and motion.second.by_one else ""
