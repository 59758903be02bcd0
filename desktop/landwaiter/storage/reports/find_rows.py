"""What persons said of words that may name a source."""

from collections.abc import Mapping

from sqlalchemy import select

from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import tables as t


def outcomes_of(conn: Reader, case_id: str) -> Mapping[str, FindOutcome]:
    """Digest of each find that was judged on a case → what the last judgement says."""
    row = t.find_judgement.c
    query = select(row.digest, row.outcome).where(row.case_id == case_id).order_by(row.id)
    return {str(digest): FindOutcome(outcome) for digest, outcome in conn.execute(query)}
