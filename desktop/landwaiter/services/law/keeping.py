"""Lists and packs into the casebook: rows with their audit entry, in an open unit of work."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from landwaiter.domain.deeds.motion import MotionState
from landwaiter.domain.law.pack import SHIPPED, UNSIGNED, Pack, Trust, Warrant
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds import writing_motions
from landwaiter.services.law.edition_tasks import open_tasks
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import reference as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.reference import EditionHead
from landwaiter.storage.deeds.motion_rows import open_motions, signed_place
from landwaiter.storage.hits import rescreening
from landwaiter.storage.law.edition_tasks import any_open_case
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition


def keep_list(
    work: UnitOfWork,
    edition: ListEdition,
    listings: Iterable[Listing],
    *,
    answered: Sequence[str] = (),
) -> None:
    """A new edition of a list, or a removed one that comes back; one that stands is a Conflict.

    Open cases are to be screened again for what it changes: an order says so until that is done.
    """
    refuse_known(work.conn, edition.list_id, edition.sha256)
    standing = list_editions.standing_lists(work.conn).get(edition.list_id, ())
    if not edition.confidential and any(kept.edition.confidential for kept in standing):
        edition = replace(edition, confidential=True)
        work.say(
            _("The list {list} is confidential, and so is this edition.").format(
                list=edition.list_id
            )
        )
    if edition.trust == Trust.OFFICIAL:
        edition = replace(edition, trust=UNSIGNED.trust(Trust.OFFICIAL).value)
        work.say(why_lowered(edition.list_id, edition.edition, edition.trust))
    gone = list_editions.known_edition(work.conn, edition.list_id, edition.sha256)
    if gone is None:
        list_editions.add_list_edition(work.conn, edition, listings, row_id=work.new_id())
    else:
        list_editions.return_edition(
            work.conn, gone, edition, row_id=work.new_id(), author=work.actor, at=work.now
        )
        edition = replace(edition, edition=gone.edition.edition)
    work.audit(
        "list.returned" if gone else "list.imported",
        f"list/{edition.list_id}",
        {
            "edition": edition.edition,
            "sha256": edition.sha256,
            "listings": edition.listings,
            "kind": edition.kind,
            "published": edition.published.isoformat() if edition.published else "",
            "listings_sha256": list_editions.listings_sha256(
                work.conn, edition.list_id, edition.sha256
            ),
            **({"confidential": True} if edition.confidential else {}),
            **({"answered": list(answered)} if answered else {}),
        },
    )
    work.changed("reference", edition.list_id)
    if standing and edition.dated < standing[-1].edition.dated:
        work.say(_older(edition, standing[-1].edition))
    order(work, edition.list_id, standing)


def _older(edition: ListEdition, newest: ListEdition) -> str:
    return _(
        "It is older than the edition {newest} of {day}: declarations of its days are judged by "
        "it, and later ones by the newer edition."
    ).format(newest=newest.edition, day=newest.dated)


def order(work: UnitOfWork, list_id: str, standing: Iterable[StoredEdition]) -> None:
    """Have open cases screened again; `standing` are the editions of the list until now."""
    if not any_open_case(work.conn):
        return
    rescreening.add_order(
        work.conn,
        id=work.new_id(),
        list_id=list_id,
        known=[kept.row for kept in standing],
        author=work.actor,
        at=work.now,
    )


def refuse_known(conn: Reader, list_id: str, sha256: str) -> None:
    """Conflict where the casebook has this edition of the list."""
    if list_editions.list_edition_known(conn, list_id, sha256):
        raise Conflict(
            _("This edition of the list {list} is in the casebook already.").format(list=list_id),
            remedy=_("Nothing needs to be done."),
        )


def drop_list(work: UnitOfWork, list_id: str, edition: str = "") -> None:
    """Screen no longer against a list; hits and verdicts made with it stay.

    With an edition only this one goes, and open cases are screened again by those that stay.
    """
    standing = list_editions.standing_lists(work.conn).get(list_id, ())
    if not standing:
        raise NotFound(_("There is no such list."), field="list", value=list_id)
    one = named_edition(standing, edition).row if edition else None
    list_editions.remove_list(work.conn, list_id, at=work.now.isoformat(), row=one)
    work.audit("list.removed", f"list/{list_id}", {"edition": edition} if edition else {})
    gone = {kept.edition.sha256 for kept in standing if one in (None, kept.row)}
    _ask_no_more(work, list_id, gone)
    work.changed("reference", list_id)
    if one and len(standing) > 1:
        order(work, list_id, standing)


def _ask_no_more(work: UnitOfWork, list_id: str, gone: Collection[str]) -> None:
    """Nobody is asked any more about editions that were removed."""
    for motion in open_motions(work.conn, load_registry(work.conn)):
        about = motion.deed == "confirm_list" and motion.object == f"list/{list_id}"
        if about and motion.args.get("edition_sha256") in gone:
            payload = writing_motions.end(
                work, motion, MotionState.WITHDRAWN, _("The edition was removed.")
            )
            work.audit("motion.withdrawn", signed_place(motion), payload)


LEAST_HASH = 8
"""Figures of a hash that are enough to name an edition."""


def named_edition(editions: Sequence[StoredEdition], name: str) -> StoredEdition:
    """The edition with this name, the newest where several have it, or with this hash."""
    for kept in reversed(editions):
        of_hash = len(name) >= LEAST_HASH and kept.edition.sha256.startswith(name)
        if kept.edition.edition == name or of_hash:
            return kept
    raise NotFound(
        _("The list has no such edition."),
        field="edition",
        value=name,
        remedy=_("There are: {editions}.").format(
            editions=", ".join(kept.edition.edition for kept in editions) or "–"
        ),
    )


def refuse_namesake(pack: Pack, before: Iterable[EditionHead]) -> None:
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


def keep_pack(work: UnitOfWork, pack: Pack, warrant: Warrant = SHIPPED) -> bool:
    """A new edition of a pack; False, and nothing written, when it is there already.

    It is trusted as far as its warrant allows. Open cases whose law it changes get a task each.
    """
    before = stored.editions_of(work.conn, pack.id)
    if stored.pack_known(work.conn, pack):
        return False
    refuse_namesake(pack, before)
    trust = stored.add_pack(
        work.conn, pack, warrant, row_id=work.new_id(), imported_at=work.now.isoformat()
    )
    came = {"origin": warrant.origin, **({"by": warrant.origin_id} if warrant.origin_id else {})}
    lowered = {"trust_said": pack.trust} if trust is not pack.trust else {}
    work.audit(
        "pack.imported",
        f"pack/{pack.id}",
        {"edition": pack.edition, "sha256": pack.sha256, "trust": trust, **lowered, **came},
    )
    if lowered:
        work.say(why_lowered(pack.id, pack.edition, trust))
    work.changed("reference", pack.id)
    for sentence in open_tasks(work, pack, before):
        work.say(sentence)
    return True


def why_lowered(pack_id: str, edition: str, trust: str) -> str:
    """Why an edition that calls itself official is not taken for that."""
    return _(
        "{pack}, edition {edition}, calls itself official. It is kept as {trust}: official only by "
        "a publisher's signature."
    ).format(pack=pack_id, edition=edition, trust=_(trust))
