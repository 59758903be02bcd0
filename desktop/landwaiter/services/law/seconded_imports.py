"""Packs that wait for a second person: staged in the vault, kept once seconded."""

import io
from collections.abc import Mapping
from typing import Any

from landwaiter.domain.deeds.shape import KEEPERS
from landwaiter.domain.law.pack import Pack, Warrant, WarrantOrigin
from landwaiter.errors import Conflict
from landwaiter.i18n import _
from landwaiter.services.base.staging import stage_content
from landwaiter.services.law.keeping import keep_pack
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import reference as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, to_json

Given = Mapping[str, Any]


def stage(session: Session, name: str, content: Pack) -> str:
    """Keep what was read in the vault; its hash, which the motion names."""
    staged = io.BytesIO(to_json(content).encode())
    return stage_content(session, name, staged, roles=KEEPERS)


def pack_args(pack: Pack, digest: str) -> Given:
    """What the motion to import a pack says."""
    return {
        "pack": pack.id,
        "edition": pack.edition,
        "kind": pack.kind,
        "trust": pack.trust,
        "rows": len(pack.rows),
        "edition_sha256": pack.sha256,
        "staged": digest,
    }


def pack_title(args: Given, facts: Given) -> str:
    return _("Import the pack {pack}, edition {edition}; rows: {rows}").format(
        pack=args["pack"], edition=args["edition"], rows=args["rows"]
    )


def pack_object(args: Given) -> str:
    return f"pack/{args['pack']}"


def pack_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The editions there are, which the import joins."""
    known = [head["sha256"] for head in stored.pack_heads(conn, args["pack"])]
    if args["edition_sha256"] in known:
        raise Conflict(
            _("This edition of the pack {pack} is in the casebook already.").format(
                pack=args["pack"]
            ),
            remedy=_("Nothing needs to be done."),
        )
    return {"known": sorted(known)}


def import_pack(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    keep_pack(work, staged(session, args), Warrant(WarrantOrigin.MOTION, motion_id))
    return dict(args)


def staged(session: Session, args: Given) -> Pack:
    """The pack that a motion asks about."""
    vault = session.casebook.vault
    return from_json(vault.read(vault.name_of(str(args["staged"]))), Pack)
