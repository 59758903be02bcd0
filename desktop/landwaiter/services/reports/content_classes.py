"""The class of all that is stored in words: of columns, of parts of them, of what deeds say.

Each says it where it is declared; this only gathers it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain.base.facts import Content, Fact, declared
from landwaiter.domain.cases.court import GROUNDS
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.registers.register_columns import COLUMNS
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.storage.schema.columns import content_in_confidence, content_of, has_words
from landwaiter.storage.schema.tables import metadata

_DECLARED: Final[Mapping[str, tuple[Fact[Any], ...]]] = {
    "declaration": DECLARATION,
    "item": ITEM,
    "packages": PACKAGES,
    "party": PARTY,
    "document": DOCUMENT,
    "transport": TRANSPORT,
    "container": CONTAINER,
}


@dataclass(frozen=True, slots=True)
class FieldContent:
    """The class of one field."""

    field: str
    """`table.column`, `table.column: part`, or `deed(argument)`."""
    content: Content
    in_confidence: Content
    """Its class where the source of its row spoke in confidence, or its list is confidential."""


def content_classes() -> Iterator[FieldContent]:
    """Every column of words, the parts of those that have several contents, what deeds ask for."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            content, confided = content_of(column), content_in_confidence(column)
            if content and confided and (has_words(column) or content is not Content.OPEN):
                yield FieldContent(f"{table.name}.{column.name}", content, confided)
    for part, content in _parts():
        yield FieldContent(part, content, content)
    for deed in DEEDS:
        for one in arguments(deed.args):
            if not one.ask.secret:
                yield FieldContent(f"{deed.name}({one.name})", one.content, one.content)


def _parts() -> Iterator[tuple[str, Content]]:
    for subject, facts in _DECLARED.items():
        for fact in declared(facts):
            yield f"declaration.content: {subject}.{fact.name}", fact.content
    for kind in FACT_KINDS.values():
        yield f"entity_fact.value: {kind.name}", kind.content
    yield "appeal_step.reason: lodged", GROUNDS
    for register, columns in COLUMNS.items():
        for column in columns:
            yield f"register_entry.content: {register}.{column.name}", column.content
