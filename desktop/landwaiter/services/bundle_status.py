"""Which root of bundles counts in an office, and how old its newest release is."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from landwaiter.domain.bundles import BundleStatus
from landwaiter.domain.motions import Motion, MotionState
from landwaiter.services.motions.roots import DEED
from landwaiter.services.session import Session
from landwaiter.storage import audit
from landwaiter.storage import bundles as stored
from landwaiter.storage.bundles import RootRow
from landwaiter.storage.motions import motion_of
from landwaiter.storage.statements import load_registry
from landwaiter.trust.registry import Registry


def latest(conn: Any, now: datetime) -> datetime:
    """The time for expiry: of the clock, the newest entry and the newest bundle, the latest.

    A clock that is set back makes nothing fresh again.
    """
    entry, bundle = audit.latest_at(conn), stored.newest_bundle(conn)
    times = [now, *([datetime.fromisoformat(entry)] if entry else [])]
    return max([*times, *([bundle.made_at] if bundle else [])])


def accepted_root(conn: Any) -> RootRow | None:
    """The newest root whose line goes back to one that two persons have signed for."""
    rows = stored.roots(conn)
    registry = load_registry(conn)
    found: RootRow | None = None
    for row in rows:
        if row.motion_id is None:
            found = row if found and row.version == found.version + 1 else found
        elif accepting(conn, registry, row):
            found = row
    return found


def accepting(conn: Any, registry: Registry, row: RootRow) -> Motion | None:
    """The motion in which two persons accepted a root; None where no signature carries it."""
    motion = motion_of(conn, registry, row.motion_id) if row.motion_id else None
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return None
    is_this = (motion.deed, motion.args.get("fingerprint")) == (DEED, row.fingerprint)
    return motion if is_this else None


def bundle_status(session: Session) -> BundleStatus:
    """The accepted root and the age of the newest bundle, by the latest time that is known."""
    with session.reading() as conn:
        root, newest = accepted_root(conn), stored.newest_bundle(conn)
        now = latest(conn, session.now())
        motion = accepting(conn, load_registry(conn), root) if root else None
    if root is None:
        return BundleStatus()
    by_one = bool(motion and motion.second and motion.second.by_one)
    head = BundleStatus(root.version, root.fingerprint, by_one)
    if newest is None:
        return head
    return replace(
        head,
        version=newest.version,
        made_at=newest.made_at,
        expires_at=newest.expires_at,
        age_days=(now - newest.made_at).days,
        expired=newest.expires_at <= now,
    )
