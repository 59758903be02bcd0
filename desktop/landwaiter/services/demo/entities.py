"""Entities of the sample office: made, stated, linked, as `entities.toml` has them."""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.deeds_on_findings import LinkParty
from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity, StateFact
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session


def play_entities(samples: Traversable, session: Session, cases: Mapping[str, str]) -> None:
    """Say who stands behind the parties; `cases` are references by their key of the script."""
    told = tomllib.loads((samples / "entities.toml").read_text(encoding="utf-8"))
    made = {one["key"]: _entity(session, one, cases) for one in told["entities"]}
    for link in told["links"]:
        said = LinkEntities(
            made[link["from"]],
            link["kind"],
            made[link["to"]],
            percent=link.get("percent"),
            field=link.get("field"),
            **_carried(link),
        )
        do(session, said)


def _entity(session: Session, told: Mapping[str, Any], cases: Mapping[str, str]) -> str:
    said = MakeEntity(told["name"], told["kind"], told["source"], told.get("country"))
    entity_id = do(session, said).made
    if party := told.get("party"):
        do(session, LinkParty(cases[party["case"]], party["role"], party["basis"], entity_id))
    for fact in told["facts"]:
        stated = StateFact(entity_id, fact["kind"], field=fact["value"], **_carried(fact))
        do(session, stated)
    return entity_id


def _carried(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a statement carries, as far as it is told."""
    names = ("source", "grade", "read_on", "since", "until")
    said = {name: told[name] for name in names if name in told}
    sure = Certainty(told["certainty"]) if "certainty" in told else None
    return {**said, "certainty": sure}
