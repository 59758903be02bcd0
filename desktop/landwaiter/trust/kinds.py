"""What each kind of statement does, and who must have signed it for that.

A rule raises NoEffect with the reason where a statement is well formed and not allowed: it is then
named by the check and changes nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from landwaiter.canonical import canonical_bytes
from landwaiter.i18n import _
from landwaiter.trust.registry import (
    ADMINISTRATOR,
    AUTHORITY,
    MOST_FOUNDERS,
    RECOVERY,
    SECONDERS,
    SERVICE,
    Confirmation,
    Grant,
    Key,
    Person,
    Registry,
    Ticket,
    WaitingRequest,
)
from landwaiter.trust.signed import FORM, signature_fits


@dataclass(frozen=True, slots=True)
class SoundStatement:
    """A statement whose place, order, bytes and signatures are sound."""

    kind: str
    seq: int
    sha256: str
    place: int
    signers: tuple[str, ...]
    """Public keys; each of their signatures fits."""
    content: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.content[name]


class NoEffect(Exception):
    """Why a statement changes nothing; an end of a sentence."""


StatementRule = Callable[[Registry, SoundStatement], Registry]


def _founded(registry: Registry, said: SoundStatement) -> Registry:
    founders = said["founders"]
    for member in ("user_id", "name", "key"):
        if len({one[member] for one in founders}) != len(founders):
            raise NoEffect(_("two founders are one"))
    if not 1 <= len(founders) <= MOST_FOUNDERS:
        raise NoEffect(_("an office is founded by one to five people"))
    if not any(ADMINISTRATOR in one["roles"] for one in founders):
        raise NoEffect(_("no founder administers"))
    if any(SERVICE in one["roles"] for one in founders):
        raise NoEffect(_("a founder is a person"))
    keys = [one["key"] for one in founders]
    halves = _halves(said, {one["user_id"] for one in founders}, least=min(2, len(founders)))
    if sorted(said.signers) != sorted((*keys, *halves.values())):
        raise NoEffect(_("not every founder and every half of the recovery key signed it"))
    founded = replace(
        registry,
        founders=len(founders),
        recovery=halves,
        recovery_needs=int(said["recovery_needs"]),
        authorities=frozenset(said["authorities"]),
        data_key=said["data_key"],
    )
    for one in founders:
        roles = frozenset(one["roles"])
        grant = Grant(said.place - 1, roles)
        founded = founded.with_person(
            Person(one["user_id"], one["name"], (grant,), own=roles),
            Key(one["key"], one["user_id"], said.place, is_founders=True, since=said.place - 1),
        )
    return founded


def _halves(said: SoundStatement, people: Collection[str], *, least: int) -> Mapping[str, str]:
    """Holder → public key of a half: never all that is needed in one hand."""
    halves, needed = said["halves"], int(said["recovery_needs"])
    if not {*halves} <= {*people} or len({*halves.values()}) != len(halves):
        raise NoEffect(_("a half of the recovery key is held by nobody here, or by two"))
    if not least <= needed <= len(halves):
        raise NoEffect(_("one person could recover alone"))
    return dict(halves)


def _user_added(registry: Registry, said: SoundStatement) -> Registry:
    by = _administrator(registry, said)
    if said["user_id"] in registry.people or _is_called(registry, said["name"]):
        raise NoEffect(_("the person is there already"))
    ticket = _new_ticket(registry, said, by.user_id)
    is_service = _is_service(said.content.get("roles", ()))
    person = Person(said["user_id"], said["name"], ticket=ticket, is_service=is_service)
    added = registry.with_person(person)
    return _asked(added, said, by, about=said["user_id"])


def _is_service(roles: Collection[str]) -> bool:
    """Whether these are the roles of a service user, which has no other."""
    if SERVICE in roles and {*roles} != {SERVICE}:
        raise NoEffect(_("a service user holds no other role"))
    return SERVICE in roles


def _is_called(registry: Registry, name: str) -> bool:
    return any(person.name == name for person in registry.people.values())


def _new_ticket(registry: Registry, said: SoundStatement, issuer: str) -> Ticket:
    known = {person.ticket.public for person in registry.people.values() if person.ticket}
    if said["ticket"] in registry.keys or said["ticket"] in known:
        raise NoEffect(_("the first password was given out before"))
    return Ticket(said["ticket"], issuer)


def _key_reset(registry: Registry, said: SoundStatement) -> Registry:
    return _reissued(registry, said, _administrator(registry, said).user_id)


def _key_recovered(registry: Registry, said: SoundStatement) -> Registry:
    """By as many halves as it needs, and by who answers for it where another's key counts."""
    halves = {key for key in said.signers if key in {*registry.recovery.values()}}
    if len(halves) < max(1, registry.recovery_needs):
        raise NoEffect(_("not enough halves of the recovery key signed it"))
    others = any(
        key.in_force and key.user_id != said["user_id"] and not registry.is_service(key)
        for key in registry.keys.values()
    )
    own = [key for key in said.signers if key not in halves]
    if not others and not own:
        return _reissued(registry, said, RECOVERY)
    return _reissued(registry, said, _signer(registry, own).user_id)


def _reissued(registry: Registry, said: SoundStatement, issuer: str) -> Registry:
    """A first password for somebody whose key ends with it."""
    person = _person(registry, said)
    if issuer == person.user_id:
        raise NoEffect(_("nobody gives their own key out"))
    ticket = _new_ticket(registry, said, issuer)
    retired = registry.retired(person.user_id, said.place)
    return registry.with_person(replace(person, ticket=ticket), *retired)


def _key_made(registry: Registry, said: SoundStatement) -> Registry:
    """By the person alone: signed with what the first password gives, and with the new key."""
    person = _person(registry, said)
    if said["key"] in registry.keys:
        raise NoEffect(_("the key is known already"))
    if person.ticket is None or sorted(said.signers) != sorted((person.ticket.public, said["key"])):
        raise NoEffect(_("no such first password waits for it"))
    alone = registry.is_alone and person.ticket.issuer == RECOVERY
    made = Key(
        said["key"],
        person.user_id,
        said.place,
        person.ticket.issuer,
        since=said.place if alone else None,
    )
    return registry.with_person(replace(person, ticket=None), made)


def _key_confirmed(registry: Registry, said: SoundStatement) -> Registry:
    key = registry.keys[said["key"]]
    if key.until is not None:
        raise NoEffect(_("the key is retired"))
    by = _confirmer(registry, said)
    if by == key.user_id:
        raise NoEffect(_("nobody confirms their own key"))
    if by in key.confirmers:
        raise NoEffect(_("the same person confirmed it before"))
    if key.since is None and by == key.issuer and not registry.is_alone:
        raise NoEffect(_("the first to confirm it is not who gave it out"))
    confirmation = Confirmation(by, said.content.get("authority", said.signers[0]))
    return registry.with_keys(
        replace(
            key,
            since=said.place if key.since is None else key.since,
            confirmations=(*key.confirmations, confirmation),
        )
    )


def _confirmer(registry: Registry, said: SoundStatement) -> str:
    by = _signer(registry, said.signers)
    if "authority" in said.content:
        _require_word(registry, said)
        return AUTHORITY
    if not registry.people[by.user_id].roles(said.place):
        raise NoEffect(_("who confirms holds no role"))
    return by.user_id


def authority_word(casebook: str, key: str) -> bytes:
    """What an authority outside signs to confirm a key: it knows no head of the casebook's chains,
    so that somebody of the office carries its word."""
    return canonical_bytes({"v": FORM, "casebook": casebook, "confirms": key})


def _require_word(registry: Registry, said: SoundStatement) -> None:
    if said["authority"] not in registry.authorities:
        raise NoEffect(_("no such authority was named"))
    word = authority_word(registry.casebook, said["key"])
    if not signature_fits(said["authority"], said["word"], word):
        raise NoEffect(_("the authority did not sign it"))


def who_may_confirm(registry: Registry, key: Key) -> tuple[str, ...]:
    """Names of those whose confirmation of the key would have effect now: the rule itself says."""
    place = registry.heads[-1].place + 1 if registry.heads else 1
    return tuple(
        sorted(
            person.name
            for person in registry.people.values()
            if _would_confirm(registry, key, registry.key_of(person.user_id), place)
        )
    )


def _would_confirm(registry: Registry, key: Key, own: Key | None, place: int) -> bool:
    if own is None:
        return False
    content = {"key": key.public}
    try:
        _key_confirmed(
            registry, SoundStatement("key_confirmed", 0, "", place, (own.public,), content)
        )
    except NoEffect:
        return False
    return True


def _key_rotated(registry: Registry, said: SoundStatement) -> Registry:
    """A new password makes a new key, which inherits what was confirmed of the old one."""
    old = registry.keys[said["old"]]
    if old.until is not None or registry.people[old.user_id].disabled:
        raise NoEffect(_("the old key is not in force"))
    if registry.is_service(old):
        raise NoEffect(_("a service user takes declarations in and signs nothing else"))
    if said["key"] in registry.keys or sorted(said.signers) != sorted((said["old"], said["key"])):
        raise NoEffect(_("the new key is known already, or one of the two did not sign"))
    new = replace(
        old,
        public=said["key"],
        made=said.place,
        since=said.place if old.since is not None else None,
    )
    return registry.with_keys(replace(old, until=said.place), new)


def _roles_set(registry: Registry, said: SoundStatement) -> Registry:
    """Who loses roles loses them at once; who gains one waits for a second person."""
    by, person, roles = _administrator(registry, said), _person(registry, said), {*said["roles"]}
    if ADMINISTRATOR not in roles and registry.lasting_administrators() == {person.user_id}:
        raise NoEffect(_("the last administrator stays"))
    if person.is_service is not _is_service(roles) and roles:
        raise NoEffect(_("a person is no service user, nor ever becomes one"))
    changed = registry.without_waiting(person.user_id)
    if not roles <= person.own:
        return _asked(changed, said, by, about=person.user_id)
    return _granted(changed, person, roles, said.place)


def _granted(registry: Registry, person: Person, roles: Collection[str], place: int) -> Registry:
    return registry.with_person(replace(person, own=frozenset(roles))).acting(place)


def _user_disabled(registry: Registry, said: SoundStatement) -> Registry:
    _administrator(registry, said)
    person = _person(registry, said)
    if registry.lasting_administrators() == {person.user_id}:
        raise NoEffect(_("the last administrator stays"))
    none: frozenset[str] = frozenset()
    gone = replace(
        person,
        disabled=True,
        ticket=None,
        own=none,
        deputises={},
        grants=(*person.grants, Grant(said.place, none)),
    )
    left = registry.without_waiting(person.user_id)
    return left.with_person(gone, *registry.retired(person.user_id, said.place)).acting(said.place)


def _deputy_named(registry: Registry, said: SoundStatement) -> Registry:
    """Roles that begin when a colleague is away: agreed by two in advance; fewer at once."""
    by, person, absent = _administrator(registry, said), _person(registry, said), said["for"]
    roles = frozenset(said["roles"])
    if absent == person.user_id or absent not in registry.people:
        raise NoEffect(_("a deputy acts for somebody else"))
    if person.is_service or registry.people[absent].is_service:
        raise NoEffect(_("a service user deputises for nobody, and nobody for it"))
    if not roles <= registry.people[absent].own:
        raise NoEffect(_("a deputy has no more roles than who is away"))
    changed = registry.without_deputy_asked(person.user_id, absent)
    if not roles <= person.deputises.get(absent, frozenset()):
        return _asked(changed, said, by, about=person.user_id)
    return _deputised(changed, person, absent, roles, said.place)


def _deputised(
    registry: Registry, person: Person, absent: str, roles: frozenset[str], place: int
) -> Registry:
    acts_for = {who: held for who, held in person.deputises.items() if who != absent}
    if roles:
        acts_for[absent] = roles
    return registry.with_person(replace(person, deputises=acts_for)).acting(place)


def _absence_begun(registry: Registry, said: SoundStatement) -> Registry:
    """Said by the person, or by a colleague who gains no role by it."""
    by, person = _signer(registry, said.signers).user_id, _person(registry, said)
    if person.is_service:
        raise NoEffect(_("a service user is never away"))
    if person.away:
        raise NoEffect(_("the person is away already"))
    if by != person.user_id:
        _require_seconder(registry, by, said.place)
        if person.user_id in registry.people[by].deputises:
            raise NoEffect(_("a deputy does not say that their own roles begin"))
    return registry.with_person(replace(person, away=True)).acting(said.place)


def _absence_ended(registry: Registry, said: SoundStatement) -> Registry:
    """Said by the person, or by any colleague who seconds."""
    by, person = _signer(registry, said.signers).user_id, _person(registry, said)
    if not person.away:
        raise NoEffect(_("the person is not away"))
    if by != person.user_id:
        _require_seconder(registry, by, said.place)
    return registry.with_person(replace(person, away=False)).acting(said.place)


def _require_seconder(registry: Registry, user_id: str, place: int) -> None:
    if not registry.people[user_id].roles(place) & SECONDERS:
        raise NoEffect(_("who signed it is neither reviewer, head nor administrator"))


def _recovery_set(registry: Registry, said: SoundStatement) -> Registry:
    """Each holder made a half and signs with it and with the own key: nobody ever knows both."""
    halves = said["halves"]
    own = [key for key in said.signers if key not in {*halves.values()}]
    holders = {_signer(registry, [key]).user_id for key in own}
    if holders != {*halves} or {*said.signers} != {*own, *halves.values()}:
        raise NoEffect(_("not every holder and every half signed it"))
    checked = _halves(said, holders, least=min(2, registry.founders))
    return replace(registry, recovery=checked, recovery_needs=int(said["recovery_needs"]))


def _data_key_changed(registry: Registry, said: SoundStatement) -> Registry:
    """At once: whoever made a new key of the data holds the data already, and nobody could sign in
    to second what keeps everybody out until then."""
    _administrator(registry, said)
    return replace(registry, data_key=said["data_key"])


def _asked_for(registry: Registry, said: SoundStatement) -> Registry:
    """An authority, an older state: nothing before a second person agrees."""
    return _asked(registry, said, _administrator(registry, said), about="")


def _asked(registry: Registry, said: SoundStatement, by: Key, *, about: str) -> Registry:
    """What waits is read by people and programs before a second person agrees: it must be whole."""
    texts, roles = _ASKED[said.kind], said.content.get("roles", [])
    are_texts = all(isinstance(said[name], str) for name in texts)
    if not are_texts or not all(isinstance(role, str) for role in roles):
        raise NoEffect(_("what it says is not complete"))
    waiting = WaitingRequest(
        said.seq, said.sha256, said.kind, by.user_id, about, dict(said.content)
    )
    return replace(registry, waiting={**registry.waiting, said.seq: waiting})


def _seconded(registry: Registry, said: SoundStatement) -> Registry:
    waiting = _waiting(registry, said)
    by = _signer(registry, said.signers)
    if why_not := why_not_second(registry, by.user_id, waiting):
        raise NoEffect(why_not)
    return _EFFECTS[waiting.kind](_settled(registry, waiting), waiting, said.place)


def why_not_second(registry: Registry, user_id: str, waiting: WaitingRequest) -> str:
    """Why this person may not second what waits; an end of a sentence, empty for who may.

    Alone in an office one seconds oneself, as there is nobody else: nothing is approved by it.
    """
    if user_id == waiting.about and not registry.is_alone:
        return _("it is about the person who signed it")
    if user_id == waiting.by and not registry.is_alone:
        return _("the person who asked for it signed it")
    if not registry.people[user_id].roles_now & SECONDERS:
        return _("who signed it is neither reviewer, head nor administrator")
    return ""


def _declined(registry: Registry, said: SoundStatement) -> Registry:
    """Whoever asked takes it back, or somebody who might second it says no."""
    waiting = _waiting(registry, said)
    by = _signer(registry, said.signers)
    may = registry.people[by.user_id].roles(said.place) & SECONDERS
    if by.user_id != waiting.by and (by.user_id == waiting.about or not may):
        raise NoEffect(_("who signed it has no say in it"))
    return _settled(registry, waiting)


def _waiting(registry: Registry, said: SoundStatement) -> WaitingRequest:
    found = registry.waiting.get(int(said["of"]))
    if found is None or found.sha256 != said["of_sha256"]:
        raise NoEffect(_("nothing such waits"))
    return found


def _settled(registry: Registry, waiting: WaitingRequest) -> Registry:
    left = {seq: one for seq, one in registry.waiting.items() if seq != waiting.seq}
    return replace(registry, waiting=left)


def _give_roles(registry: Registry, waiting: WaitingRequest, place: int) -> Registry:
    person = registry.people[waiting.about]
    return _granted(registry, person, waiting.content["roles"], place)


def _begin_deputy(registry: Registry, waiting: WaitingRequest, place: int) -> Registry:
    person, said = registry.people[waiting.about], waiting.content
    roles = frozenset(said["roles"]) & registry.people[said["for"]].own
    return _deputised(registry, person, said["for"], roles, place)


def _name_authority(registry: Registry, waiting: WaitingRequest, place: int) -> Registry:
    return replace(registry, authorities=registry.authorities | {waiting.content["key"]})


def _accept_rollback(registry: Registry, waiting: WaitingRequest, place: int) -> Registry:
    accepted = (waiting.content["seen"], waiting.content["accepted"])
    return replace(registry, rollbacks=registry.rollbacks | {accepted})


_EFFECTS: Mapping[str, Callable[[Registry, WaitingRequest, int], Registry]] = {
    "user_added": _give_roles,
    "roles_set": _give_roles,
    "deputy_named": _begin_deputy,
    "authority_named": _name_authority,
    "rollback_accepted": _accept_rollback,
}
"""What waits → what happens when a second person agrees."""


def _signer(registry: Registry, keys: Collection[str]) -> Key:
    """The one key that signed, which counts and is of a person who is not disabled.

    What a service user states has no effect, whatever it states: its password is somebody's who
    has a key besides.
    """
    found = registry.in_force(next(iter(keys))) if len(keys) == 1 else None
    if found is None or registry.people[found.user_id].disabled:
        raise NoEffect(_("its signer's key does not count"))
    if registry.is_service(found):
        raise NoEffect(_("a service user takes declarations in and signs nothing else"))
    return found


def _administrator(registry: Registry, said: SoundStatement) -> Key:
    found = _signer(registry, said.signers)
    if found.user_id not in registry.administrators():
        raise NoEffect(_("its signer is no administrator"))
    return found


def _person(registry: Registry, said: SoundStatement) -> Person:
    found = registry.people.get(said["user_id"])
    if found is None or found.disabled:
        raise NoEffect(_("the person is unknown or disabled"))
    return found


_ASKED: Mapping[str, tuple[str, ...]] = {
    "user_added": ("user_id", "name", "ticket"),
    "roles_set": ("user_id",),
    "deputy_named": ("user_id", "for"),
    "authority_named": ("key", "name"),
    "rollback_accepted": ("seen", "accepted"),
}
"""The members of what waits for a second person that must be text."""
FOUNDED = "founded"
RULES: Mapping[str, StatementRule] = {
    FOUNDED: _founded,
    "user_added": _user_added,
    "key_reset": _key_reset,
    "key_recovered": _key_recovered,
    "key_made": _key_made,
    "key_confirmed": _key_confirmed,
    "key_rotated": _key_rotated,
    "roles_set": _roles_set,
    "user_disabled": _user_disabled,
    "deputy_named": _deputy_named,
    "absence_begun": _absence_begun,
    "absence_ended": _absence_ended,
    "recovery_set": _recovery_set,
    "authority_named": _asked_for,
    "data_key_changed": _data_key_changed,
    "rollback_accepted": _asked_for,
    "seconded": _seconded,
    "declined": _declined,
}
