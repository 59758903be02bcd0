"""The root of reference bundles: two persons accept it by its fingerprint."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.law.bundles import RootHead
from landwaiter.errors import Conflict
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add
from landwaiter.storage.law import bundles as stored

Given = Mapping[str, Any]


def root_args(data: bytes, head: RootHead) -> Given:
    """What the motion says: the fingerprint that both compare, whose keys, and the root itself."""
    return {
        "fingerprint": head.fingerprint,
        "version": head.version,
        "threshold": head.threshold,
        "keys": list(head.keys),
        "release_keys": list(head.release_keys),
        "expires": head.expires.date().isoformat(),
        "root": data.decode(),
    }


def root_title(args: Given, facts: Given) -> str:
    return _("Accept the root of reference bundles, version {version}: {fingerprint}").format(
        version=args["version"], fingerprint=args["fingerprint"]
    )


def root_object(args: Given) -> str:
    return f"bundle/root/{args['fingerprint']}"


def root_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The roots until now; Conflict for one that counts or has counted."""
    known = stored.roots(conn)
    if any(one.fingerprint == args["fingerprint"] for one in known):
        raise Conflict(_("This root was accepted already."), remedy=_("Nothing needs to be done."))
    return {"known": [one.fingerprint for one in known]}


def accept_root(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    # TUF is loaded where a root is looked at, and not with every command.
    from landwaiter.formats.law.bundles.roots import root_head  # noqa: PLC0415

    body = str(args["root"]).encode()
    head = root_head(body, file="root.json")
    if head.fingerprint != args["fingerprint"]:
        raise Conflict(_("The root is not the one whose fingerprint was compared."))
    keep_root(work, work.new_id(), head, body, motion_id=motion_id)
    work.changed("reference")
    return {name: args[name] for name in ("fingerprint", "version", "keys", "release_keys")}


def keep_root(
    work: UnitOfWork, row_id: str, head: RootHead, body: bytes, *, motion_id: str | None
) -> None:
    """A root that counts from now on."""
    add(
        work.conn,
        "bundle_root",
        id=row_id,
        version=head.version,
        fingerprint=head.fingerprint,
        body=body,
        motion_id=motion_id,
        author=work.actor,
        at=work.now,
    )
