"""Examples of deeds on relations of states and on shares."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.act_examples import stated_relation
from tests.services.sample_office import READ, READ_ON, REASON

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.relations.deeds import EndRelation, EndShare, StateRelation, StateShare
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.domain.relations.share import ShareOrigin

EXAMPLES: dict[type[Any], Example] = {
    StateRelation: lambda _: StateRelation(
        RelationKind.ALLIANCE_TREATY,
        ("CN", "KP"),
        Certainty.ESTABLISHED,
        "the treaty",
        since="1961",
        grade="A1",
        read_on=READ_ON,
    ),
    EndRelation: lambda scene: EndRelation(stated_relation(scene.office), REASON),
    StateShare: lambda _: StateShare(
        "purchases of major arms by CN",
        ("CN",),
        "purchases of all states",
        "2021",
        "2021",
        "2023",
        "not stated",
        ShareOrigin.PUBLISHER,
        Certainty.REPORTED,
        "a report",
        quoted="14",
        **READ,
    ),
    EndShare: lambda _: EndShare("none", REASON),
}
