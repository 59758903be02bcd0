"""Whether a casebook is whole: each check says what is not as it must be, and on what.

What is damaged is named, and what is left is counted: an office must know what it can rely on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from landwaiter.errors import Fault
from landwaiter.i18n import N_, _
from landwaiter.storage.audit.chain import GENESIS, Anchor, Head
from landwaiter.storage.audit.statements import load_registry, read_registry
from landwaiter.storage.audit.verification import AuditReport
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import UNREADABLE
from landwaiter.storage.casebook.check_content import (
    Damage,
    Intact,
    VaultScan,
    dossier_damage,
    file_damage,
    files_alone,
    hold_damage,
    intact,
    linked_in,
    removal_damage,
    scan_vault,
    strangers_in,
    unreadable_cases,
    vault_damage,
)
from landwaiter.storage.casebook.rekey_slots import is_in_force, is_recovery_in_force
from landwaiter.storage.deeds.proof import verify_all
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.key_file import KeyFile, read_key_file
from landwaiter.storage.people.key_change import is_recorded
from landwaiter.storage.people.open_casebook import DATABASE, Casebook
from landwaiter.storage.schema.people import user, user_role
from landwaiter.storage.sqlite.migrate import expected_schema, schema_of
from landwaiter.storage.sqlite.soundness import damaged_pages, damaged_structure, orphans
from landwaiter.trust.registry import Registry

Check = Callable[[Casebook, Reader], Iterable[str | Damage]]
"""Gives one sentence for each thing that is wrong, with what it is wrong with where it knows."""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that is wrong, the check that found it, and with what it is wrong."""

    check: str
    message: str
    object: str = ""
    case: str = ""

    def sentence(self) -> str:
        return f"{self.object}: {self.message}" if self.object else self.message


class StoppedCheck(CheckFinding):
    """What stands somewhere stopped the check: it names neither what nor where."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that was found, which checks ran, what the audit chain showed, and what is whole."""

    findings: tuple[CheckFinding, ...]
    checks: tuple[str, ...]
    audit: AuditReport
    intact: Intact

    @property
    def sound(self) -> bool:
        return not self.findings

    @property
    def damaged(self) -> tuple[str, ...]:
        """What is not to be relied on, each named once."""
        return tuple(dict.fromkeys(one.object or one.check for one in self.findings))


def check_casebook(
    casebook: Casebook,
    *,
    further: Sequence[tuple[str, Check]] = (),
    anchors: Sequence[Anchor] = (),
    core: Sequence[tuple[str, Check]] | None = None,
) -> CheckReport:
    """Run the checks of the core and the `further` ones; `anchors` come from outside files.

    A database that cannot be opened at all is one finding, and the files are checked all the same.
    """
    scan = scan_vault(casebook.vault_folder, casebook.vault)
    checks = (*(CORE_CHECKS if core is None else core), *_of_files(scan), *further)
    names = (*(name for name, _check in checks), "vault", "folder", "links", "audit")
    files = [
        *_named("vault", vault_damage(scan)),
        *_named("folder", strangers_in(casebook.path)),
        *_named("links", linked_in(casebook.path)),
    ]
    try:
        with casebook.read() as connection:
            found = [*_findings(checks, casebook, connection), *files]
            audit = _audited(casebook, connection, anchors)
            found += [CheckFinding("audit", sentence) for sentence in audit.findings]
            return CheckReport(
                tuple(found), names, audit, _intact(casebook, connection, found, scan)
            )
    except Fault as fault:
        found = [CheckFinding("database", fault.sentence(), DATABASE), *files]
    return CheckReport(tuple(found), names, _nothing_audited(()), files_alone(scan))


def _findings(
    checks: Sequence[tuple[str, Check]], casebook: Casebook, connection: Reader
) -> list[CheckFinding]:
    found = [one for name, check in checks for one in found_by(name, check, casebook, connection)]
    if any(one.check in _PAGES for one in found):
        found += _named("rows", unreadable_cases(connection))
    return found


def _of_files(scan: VaultScan) -> tuple[tuple[str, Check], ...]:
    """Checks that compare rows with the files of the vault."""

    def files(casebook: Casebook, connection: Reader) -> Iterator[Damage]:
        registry = load_registry(connection)
        return file_damage(connection, registry, casebook.vault, scan)

    return (("files", files),)


def _named(check: str, damage: Iterable[Damage]) -> list[CheckFinding]:
    return [CheckFinding(check, one.message, one.object, one.case) for one in damage]


def _audited(casebook: Casebook, connection: Reader, anchors: Sequence[Anchor]) -> AuditReport:
    try:
        return verify_all(connection, anchors, casebook_id=casebook.id)
    except DBAPIError as error:
        unreadable = _("The audit chain cannot be read to its end: {reason}.")
        return _nothing_audited((unreadable.format(reason=error.orig),))


def _nothing_audited(findings: tuple[str, ...]) -> AuditReport:
    return AuditReport(0, Head(0, GENESIS), findings, 0)


def _intact(
    casebook: Casebook, connection: Reader, found: Iterable[CheckFinding], scan: VaultScan
) -> Intact:
    damage = [Damage(one.message, one.object, one.case) for one in found]
    try:
        return intact(connection, load_registry(connection), damage, scan)
    except (Fault, DBAPIError):
        return files_alone(scan)


def found_by(
    name: str, check: Check, casebook: Casebook, connection: Reader
) -> Iterator[CheckFinding]:
    """A check that a damaged page stops has found something too, though it cannot say where."""
    try:
        for one in check(casebook, connection):
            damage = Damage(one) if isinstance(one, str) else one
            yield CheckFinding(name, damage.message, damage.object, damage.case)
    except Fault as fault:
        yield StoppedCheck(name, fault.sentence())
    except DBAPIError as error:
        unreadable = _("The database cannot be read: {reason}.")
        yield StoppedCheck(name, unreadable.format(reason=error.orig), DATABASE)
    except UNREADABLE:
        # Another kind of value stands where a structure was written.
        changed = _("The database is damaged: its content is not what was written.")
        yield StoppedCheck(name, changed, DATABASE)


def _cipher(casebook: Casebook, connection: Reader) -> Iterator[Damage]:
    """Every page carries its own authentication code."""
    for fault in damaged_pages(connection):
        yield Damage(_("The database is damaged: {fault}.").format(fault=fault), DATABASE)


def _structure(casebook: Casebook, connection: Reader) -> Iterator[Damage]:
    for fault in damaged_structure(connection):
        yield Damage(_("The database is damaged: {fault}.").format(fault=fault), DATABASE)


def _foreign_keys(casebook: Casebook, connection: Reader) -> Iterator[str]:
    for row, table, parent in orphans(connection):
        yield _("Row {row} of {table} refers to nothing in {parent}.").format(
            row=row, table=table, parent=parent
        )


def _schema(casebook: Casebook, connection: Reader) -> Iterator[str]:
    """Tables, indexes and triggers are those the migrations make."""
    expected, found = expected_schema(), schema_of(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield _("{name} is missing from the database.").format(name=name)
        elif name not in expected:
            yield _("{name} does not belong in the database.").format(name=name)
        elif expected[name] != found[name]:
            yield _("{name} was changed in the database.").format(name=name)


def _users(casebook: Casebook, connection: Reader) -> Iterator[str]:
    """The statements hold, and users and roles in the tables are those they vouch for."""
    registry = read_registry(connection)
    yield from filter(None, (registry.broken,))
    yield from registry.problems
    if registry.casebook != casebook.id:
        yield _("The founding statement is of another casebook than keys.json names.")
    held: dict[str, set[str]] = {}
    for user_id, role in connection.execute(select(user_role.c.user_id, user_role.c.role)):
        held.setdefault(user_id, set()).add(role)
    listed = list(connection.execute(select(user.c.id, user.c.name, user.c.active)))
    for row in listed:
        person = registry.people.get(row.id)
        if person is None or person.name != row.name:
            yield _("No statement vouches for the user {user}.").format(user=row.name)
        elif held.get(row.id, set()) != person.roles_now:
            yield _("The roles of {user} are not those that the statements give.").format(
                user=row.name
            )
        elif bool(row.active) == person.disabled:
            yield _("Whether {user} is disabled is not what the statements say.").format(
                user=row.name
            )
    for user_id in sorted(registry.people.keys() - {row.id for row in listed}):
        yield _("The user {user} is missing from the list of users.").format(
            user=registry.people[user_id].name
        )


def _key_file(casebook: Casebook, connection: Reader) -> Iterator[str]:
    """Each slot of the key file belongs to a user and holds the key that is in force."""
    registry, keys = load_registry(connection), read_key_file(casebook.path)
    if not is_recorded(connection, casebook.path):
        yield _(
            "keys.json is not the file that the newest change of users wrote: "
            "an older one, or another, lies in its place."
        )
    if not is_recovery_in_force(keys, registry):
        yield _("The recovery key in keys.json is not the one that its holders signed for.")
    for slot in keys.users:
        if not is_in_force(keys, registry, slot):
            yield _("The slot of {user} in keys.json holds a key that is not registered.").format(
                user=slot.user
            )
    yield from _shut_out(registry, keys)


def _shut_out(registry: Registry, keys: KeyFile) -> Iterator[str]:
    """Active people whom the key file keeps out: a deed stopped between the file and its commit."""
    slots = {slot.user_id for slot in keys.users}
    disabled = {name_key(name) for name in keys.disabled}
    for person in registry.people.values():
        if person.disabled:
            continue
        if person.user_id not in slots and person.name not in keys.left_out:
            yield _("{user} is active but has no slot in keys.json and cannot sign in.").format(
                user=person.name
            )
        if name_key(person.name) in disabled:
            yield _("{user} is active but keys.json lists the name as disabled.").format(
                user=person.name
            )


def _seen(casebook: Casebook, connection: Reader) -> Iterator[str]:
    """The casebook is not older than, nor beside, what this machine has seen of it."""
    yield from filter(None, (casebook.seen.behind,))


def _dossiers(casebook: Casebook, connection: Reader) -> Iterator[Damage]:
    return dossier_damage(connection)


def _removals(casebook: Casebook, connection: Reader) -> Iterator[Damage]:
    """Tombstones of cases that were removed by two persons, with nothing of them left."""
    registry = load_registry(connection)
    yield from removal_damage(connection, registry)
    yield from hold_damage(connection)


PAGE_CHECKS: tuple[tuple[str, Check], ...] = (("cipher", _cipher), ("structure", _structure))
"""Checks of the file itself, whatever the schema of what it holds."""
_PAGES = frozenset(name for name, _check in PAGE_CHECKS)
CORE_CHECKS: tuple[tuple[str, Check], ...] = (
    *PAGE_CHECKS,
    (N_("foreign keys"), _foreign_keys),
    (N_("schema"), _schema),
    (N_("users"), _users),
    (N_("key file"), _key_file),
    (N_("seen before"), _seen),
    (N_("dossiers"), _dossiers),
    (N_("removals"), _removals),
)
