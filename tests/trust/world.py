"""An office in memory: real people, an insider, and what each of them can sign with."""

import copy
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.trust import pairs
from landwaiter.trust.mark import MachineMark, mark_of
from landwaiter.trust.registry import Registry
from landwaiter.trust.seals import Seal, SealCheck, SealCount, sealed_text
from landwaiter.trust.signed import FORM, GENESIS, ChainEntry, SignedContent, signed
from landwaiter.trust.statements import read, sealed_as

SECRETS: dict[str, Ed25519PrivateKey] = {}
"""Public key → private key, of everybody."""
PROPOSAL, APPROVAL = "proposal", "approval"
AUTHORS = ("administrator", "analyst", "reviewer", "head")
APPROVERS = ("reviewer", "head")
Pair = tuple[SignedContent, SignedContent]


def new_key() -> str:
    """The public half of a key whose private half stands in SECRETS."""
    seed = hashlib.sha256(f"key {len(SECRETS)}".encode()).digest()
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = key.public_key().public_bytes_raw().hex()
    SECRETS[public] = key
    return public


def sign(said: Mapping[str, Any], keys: Iterable[str]) -> SignedContent:
    return signed(said, [SECRETS[key] for key in keys])


class Entries:
    """The chain as the readers ask for it."""

    def __init__(self, entries: Sequence[ChainEntry]) -> None:
        self._entries = entries

    def entry(self, seq: int) -> ChainEntry | None:
        return self._entries[seq - 1] if 0 < seq <= len(self._entries) else None

    def statements(self) -> Iterable[str]:
        return [one.object for one in self._entries if one.object.startswith("statement/")]


FOUNDERS = (("A", ("administrator",)), ("B", ("reviewer", "analyst")))


@lru_cache(maxsize=1 << 16)
def _entry(seq: str, by: str, name: str, prev: str) -> ChainEntry:
    said = {"seq": seq, "by": by, "object": name, "prev": prev}
    return ChainEntry(sha256_hex(canonical_bytes(said)), by, name)


class World:
    """Everything that lies in the files of a casebook, and who can do what with it."""

    def __init__(
        self,
        insider: str = "A",
        founders: Sequence[tuple[str, Sequence[str]]] = FOUNDERS,
        authorities: Sequence[str] = (),
    ) -> None:
        self.insider = insider
        self.records: list[SignedContent] = []
        self.lines: list[tuple[str, str]] = []
        self.seals: list[Seal] = []
        self.mine: dict[str, str] = {}
        """Person → the key in force."""
        self.tickets: dict[str, str] = {}
        self.marks: dict[str, MachineMark] = {}
        self.halves: dict[str, str] = {}
        self.known: set[str] = set()
        """Keys whose private half the insider has."""
        self.clock = 1000
        for who, _roles in founders:
            self.mine[who] = self.key_for(who)
            self.halves[who] = self.key_for(who)
        people = [
            {"user_id": who, "name": f"name of {who}", "roles": list(roles), "key": self.mine[who]}
            for who, roles in founders
        ]
        said = {
            "kind": "founded",
            "founders": people,
            "halves": self.halves,
            "recovery_needs": str(min(2, len(founders))),
            "authorities": list(authorities),
            "data_key": "commitment",
        }
        first = founders[0][0]
        keys = [*(self.mine[who] for who, _roles in founders), *self.halves.values()]
        self.state(said, keys, first)
        self.see()

    def key_for(self, who: str) -> str:
        key = new_key()
        if who == self.insider:
            self.known.add(key)
        return key

    # What is derived

    @property
    def entries(self) -> list[ChainEntry]:
        entries, prev = [], GENESIS
        for seq, (by, name) in enumerate(self.lines, start=1):
            entries.append(_entry(str(seq), by, name, prev))
            prev = entries[-1].sha256
        return entries

    def registry(self) -> Registry:
        return read(self.records, Entries(self.entries))

    def faults(self, *, full: bool = True) -> list[str]:
        """What the check of the casebook names, with the marks of everybody's machine."""
        registry, entries = self.registry(), self.entries
        found = [registry.broken] if registry.broken else []
        sealing = SealCheck(registry, self.seals, full=full)
        for seq, one in enumerate(entries, start=1):
            found += filter(None, [sealing.take(seq, one.sha256, one.by)])
        found += sealing.rest()
        chain = Entries(entries)
        return found + [
            why for one in self.marks.values() if (why := one.why_behind(registry, chain))
        ]

    def see(self) -> None:
        """Every honest person has this casebook open and notes what the machine has seen."""
        registry, entries = self.registry(), self.entries
        for who in {*self.mine} - {self.insider}:
            self.marks[who] = mark_of(registry, Entries(entries), len(entries))

    # What is written

    def head(self) -> dict[str, str]:
        entries = self.entries
        return {"seq": str(len(entries)), "sha256": entries[-1].sha256 if entries else GENESIS}

    def said(self, content: Mapping[str, Any], **over: Any) -> dict[str, Any]:
        self.clock += 1
        return {
            "v": FORM,
            "seq": str(len(self.records) + 1),
            "prev": self.records[-1].sha256 if self.records else GENESIS,
            "at": str(self.clock),
            "head": self.head(),
            **({"casebook": self.registry().casebook} if self.records else {}),
            **content,
            **over,
        }

    def state(
        self, content: Mapping[str, Any], keys: Iterable[str], by: str, seal: str = "", **over: Any
    ) -> SignedContent:
        """A statement with its sealing entry in the name of `by`, sealed with that person's key."""
        record = sign(self.said(content, **over), keys)
        self.records.append(record)
        self.entry(by, sealed_as(len(self.records), record), seal or self.mine[by])
        return record

    def entry(self, by: str, name: str, key: str) -> None:
        self.lines.append((by, name))
        self.seal(key)

    def seal(self, key: str) -> None:
        """A seal over every entry that has none."""
        entries = self.entries
        own = [one.last for one in self.seals if one.key == key]
        text = sealed_text(
            sha256_hex(self.records[0].text),
            first=self.seals[-1].last + 1 if self.seals else 1,
            last=len(entries),
            sha256=entries[-1].sha256,
            own=SealCount(len(own), own[-1] if own else 0),
        )
        self.seals.append(Seal(len(entries), key, SECRETS[key].sign(text).hex()))

    def sign_deed(self, word: str, by: str, key: str, **more: Any) -> SignedContent:
        registry = self.registry()
        said = {
            "deed": word,
            "casebook": registry.casebook,
            "by": by,
            "head": self.head(),
            "registry": {"seq": str(len(registry.heads)), "sha256": registry.heads[-1].sha256},
            **more,
        }
        made = sign(said, [key])
        self.entry(by, f"{word}/{made.sha256}", key)
        return made

    # Honest deeds

    def add(self, admin: str, who: str, roles: Sequence[str]) -> None:
        self.tickets[who] = self._ticket()
        said = {
            "kind": "user_added",
            "user_id": who,
            "name": f"name of {who}",
            "roles": list(roles),
            "ticket": self.tickets[who],
        }
        self.state(said, [self.mine[admin]], admin)

    def _ticket(self) -> str:
        """First passwords are stolen, or were given by the insider."""
        ticket = new_key()
        self.known.add(ticket)
        return ticket

    def make_key(self, who: str, key: str = "") -> str:
        """The person's key at the first sign-in; `key` is one that the insider made instead."""
        key = key or self.key_for(who)
        said = {"kind": "key_made", "user_id": who, "key": key}
        self.state(said, [self.tickets[who], key], who, key)
        self.mine[who] = key
        return key

    def confirm(self, by: str, key: str) -> None:
        self.state({"kind": "key_confirmed", "key": key}, [self.mine[by]], by)

    def set_roles(self, by: str, who: str, *roles: str) -> None:
        said = {"kind": "roles_set", "user_id": who, "roles": list(roles)}
        self.state(said, [self.mine[by]], by)

    def deputise(self, by: str, who: str, absent: str, *roles: str) -> None:
        said = {"kind": "deputy_named", "user_id": who, "for": absent, "roles": list(roles)}
        self.state(said, [self.mine[by]], by)

    def away(self, by: str, who: str, *, kind: str = "absence_begun") -> None:
        self.state({"kind": kind, "user_id": who}, [self.mine[by]], by)

    def second(self, by: str, who: str) -> None:
        """What waits for a person, seconded by another."""
        waiting = next(one for one in self.registry().waiting.values() if one.about == who)
        said = {"kind": "seconded", "of": str(waiting.seq), "of_sha256": waiting.sha256}
        self.state(said, [self.mine[by]], by)

    def rotate(self, who: str) -> str:
        """A new password, hence a new key; the old key, which lies in an old file."""
        old, new = self.mine[who], self.key_for(who)
        self.state({"kind": "key_rotated", "old": old, "key": new}, [old, new], who, new)
        self.mine[who] = new
        self.known.add(old)
        return old

    def reset(self, admin: str, who: str) -> None:
        self.tickets[who] = self._ticket()
        said = {"kind": "key_reset", "user_id": who, "ticket": self.tickets[who]}
        self.state(said, [self.mine[admin]], admin)

    def recover(self, by: str, who: str, halves: Iterable[str]) -> None:
        self.tickets[who] = self._ticket()
        said = {"kind": "key_recovered", "user_id": who, "ticket": self.tickets[who]}
        self.state(said, [*halves, self.mine[by]], by)

    def disable(self, admin: str, who: str) -> None:
        self.state({"kind": "user_disabled", "user_id": who}, [self.mine[admin]], admin)

    def full_member(
        self,
        who: str,
        roles: Sequence[str] = ("reviewer", "analyst"),
        *,
        admin: str = "A",
        other: str = "B",
    ) -> None:
        self.add(admin, who, roles)
        self.make_key(who)
        self.confirm(other, self.mine[who])
        self.second(other, who)
        self.confirm(admin, self.mine[who])

    def two(self, author: str, first: str, approver: str, second: str) -> Pair:
        proposal = self.sign_deed(PROPOSAL, author, first, text="t")
        return proposal, self.sign_deed(APPROVAL, approver, second, of=proposal.sha256)

    def pair(self, author: str, approver: str) -> Pair:
        return self.two(author, self.mine[author], approver, self.mine[approver])

    def verdict(self, pair: Pair) -> str:
        """Why the two are not two people; empty: validly approved."""
        return pairs.why_not_two(
            self.registry(),
            Entries(self.entries),
            *pair,
            deeds=(PROPOSAL, APPROVAL),
            roles=(AUTHORS, APPROVERS),
        )

    def copy(self) -> "World":
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, list | dict | set):
                setattr(twin, name, value.copy())
        return twin

    # The insider's workshop

    def relink(self, change: Callable[[list[SignedContent]], None] = lambda records: None) -> None:
        """Every statement, entry and seal written anew, signed wherever the insider can."""
        owners = dict(enumerate((by for by, name in self.lines if name.startswith("statement/"))))
        rest = [line for line in self.lines if not line[1].startswith("statement/")]
        change(self.records)
        old, self.records, self.lines, self.seals = self.records, [], [], []
        for place, record in enumerate(old):
            said = json.loads(record.text)
            said |= {"seq": str(place + 1), "head": self.head()}
            said["prev"] = self.records[-1].sha256 if self.records else GENESIS
            if place:
                said["casebook"] = sha256_hex(self.records[0].text)
            self.records.append(self._resigned(said, record))
            by = owners.get(place, self.insider)
            self.lines.append((by, sealed_as(place + 1, self.records[-1])))
            self.seal(self._key_that_signs(by))
        for by, name in rest:
            self.entry(by, name, self._key_that_signs(by))

    def _resigned(self, said: Mapping[str, Any], before: SignedContent) -> SignedContent:
        text = canonical_bytes(said)
        if text == before.text:
            return before
        return SignedContent(
            text,
            tuple(
                (key, SECRETS[key].sign(text).hex() if key in self.known else signature)
                for key, signature in before.signatures
            ),
        )

    def _key_that_signs(self, by: str) -> str:
        keys = self.registry().keys
        own = [key for key in self.known if key in keys and keys[key].user_id == by]
        return max(own, key=lambda key: keys[key].made) if own else min(self.known)
