"""What holds only because two persons wanted it: each row has a motion that carries it.

The triggers refuse such a row without its motion. This asks the signatures once more, for a
casebook whose triggers somebody had lifted.
"""

from collections.abc import Iterator
from typing import Any

from landwaiter.domain.motions import Motion, MotionState
from landwaiter.domain.policy import PREFIX
from landwaiter.i18n import _
from landwaiter.storage.check_content import Damage
from landwaiter.storage.evidence import wipes
from landwaiter.storage.motions import all_motions
from landwaiter.storage.session import Casebook
from landwaiter.storage.settings import settings_with
from landwaiter.storage.statements import load_registry


def by_one(casebook: Casebook, conn: Any) -> Iterator[Damage]:
    """Evidence that was wiped, and rows of the table of four eyes that were set, by one person."""
    motions = all_motions(conn, load_registry(conn))
    yield from _wipes(conn, {motion.id: motion for motion in motions})
    yield from _settings(conn, motions)


def _wipes(conn: Any, motions: dict[str, Motion]) -> Iterator[Damage]:
    for row in wipes(conn):
        about = f"case/{row['case_id']}/evidence/{row['id']}"
        if not _carries(motions.get(row["motion_id"]), "wipe_evidence", about):
            yield Damage(
                _("It was wiped, and no second person wanted that."),
                _("evidence {number} of {reference}").format(
                    number=row["no"], reference=row["reference"]
                ),
                row["reference"],
            )


def _settings(conn: Any, motions: tuple[Motion, ...]) -> Iterator[Damage]:
    for name, value in settings_with(conn, PREFIX).items():
        about = f"setting/{PREFIX}{name}"
        carried = [motion for motion in motions if _carries(motion, "set_policy", about)]
        if not carried or carried[-1].args.get("value") != value:
            yield Damage(
                _("Its value {value} is not what two persons wanted.").format(value=value),
                _("table of four eyes, {name}").format(name=name),
            )


def _carries(motion: Motion | None, deed: str, about: str) -> bool:
    return (
        motion is not None
        and motion.valid
        and motion.state is MotionState.CARRIED_OUT
        and (motion.deed, motion.object) == (deed, about)
    )
