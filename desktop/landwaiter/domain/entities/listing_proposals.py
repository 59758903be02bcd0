"""Which statements of an entity may stand in a proposal for a list: what is alleged never does."""

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import EntityStatement
from landwaiter.i18n import _


def why_not_proposed(stated: EntityStatement) -> str:
    """Why the statement may not enter a proposal; empty where it may.

    What nobody has said to be sure is left out too: a reader would take it for a finding.
    """
    if stated.end is not None:
        return _("it was ended: {reason}").format(reason=stated.end.reason)
    if stated.certainty is Certainty.ALLEGED:
        return _("it is alleged")
    if stated.certainty is None:
        return _("nobody said how sure it is")
    return ""
