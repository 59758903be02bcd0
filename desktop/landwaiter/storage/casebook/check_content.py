"""Whether what the casebook holds is what was put there: rows by their hashes, files by theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.exc import DBAPIError

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.deeds.motion_rows import motion_of
from landwaiter.storage.evidence.evidence_rows import wiped_pieces
from landwaiter.storage.keys.folder_links import links_in, seconds_in
from landwaiter.storage.keys.key_file import KEY_FILE
from landwaiter.storage.keys.vault import NAME, Vault
from landwaiter.storage.people.open_casebook import DATABASE, INDEX, VAULT
from landwaiter.storage.retention import removal_rows
from landwaiter.storage.schema import retention as r
from landwaiter.storage.schema import tables as t
from landwaiter.trust.registry import Registry

_PART = ".part"
KNOWN_FILES = (
    f"{DATABASE}*",
    KEY_FILE,
    VAULT,
    INDEX,
    "casebook.before-*.db",
    "*.lock",
    "writer.json",
    "owner.json",
    "sign-in.json",
    "rekey.*",
    "vault.old",
    ".*.tmp",
    ".*.tmp-*",
    ".*.new",
)
"""Names of what a casebook keeps in its folder, as patterns."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: with what, on which case, and what in one sentence."""

    message: str
    object: str = ""
    """Such as `case PL1-2026-000003`, `evidence 2 of PL1-2026-000003`, `keys.json`."""
    case: str = ""
    """Reference of the case that cannot be relied on, where it is one."""


def strangers_in(folder: Path) -> Iterator[Damage]:
    """Files in the folder of the casebook that are none of its own."""
    for path in sorted(folder.iterdir()):
        if not any(fnmatchcase(path.name, pattern) for pattern in KNOWN_FILES):
            yield Damage(
                _("The file {name} does not belong in the casebook.").format(name=path.name),
                path.name,
            )


def linked_in(folder: Path) -> Iterator[Damage]:
    """Links in the place of files, which opening refuses, and files with a second name."""
    for linked in (*links_in(folder), *seconds_in(folder)):
        yield Damage(linked.message, linked.name)


@dataclass(slots=True)
class VaultScan:
    """Every file of the vault read once: name → what is wrong with it, "" when it is whole."""

    faults: dict[str, str] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    @property
    def whole(self) -> int:
        return sum(not fault for fault in self.faults.values())


def scan_vault(folder: Path, vault: Vault | None) -> VaultScan:
    """Authenticate each file; without keys (`vault` None) the files are only listed."""
    if not folder.is_dir():
        return VaultScan()
    names = sorted(path.name for path in folder.iterdir())
    scan = VaultScan(strangers=tuple(n for n in names if not NAME.fullmatch(n) and not _is_part(n)))
    for name in names:
        if NAME.fullmatch(name):
            scan.faults[name] = vault.fault(name) if vault else _("It cannot be verified.")
    return scan


def _is_part(name: str) -> bool:
    return name.endswith(_PART)


def vault_damage(scan: VaultScan) -> Iterator[Damage]:
    """Files that are not what was put there, or no files of the vault at all."""
    for name, fault in scan.faults.items():
        if fault:
            yield Damage(fault, f"vault/{name}")
    for name in scan.strangers:
        yield Damage(
            _("The file {name} does not belong in the vault.").format(name=name), f"vault/{name}"
        )


def file_damage(
    conn: Reader, registry: Registry, vault: Vault, scan: VaultScan
) -> Iterator[Damage]:
    """Pieces of evidence and raw files whose file is missing, damaged or another's."""
    for row in _pieces(conn, registry):
        fault = _file_fault(row, vault, scan)
        if fault:
            about = _("evidence {no} of {reference}").format(**row)
            yield Damage(fault, about, row["reference"])
    for row in plain_rows(conn, select(t.raw_file)):
        fault = _file_fault(row, vault, scan)
        if fault:
            yield from _of_raw_file(conn, row, fault)


def _pieces(conn: Reader, registry: Registry) -> list[dict[str, Any]]:
    """Every piece but those that two persons wiped."""
    evidence, case = t.evidence.c, t.case_file.c
    wiped = wiped_pieces(conn, registry)
    query = (
        select(case.reference, evidence.no, evidence.name, evidence.sha256, evidence.vault_name)
        .join(t.case_file, case.id == evidence.case_id)
        .where(evidence.id.not_in(wiped))
        .order_by(case.reference, evidence.no)
    )
    return plain_rows(conn, query)


def _file_fault(row: dict[str, Any], vault: Vault, scan: VaultScan) -> str:
    name = row["vault_name"]
    if name not in scan.faults:
        return _("The file {name} is missing from the vault.").format(name=row["name"])
    if scan.faults[name]:
        return _("The file {name} is damaged.").format(name=row["name"])
    if vault.name_of(row["sha256"]) != name:
        return _("The file {name} is not the one that was entered: its row was changed.").format(
            name=row["name"]
        )
    return ""


def _of_raw_file(conn: Reader, row: dict[str, Any], fault: str) -> Iterator[Damage]:
    """A raw file is damage on every case that came from it."""
    about = _("file {name}").format(name=row["name"])
    references = [
        str(reference)
        for table in (t.declaration, t.declaration_request)
        for reference in conn.execute(
            select(t.case_file.c.reference)
            .join(table, table.c.case_id == t.case_file.c.id)
            .where(table.c.raw_file_id == row["id"])
            .distinct()
        ).scalars()
    ]
    for reference in references or [""]:
        yield Damage(fault, about, reference)


def dossier_damage(conn: Reader) -> Iterator[Damage]:
    """Frozen dossiers whose bytes are not those that were hashed."""
    query = (
        select(t.case_file.c.reference, t.dossier.c.body, t.dossier.c.sha256)
        .join(t.case_file, t.case_file.c.id == t.dossier.c.case_id)
        .execution_options(yield_per=16)
    )
    for reference, body, sha256 in conn.execute(query):
        if sha256_hex(bytes(body)) != sha256:
            yield Damage(
                _("A frozen dossier was changed."),
                _("dossier of {reference}").format(reference=reference),
                str(reference),
            )
    others = t.subject_dossier.c
    kept = select(others.title, others.body, others.sha256).execution_options(yield_per=16)
    for title, body, sha256 in conn.execute(kept):
        if sha256_hex(bytes(body)) != sha256:
            about = _("report on {subject}").format(subject=title)
            yield Damage(_("A frozen dossier was changed."), about)


def removal_damage(conn: Reader, registry: Registry) -> Iterator[Damage]:
    """Tombstones that no two persons decided, and removed cases with something left."""
    for stone in removal_rows.removals(conn):
        about = _("case {reference}").format(reference=stone["reference"])
        motion = motion_of(conn, registry, stone["motion_id"])
        if motion is None or not motion.valid or motion.facts.get("sha256") != stone["sha256"]:
            yield Damage(_("No two persons decided this removal."), about, stone["reference"])
        for table, count in removal_rows.rows_left(conn, stone):
            yield Damage(
                plural(
                    count,
                    "{n} row of {table} is there although the case was removed.",
                    "{n} rows of {table} are there although the case was removed.",
                    table=table,
                ),
                about,
                stone["reference"],
            )


def unreadable_cases(conn: Reader) -> Iterator[Damage]:
    """Cases of which some row cannot be read any more, each named where its name can be."""
    for case_id, reference in _readable_heads(conn):
        for table in removal_rows.tables_of_case():
            try:
                for _row in conn.execute(removal_rows.rows_of(table, case_id)):
                    pass
            except (Fault, DBAPIError):
                yield Damage(
                    _("Its {table} cannot be read.").format(table=table.name.replace("_", " ")),
                    _("case {reference}").format(reference=reference),
                    reference,
                )


def _readable_heads(conn: Reader) -> Iterator[tuple[str, str]]:
    """Each case by itself: one broken page must not hide the cases behind it."""
    case = t.case_file.c
    for case_id in _readable(conn, select(case.id).order_by(case.id)):
        try:
            query = select(case.reference).where(case.id == case_id)
            yield str(case_id), str(conn.execute(query).scalar_one())
        except (Fault, DBAPIError):
            continue


def _readable(conn: Reader, query: Select[Any]) -> Iterable[Any]:
    found: list[Any] = []
    try:
        found += conn.execute(query).scalars()
    except (Fault, DBAPIError):
        return found
    return found


@dataclass(frozen=True, slots=True)
class Count:
    """So many of `total` are whole."""

    whole: int
    total: int


@dataclass(frozen=True, slots=True)
class Intact:
    """What can be relied on. Totals are those that can be read at all."""

    cases: Count
    decisions: Count
    evidence: Count
    files: Count

    def sentence(self) -> str:
        """The counts in words."""
        return _("Whole: {cases}, {decisions}, {evidence}, {files}.").format(
            cases=plural(
                self.cases.total,
                "{whole} of {n} case",
                "{whole} of {n} cases",
                whole=self.cases.whole,
            ),
            decisions=plural(
                self.decisions.total,
                "{whole} of {n} decision",
                "{whole} of {n} decisions",
                whole=self.decisions.whole,
            ),
            evidence=plural(
                self.evidence.total,
                "{whole} of {n} piece of evidence",
                "{whole} of {n} pieces of evidence",
                whole=self.evidence.whole,
            ),
            files=plural(
                self.files.total,
                "{whole} of {n} file of the vault",
                "{whole} of {n} files of the vault",
                whole=self.files.whole,
            ),
        )


def intact(conn: Reader, registry: Registry, damage: Iterable[Damage], scan: VaultScan) -> Intact:
    """Counts of what no damage was found on."""
    found = list(damage)
    touched = {one.case for one in found if one.case}
    pieces = {one.object for one in found if one.object.startswith(_("evidence"))}
    decided = _decisions(conn)
    return Intact(
        cases=_counted(_number(conn, t.case_file), len(touched)),
        decisions=Count(sum(n for ref, n in decided if ref not in touched), _summed(decided)),
        evidence=_counted(len(_pieces(conn, registry)), len(pieces)),
        files=Count(scan.whole, len(scan.faults)),
    )


def files_alone(scan: VaultScan) -> Intact:
    """The same where the database says nothing: the files of the vault are what is left."""
    nothing = Count(0, 0)
    return Intact(nothing, nothing, nothing, Count(scan.whole, len(scan.faults)))


def _counted(total: int, damaged: int) -> Count:
    return Count(max(0, total - damaged), total)


def _number(conn: Reader, table: Any) -> int:
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def _decisions(conn: Reader) -> list[tuple[str, int]]:
    query = (
        select(t.case_file.c.reference, func.count())
        .join(t.decision, t.decision.c.case_id == t.case_file.c.id)
        .group_by(t.case_file.c.reference)
    )
    return [(str(reference), int(count)) for reference, count in conn.execute(query)]


def _summed(counts: Iterable[tuple[str, int]]) -> int:
    return sum(count for _reference, count in counts)


def hold_damage(conn: Reader) -> Iterator[Damage]:
    """Removals of a case that was on hold at the time."""
    hold, stone = r.legal_hold.c, r.case_removal.c
    query = select(stone.reference).where(
        stone.case_id == hold.case_id,
        hold.at <= stone.at,
        hold.id.not_in(select(r.legal_hold_end.c.hold_id)),
    )
    for reference in conn.execute(query).scalars():
        yield Damage(
            _("It was removed although a legal hold stands."),
            _("case {reference}").format(reference=reference),
            str(reference),
        )
