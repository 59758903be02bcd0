"""Today as an analyst, a reviewer, a head and somebody who is all three see it, fictional.

QT_QPA_PLATFORM=offscreen python -m tests.ui.today_scenes FOLDER [NAME …]
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.ui import fiction, fictional_duty, scenes
from tests.ui.fiction import a_case_row, a_clock
from tests.ui.grab import grab

from landwaiter.domain.people.preferences import Mode
from landwaiter.services.people.today import DayLoad, QueuePart, TodayView, part_of
from landwaiter.services.people.unit_today import UnitToday
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.today.today_screen import TodayScreen
from landwaiter.ui.window.app import make_application

LATE = (
    a_case_row(
        6,
        title="Glass-lined reactor 4 m³ to Sample Lion City Chemicals",
        destination="SG",
        clock=a_clock(-3, legal=True, label="A · Art. 21(4)", day=3),
        next_step="Release item 1, or say why it stays held.",
        assignee=fiction.USER,
    ),
    a_case_row(
        13,
        title="5-axis CNC machining centre to Xi’an Sample Education",
        stage="decided",
        clock=a_clock(-1, legal=True, label="B · Art. 21(4)", day=8),
        next_step="Carry out the decision.",
        assignee="Piotr Lis",
    ),
)
UNHELD = tuple(
    a_case_row(number, title=title, stage="new", assignee=None, clock=a_clock(0))
    for number, title in (
        (31, "Logic analysers for telecommunication to Orinak"),
        (33, "Optical elements, unmounted"),
        (34, "Network encryption appliances"),
        (35, "Gate valves of nickel alloy"),
    )
)


def ordered(view: TodayView) -> TodayView:
    """The queue in the order that the read gives it."""
    parts = tuple(QueuePart)
    queue = sorted(view.queue, key=lambda row: parts.index(part_of(row, view.user)))
    return replace(view, queue=tuple(queue))


DAYS = (
    replace(
        fiction.DEADLINES[0],
        entries=(*fiction.DEADLINES[0].entries, ("legal", LATE[0].reference, "ran out")),
        ran_out=1,
    ),
    *fiction.DEADLINES[1:-1],
    DayLoad(fiction.DEADLINES[-1].day, (), away=("Piotr Lis",)),
)
ANALYST = ordered(
    replace(
        fiction.TODAY_VIEW,
        queue=(*LATE, *fiction.QUEUE),
        approves=False,
        reviews=(),
        deadlines=DAYS,
        unheld=UNHELD,
        unheld_total=6,
        away_since=fiction.at(7, 16, 20),
    )
)
REVIEWER = replace(
    fiction.TODAY_VIEW,
    queue=(),
    hits_open=0,
    deadlines=DAYS,
    motions=("Reopen PL1-2026-000004", "Role reviewer for Anna Baran"),
    signed=(replace(LATE[1], author=None),),
    stale=(),
)
UNIT = UnitToday(
    ran_out=LATE,
    due=LATE,
    loads=fictional_duty.DUTY.loads,
    unheld=fictional_duty.DUTY.unheld,
    absences=fictional_duty.DUTY.absences,
    warnings=fictional_duty.DUTY.warnings,
    cautions=("No anchor was written outside the casebook for 9 days.",),
)
HEAD = replace(
    REVIEWER,
    reviews=(),
    countersign=fiction.REVIEWS[:1],
    unit=UNIT,
    unheld=UNHELD,
    unheld_total=4,
    absent=fictional_duty.TODAY_VIEW.absent,
)
EVERYTHING = replace(
    ANALYST, approves=True, reviews=fiction.REVIEWS, unit=UNIT, motions=REVIEWER.motions
)


def _shown(view: TodayView, shell: Shell) -> QWidget:
    screen = scenes.today(shell)
    assert isinstance(screen, TodayScreen)
    screen.show_view(fiction.anew(view), user=view.user)
    return screen


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    "today_analyst": partial(_shown, ANALYST),
    "today_reviewer": partial(_shown, REVIEWER),
    "today_head": partial(_shown, HEAD),
    "today_everything": partial(_shown, EVERYTHING),
}


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["grab"], Settings(Mode.LIGHT))
    for name in arguments[1:] or list(SCENES):
        grab(name, SCENES[name], folder, application)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
