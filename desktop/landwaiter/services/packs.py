"""Reference packs: the shipped ones loaded at the start, newer editions by import."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from landwaiter.domain.pack import Pack
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.formats.pack_folder import read_pack
from landwaiter.i18n import _
from landwaiter.services.keeping import keep_pack
from landwaiter.services.motions import ask, waits
from landwaiter.services.motions.imports import pack_args, stage
from landwaiter.services.session import KEEPERS, Session
from landwaiter.services.views import EditionRow
from landwaiter.storage import reference as stored
from landwaiter.storage.case_load import newest_evaluation
from landwaiter.storage.settings import settings_with


def shipped_packs(resources: Any) -> tuple[Pack, ...]:
    """Every pack in the shipped resources, by folder name."""
    folders = sorted(
        (entry for entry in (resources / "packs").iterdir() if (entry / "pack.toml").is_file()),
        key=lambda entry: entry.name,
    )
    return tuple(read_pack(folder) for folder in folders)


@dataclass(frozen=True, slots=True)
class PackImport:
    """What importing a pack came to: its edition in the casebook, or that it waits."""

    row: EditionRow | None
    said: tuple[str, ...] = ()
    """That it waits for a second person, where the office wants one."""


def import_pack_file(session: Session, path: Path, *, reason: str = "") -> PackImport:
    """One pack from a folder or zip: all of it or nothing."""
    pack = read_pack(path)
    if waits(session, "import_pack"):
        args = pack_args(pack, stage(session, f"{pack.id}.staged", pack))
        why = reason or _("A new edition of the pack {pack}.").format(pack=pack.id)
        return PackImport(None, ask(session, "import_pack", args, why).changes.said)
    if not import_packs(session, (pack,)):
        raise NotAllowed(
            _("This edition of the pack {pack} is in the casebook already.").format(pack=pack.id),
            file=str(path),
            remedy=_("Nothing needs to be done."),
        )
    return PackImport(next(row for row in editions(session) if row.sha256 == pack.sha256))


def import_packs(session: Session, packs: Iterable[Pack]) -> int:
    """Keep editions that are not there yet; older ones stay. Returns how many were new."""
    with session.writing("import_packs") as work:
        session.require(work.conn, *KEEPERS)
        new = sum(keep_pack(work, pack) for pack in packs)
        if not new:
            work.quiet()
    return new


def pack_rows(session: Session, pack_id: str) -> Pack:
    """The edition of a pack that is in force today, with its rows."""
    with session.reading() as conn:
        pack = session.references.packs(conn, session.today()).get(pack_id)
    if pack is None:
        raise NotFound(_("There is no such pack."), field="pack", value=pack_id)
    return pack


def editions(session: Session) -> tuple[EditionRow, ...]:
    """Every list screened against and every pack in force, with age and trust."""
    with session.reading() as conn:
        in_force = set(stored.pack_marks(conn, session.today()).values())
        current = {row for row, _edition in stored.current_lists(conn)}
        return _rows(conn, session.today(), lambda row: row in in_force or row in current)


def edition_of(session: Session, sha256: str) -> EditionRow:
    """The edition with this hash, whether it is screened against any more or not."""
    with session.reading() as conn:
        rows = _rows(conn, session.today(), lambda _row: True)
    return next(row for row in rows if row.sha256 == sha256)


def editions_used(session: Session, case_id: str) -> tuple[EditionRow, ...]:
    """What the newest evaluation of a case rests on, whatever came in since."""
    with session.reading() as conn:
        used = {one["sha256"] for one in newest_evaluation(conn, case_id)["editions"]}
        rows = _rows(conn, session.today(), lambda _row: True)
    return tuple(row for row in rows if row.sha256 in used)


def _rows(conn: Any, today: date, wanted: Callable[[str], bool]) -> tuple[EditionRow, ...]:
    limits = settings_with(conn, "age_limit.")
    lists = [
        _row(
            {
                "id": edition.list_id,
                "rows": edition.listings,
                **{name: getattr(edition, name) for name in _SHARED},
            },
            edition.published or edition.imported_at.date(),
            limits,
            today,
        )
        for row, edition in stored.all_lists(conn)
        if wanted(row)
    ]
    packs = [
        _row(row, _date(row["valid_from"]), limits, today)
        for row in stored.pack_heads(conn)
        if wanted(row["row_id"])
    ]
    return (*lists, *packs)


_SHARED = ("kind", "title", "edition", "trust", "source", "licence", "sha256")


def _row(
    row: dict[str, Any], dated: date | None, limits: dict[str, str], today: date
) -> EditionRow:
    limit = limits.get(str(row["id"]))
    return EditionRow(
        id=row["id"],
        rows=int(row["rows"]),
        dated=dated,
        age_days=(today - dated).days if dated else None,
        limit_days=int(limit) if limit else None,
        **{name: row[name] for name in _SHARED},
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
