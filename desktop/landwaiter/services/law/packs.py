"""Reference packs: the shipped ones loaded at the start, newer editions by import."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from landwaiter.domain.flags.verdict_basis import REGISTER
from landwaiter.domain.law.deeds import IMPORT_PACK, IMPORT_SHIPPED
from landwaiter.domain.law.pack import Pack, Stretch, timeline
from landwaiter.domain.law.pack_differences import PackDiff, compared_packs
from landwaiter.domain.lists.list_editions import LIMITS, AgeLimit, age_limit
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.deeds.motions import moved
from landwaiter.services.law.assents import Assents
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.edition_tasks import TouchedCase, touched_cases
from landwaiter.services.law.keeping import keep_pack, refuse_namesake
from landwaiter.services.law.seconded_imports import pack_args, stage
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.base import reference as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases.case_load import newest_evaluation
from landwaiter.storage.lists import list_editions


def shipped_packs(resources: Any) -> tuple[Pack, ...]:
    """Every pack in the shipped resources, by folder name."""
    folders = sorted(
        (entry for entry in (resources / "packs").iterdir() if (entry / "pack.toml").is_file()),
        key=lambda entry: entry.name,
    )
    return tuple(read_pack(folder) for folder in folders)


def is_shipped(pack: Pack) -> bool:
    """Whether this very edition comes with this version of the program."""
    folders = (root() / "packs").iterdir()
    own = next((one for one in folders if one.name == pack.id), None)
    return own is not None and read_pack(own).sha256 == pack.sha256


@dataclass(frozen=True, slots=True)
class PackImport:
    """What importing a pack came to: its edition in the casebook, or that it waits."""

    row: EditionRow | None
    said: tuple[str, ...] = ()
    """Who may second it; why it is not official; which cases it touches."""


def import_pack_file(session: Session, path: Path, *, reason: str = "") -> PackImport:
    """One pack from a folder or zip: all of it or nothing."""
    return import_pack(session, read_pack(path), reason=reason, file=str(path))


def import_pack(session: Session, pack: Pack, *, reason: str = "", file: str = "") -> PackImport:
    """A pack that was read, moved: it judges nothing before another person has agreed to it.

    What comes with the program, and what one person takes in alone in an office, is kept at once.
    """
    _refuse_known(session, pack, file)
    if is_shipped(pack):
        said = _kept(session, (pack,)).said
    else:
        args = pack_args(pack, stage(session, f"{pack.id}.staged", pack))
        why = reason or _("A new edition of the pack {pack}.").format(pack=pack.id)
        with session.writing(IMPORT_PACK.name) as work:
            motion_id = moved(session, work, IMPORT_PACK.motion, args, why)
        said = work.changes.said
        if motion_id is not None:
            return PackImport(None, said)
    return PackImport(edition_of(session, pack.sha256, pack_id=pack.id), said)


def _refuse_known(session: Session, pack: Pack, file: str) -> None:
    with session.reading() as conn:
        before = stored.editions_of(conn, pack.id)
        is_known = stored.pack_known(conn, pack)
    if is_known:
        raise NotAllowed(
            _("This edition of the pack {pack} is in the casebook already.").format(pack=pack.id),
            file=file or None,
            remedy=_("Nothing needs to be done."),
        )
    refuse_namesake(pack, before)


def import_shipped(session: Session) -> tuple[PackImport, ...]:
    """The packs that come with this version and are not in the casebook; all of them or none.

    They are as good as the program itself and need no second person.
    """
    with session.reading() as conn:
        new = [pack for pack in shipped_packs(root()) if not stored.pack_known(conn, pack)]
    if not new:
        return ()
    said = _kept(session, tuple(new)).said
    rows = [edition_of(session, pack.sha256, pack_id=pack.id) for pack in new]
    return tuple(PackImport(row, said if row is rows[-1] else ()) for row in rows)


def import_packs(session: Session, packs: Iterable[Pack]) -> int:
    """Keep shipped editions that are not there yet, and whatever a new casebook begins with.

    NotAllowed for an edition of the office's own making once there are packs: two persons take it
    in. Returns how many were new.
    """
    found = tuple(packs)
    with session.writing(IMPORT_SHIPPED.name) as work:
        if stored.pack_ids(work.conn):
            _refuse_own(found)
        new = sum(keep_pack(work, pack) for pack in found)
        if not new:
            work.nothing_done()
    return new


def _refuse_own(packs: Iterable[Pack]) -> None:
    own = next((pack for pack in packs if not is_shipped(pack)), None)
    if own is not None:
        raise NotAllowed(
            _("The pack {pack}, edition {edition}, does not come with the program.").format(
                pack=own.id, edition=own.edition
            ),
            remedy=_("Import it: another person agrees to it before it counts."),
        )


def _kept(session: Session, packs: tuple[Pack, ...]) -> Changes:
    """What keeping shipped packs changed."""
    with session.writing(IMPORT_SHIPPED.name) as work:
        if not sum(keep_pack(work, pack) for pack in packs):
            work.nothing_done()
    return work.changes


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """One edition of a pack in the casebook, with the days on which it is valid."""

    row: EditionRow
    valid_from: date | None
    valid_to: date | None
    imported_at: str
    in_force: bool
    """It counts today."""


@dataclass(frozen=True, slots=True)
class PackEditions:
    """A pack with all its editions, the newest import first, and which of them counts when."""

    id: str
    title: str
    kind: str
    editions: tuple[KnownEdition, ...]
    timeline: tuple[Stretch, ...]


def show_pack(session: Session, pack_id: str) -> PackEditions:
    """Every edition of one pack, and gaps and overlaps of their validity."""
    with session.reading() as conn:
        heads = stored.pack_heads(conn, pack_id)
        sizes = stored.pack_sizes(conn, [head["row_id"] for head in heads])
        limits, today = settings_with(conn, "age_limit."), session.today()
        counts = stored.pack_marks(conn, today).get(pack_id)
        spans = timeline(stored.editions_of(conn, pack_id))
        assent = Assents(conn)
        vouched = {head["row_id"]: _vouched(assent, head) for head in heads}
    if not heads:
        raise _no_pack(pack_id)
    known = tuple(
        KnownEdition(
            row=replace(
                _row({**head, "rows": rows}, _date(head["valid_from"]), limits, today),
                **vouched[head["row_id"]],
            ),
            valid_from=_date(head["valid_from"]),
            valid_to=_date(head["valid_to"]),
            imported_at=imported_at,
            in_force=head["row_id"] == counts,
        )
        for head in heads
        for rows, imported_at in [sizes[head["row_id"]]]
    )
    return PackEditions(pack_id, heads[0]["title"], heads[0]["kind"], known, spans)


@dataclass(frozen=True, slots=True)
class PackComparison:
    """Two editions of a pack beside each other, and the open cases that the difference meets."""

    old: Pack
    new: Pack
    diff: PackDiff
    cases: tuple[TouchedCase, ...]


def compare_packs(session: Session, old: str, new: str) -> PackComparison:
    """Two editions, each named ID@EDITION or by the file or folder it lies in."""
    with session.reading() as conn:
        before, after = _named(session, conn, old), _named(session, conn, new)
        if before.id != after.id:
            raise Invalid(
                _("{old} and {new} are different packs.").format(old=before.id, new=after.id),
                field="new",
                value=new,
                remedy=_("Compare two editions of the same pack."),
            )
        cases = touched_cases(conn, before, after)
    return PackComparison(before, after, compared_packs(before, after), cases)


def compared_with_force(session: Session, pack: Pack) -> PackComparison | None:
    """A pack that is not kept yet against the edition in force on its first day, where one is."""
    with session.reading() as conn:
        row = stored.pack_marks(conn, pack.valid_from or session.today()).get(pack.id)
        if row is None:
            return None
        before = session.references.edition(conn, row)
        cases = touched_cases(conn, before, pack)
    return PackComparison(before, pack, compared_packs(before, pack), cases)


def compare_with_before(session: Session, row: EditionRow) -> tuple[str, ...]:
    """An edition against the one imported before it, in lines; none where there is none."""
    before = edition_before(session, row)
    if before is None:
        return ()
    return tuple(comparison_lines(compare_packs(session, before, f"{row.id}@{row.sha256}")))


def edition_before(session: Session, row: EditionRow) -> str | None:
    """ID@EDITION of what was imported before this edition of a pack; None when it is the first."""
    with session.reading() as conn:
        heads = stored.pack_heads(conn, row.id)
    hashes = [head["sha256"] for head in heads]
    place = hashes.index(row.sha256) + 1 if row.sha256 in hashes else len(heads)
    return f"{row.id}@{heads[place]['sha256']}" if place < len(heads) else None


def _named(session: Session, conn: Reader, name: str) -> Pack:
    """ID@EDITION, ID@ and the beginning of a hash, or a file or folder."""
    pack_id, at, edition = name.partition("@")
    if at and not Path(name).exists():
        found = stored.pack_heads(conn, pack_id)
        if not found:
            raise _no_pack(pack_id)
        for head in found:
            if head["edition"] == edition or (
                len(edition) >= LEAST_HASH and head["sha256"].startswith(edition)
            ):
                return session.references.edition(conn, head["row_id"])
        raise NotFound(
            _("The pack {pack} has no such edition.").format(pack=pack_id),
            field="edition",
            value=edition,
            remedy=_("There are: {editions}.").format(
                editions=", ".join(head["edition"] for head in found)
            ),
        )
    if not Path(name).exists():
        raise NotFound(
            _("There is no such edition and no such folder or zip file."),
            field="edition",
            value=name,
            remedy=_("Write ID@EDITION, as “pack show ID” lists them, or a path."),
        )
    return read_pack(Path(name))


MOST_LINES = 200
"""Entries of each kind that a comparison prints as text."""


def comparison_lines(found: PackComparison) -> Iterator[str]:
    """How many entries came, went, were renumbered and changed; which; and what they touch."""
    diff = found.diff
    yield _(
        "{pack}: {old} → {new}; added: {added}, removed: {removed}, renumbered: {renumbered}, "
        "changed: {changed}, unchanged: {unchanged}"
    ).format(
        pack=found.new.id,
        old=found.old.edition,
        new=found.new.edition,
        added=len(diff.added),
        removed=len(diff.removed),
        renumbered=len(diff.renumbered),
        changed=len({one.key for one in diff.changed}),
        unchanged=diff.unchanged,
    )
    yield from _some([f"+ {one.key}  {one.title}" for one in diff.added])
    yield from _some([f"- {one.key}  {one.title}" for one in diff.removed])
    yield from _some([f"> {one.was} → {one.now}  {one.title}" for one in diff.renumbered])
    changed = _("* {key}, {column}: “{was}” → “{now}”")
    yield from _some(
        [
            changed.format(key=one.key, column=one.column, was=one.was, now=one.now)
            for one in diff.changed
        ]
    )
    if not found.cases:
        yield _("It touches no open case.")
    touched = _("touches {reference}: {met}")
    yield from _some(
        [touched.format(reference=one.reference, met=", ".join(one.met)) for one in found.cases]
    )


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        more = _("… and {count} more; “pack diff --json” has all of them.")
        yield more.format(count=len(lines) - MOST_LINES)


LEAST_HASH = 8
"""Figures of a hash that are enough to name an edition."""


def _no_pack(pack_id: str) -> NotFound:
    return NotFound(
        _("There is no such pack."),
        field="pack",
        value=pack_id,
        remedy=_("Show the packs to see their ids."),
    )


def pack_rows(session: Session, pack_id: str) -> Pack:
    """The edition of a pack that is in force today, with its rows."""
    with session.reading() as conn:
        pack = session.references.packs(conn, session.today()).get(pack_id)
    if pack is None:
        raise _no_pack(pack_id)
    return pack


Counted = Callable[[EditionRow], bool]
"""Of which packs the rows are counted, for which they are read whole; the others have 0."""


def editions(session: Session, counted: Counted = lambda _row: True) -> tuple[EditionRow, ...]:
    """Every list screened against and every pack in force, with age and trust."""
    with session.reading() as conn:
        in_force = set(stored.pack_marks(conn, session.today()).values())
        current = {row for row, _edition in list_editions.current_lists(conn)}
        wanted = in_force | current
        return _rows(conn, session.today(), wanted, counted)


def edition_of(session: Session, sha256: str, *, pack_id: str | None = None) -> EditionRow:
    """The edition with this hash, whether it counts any more, or already, or not."""
    with session.reading() as conn:
        rows = _rows(conn, session.today(), hashes={sha256})
    return next(row for row in rows if pack_id in {None, row.id})


def editions_used(session: Session, case_id: str) -> tuple[EditionRow, ...]:
    """What the newest evaluation of a case rests on, whatever came in since: lists, packs, and
    the state of each issuer's register."""
    today = session.today()
    with session.reading() as conn:
        used = newest_evaluation(conn, case_id)["editions"]
        limits = settings_with(conn, "age_limit.")
        hashes = {one["sha256"] for one in used}
        rows = _rows(conn, today, hashes=hashes)
    states = (_state_row(one, limits, today) for one in used if one["id"].startswith(REGISTER))
    return (*rows, *states)


def _state_row(used: Mapping[str, str], limits: dict[str, str], today: date) -> EditionRow:
    """A state of a register as an edition: it is dated by its newest entry or load."""
    register, _slash, issuer = used["id"].removeprefix(REGISTER).partition("/")
    shared = {name: used[name] for name in ("id", "edition", "trust", "source", "sha256")}
    title = _("Register: {register}, {issuer}")
    row = {
        **shared,
        "kind": "register",
        "title": title.format(register=_(TITLES[RegisterKind(register)]), issuer=issuer),
        "licence": "",
        "rows": 0,
    }
    return _row(row, datetime.fromisoformat(used["edition"]).date(), limits, today)


def _rows(
    conn: Reader,
    today: date,
    wanted: Collection[str] | None = None,
    counted: Counted = lambda _row: True,
    *,
    hashes: Collection[str] | None = None,
) -> tuple[EditionRow, ...]:
    """Editions of these rows or of these hashes, whichever is given."""

    def is_wanted(row: str, sha256: str) -> bool:
        return (wanted is None or row in wanted) and (hashes is None or sha256 in hashes)

    limits = settings_with(conn, "age_limit.")
    in_force = stored.pack_marks(conn, today).get(LIMITS)
    of_kinds = stored.load_pack(conn, in_force) if in_force else None
    assent = Assents(conn)
    lists = [
        replace(
            list_row(edition, age_limit(edition, limits.get(edition.list_id, ""), of_kinds), today),
            assent=assent.to_list(edition),
        )
        for row, edition in list_editions.all_lists(conn)
        if is_wanted(row, edition.sha256)
    ]
    packs = {
        head["row_id"]: replace(
            _row({**head, "rows": 0}, _date(head["valid_from"]), limits, today),
            **_vouched(assent, head),
        )
        for head in stored.pack_heads(conn)
        if is_wanted(head["row_id"], head["sha256"])
    }
    sizes = stored.pack_sizes(conn, [row_id for row_id, row in packs.items() if counted(row)])
    for row_id, (rows, _imported_at) in sizes.items():
        packs[row_id] = replace(packs[row_id], rows=rows)
    return (*lists, *packs.values())


def _vouched(assents: Assents, head: Mapping[str, str]) -> dict[str, Any]:
    """Trust and assent of a pack as signatures say."""
    trust, said = assents.trust_of(head)
    assent = assents.to_pack(head["origin"], head["origin_id"])
    return {"trust": trust, "trust_said": said, "assent": assent}


def list_row(edition: ListEdition, limit: AgeLimit | None, today: date) -> EditionRow:
    """An edition of a watch list with its age and the limit that counts for it."""
    return EditionRow(
        id=edition.list_id,
        rows=edition.listings,
        dated=edition.dated,
        age_days=(today - edition.dated).days,
        limit_days=limit.days if limit else None,
        limit_trust=limit.trust if limit else "",
        limit_basis=limit.basis if limit else "",
        confidential=edition.confidential,
        **{name: getattr(edition, name) for name in _SHARED},
    )


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
