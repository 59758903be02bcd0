"""One query against many listed names: words are taken apart and weighed once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landwaiter.screening import features
from landwaiter.screening.name import Name
from landwaiter.screening.scorer import KnownName, WeighedQuery

MOST_FEATURES_ADD = 90
"""Country and birth together lift a score by no more; only an equal identifier does."""


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A listed name, taken apart as its listing's schema asks."""

    text: str
    schema: str
    name: Name


def score_many(asked: WeighedQuery, names: Sequence[PreparedName], *, least: int = 0) -> list[int]:
    """What each name alone scores against the query's best name; 0 where below `least`.

    What lowers a name that is but a part of a field is left to `compare`, so that these scores
    are never below its own. In the order of `names`.
    """
    scores = [_best(asked, listed) for listed in names]
    return [score if score >= least else 0 for score in scores]


def _best(asked: WeighedQuery, listed: PreparedName) -> int:
    own = features.kind_of_schema(listed.schema)
    kind = asked.query.kind or own
    known = asked.known(listed.text, kind, listed.name if kind == own else None)
    return best_score(asked, known, kind)


def best_score(asked: WeighedQuery, known: Iterable[KnownName], kind: str | None) -> int:
    """The most that a name of the query scores against one of these, the names in a field."""
    return max(asked.met(one, other, kind).score for other in known for one in asked.names(kind))
