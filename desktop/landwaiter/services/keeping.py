"""Lists and packs into the casebook: rows with their audit entry, in an open unit of work."""

from collections.abc import Iterable
from typing import Any

from landwaiter.domain.listing import ListEdition, Listing
from landwaiter.domain.pack import Pack
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.edition_tasks import open_tasks
from landwaiter.storage import list_editions
from landwaiter.storage import reference as stored
from landwaiter.storage.reference import EditionHead
from landwaiter.storage.unit_of_work import UnitOfWork


def keep_list(work: UnitOfWork, edition: ListEdition, listings: Iterable[Listing]) -> None:
    """A new edition of a list; the very same one twice is a Conflict."""
    refuse_known(work.conn, edition.list_id, edition.sha256)
    list_editions.add_list_edition(work.conn, edition, listings, row_id=work.new_id())
    work.audit(
        "list.imported",
        f"list/{edition.list_id}",
        {
            "edition": edition.edition,
            "sha256": edition.sha256,
            "listings": edition.listings,
            "kind": edition.kind,
        },
    )
    work.changed("reference", edition.list_id)


def refuse_known(conn: Any, list_id: str, sha256: str) -> None:
    """Conflict where the casebook has this edition of the list."""
    if list_editions.list_edition_known(conn, list_id, sha256):
        raise Conflict(
            _("This edition of the list {list} is in the casebook already.").format(list=list_id),
            remedy=_("Nothing needs to be done."),
        )


def drop_list(work: UnitOfWork, list_id: str) -> None:
    """Screen no longer against a list; hits and verdicts made with it stay."""
    if not list_editions.remove_list(work.conn, list_id, at=work.now.isoformat()):
        raise NotFound(_("There is no such list."), field="list", value=list_id)
    work.audit("list.removed", f"list/{list_id}", {})
    work.changed("reference", list_id)


def _refuse_namesake(pack: Pack, before: Iterable[EditionHead]) -> None:
    """Conflict where another content has this name: verdicts and reports name editions by it."""
    if any(one.edition == pack.edition for one in before):
        raise Conflict(
            _(
                "The casebook has an edition {edition} of the pack {pack} with other content."
            ).format(edition=pack.edition, pack=pack.id),
            field="edition",
            value=pack.edition,
            remedy=_("Give this one a name of its own, such as {name}.").format(
                name=f"{pack.edition}-2"
            ),
        )


def keep_pack(work: UnitOfWork, pack: Pack) -> bool:
    """A new edition of a pack; False, and nothing written, when it is there already.

    Open cases whose law it changes get a task each.
    """
    before = stored.editions_of(work.conn, pack.id)
    if stored.pack_known(work.conn, pack):
        return False
    _refuse_namesake(pack, before)
    stored.add_pack(work.conn, pack, row_id=work.new_id(), imported_at=work.now.isoformat())
    work.audit(
        "pack.imported",
        f"pack/{pack.id}",
        {"edition": pack.edition, "sha256": pack.sha256, "trust": pack.trust},
    )
    work.changed("reference", pack.id)
    for sentence in open_tasks(work, pack, before):
        work.say(sentence)
    return True
