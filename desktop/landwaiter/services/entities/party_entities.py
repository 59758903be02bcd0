"""Entities behind parties: found by exact identifiers, made when none is there."""

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.declaration import Role
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.audit.viewing import whys
from landwaiter.services.base.page import Page
from landwaiter.services.entities.entity_names import known_of
from landwaiter.services.entities.entity_views import EntityRow, LinkProposal
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements

IDENTIFIER_KINDS = ("EORI", "LEI", "USCC", "IMO", "VAT")
"""Kinds an entity is known by, in the order in which a bare identifier is tried."""


def typed_identifier(party: CaseParty) -> tuple[str, str] | None:
    """Kind and normalised value of a party's identifier; None where no kind fits."""
    if not party.identifier:
        return None
    kinds = ("IMO",) if party.role is Role.VESSEL else IDENTIFIER_KINDS
    for kind in kinds:
        checked = check(kind, party.identifier)
        if checked.valid:
            return kind, checked.normalised
    return None


def proposal_for(conn: Reader, party: CaseParty) -> LinkProposal | None:
    """The entity with exactly the party's identifier; None for parties that are linked already."""
    identifier = typed_identifier(party)
    if identifier is None or party.link is not None:
        return None
    found = stored.by_identifier(conn, *identifier)
    if found is None:
        return None
    kind, value = identifier
    why = _("{kind} {value} is the same.").format(kind=kind, value=value)
    return LinkProposal(party.id, *found, why)


def entity_for(
    work: UnitOfWork, party: CaseParty, wanted: str | None, *, author: str
) -> tuple[str, str]:
    """Identity and name of the entity named, of the one with the same identifier, or a new one."""
    if wanted:
        found = stored.by_id_or_name(work.conn, wanted)
        if found is None:
            raise NotFound(_("There is no such entity."), field="to", value=wanted)
        return found
    proposal = proposal_for(work.conn, party)
    if proposal is not None:
        return proposal.entity_id, proposal.name
    entity_id = work.new_id()
    stored.add_entity(
        work.conn,
        entity_id=entity_id,
        name=party.name or party.identifier or _("not stated"),
        kind="vessel" if party.role is Role.VESSEL else "organisation",
        country=party.country,
        identifier=typed_identifier(party),
        author=author,
        at=work.now,
    )
    return entity_id, party.name


def list_entities(
    session: Session, *, text: str = "", after: str | None = None, limit: int = 256
) -> Page[EntityRow]:
    """Entities that stand, by name, with all names, identifiers and the number of their cases."""
    with session.reading() as conn:
        merges = statements.merges_of(conn)
        rows = stored.entity_page(conn, text=text, after=after, limit=limit + 1, merges=merges)
        shown = rows[:limit]
        groups = {row["id"]: merges.group(row["id"]) for row in shown}
        known = known_of(conn, tuple(groups))
        cases = stored.case_counts(conn, groups)
        sensitive = whys(conn, tuple(groups))
    found = tuple(
        EntityRow(
            id=row["id"],
            name=row["name"],
            kind=known[row["id"]].kind,
            country=row["country"] or known[row["id"]].country,
            identifiers=known[row["id"]].identifiers,
            cases=cases.get(row["id"], 0),
            sensitive=sensitive.get(row["id"], ""),
            names=tuple(name for name in known[row["id"]].names if name != row["name"]),
            stands_for=len(groups[row["id"]]) - 1,
        )
        for row in shown
    )
    return Page(found, shown[-1]["mark"] if len(rows) > limit else None)
