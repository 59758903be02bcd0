"""What many steps of a deed ask for is read once for a snapshot, and never told as it was."""

from tests.services.sample_office import ANALYST, Office

from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.base.settings import set_setting, setting, settings_with


class Asked:
    """Counts how often it reads."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, conn: Reader) -> int:
        self.times += 1
        return int(conn.exec_driver_sql("SELECT count(*) FROM office_setting").scalar_one())


def test_a_snapshot_is_asked_once_and_the_next_one_anew(office: Office) -> None:
    session, asked = office.session(ANALYST), Asked()
    with session.reading() as conn:
        assert once(conn, asked) == once(conn, asked)
    assert asked.times == 1
    with session.reading() as conn:
        once(conn, asked)
    assert asked.times == 2


def test_what_a_unit_of_work_has_written_is_seen_in_it(office: Office) -> None:
    session, asked = office.session(ANALYST), Asked()
    with session.writing("set") as work:
        before = once(work.conn, asked)
        assert setting(work.conn, "probe.one") is None
        set_setting(work.conn, "probe.one", "1", by="anna", at=work.now)
        assert once(work.conn, asked) == before + 1
        assert setting(work.conn, "probe.one") == "1"
        assert settings_with(work.conn, "probe.") == {"one": "1"}
        set_setting(work.conn, "probe.one", "2", by="anna", at=work.now)
        assert setting(work.conn, "probe.one") == "2"
        work.audit("set", "office", {})


def test_what_another_process_wrote_is_seen_by_the_next_snapshot(office: Office) -> None:
    one, other = office.session(ANALYST), office.another_session(ANALYST)
    with one.reading() as conn:
        assert setting(conn, "probe.two") is None
    with other.writing("set") as work:
        set_setting(work.conn, "probe.two", "x", by="anna", at=work.now)
        work.audit("set", "office", {})
    with one.reading() as conn:
        assert setting(conn, "probe.two") == "x"
