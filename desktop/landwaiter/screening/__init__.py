"""Names of parties against watch lists: one seam for screening, comparing and explaining."""

from landwaiter.screening.features import kind_of_schema
from landwaiter.screening.index import Index
from landwaiter.screening.name import normalised
from landwaiter.screening.query import Query
from landwaiter.screening.scorer import DEFAULT_THRESHOLD, ENGINE, compare, compare_names
from landwaiter.screening.text import Passage, around, passages

__all__ = [
    "DEFAULT_THRESHOLD",
    "ENGINE",
    "Index",
    "Passage",
    "Query",
    "around",
    "compare",
    "compare_names",
    "kind_of_schema",
    "normalised",
    "passages",
]
