"""Cases on whose decision a person signed as the second."""

from datetime import datetime

from sqlalchemy import select, union_all

from landwaiter.canonical import instant
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.deeds import approval, countersignature, decision


def signed_since(conn: Reader, user_id: str, since: datetime) -> tuple[str, ...]:
    """Identities of the cases whose decision they approved or countersigned since then."""
    signed = union_all(
        *(
            select(one.c.decision_id, one.c.at).where(
                one.c.approver_id == user_id, one.c.at >= instant(since)
            )
            for one in (approval, countersignature)
        )
    ).subquery()
    query = (
        select(decision.c.case_id)
        .join(signed, signed.c.decision_id == decision.c.id)
        .order_by(signed.c.at.desc())
    )
    return tuple(dict.fromkeys(str(one) for one in conn.execute(query).scalars()))
