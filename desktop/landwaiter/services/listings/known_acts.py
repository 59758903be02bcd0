"""Acts that packs name, as proposals for what is typed: any other act may be typed too."""

from landwaiter.domain.flags.embargo.matrix import MATRIX
from landwaiter.services.warm.session import Session


def known_acts(session: Session) -> tuple[str, ...]:
    """Titles of the acts of the embargo matrix in force today; none where there is none."""
    with session.reading() as conn:
        pack = session.references.packs(conn, session.today()).get(MATRIX)
    rows = pack.rows if pack else ()
    return tuple(sorted({str(row["title"]) for row in rows if row.get("title")}))
