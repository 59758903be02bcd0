"""Whether another person agreed to what judges: derived from signatures, never from a column."""

from collections.abc import Mapping

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.law.pack import Trust, WarrantOrigin
from landwaiter.domain.lists.deeds import CONFIRM
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.i18n import N_
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.motion_rows import motion_of, newest_about

INSTITUTIONS = "institutions"
"""Kind of a pack that is screened against like a list; what lets it in is told of the pack."""
NOT_SECONDED = N_("not seconded")
BY_ONE = "by one person"


class Assents:
    """What was agreed to, and what publishers signed, on one snapshot."""

    def __init__(self, conn: Reader) -> None:
        self._conn, self._registry = conn, load_registry(conn)
        self._signed: frozenset[tuple[str, str, str]] | None = None

    def to_list(self, edition: ListEdition) -> str:
        """Empty where another person confirmed this edition, or had it removed."""
        if edition.kind == INSTITUTIONS:
            return ""
        about, sha256 = f"list/{edition.list_id}", edition.sha256
        return _said(newest_about(self._conn, self._registry, CONFIRM, about, sha256))

    def to_pack(self, origin: str, origin_id: str) -> str:
        """Empty for what came with the program, in a bundle, or by two persons."""
        if origin != WarrantOrigin.MOTION:
            return ""
        return _said(motion_of(self._conn, self._registry, origin_id))

    def trust_of(self, head: Mapping[str, str]) -> tuple[str, str]:
        """How far an edition is trusted, and what it calls itself where that is more.

        Official is what the signatures in its bundle say now, whatever the row says.
        """
        if head["trust"] != Trust.OFFICIAL or self._is_signed(head):
            return head["trust"], head["trust_said"]
        return Trust.TRANSCRIBED.value, Trust.OFFICIAL.value

    def _is_signed(self, head: Mapping[str, str]) -> bool:
        if head["origin"] != WarrantOrigin.BUNDLE:
            return False
        if self._signed is None:
            # TUF is loaded where an edition calls itself official, and not with every list.
            from landwaiter.services.law.bundle_check import official_packs  # noqa: PLC0415

            self._signed = official_packs(self._conn)
        return (head["origin_id"], head["id"], head["sha256"]) in self._signed


def _said(motion: Motion | None) -> str:
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return NOT_SECONDED
    return BY_ONE if motion.second and motion.second.by_one else ""
