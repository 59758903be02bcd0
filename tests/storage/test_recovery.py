"""The recovery key made anew, in one share or in two, and put in force by a second person."""

from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.errors import Conflict, Invalid, NotAllowed, Unavailable
from landwaiter.storage import recovery, users
from landwaiter.storage.casebook import create_casebook, open_for_recovery
from landwaiter.storage.check import check_casebook
from landwaiter.storage.key_file import read_key_file
from landwaiter.storage.recovery import RenewedKey
from landwaiter.storage.user_rows import add_statement
from landwaiter.storage.user_statements import load_registry


def renewed(path: Path, *holders: str) -> RenewedKey:
    with sample.opened(path) as casebook, casebook.write("renew", now=LATER) as work:
        return recovery.renew_recovery(work, casebook, holders=holders)


def confirmed(path: Path, key: str, user: str = REVIEWER) -> None:
    with sample.opened(path, user) as casebook, casebook.write("confirm", now=LATER) as work:
        recovery.confirm_recovery(work, casebook, public_key=key)


def opens(path: Path, *shares: str) -> None:
    open_for_recovery(path, recovery="\n".join(shares), now=LATER).close()


def test_until_it_is_confirmed_the_former_key_counts_and_the_new_one_does_not(path: Path) -> None:
    made = renewed(path)
    opens(path, sample.recovery_key())
    with pytest.raises(NotAllowed, match="not in force"):
        opens(path, *made.shares)


def test_once_it_is_confirmed_the_new_one_counts_and_the_former_does_not(path: Path) -> None:
    made = renewed(path)
    confirmed(path, made.public_key[:16])
    opens(path, *made.shares)
    with pytest.raises(NotAllowed, match="another casebook"):
        opens(path, sample.recovery_key())
    with sample.opened(path) as casebook:
        assert check_casebook(casebook).findings == ()


def test_two_shares_open_it_in_any_order_and_neither_alone(path: Path) -> None:
    made = renewed(path, "Ewa", "Jan")
    confirmed(path, made.public_key)
    opens(path, *made.shares)
    opens(path, *reversed(made.shares))
    for share in made.shares:
        with pytest.raises(Unavailable, match="2 shares"):
            opens(path, share)
    with pytest.raises(Invalid, match="not all the shares"):
        opens(path, made.shares[0], made.shares[0])


def test_shares_of_two_keys_do_not_belong_together(path: Path) -> None:
    first = renewed(path, "Ewa", "Jan")
    second = renewed(path, "Ewa", "Jan")
    confirmed(path, second.public_key)
    with pytest.raises(NotAllowed):
        opens(path, first.shares[0], second.shares[1])


@pytest.mark.parametrize("user", [ANALYST, REVIEWER])
def test_only_an_administrator_renews_it(path: Path, user: str) -> None:
    with (
        sample.opened(path, user) as casebook,
        pytest.raises(NotAllowed),
        casebook.write("renew", now=LATER) as work,
    ):
        recovery.renew_recovery(work, casebook, holders=())


def test_who_renewed_it_does_not_confirm_it(path: Path) -> None:
    made = renewed(path)
    with pytest.raises(NotAllowed, match="somebody else"):
        confirmed(path, made.public_key, ADMIN)


def test_another_key_than_the_one_that_waits_is_not_confirmed(path: Path) -> None:
    made = renewed(path)
    with pytest.raises(Invalid, match="not the recovery key that waits"):
        confirmed(path, "0" * 16)
    with pytest.raises(Invalid, match="not the recovery key that waits"):
        confirmed(path, made.public_key[:15])


def test_nothing_is_confirmed_where_nothing_waits(path: Path) -> None:
    with pytest.raises(Conflict, match="No recovery key waits"):
        confirmed(path, "0" * 16)


@pytest.mark.parametrize("holders", [("Ewa",), ("Ewa", "ewa"), ("Ewa", "Jan", "Ola")])
def test_two_shares_have_two_holders(path: Path, holders: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match="two persons"):
        renewed(path, *holders)


def test_a_statement_by_who_renewed_it_puts_nothing_in_force(path: Path) -> None:
    """As if the check in the program had been removed: the registry refuses it all the same."""
    made = renewed(path)
    with sample.opened(path) as casebook:
        with casebook.write("forge", now=LATER) as work:
            content = {"recovery_key": made.public_key}
            add_statement(work, casebook, "recovery_confirmed", casebook.user.id, content)
            work.quiet()
        with casebook.read() as connection:
            registry = load_registry(connection, casebook.roots)
    assert registry.recovery_key != made.public_key
    assert any("renewed the recovery key" in problem for problem in registry.problems)


def test_the_holders_are_in_the_audit_chain(path: Path) -> None:
    renewed(path, "Ewa", "Jan")
    with sample.opened(path) as casebook, casebook.read() as connection:
        content = connection.exec_driver_sql(
            "SELECT p.content FROM audit_entry e JOIN audit_payload p USING (seq)"
            " WHERE e.deed = 'casebook.recovery_renewed'"
        ).scalar_one()
    assert "Ewa" in content
    assert "Jan" in content


def test_where_nobody_else_is_there_it_counts_at_once(tmp_path: Path) -> None:
    made = create_casebook(
        tmp_path / "alone",
        office_code="PL1",
        member_state="PL",
        user=ADMIN,
        password=PASSWORDS[ADMIN],
        now=LATER,
        holders=("Ewa", "Jan"),
    )
    opens(made.path, *made.recovery_shares)
    anew = renewed(made.path)
    opens(made.path, *anew.shares)
    with pytest.raises(NotAllowed):
        opens(made.path, *made.recovery_shares)


def test_a_confirmation_whose_process_was_killed_before_the_key_file_was_settled_counts(
    path: Path,
) -> None:
    made = renewed(path)
    confirmed(path, made.public_key)
    assert len(read_key_file(path).recoveries) == 2
    sample.opened(path).close()
    (slot,) = read_key_file(path).recoveries
    assert slot.public_key == made.public_key


def test_a_user_gets_a_new_password_by_both_shares(path: Path) -> None:
    made = renewed(path, "Ewa", "Jan")
    confirmed(path, made.public_key)
    with (
        open_for_recovery(path, recovery="\n".join(made.shares), now=LATER) as casebook,
        casebook.write("reset", now=LATER) as work,
    ):
        users.reset_password(work, casebook, name=ANALYST, new_password="bob begins anew here")
    with sample.opened(path) as casebook:
        assert check_casebook(casebook).findings == ()
