"""Whether a casebook is whole: each check gives sentences about what is not as it must be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.storage.anchors import known_anchors
from landwaiter.storage.audit import Anchor, AuditReport, verify
from landwaiter.storage.core_tables import user, user_key, user_role
from landwaiter.storage.key_file import KeyFile, read_key_file
from landwaiter.storage.keys import name_key
from landwaiter.storage.registry import Registry, load_registry
from landwaiter.storage.session import Casebook
from landwaiter.storage.sqlite.migrate import expected_schema, schema_of
from landwaiter.storage.vault import Vault

Check = Callable[[Casebook, Connection], Iterable[str]]
"""Gives one sentence for each thing that is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and the check that found it."""

    check: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that was found, which checks ran, and what the audit chain showed."""

    findings: tuple[Finding, ...]
    checks: tuple[str, ...]
    audit: AuditReport

    @property
    def sound(self) -> bool:
        return not self.findings


def check_casebook(
    casebook: Casebook,
    *,
    further: Sequence[tuple[str, Check]] = (),
    anchors: Sequence[Anchor] = (),
) -> CheckReport:
    """Run the checks of the core and the `further` ones; `anchors` come from outside files."""
    findings: list[Finding] = []
    checks = (*CORE_CHECKS, *further)
    with casebook.read() as connection:
        for name, check in checks:
            findings += _found(name, check, casebook, connection)
        known = (*known_anchors(connection), *anchors)
        audit = verify(connection, known, casebook_id=casebook.id)
    findings += [Finding("audit", sentence) for sentence in audit.findings]
    return CheckReport(tuple(findings), (*(name for name, _check in checks), "audit"), audit)


def _found(
    name: str, check: Check, casebook: Casebook, connection: Connection
) -> Iterator[Finding]:
    """A check that a damaged page stops has found something too."""
    try:
        for sentence in check(casebook, connection):
            yield Finding(name, sentence)
    except Fault as fault:
        yield Finding(name, fault.sentence())
    except DBAPIError as error:
        yield Finding(name, _("The database cannot be read: {reason}.").format(reason=error.orig))


def _cipher(casebook: Casebook, connection: Connection) -> Iterator[str]:
    """Every page carries its own authentication code."""
    for (fault,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield _("The database is damaged: {fault}.").format(fault=fault)


def _structure(casebook: Casebook, connection: Connection) -> Iterator[str]:
    for (fault,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if fault != "ok":
            yield _("The database is damaged: {fault}.").format(fault=fault)


def _foreign_keys(casebook: Casebook, connection: Connection) -> Iterator[str]:
    for table, row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield _("Row {row} of {table} refers to nothing in {parent}.").format(
            row=row, table=table, parent=parent
        )


def _schema(casebook: Casebook, connection: Connection) -> Iterator[str]:
    """Tables, indexes and triggers are those the migrations make."""
    expected, found = expected_schema(), schema_of(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield _("{name} is missing from the database.").format(name=name)
        elif name not in expected:
            yield _("{name} does not belong in the database.").format(name=name)
        elif expected[name] != found[name]:
            yield _("{name} was changed in the database.").format(name=name)


def _users(casebook: Casebook, connection: Connection) -> Iterator[str]:
    """Users, roles and keys in the tables are those the signed statements vouch for."""
    registry = load_registry(connection, casebook.roots)
    yield from registry.problems
    held: dict[str, set[str]] = {}
    for user_id, role in connection.execute(select(user_role.c.user_id, user_role.c.role)):
        held.setdefault(user_id, set()).add(role)
    for row in connection.execute(select(user.c.id, user.c.name, user.c.active)):
        person = registry.people.get(row.id)
        if person is None or person.name != row.name:
            yield _("No administrator's signature vouches for the user {user}.").format(
                user=row.name
            )
        elif held.get(row.id, set()) != person.grants[-1].roles:
            yield _("The roles of {user} are not those an administrator signed.").format(
                user=row.name
            )
        elif bool(row.active) != (person.disabled_at is None):
            yield _("Whether {user} is disabled is not what an administrator signed.").format(
                user=row.name
            )
    listed = set(connection.execute(select(user_key.c.public_key)).scalars())
    for key in sorted(listed ^ registry.keys.keys()):
        yield _("The signing key {key} is not registered as it should be.").format(key=key[:16])


def _key_file(casebook: Casebook, connection: Connection) -> Iterator[str]:
    """Each slot of the key file belongs to a user and holds the key registered for it."""
    registry, keys = load_registry(connection, casebook.roots), read_key_file(casebook.path)
    if registry.recovery_key not in (slot.public_key for slot in keys.recoveries):
        yield _("The recovery key in keys.json is not one that an administrator signed.")
    for slot in keys.users:
        key = registry.key_of(slot.user_id)
        if key is None or key.public_key != slot.public_key:
            yield _("The slot of {user} in keys.json holds a key that is not registered.").format(
                user=slot.user
            )
    yield from _shut_out(registry, keys)


def _shut_out(registry: Registry, keys: KeyFile) -> Iterator[str]:
    """Active people whom the key file keeps out: a deed stopped between the file and its commit."""
    slots = {slot.user_id for slot in keys.users}
    disabled = {name_key(name) for name in keys.disabled}
    for person in registry.people.values():
        if person.disabled_at is not None:
            continue
        if person.user_id not in slots and person.name not in keys.left_out:
            yield _("{user} is active but has no slot in keys.json and cannot sign in.").format(
                user=person.name
            )
        if name_key(person.name) in disabled:
            yield _("{user} is active but keys.json lists the name as disabled.").format(
                user=person.name
            )


def _vault(casebook: Casebook, connection: Connection) -> Iterator[str]:
    vault = Vault(casebook.vault_folder, casebook.keys)
    yield from filter(None, (vault.fault(name) for name in vault.names()))


CORE_CHECKS: tuple[tuple[str, Check], ...] = (
    ("cipher", _cipher),
    ("structure", _structure),
    ("foreign keys", _foreign_keys),
    ("schema", _schema),
    ("users", _users),
    ("key file", _key_file),
    ("vault", _vault),
)
