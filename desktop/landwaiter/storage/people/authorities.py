"""Authorities: keys outside the office, such as a ministry's, whose word confirms a key.

The office writes down which key is to be confirmed, the authority signs that with a key of its own
after comparing the fingerprint with the person, and somebody of the office carries the answer in.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.people.assent import ask_or_agree, waits_as
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.people.users import require_counting_key
from landwaiter.trust.kinds import authority_word
from landwaiter.trust.signed import signature_fits
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import writable

FORMAT, VERSION = "landwaiter confirmation", "1"
NAMED = "authority_named"
_KEY_FIGURES = 64
_MOST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class ConfirmationRequest:
    """What an authority is asked to confirm, and its answer."""

    casebook: str
    user: str
    key: str
    authority: str = ""
    """Public key of who answered; empty: nobody yet."""
    word: str = ""
    """Its signature, 128 hexadecimal figures."""


def name_authority(work: UnitOfWork, casebook: Casebook, *, key: str, name: str) -> bool:
    """Ask that the word of a key outside counts, or agree as the second person; True once it does.

    Pairs with keys that it confirms count from that place on.
    """
    key = checked_key(key)
    registry = load_registry(work.conn)
    if key in registry.authorities:
        raise Conflict(_("The authority is named already."), field="key", value=key)
    waits = waits_as(work, NAMED, "key", key, "name")
    if waits and waits != name:
        raise Conflict(
            _("A colleague asked for this key as {name}.").format(name=waits),
            field="name",
            value=name,
            remedy=_("Agree to that name, or talk to the colleague first."),
        )
    return ask_or_agree(
        work,
        casebook,
        NAMED,
        {"key": key, "name": name},
        about="key",
        audited="office.authority_asked",
        agreed="office.authority_named",
    )


def checked_key(key: str) -> str:
    """A public key as 64 hexadecimal figures; it may be given in groups."""
    figures = "".join(key.split()).lower()
    if len(figures) != _KEY_FIGURES or set(figures) - set("0123456789abcdef"):
        raise Invalid(
            _("A key has 64 hexadecimal figures."),
            field="key",
            value=key[:80],
            remedy=_("Copy it from the key sheet or the list of users of the authority."),
        )
    return figures


def write_request(casebook: Casebook, file: Path, *, user: str) -> ConfirmationRequest:
    """Write down for an authority which key of whom is to be confirmed; Conflict without a key."""
    with casebook.read() as connection:
        registry = load_registry(connection)
    wanted = key_ring.name_key(user)
    person = next(
        (one for one in registry.people.values() if key_ring.name_key(one.name) == wanted), None
    )
    key = registry.key_of(person.user_id) if person else None
    if person is None or key is None:
        raise Conflict(_("No key of {user} waits for confirmation.").format(user=user))
    asked = ConfirmationRequest(casebook.id, person.name, key.public)
    if file.exists():
        raise Conflict(
            _("A file of this name is there already."),
            file=str(file),
            remedy=_("Choose another name; nothing was written."),
        )
    with writable(file):
        write_durably(file, confirming_bytes(asked))
    return asked


def answer(casebook: Casebook, request: Path) -> ConfirmationRequest:
    """A request signed with the key of who is signed in, for whom this casebook is the own one."""
    asked = read_confirmation(request)
    if asked.casebook == casebook.id:
        raise Conflict(
            _("The request is of this very casebook."),
            remedy=_("A colleague confirms the key: landwaiter casebook users confirm."),
        )
    word = casebook.sign(authority_word(asked.casebook, asked.key)).hex()
    return ConfirmationRequest(asked.casebook, asked.user, asked.key, casebook.public_key, word)


def take_answer(work: UnitOfWork, casebook: Casebook, file: Path) -> ConfirmationRequest:
    """State what an authority confirmed; NotAllowed for one that nobody named, else Invalid."""
    given = read_confirmation(file)
    registry = load_registry(work.conn)
    require_counting_key(registry, casebook)
    if given.casebook != casebook.id or given.key not in registry.keys:
        raise Invalid(_("The answer is about a key of another casebook."), file=file.name)
    word = authority_word(given.casebook, given.key)
    if not signature_fits(given.authority, given.word, word):
        raise Invalid(_("The answer is not signed by the authority it names."), file=file.name)
    content = {"key": given.key, "authority": given.authority, "word": given.word}
    name = registry.name_of(given.key)
    state(
        work,
        "key_confirmed",
        content,
        [casebook.own_key],
        audited="user.key_confirmed",
        payload={"name": name, **content},
    )
    work.changed("users")
    return given


def read_confirmation(path: Path) -> ConfirmationRequest:
    """A request or an answer; Invalid for another file."""
    try:
        content = json.loads(file_bytes(path, most=_MOST_BYTES))
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise ValueError("another format")
        members = ("casebook", "user", "key", "authority", "word")
        return ConfirmationRequest(**{name: str(content[name]) for name in members})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(
            _("This is no file for the confirmation of a key."), file=path.name
        ) from error


def confirming_bytes(one: ConfirmationRequest) -> bytes:
    """What the file of a request, or of an answer, holds."""
    return canonical_bytes({"format": FORMAT, "version": VERSION, **_plain(one)}) + b"\n"


def _plain(one: ConfirmationRequest) -> dict[str, str]:
    return {
        "casebook": one.casebook,
        "user": one.user,
        "key": one.key,
        "authority": one.authority,
        "word": one.word,
    }
