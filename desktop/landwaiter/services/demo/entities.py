"""Entities of the sample office: made, stated, linked, as `entities.toml` has them."""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from landwaiter.domain.cases.deeds_on_findings import LinkParty
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.services.entities.deeds import link_entities, make_entity, state_fact
from landwaiter.services.table.engine import do
from landwaiter.services.warm.session import Session


def play_entities(samples: Traversable, session: Session, cases: Mapping[str, str]) -> None:
    """Say who stands behind the parties; `cases` are references by their key of the script."""
    told = tomllib.loads((samples / "entities.toml").read_text(encoding="utf-8"))
    made = {one["key"]: _entity(session, one, cases) for one in told["entities"]}
    for link in told["links"]:
        link_entities(
            session,
            made[link["from"]],
            link["kind"],
            made[link["to"]],
            _carried(link),
            percent=link.get("percent"),
        )


def _entity(session: Session, told: Mapping[str, Any], cases: Mapping[str, str]) -> str:
    entity_id = make_entity(
        session,
        told["name"],
        kind=told["kind"],
        country=told.get("country"),
        source=told["source"],
    ).id
    if party := told.get("party"):
        do(session, LinkParty(cases[party["case"]], party["role"], party["basis"], entity_id))
    for fact in told["facts"]:
        state_fact(session, entity_id, fact["kind"], fact["value"], _carried(fact))
    return entity_id


def _carried(told: Mapping[str, Any]) -> TypedStatement:
    return TypedStatement(
        told["source"], told.get("grade", ""), told.get("since"), told.get("until")
    )
