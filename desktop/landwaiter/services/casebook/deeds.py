"""Carries out the deeds on the casebook as a whole."""

from landwaiter.domain.casebook import deeds
from landwaiter.domain.casebook.deeds import (
    AcceptOlder,
    AnswerForAuthority,
    BackUp,
    NameAuthority,
    SetRecovery,
    TakeAnswer,
)
from landwaiter.services.audit.anchoring import with_file
from landwaiter.services.casebook.backup_steps import AnchorRow, anchored_by
from landwaiter.services.deeds.handler import Account, Doing, Entries, Handler, Job, Tell
from landwaiter.services.warm.session import Session
from landwaiter.storage.casebook import backup, recovery
from landwaiter.storage.casebook.lifecycle import signing_key_of
from landwaiter.storage.casebook.recovery import PrintedHalf
from landwaiter.storage.keys.casebook_keys import name_key
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.people import assent, authorities


def set_recovery(session: Session, said: SetRecovery, _tell: Tell) -> tuple[PrintedHalf, ...]:
    """The halves: each is shown to its holder alone. Passwords are tried before anything waits."""
    with session.reading() as conn:
        people = [one.name for one in session.registry(conn).people.values() if not one.disabled]
    holders = recovery.checked_holders(tuple(said.passwords), people)
    given = {name_key(name): password for name, password in said.passwords.items()}
    signing = [
        signing_key_of(session.casebook, name, given[name_key(name)], now=session.now())
        for name in holders
    ]
    with session.writing(deeds.SET_RECOVERY.name) as work:
        return recovery.set_recovery(work, session.casebook, holders=signing)


def name_authority(doing: Doing, said: NameAuthority, _none: None) -> Entries:
    """Its value: whether it counts, or waits for a second person."""
    casebook = doing.session.casebook
    counts = authorities.name_authority(doing.work, casebook, key=said.key, name=said.name)
    return Entries(outcome=counts)


def answer_for_authority(doing: Doing, said: AnswerForAuthority, _none: None) -> Account:
    casebook, out = doing.session.casebook, said.out
    answer = authorities.answer(casebook, said.file)
    content = authorities.confirming_bytes(answer)
    with_file(doing.work, out, lambda: write_durably(out, content))
    told = {"casebook": answer.casebook, "name": answer.user, "key": answer.key}
    return Account(f"casebook/{casebook.id}", told, outcome=answer)


def take_answer(doing: Doing, said: TakeAnswer, _none: None) -> Entries:
    return Entries(outcome=authorities.take_answer(doing.work, doing.session.casebook, said.file))


def accept_older(doing: Doing, _said: AcceptOlder, _none: None) -> Entries:
    """Its value: whether it is accepted, or waits for a second person."""
    return Entries(outcome=assent.accept_older(doing.work, doing.session.casebook))


def back_up(session: Session, said: BackUp, tell: Tell) -> AnchorRow:
    """The audit head that the backup is anchored to."""
    return anchored_by(backup.back_up(session.casebook, said.file, now=session.now()), tell)


_SET_RECOVERY: Job[SetRecovery] = Job(deeds.SET_RECOVERY, set_recovery)
_NAME_AUTHORITY: Handler[NameAuthority, None] = Handler(deeds.NAME_AUTHORITY, name_authority)
_ANSWER_FOR_AUTHORITY: Handler[AnswerForAuthority, None] = Handler(
    deeds.ANSWER_FOR_AUTHORITY, answer_for_authority
)
_TAKE_ANSWER: Handler[TakeAnswer, None] = Handler(deeds.TAKE_ANSWER, take_answer)
_ACCEPT_OLDER: Handler[AcceptOlder, None] = Handler(deeds.ACCEPT_OLDER, accept_older)
_BACK_UP: Job[BackUp] = Job(deeds.BACK_UP, back_up)
HANDLERS = (
    _SET_RECOVERY,
    _NAME_AUTHORITY,
    _ANSWER_FOR_AUTHORITY,
    _TAKE_ANSWER,
    _ACCEPT_OLDER,
    _BACK_UP,
)
