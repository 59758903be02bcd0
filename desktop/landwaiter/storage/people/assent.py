"""What an office agrees to as a whole: one person asks, another does the same and agrees to it."""

from collections.abc import Mapping

from landwaiter.errors import Conflict
from landwaiter.i18n import _
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.people.users import named, require_administrator, require_second
from landwaiter.trust.registry import Registry, WaitingRequest

ROLLBACK = "rollback_accepted"


def ask_or_agree(
    work: UnitOfWork,
    casebook: Casebook,
    kind: str,
    content: Mapping[str, str],
    *,
    about: str,
    audited: str,
    agreed: str,
) -> bool:
    """Ask for it, or agree to what a colleague asked about the same; True once it holds.

    `about` is the member of the content by which it is the same. Alone in an office one person does
    both. `audited` and `agreed` are the deeds in the audit chain.
    """
    registry = load_registry(work.conn)
    asked = _asked(registry, kind, about, content[about])
    work.changed("users")
    if asked is None:
        require_administrator(work, casebook)
        registry = state(work, kind, content, [casebook.own_key], audited=audited, payload=content)
        asked = _asked(registry, kind, about, content[about])
        if asked is None or not registry.is_alone:
            return False
    require_second(registry, casebook, asked)
    payload = {
        **{name: asked.content[name] for name in content},
        "moved_by": _name(registry, asked),
    }
    state(work, "seconded", named(asked), [casebook.own_key], audited=agreed, payload=payload)
    return True


def _asked(registry: Registry, kind: str, about: str, value: str) -> WaitingRequest | None:
    waiting = registry.waiting.values()
    return next((one for one in waiting if one.kind == kind and one.content[about] == value), None)


def _name(registry: Registry, asked: WaitingRequest) -> str:
    return registry.people[asked.by].name


def waits_as(work: UnitOfWork, kind: str, about: str, value: str, member: str) -> str:
    """What a colleague asked says in a member; empty where nobody asked."""
    asked = _asked(load_registry(work.conn), kind, about, value)
    return str(asked.content[member]) if asked else ""


def accept_older(work: UnitOfWork, casebook: Casebook) -> bool:
    """Go on with an older state of the casebook: the head that this machine has seen is named.

    Conflict where the casebook is not behind it.
    """
    seen = casebook.seen
    if not seen.behind or seen.mark is None:
        raise Conflict(_("The casebook is not older than what this machine has seen of it."))
    return ask_or_agree(
        work,
        casebook,
        ROLLBACK,
        {"seen": seen.mark.audit_sha256, "accepted": work.head.sha256},
        about="seen",
        audited="casebook.rollback_asked",
        agreed="casebook.rollback_accepted",
    )
