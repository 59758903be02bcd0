"""Which root of bundles counts in an office, and how old its newest release is."""

from dataclasses import replace
from datetime import datetime

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.domain.law.deeds import ACCEPT_ROOT
from landwaiter.errors import Fault
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.motion_rows import motion_of
from landwaiter.storage.law import bundles as stored
from landwaiter.storage.law.bundles import RootRow
from landwaiter.trust.registry import Registry


def latest(conn: Reader, now: datetime) -> datetime:
    """The time for expiry: of the clock, the newest entry and the newest bundle, the latest.

    A clock that is set back makes nothing fresh again.
    """
    entry, bundle = chain.latest_at(conn), stored.newest_bundle(conn)
    times = [now, *([datetime.fromisoformat(entry)] if entry else [])]
    return max([*times, *([bundle.made_at] if bundle else [])])


def accepted_root(conn: Reader) -> RootRow | None:
    """The root that counts now; None where two persons have accepted none."""
    return next(reversed(standing_roots(conn)), None)


def standing_roots(conn: Reader) -> tuple[RootRow, ...]:
    """Every root that counts or has counted, oldest first, with the text that was signed for.

    Two persons have accepted it, or the keys of the one before have signed it.
    """
    registry, found = load_registry(conn), list[RootRow]()
    for row in stored.roots(conn):
        motion = accepting(conn, registry, row)
        if motion is not None:
            found.append(replace(row, body=str(motion.args["root"]).encode()))
        elif found and _is_followed_by(found[-1], row):
            found.append(row)
    return tuple(found)


def _is_followed_by(before: RootRow, row: RootRow) -> bool:
    # TUF is loaded where a root has a successor, and not with every look at Today.
    from landwaiter.formats.law.bundles.roots import follows  # noqa: PLC0415

    try:
        return row.motion_id is None and follows(before.body, row.body)
    except Fault:
        return False


def accepting(conn: Reader, registry: Registry, row: RootRow) -> Motion | None:
    """The motion in which two persons accepted a root; None where no signature carries it."""
    motion = motion_of(conn, registry, row.motion_id) if row.motion_id else None
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return None
    is_this = (motion.deed, motion.args.get("fingerprint")) == (ACCEPT_ROOT.name, row.fingerprint)
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
