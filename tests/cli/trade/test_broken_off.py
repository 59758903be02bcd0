"""Who breaks off what saves step by step is told that what was done stays, and how to go on."""

from pathlib import Path

import pytest
from tests.cli.terminal import Desk
from tests.services.sample_office import declared, write_csv

RUN, DO = "landwaiter.services.deeds.engine.run", "landwaiter.services.deeds.engine.do"
SEAL = "landwaiter.services.trade.sift_marks.seal"
WHY = "looked at the papers of all of these"
NOTHING = "Cancelled; nothing was saved.\n"


def interrupted(*_arguments: object, **_more: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("words", "broken", "further"),
    [
        (("sift", "FILE"), RUN, "sift --resume"),
        (("sift", "FILE", "--dry-run"), RUN, ""),
        (("trade", "again"), RUN, "trade again"),
        (("trade", "again", "--dry-run"), RUN, ""),
        (("trade", "erase", "--resume"), RUN, "trade erase --resume"),
        (("trade", "open", "T-0", "T-1", "--reason", WHY), DO, "trade open"),
        (("trade", "open", "T-0", "--reason", WHY), DO, ""),
        (("trade", "seal", "--reason", WHY), SEAL, "trade seal"),
        (("list", "rescreen"), RUN, "list rescreen"),
    ],
)
def test_what_was_done_stays_and_is_not_denied(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    words: tuple[str, ...],
    broken: str,
    further: str,
) -> None:
    rows = [declared(lrn=f"T-{number}", description="wooden chairs") for number in range(2)]
    file = write_csv(tmp_path / "sift.csv", rows)
    desk.gets("sift", file)
    desk.gets("trade", "mark", "T-0", "aside")
    with monkeypatch.context() as patch:
        patch.setattr(broken, interrupted)
        seen = desk.types(*(file if word == "FILE" else word for word in words))
    stays = f"Cancelled. What was done stays done: go on with “{further}”.\n"
    assert (seen.code, seen.err) == (1, stays if further else NOTHING)
