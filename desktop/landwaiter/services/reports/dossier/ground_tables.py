"""Background that officers made a ground of the case: quoted as it stood, and what stands between
the states that it names."""

from landwaiter.domain.cases.facts import GROUND
from landwaiter.domain.cases.ground import CaseGround, standing_grounds
from landwaiter.domain.relations.facts import RELATION
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Cell, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.entities.entity_background import disclaimer
from landwaiter.services.relations.relation_words import relation_row
from landwaiter.services.reports.dossier.columns import columns_of


def grounds_table(view: CaseView) -> Table | None:
    """Each with how sure it is, from whom, and why it matters; None where there is none."""
    grounds = standing_grounds(view.case.grounds)
    if not grounds:
        return None
    return Table(
        id="grounds",
        title=_("Grounds from the background"),
        subtitle=_("quoted as it stood when an officer made it a ground; it feeds no flag"),
        columns=columns_of(
            GROUND, {"quoted": 66, "certainty": 20, "source": 30, "grade": 12, "reason": 50}
        ),
        rows=tuple(_row(one) for one in grounds),
    )


def _row(one: CaseGround) -> tuple[Cell, ...]:
    return (one.quoted, _(one.certainty.value), one.source, one.grade or "–", one.reason)


def relations_table(view: CaseView) -> Table | None:
    """What stands between the states of a relation that is a ground; None where none is."""
    if not view.relations:
        return None
    return Table(
        id="relations",
        title=_("Relations of the states named in the grounds"),
        subtitle=_("as they stand when this report is made"),
        columns=columns_of(
            RELATION,
            {
                "since": 22,
                "states": 36,
                "kind": 22,
                "name": 40,
                "certainty": 18,
                "source": 38,
                "grade": 12,
            },
        ),
        rows=tuple(relation_row(one) for one in view.relations),
        notes=(disclaimer(),),
    )
