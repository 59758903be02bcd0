"""One query against many listed names: words are taken apart and weighed once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landwaiter.screening import features
from landwaiter.screening.name import Name, parse
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.scorer import score_of

MOST_FEATURES_ADD = 90
"""Country and birth together lift a score by no more; only an equal identifier does."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A listed name, taken apart as its listing's schema asks."""

    text: str
    schema: str
    name: Name


def prepare(text: str, schema: str) -> Prepared:
    """`text` of a listing of `schema` (`Person`, `Company` …), ready for `score_many`."""
    return Prepared(text, schema, parse(text, features.kind_of_schema(schema)))


def score_many(
    query: Query, names: Sequence[Prepared], rarity: Rarity, *, least: int = 0
) -> list[int]:
    """What each name alone scores against the query's best name; 0 where below `least`.

    The scores are those of `name_score`: the same whole thousandths, in the order of `names`.
    """
    asked = (query.name, *query.aliases)
    return [max(_scores(query, asked, listed, rarity, least), default=0) for listed in names]


def _scores(
    query: Query, asked: Iterable[str], listed: Prepared, rarity: Rarity, least: int
) -> Iterable[int]:
    own = features.kind_of_schema(listed.schema)
    kind = query.kind or own
    name = listed.name if kind == own else parse(listed.text, kind)
    for text in asked:
        found = score_of(parse(text, kind), name, kind, rarity, least=least)
        yield found if found >= least else 0
