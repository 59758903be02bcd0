"""Rules of the exit of released goods by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    skips,
    spares,
    waits,
)

NONE_CAME = learned("exit_messages", [], "exit_message")
TO_ALMATY = {"country_destination": "KZ", "consignee_country": "KZ"}


def message(code: str, **stated: Any) -> Any:
    return learned("exit_messages", {"message": code, **stated}, "exit_message")


def exit_of(*facts: Any, amended: Any = (), acts: Any = (), **row: Any) -> Given:
    return given({**TO_ALMATY, **row}, learned=facts, amended=amended, acts=acts)


def shown_by(field: str, country: str) -> Any:
    return learned(field, {"destination": country}, "transport_document")


RELEASED = (
    ("hold", {"item": 1, "reason": "to be looked at"}),
    ("release", {"item": 1, "reason": "nothing was found"}),
)
LATER = (("evaluate", {"today": "2026-04-08"}),)
RUSSIA = ({**TO_ALMATY, "country_destination": "RU"},)

DESTINATIONS = (
    fires(
        "RF-R05",
        "high",
        "the exit message shows another country",
        exit_of(message("518", date="2026-03-28", destination="RU")),
        "enrichment/exit_messages: RU",
        "declaration/country_destination: KZ",
    ),
    fires(
        "RF-R05",
        "high",
        "one of several messages does",
        exit_of(
            learned(
                "exit_messages",
                [{"message": "529", "destination": "KZ"}, {"message": "518", "destination": "RU"}],
                "exit_message",
            )
        ),
    ),
    fires(
        "RF-R05",
        "high",
        "an earlier statement does, though a later one does not",
        exit_of(message("518", destination="RU"), message("599", destination="KZ")),
    ),
    fires(
        "RF-R05",
        "high",
        "the transport document shows another country, before any message",
        exit_of(shown_by("transport_document", "RU")),
        "enrichment/transport_document.destination: RU",
    ),
    spares(
        "RF-R05",
        "message and transport document show what was declared",
        exit_of(message("518", destination="KZ"), shown_by("transport_document", "KZ")),
    ),
    spares("RF-R05", "no message states a destination", exit_of(message("518"))),
    spares(
        "RF-R05",
        "an item has a destination of its own",
        exit_of(message("518", destination="UZ"), item_destination="UZ"),
    ),
    spares("RF-R05", "it was amended before any release", exit_of(NONE_CAME, amended=(RUSSIA,))),
    spares(
        "RF-R05",
        "it was amended on the day of the release",
        exit_of(NONE_CAME, learned("released_at", "2026-03-30", "exit_message"), amended=(RUSSIA,)),
    ),
    fires(
        "RF-R05",
        "high",
        "it was amended after the release",
        exit_of(NONE_CAME, learned("released_at", "2026-03-29", "exit_message"), amended=(RUSSIA,)),
        "declaration/country_destination: RU",
    ),
    spares(
        "RF-R05",
        "an amendment after the release leaves the destination",
        exit_of(
            NONE_CAME,
            learned("released_at", "2026-03-29", "exit_message"),
            amended=(({**TO_ALMATY, "net_mass_kg": 990},),),
        ),
    ),
    spares(
        "RF-R05",
        "an amendment after the release leaves the destination out",
        exit_of(
            NONE_CAME,
            learned("released_at", "2026-03-29", "exit_message"),
            amended=(({**TO_ALMATY, "country_destination": None},),),
        ),
    ),
    waits("RF-R05", "no message was imported", exit_of(), "exit_messages"),
    waits(
        "RF-R05",
        "the transport document agrees, but no message was imported",
        exit_of(shown_by("transport_document", "KZ")),
        "exit_messages",
    ),
)


def released(day: str) -> Any:
    return learned("released_at", day, "exit_message")


EXITS = (
    fires(
        "RF-R06",
        "medium",
        "ninety-one days after the release",
        exit_of(released("2025-12-29"), NONE_CAME),
        "enrichment/released_at: 2025-12-29",
        "enrichment/exit_messages: none",
    ),
    fires(
        "RF-R06",
        "medium",
        "the release message says when, and is no exit result",
        exit_of(message("CC529C", date="2025-12-01T10:00:00Z")),
        "enrichment/released_at: 2025-12-01",
        "enrichment/exit_messages: 529",
    ),
    fires(
        "RF-R06",
        "medium",
        "goods that were released here, long after",
        exit_of(NONE_CAME, acts=(*RELEASED, ("evaluate", {"today": "2026-06-29"}))),
    ),
    skips(
        "RF-R06",
        "ninety days after the release are not over",
        exit_of(released("2025-12-30"), NONE_CAME),
    ),
    skips("RF-R06", "nothing came, but the days run", exit_of(released("2026-03-01"))),
    spares("RF-R06", "an exit result came", exit_of(released("2025-12-01"), message("IE518"))),
    spares(
        "RF-R06", "an export notification came", exit_of(released("2025-12-01"), message("599"))
    ),
    waits("RF-R06", "no message was imported", exit_of(released("2025-12-01")), "exit_messages"),
    waits("RF-R06", "nothing was released", exit_of(NONE_CAME), "released_at"),
    waits(
        "RF-R06",
        "nothing says which messages are results",
        exit_of(released("2025-12-01"), NONE_CAME),
        "pack:code_sets",
        loaded=Loaded(without=("code_sets",)),
    ),
)
EXAMPLES: tuple[Example, ...] = (*DESTINATIONS, *EXITS)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_exits_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
