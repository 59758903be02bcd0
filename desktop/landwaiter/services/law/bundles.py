"""Reference bundles: a root that two persons accept, releases on a stick, how old the newest is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.law.bundles import RootHead
from landwaiter.domain.law.deeds import ACCEPT_ROOT, TAKE_BUNDLE, AcceptRoot
from landwaiter.domain.law.pack import Warrant, WarrantOrigin
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.formats.law.bundles.archive import MOST_BYTES, MOST_METADATA, members_of
from landwaiter.formats.law.bundles.reading import Bundle, read_bundle
from landwaiter.formats.law.bundles.roots import root_head, roots_in
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.motions import waiting
from landwaiter.services.law.bundle_status import accepted_root, latest
from landwaiter.services.law.keeping import keep_pack
from landwaiter.services.law.seconded_roots import keep_root, root_args
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add
from landwaiter.storage.law import bundles as stored
from landwaiter.storage.law.bundles import RootRow
from landwaiter.user_file import file_bytes

AHEAD: Final = timedelta(days=1)
"""A bundle that was made later than this after now tells that the clock is wrong."""


@dataclass(frozen=True, slots=True)
class PackIn:
    """What became of a pack of a bundle."""

    pack: str
    edition: str
    publisher: str
    trust: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class BundleIn:
    """What a bundle holds, or what taking it in came to."""

    version: int
    made_at: datetime
    expires_at: datetime
    expired: bool
    root_fingerprint: str
    root_version: int
    packs: tuple[PackIn, ...]
    said: tuple[str, ...] = ()
    taken: bool = False


@dataclass(frozen=True, slots=True)
class RootResult:
    """What became of a root: it counts, or it waits for a second person."""

    waits: bool
    said: tuple[str, ...]


def accept_or_second(session: Session, said: AcceptRoot) -> RootResult:
    """Move that a root counts here, or agree to it where a colleague moved the very same."""
    told = _told(said)
    for row in waiting(session):
        is_same = (row.motion.deed, row.motion.args.get("fingerprint")) == (ACCEPT_ROOT.name, told)
        if is_same and row.may_second and not row.mine:
            root_said(said)
            agreed = do(session, SecondOpenMotions((row.motion.id,), said.reason))
            return RootResult(False, agreed.changes.said)
    result = do(session, said)
    return RootResult(not result.done, result.changes.said)


def _told(said: AcceptRoot) -> str:
    return "".join(said.fingerprint.split()).casefold()


def root_said(said: AcceptRoot) -> Mapping[str, Any]:
    """The root in the file, as its motion says it; Invalid where it has another fingerprint.

    The fingerprint is as the publisher told it on another way than the file came.
    """
    data = file_bytes(said.file, most=MOST_METADATA)
    head = root_head(data, file=said.file.name)
    if _told(said) != head.fingerprint:
        raise Invalid(
            _("The root has another fingerprint."),
            file=said.file.name,
            field="fingerprint",
            value=said.fingerprint,
            remedy=_("Its own is {own}. Ask the publisher, and trust no file that differs.").format(
                own=head.fingerprint
            ),
        )
    return root_args(data, head)


def root_in_file(path: Path) -> RootHead:
    """What a root.json says, to compare it with the publisher's word."""
    return root_head(file_bytes(path, most=MOST_METADATA), file=path.name)


def show_bundle(session: Session | None, path: Path) -> BundleIn:
    """What a bundle holds, verified; nothing is kept.

    Without a casebook it is held against its own first root alone, whose fingerprint is to be
    compared.
    """
    data = file_bytes(path, most=MOST_BYTES)
    if session is None:
        roots = roots_in(members_of(data, file=path.name))
        if not roots:
            raise Invalid(_("The bundle lacks a file."), file=path.name, field="root")
        bundle = read_bundle(data, roots[min(roots)], file=path.name)
        return _shown(bundle, expired=bundle.expires_at <= datetime.now(UTC))
    with session.reading() as conn:
        root = _accepted(conn)
        now = latest(conn, session.now())
    bundle = read_bundle(data, root.body, file=path.name)
    return _shown(bundle, expired=bundle.expires_at <= now)


def _shown(bundle: Bundle, *, expired: bool, new: Mapping[str, bool] | None = None) -> BundleIn:
    """`new`: which of its packs were not in the casebook yet; None: nobody looked."""
    return BundleIn(
        version=bundle.version,
        made_at=bundle.made_at,
        expires_at=bundle.expires_at,
        expired=expired,
        root_fingerprint=bundle.root_fingerprint,
        root_version=bundle.root_version,
        packs=tuple(
            PackIn(
                one.pack.id,
                one.pack.edition,
                one.publisher,
                Warrant(WarrantOrigin.BUNDLE, "", one.official).trust(one.pack.trust).value,
                new is None or new[one.pack.id],
            )
            for one in bundle.packs
        ),
    )


def take_bundle(session: Session, path: Path) -> BundleIn:
    """Every pack of a bundle, or none of them: they count at once, for two accepted its root.

    Invalid for what is no bundle of that root, Conflict for one older than what was taken in. An
    expired one is taken, and called so.
    """
    with session.reading() as conn:
        root = _accepted(conn)
    data = file_bytes(path, most=MOST_BYTES)
    bundle = read_bundle(data, root.body, file=path.name)
    with session.writing(TAKE_BUNDLE.name) as work:
        if _accepted(work.conn).id != root.id:
            raise Conflict(_("Another root of reference bundles was accepted meanwhile."))
        _refuse_older(work.conn, bundle, path.name)
        _refuse_future(work, bundle, path.name)
        expired = bundle.expires_at <= latest(work.conn, work.now)
        bundle_id = _written(work, bundle, root, sha256=sha256_hex(data), expired=expired)
        new = {
            one.pack.id: keep_pack(
                work, one.pack, Warrant(WarrantOrigin.BUNDLE, bundle_id, official=one.official)
            )
            for one in bundle.packs
        }
        if expired:
            work.say(
                _(
                    "The bundle expired on {day}: it is taken in all the same, and called so."
                ).format(day=bundle.expires_at.date())
            )
        for one in bundle.packs:
            if not new[one.pack.id]:
                work.say(
                    _(
                        "{pack}, edition {edition}, was in the casebook already and stays as it is."
                    ).format(pack=one.pack.id, edition=one.pack.edition)
                )
        work.changed("reference")
    found = _shown(bundle, expired=expired, new=new)
    return replace(found, said=work.changes.said, taken=True)


def _refuse_older(conn: Reader, bundle: Bundle, file: str) -> None:
    highest = stored.highest_version(conn)
    if bundle.version < highest:
        raise Conflict(
            _("The bundle is older than one that was taken in: {version} after {highest}.").format(
                version=bundle.version, highest=highest
            ),
            file=file,
            field="version",
            value=str(bundle.version),
            remedy=_("Take in the newest one of its publisher."),
        )
    if bundle.version == highest:
        raise Conflict(
            _("Reference bundle {version} was taken in already.").format(version=highest),
            file=file,
            remedy=_("Nothing needs to be done."),
        )


def _refuse_future(work: UnitOfWork, bundle: Bundle, file: str) -> None:
    if bundle.made_at > work.now + AHEAD:
        raise Invalid(
            _("The bundle was made on {day}, which is later than the clock of this PC.").format(
                day=bundle.made_at.date()
            ),
            file=file,
            field="made",
            value=bundle.made_at.isoformat(),
            remedy=_("Set the clock right, and take it in again."),
        )


def _written(work: UnitOfWork, bundle: Bundle, root: RootRow, *, sha256: str, expired: bool) -> str:
    """Rows and entries of the bundle and of roots that it brings; its identity."""
    root_id = root.id
    for body in bundle.new_roots:
        head = root_head(body, file="root.json")
        root_id = work.new_id()
        keep_root(work, root_id, head, body, motion_id=None)
        work.audit(
            "bundle.root_followed",
            f"bundle/root/{head.fingerprint}",
            {"version": head.version, "after": root.fingerprint},
        )
    bundle_id = work.new_id()
    packs = [
        {
            "pack": one.pack.id,
            "edition": one.pack.edition,
            "sha256": one.pack.sha256,
            "publisher": one.publisher,
            "official": one.official,
        }
        for one in bundle.packs
    ]
    add(
        work.conn,
        "bundle_taken",
        id=bundle_id,
        version=bundle.version,
        made_at=bundle.made_at,
        expires_at=bundle.expires_at,
        expired=int(expired),
        sha256=sha256,
        root_id=root_id,
        metadata=bundle.metadata,
        packs=packs,
        author=work.actor,
        at=work.now,
    )
    work.audit(
        TAKE_BUNDLE.name,
        f"bundle/{bundle.version}",
        {
            "sha256": sha256,
            "made": bundle.made_at.isoformat(),
            "expires": bundle.expires_at.isoformat(),
            "expired": expired,
            "root": bundle.root_fingerprint,
            "packs": [f"{one['pack']}@{one['edition']}" for one in packs],
        },
    )
    return bundle_id


def _accepted(conn: Reader) -> RootRow:
    """The root that counts; NotAllowed where two persons have accepted none."""
    root = accepted_root(conn)
    if root is None:
        raise NotAllowed(
            _("No root of reference bundles is accepted here."),
            remedy=_(
                "Two persons accept the publisher's root by its fingerprint: landwaiter bundle "
                "accept ROOT.json --fingerprint …"
            ),
        )
    return root


def root_accepted(session: Session) -> RootHead | None:
    """Whose keys the root that counts here names."""
    with session.reading() as conn:
        root = accepted_root(conn)
    return root_head(root.body, file="root.json") if root else None
