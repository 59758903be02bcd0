"""What waits for a second person: kept in the vault, under the hash that the motion names."""

from collections.abc import Iterable

from landwaiter.domain.base.people import UserRole
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.records import add
from landwaiter.storage.intake.declarations import raw_file_id
from landwaiter.storage.keys.vault import Readable


def stage_content(
    session: Session, name: str, content: Readable, *, roles: Iterable[UserRole]
) -> str:
    """Its hash; NotAllowed without one of these roles.

    It is in the vault before the unit of work begins: others write while a long list is read.
    """
    allowed = tuple(roles)
    with session.reading() as conn:
        session.require(conn, *allowed)
    kept = session.casebook.vault.put(content)
    with session.writing("stage_import") as work:
        session.require(work.conn, *allowed)
        if raw_file_id(work.conn, kept.sha256) is None:
            add(
                work.conn,
                "raw_file",
                id=work.new_id(),
                sha256=kept.sha256,
                name=name,
                size=kept.size,
                format="staged",
                vault_name=kept.name,
                author=work.actor,
                at=work.now,
            )
        work.audit("import.staged", "import", {"name": name, "sha256": kept.sha256})
    return kept.sha256
