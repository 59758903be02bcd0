"""The editions that everything shown of a case is read from: those that its verdict rests on.

Flags are stored with the editions they were judged by. What is worked out anew whenever a case is
shown or printed (embargoes, interviews, document codes) reads the same editions, so that a report
never holds the flags of one edition beside the figures of another.
"""

from collections.abc import Mapping

from landwaiter.domain.cases.case import Case
from landwaiter.domain.law.pack import Pack
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.review.verdicts import newest_grounds, pack_editions


def packs_of_verdict(references: References, conn: Reader, case: Case) -> Mapping[str, Pack]:
    """Pack id → the edition the newest evaluation names; before the first, those in force.

    A pack that came in since is not there, as it is not for the flags, until the case is
    evaluated anew.
    """
    used = newest_grounds(conn, case.id).editions
    rows = pack_editions(conn, used)
    found = {
        one.id: references.edition(conn, rows[one.id, one.sha256])
        for one in used
        if (one.id, one.sha256) in rows
    }
    return found or references.packs(conn, case.judged_as_of)
