"""Lists and packs that wait for a second person: staged in the vault, kept once seconded."""

import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from typing import Any

from landwaiter.domain.listing import ListEdition, Listing
from landwaiter.domain.mandates import KEEPERS
from landwaiter.domain.pack import Pack
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.keeping import drop_list, keep_list, keep_pack, refuse_known
from landwaiter.services.session import Session
from landwaiter.services.staging import stage_content
from landwaiter.storage import list_editions, rescreening
from landwaiter.storage import reference as stored
from landwaiter.storage.records import from_json, to_json
from landwaiter.storage.unit_of_work import UnitOfWork

Given = Mapping[str, Any]


def stage(session: Session, name: str, content: Pack) -> str:
    """Keep what was read in the vault; its hash, which the motion names."""
    staged = io.BytesIO(to_json(content).encode())
    return stage_content(session, name, staged, roles=KEEPERS)


def stage_list(session: Session, edition: ListEdition, listings: Iterable[Listing]) -> str:
    """The same for an edition of a list, one listing a line: never the whole of it in memory."""
    lines = (to_json(one).encode() + b"\n" for one in chain((edition,), listings))
    return stage_content(session, f"{edition.list_id}.staged", _Lines(lines), roles=KEEPERS)


class _Lines:
    """Lines as a stream."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._left = lines, b""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        taken, length = [self._left], len(self._left)
        while length < size and (line := next(self._lines, b"")):
            taken.append(line)
            length += len(line)
        found = b"".join(taken)
        self._left = found[size:]
        return found[:size]


def list_args(edition: ListEdition, digest: str, answered: Sequence[str] = ()) -> Given:
    """What the motion to import a list says; `answered` are doubts about its files."""
    return {
        "list": edition.list_id,
        "edition": edition.edition,
        "kind": edition.kind,
        "source": edition.source,
        "listings": edition.listings,
        "edition_sha256": edition.sha256,
        "staged": digest,
        **({"answered": list(answered)} if answered else {}),
    }


def list_title(args: Given, facts: Given) -> str:
    if "staged" not in args:
        if "edition" in args:
            return _("Remove the edition {edition} of the list {list}").format(**args)
        return _("Remove the list {list}").format(list=args["list"])
    said = _("Import the list {list}, edition {edition}; listings: {listings}").format(
        list=args["list"], edition=args["edition"], listings=args["listings"]
    )
    if "answered" not in args:
        return said
    return _("{said}; answered with yes: {doubts}").format(
        said=said, doubts=" ".join(args["answered"])
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
    with closing(_lines_of(session.casebook.vault.chunks(_vault_name(session, args)))) as lines:
        edition = from_json(next(lines), ListEdition)
        listings = (from_json(line, Listing) for line in lines)
        keep_list(work, edition, listings, answered=args.get("answered", ()))
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
    keep_pack(work, from_json(_read(session, args), Pack))
    return dict(args)


def _read(session: Session, args: Given) -> bytes:
    return session.casebook.vault.read(_vault_name(session, args))


def _vault_name(session: Session, args: Given) -> str:
    return session.casebook.vault.name_of(str(args["staged"]))


def _lines_of(chunks: Iterable[bytes]) -> Generator[bytes, None, None]:
    """The lines of what the vault gives piece by piece."""
    left = b""
    for chunk in chunks:
        *lines, left = (left + chunk).split(b"\n")
        yield from lines
    if left:
        yield left
