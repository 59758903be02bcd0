"""The job mechanism: where results arrive, which of two reads wins, what cancel leaves."""

import threading
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from landwaiter.errors import Conflict, Fault
from landwaiter.ui.frame.job_tray import JobTray, time_left
from landwaiter.ui.kit import jobs as jobs_module
from landwaiter.ui.kit.jobs import Jobs, Tell
from landwaiter.ui.kit.loading import LoadingBar


def test_a_result_arrives_on_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    arrived: list[tuple[threading.Thread, threading.Thread]] = []
    jobs.read(
        threading.current_thread,
        lambda worker: arrived.append((worker, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(arrived))
    worker, receiver = arrived[0]
    assert worker is not receiver
    assert receiver is threading.main_thread()


def test_of_two_reads_in_one_slot_the_newest_wins(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    shown: list[str] = []

    def late() -> str:
        gate.wait(5)
        return "old"

    jobs.read(late, shown.append, slot="list")
    jobs.read(lambda: "new", shown.append, slot="list")
    qtbot.waitUntil(lambda: shown == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert shown == ["new"]


def test_a_read_whose_owner_is_gone_hands_nothing_over(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    shown: list[bool] = []
    owner = QObject()
    jobs.read(lambda: gate.wait(5), shown.append, owner=owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert shown == []


def test_writes_run_one_after_the_other(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        jobs.write(partial(order.append, number), lambda _none: None)
    qtbot.waitUntil(lambda: jobs.idle)
    assert order == list(range(20))


def refuse() -> None:
    raise Conflict("Somebody else changed the case.")


def test_a_fault_nobody_takes_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.write(refuse, lambda _none: None)
    assert isinstance(told.args[0], Conflict)


def test_a_fault_that_is_taken_is_not_told_twice(jobs: Jobs, qtbot: QtBot) -> None:
    taken: list[Fault] = []
    told: list[Fault] = []
    jobs.failed.connect(told.append)
    jobs.read(refuse, lambda _none: None, on_fault=taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert told == []


def test_anything_else_is_a_crash(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.crashed) as told:
        jobs.read(lambda: 1 // 0, lambda _none: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_long_job_ends_with_its_result(jobs: Jobs, qtbot: QtBot) -> None:
    def counting(tell: Tell) -> str:
        for number in range(1000):
            tell(number, 1000, "")
        return "saved"

    results: list[str] = []
    jobs.run("Counting", counting, results.append)
    qtbot.waitUntil(lambda: results == ["saved"])
    assert jobs.running == []


def test_cancelling_leaves_the_job_through_its_telling_and_delivers_nothing(
    jobs: Jobs, qtbot: QtBot
) -> None:
    rolled_back: list[str] = []
    results: list[str] = []
    begun = threading.Event()

    def endless(tell: Tell) -> str:
        try:
            while True:
                begun.set()
                with suppress(Exception):
                    tell(1, 0, "")
        finally:
            rolled_back.append("rolled back")

    job = jobs.run("Endless", endless, results.append)
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: jobs.idle)
    assert rolled_back == ["rolled back"]
    assert results == []


def test_many_steps_are_few_deliveries(jobs: Jobs, qtbot: QtBot) -> None:
    deliveries: list[int] = []
    jobs.changed.connect(lambda: deliveries.append(1))

    def hasty(tell: Tell) -> None:
        for number in range(50_000):
            tell(number, 50_000, "")

    jobs.run("Hasty", hasty, lambda _none: None)
    qtbot.waitUntil(lambda: jobs.idle)
    assert len(deliveries) < 500
    assert jobs_module.THROTTLE == 0.1


def test_after_closing_nothing_is_begun_or_delivered(application: QApplication) -> None:
    made = Jobs()
    shown: list[int] = []
    made.read(lambda: 1, shown.append)
    made.close()
    made.read(lambda: 2, shown.append)
    application.processEvents()
    assert shown == []


def test_the_tray_cancels_what_runs(jobs: Jobs, qtbot: QtBot) -> None:
    tray = JobTray(jobs)
    qtbot.addWidget(tray)
    gate = threading.Event()

    def waiting(tell: Tell) -> None:
        tell(1, 2, "")
        gate.wait(5)
        tell(2, 2, "")

    job = jobs.run("Taking in", waiting, lambda _none: None)
    assert tray.words().startswith("Taking in")
    tray.cancel.click()
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert job.stop.is_set()
    assert tray.words() == "No jobs running"


def test_the_tray_says_that_a_deed_is_being_written(jobs: Jobs, qtbot: QtBot) -> None:
    tray, go_on = JobTray(jobs), threading.Event()
    qtbot.addWidget(tray)
    jobs.write(lambda: None, lambda _none: None)
    assert tray.words() == "No jobs running"
    jobs.write(go_on.wait, lambda _is_set: None, is_deed=True)
    assert tray.words() == "Being written…"
    go_on.set()
    qtbot.waitUntil(lambda: tray.words() == "No jobs running")


def test_time_left_is_said_in_words() -> None:
    assert time_left(12.4) == "12 s left"
    assert time_left(150) == "about 2 min left"


def test_the_loading_bar_shows_only_when_a_read_is_late(jobs: Jobs, qtbot: QtBot) -> None:
    bar = LoadingBar()
    qtbot.addWidget(bar)
    gate = threading.Event()
    jobs.read(lambda: gate.wait(5), lambda _done: None, bar=bar)
    assert not bar.is_late
    qtbot.waitUntil(lambda: bar.is_late)
    gate.set()
    qtbot.waitUntil(lambda: not bar.is_late)


def test_closing_ends_though_reads_that_a_deed_waits_for_never_began(qtbot: QtBot) -> None:
    jobs, gate, done = Jobs(), threading.Event(), threading.Event()
    for _number in range(jobs_module.READERS + 2):
        jobs.read(lambda: gate.wait(5), lambda _result: None)
    jobs.after_reads(done.set)
    closing = threading.Thread(target=jobs.close, daemon=True)
    closing.start()
    qtbot.wait(50)
    gate.set()
    closing.join(10)
    assert not closing.is_alive()
    assert done.is_set()
