"""What a case shows beside its own rows: where its goods are, and the cases it is tied to."""

from collections.abc import Iterable

from landwaiter.domain.cases.case import Case, CaseParty, GoodsItem
from landwaiter.domain.cases.life_cycle import CaseLink, told_of, whereabouts
from landwaiter.domain.intake.declaration import DeclaredParty
from landwaiter.services.cases.case_view import GoodsRow, LinkedCase
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.trust.registry import Registry


def goods_rows(case: Case, linked: Iterable[LinkedCase] = ()) -> tuple[GoodsRow, ...]:
    """Each item of the case with where it is, what happened to it and who was told.

    Items that came from a merged case are described as declared there.
    """
    elsewhere = {
        (other.link.other_id, no): description
        for other in linked
        for no, description, _status in other.items
    }
    return tuple(
        GoodsRow(
            item=item,
            where=whereabouts(case.goods_events, item.no),
            told=told_of(case.goods_events, item.no),
            events=tuple(event for event in case.goods_events if event.no == item.no),
            origin=origin_of(case, item),
            description=elsewhere.get((item.came_from or "", item.came_no or 0), "")
            or described(case, item.no),
        )
        for item in case.items
    )


def declared_as(case: Case, party: CaseParty) -> tuple[DeclaredParty, ...]:
    """The party as the newest declaration states it, once for each code beside its role."""
    declared = case.declaration.parties if case.declaration else ()
    wanted = (party.role, party.name, party.identifier, party.address, party.item_no)
    return tuple(
        one
        for one in declared
        if (one.role, one.name or "", one.identifier, one.address, one.item_no) == wanted
    )


def origin_of(case: Case, item: GoodsItem) -> str:
    """Reference of the case that an item was declared in; empty for one declared here."""
    found = (link.other for link in case.links if link.other_id == item.came_from)
    return next(found, "") if item.came_from else ""


def described(case: Case, no: int) -> str:
    """What the declaration calls an item; empty where it says nothing."""
    items = case.declaration.items if case.declaration else ()
    return next((item.description or "" for item in items if item.no == no), "")


def linked_cases(conn: Reader, registry: Registry, case: Case) -> tuple[LinkedCase, ...]:
    """The cases this one is tied to, as they are now."""
    return tuple(_linked(link, load_case(conn, link.other_id, registry)) for link in case.links)


def _linked(link: CaseLink, other: Case) -> LinkedCase:
    return LinkedCase(
        link=link,
        title=other.title,
        stage=other.stage,
        items=tuple(
            (item.no, described(other, item.no), item.status.value) for item in other.items
        ),
        parties=tuple((party.role.value, party.name) for party in other.parties),
        evidence=other.evidence,
    )
