"""Lists and packs that wait for a second person: staged in the vault, kept once seconded."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.listing import ListEdition, Listing
from landwaiter.domain.pack import Pack
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.keeping import drop_list, keep_list, keep_pack, refuse_known
from landwaiter.services.session import KEEPERS, Session
from landwaiter.storage import list_editions, rescreening
from landwaiter.storage import reference as stored
from landwaiter.storage.declarations import raw_file_id
from landwaiter.storage.records import add, from_json, to_json
from landwaiter.storage.unit_of_work import UnitOfWork

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StagedList:
    """An edition of a list as it was read, until a second person has seen what it is."""

    edition: ListEdition
    listings: tuple[Listing, ...]


def stage(session: Session, name: str, content: StagedList | Pack) -> str:
    """Keep what was read in the vault; its hash, which the motion names."""
    data = to_json(content).encode()
    digest = sha256_hex(data)
    with session.writing("stage_import") as work:
        session.require(work.conn, *KEEPERS)
        kept = session.casebook.vault.put(io.BytesIO(data))
        if raw_file_id(work.conn, digest) is None:
            add(
                work.conn,
                "raw_file",
                id=work.new_id(),
                sha256=digest,
                name=name,
                size=len(data),
                format="staged",
                vault_name=kept.name,
                author=work.actor,
                at=work.now,
            )
        work.audit("import.staged", "import", {"name": name, "sha256": digest})
    return digest


def list_args(content: StagedList, digest: str) -> Given:
    """What the motion to import a list says."""
    edition = content.edition
    return {
        "list": edition.list_id,
        "edition": edition.edition,
        "kind": edition.kind,
        "source": edition.source,
        "listings": edition.listings,
        "edition_sha256": edition.sha256,
        "staged": digest,
    }


def list_title(args: Given, facts: Given) -> str:
    if "staged" not in args:
        if "edition" in args:
            return _("Remove the edition {edition} of the list {list}").format(**args)
        return _("Remove the list {list}").format(list=args["list"])
    return _("Import the list {list}, edition {edition}; listings: {listings}").format(
        list=args["list"], edition=args["edition"], listings=args["listings"]
    )


def list_object(args: Given) -> str:
    return f"list/{args['list']}"


def list_facts(session: Session, conn: Any, args: Given) -> Given:
    """The editions screened against now, which the import or removal follows."""
    current = [e for _row, e in list_editions.current_lists(conn) if e.list_id == args["list"]]
    if "staged" not in args and not current:
        raise NotFound(_("There is no such list."), field="list", value=str(args["list"]))
    if "staged" in args:
        refuse_known(conn, args["list"], args["edition_sha256"])
    return {"current": [[one.edition, one.sha256] for one in current]}


def import_list(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    if "staged" not in args:
        drop_list(work, str(args["list"]), str(args.get("edition", "")))
        return {"removed": args["list"]}
    content = from_json(_read(session, args), StagedList)
    keep_list(work, content.edition, content.listings)
    if any(order.list_id == args["list"] for order in rescreening.pending(work.conn)):
        work.say(
            _("Open cases are still to be screened again for {list}: “list rescreen”.").format(
                list=args["list"]
            )
        )
    return dict(args)


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


def pack_facts(session: Session, conn: Any, args: Given) -> Given:
    """The editions there are, which the import joins."""
    known = [row["sha256"] for row in stored.pack_heads(conn) if row["id"] == args["pack"]]
    if args["edition_sha256"] in known:
        raise Conflict(
            _("This edition of the pack {pack} is in the casebook already.").format(
                pack=args["pack"]
            ),
            remedy=_("Nothing needs to be done."),
        )
    return {"known": sorted(known)}


def import_pack(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    keep_pack(work, from_json(_read(session, args), Pack))
    return dict(args)


def _read(session: Session, args: Given) -> bytes:
    vault = session.casebook.vault
    return vault.read(vault.name_of(str(args["staged"])))
