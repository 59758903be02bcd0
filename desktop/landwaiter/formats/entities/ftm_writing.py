"""Entities and links of the casebook written as FollowTheMoney, one entity a line."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from landwaiter.domain.entities.foreign_statement import Exchange, GivenEntity, GivenFact, GivenLink
from landwaiter.formats.entities.ftm_schemata import (
    BORN,
    CONTROL,
    FALLBACK,
    FLAG,
    LINKS,
    NAMES,
    NOTES,
    NUMBERS,
    OWN,
    OWNED,
    SCHEMA_OF_LINK,
    SCHEMATA,
    TEXTS,
    has_property,
)

_OTHER_LINK: Final = "UnknownLink"
_NAME: Final = {used: property_ for property_, used in NAMES.items()}
_NUMBER: Final = {kind: property_ for property_, kind in NUMBERS.items()}
_PROPERTIES: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("text", ""),
    "identifier": ("number", ""),
    "born": ("date", ""),
    "address": ("text", "address"),
    "flag": ("country", FLAG),
    "country": ("country", "country"),
    "remark": ("text", NOTES),
    **{kind: ("text", property_) for property_, kind in TEXTS.items()},
}
"""Kind of fact → its field, and the property where that does not depend on the value."""
_BORN: Final[Mapping[str, str]] = {"person": BORN[0], "vessel": BORN[2]}
"""Kind of entity → the property of the day it began; organisations are incorporated."""


def ftm_lines(exchange: Exchange, *, dataset: str) -> Iterator[bytes]:
    """One line for each entity, each identifier without a property, and each link."""
    owned = frozenset(one.target for one in exchange.links if one.kind in {"owns", "controls"})
    for entity in exchange.entities:
        schema = _schema(entity, owned)
        beside = {"caption": entity.name, OWN: _own(entity), **_claims(entity)}
        yield _line(entity.key, schema, _thing(entity, schema), dataset, beside)
        for number, fact in enumerate(_papers(entity, schema), start=1):
            properties = {"holder": [entity.key], **_paper(fact)}
            yield _line(f"{entity.key}-number-{number}", "Identification", properties, dataset)
    for number, link in enumerate(exchange.links, start=1):
        schema = SCHEMA_OF_LINK.get(link.kind, _OTHER_LINK)
        beside = {OWN: _beside(link)}
        yield _line(f"{dataset}-link-{number}", schema, _joined(link, schema), dataset, beside)


def _schema(entity: GivenEntity, owned: frozenset[str]) -> str:
    """What is owned must be an asset, which an organisation as such is not."""
    schema = SCHEMATA.get(entity.kind, FALLBACK)
    return OWNED if entity.key in owned and schema == "Organization" else schema


def _own(entity: GivenEntity) -> dict[str, Any]:
    """Kind and statements as the casebook has them: the model has no days of them, for one."""
    facts = [
        {
            "kind": one.kind,
            "value": dict(one.value),
            "since": one.since,
            "until": one.until,
            "certainty": one.certainty or "",
        }
        for one in entity.facts
    ]
    return {"kind": entity.kind, "facts": facts}


def _beside(link: GivenLink) -> dict[str, Any]:
    """Of a link what the model has no place for."""
    return {"certainty": link.certainty or "", "value": dict(link.value)}


def _claims(entity: GivenEntity) -> dict[str, Any]:
    claims = [{"kind": kind, "text": text} for kind, text in entity.claims]
    return {"claims": claims} if claims else {}


def _thing(entity: GivenEntity, schema: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"name": [entity.name]}
    if entity.claims:
        found[NOTES] = [text for _kind, text in entity.claims]
    if entity.country:
        found["country"] = [entity.country.lower()]
    for fact in entity.facts:
        property_, text = _property(entity, fact)
        is_new = property_ and text not in found.get(property_, ())
        if is_new and has_property(schema, property_):
            found.setdefault(property_, []).append(text)
    return found


def _property(entity: GivenEntity, fact: GivenFact) -> tuple[str, str]:
    """The property that states a fact, and its value; both empty where none does."""
    value = dict(fact.value)
    field, property_ = _PROPERTIES.get(fact.kind, ("text", ""))
    text = value.get(field, "")
    if fact.kind == "name":
        property_ = _NAME.get(value.get("kind", "alias"), "alias")
    elif fact.kind == "identifier":
        property_ = _NUMBER.get(value["kind"], "")
    elif fact.kind == "born":
        property_ = _BORN.get(entity.kind, BORN[1])
    return property_, text.lower() if field == "country" else text


def _papers(entity: GivenEntity, schema: str) -> Iterator[GivenFact]:
    """Identifiers that no property of the entity itself carries."""
    for fact in entity.facts:
        if fact.kind == "identifier":
            property_ = _NUMBER.get(dict(fact.value)["kind"], "")
            if not property_ or not has_property(schema, property_):
                yield fact


def _paper(fact: GivenFact) -> dict[str, list[str]]:
    value = dict(fact.value)
    country = {"country": [value["country"].lower()]} if "country" in value else {}
    return {"type": [value["kind"]], "number": [value["number"]], **country}


def _joined(link: GivenLink, schema: str) -> dict[str, list[str]]:
    ends = LINKS[schema]
    found = {ends.source: [link.source], ends.target: [link.target]}
    if schema == _OTHER_LINK:
        found[ends.role] = [link.kind]
    if link.kind == "controls":
        found["ownershipType"] = [CONTROL]
    stated = (
        ("percentage", link.percent),
        ("startDate", link.since),
        ("endDate", link.until),
        ("summary", link.note),
    )
    return {**found, **{name: [value] for name, value in stated if value}}


def _line(
    key: str,
    schema: str,
    properties: Mapping[str, Any],
    dataset: str,
    beside: Mapping[str, Any] | None = None,
) -> bytes:
    """`beside`: what stands on the line besides the properties."""
    value = {
        "id": key,
        "caption": schema,
        "schema": schema,
        "properties": properties,
        "datasets": [dataset],
        "referents": [],
        "target": False,
        **(beside or {}),
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode() + b"\n"
