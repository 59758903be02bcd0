"""One query against many listed names: words are taken apart and weighed once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landwaiter.screening import features
from landwaiter.screening.alternatives import alternatives
from landwaiter.screening.name import Name, parse
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.scorer import names_of, score_of

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

    What lowers a name that is but a part of a field is left to `compare`, so that these scores
    are never below its own. In the order of `names`.
    """
    asked: dict[str | None, list[Name]] = {}
    scored: dict[tuple[str, str], int] = {}
    for listed in names:
        # Long lists have many a name several times.
        if (listed.text, listed.schema) in scored:
            continue
        kind = query.kind or features.kind_of_schema(listed.schema)
        if kind not in asked:
            fields = names_of((query.name, *query.aliases), kind)
            asked[kind] = [parse(text, kind) for text, _ in fields]
        best = max(
            score_of(one, other, kind, rarity, least=least)
            for other in _listed(listed, kind)
            for one in asked[kind]
        )
        scored[listed.text, listed.schema] = best if best >= least else 0
    return [scored[listed.text, listed.schema] for listed in names]


def _listed(listed: Prepared, kind: str | None) -> Iterator[Name]:
    own = features.kind_of_schema(listed.schema)
    yield listed.name if kind == own else parse(listed.text, kind)
    for other in alternatives(listed.text, kind):
        yield parse(other.text, kind)
