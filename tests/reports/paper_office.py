"""An office as its papers show it: statements, audit entries and signed deeds, all in memory."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.reports.dossier.dossier import ChainHead, Voucher
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.proof import key_sheet
from landwaiter.reports.proof.key_sheet import SheetFile, SheetStatement
from landwaiter.trust.kinds import authority_word
from landwaiter.trust.signed import FORM, GENESIS, SignedContent, signed
from landwaiter.trust.statements import sealed_as

OFFICE_NAME = "Customs office Pomorze"
FOUNDED_AT = datetime(2026, 1, 1, tzinfo=UTC)
SHEET_MADE = datetime(2026, 4, 14, 9, 10, tzinfo=UTC)
SHEET_LASTS = timedelta(days=400)


def a_key(seed: int = 1) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public_key(seed: int) -> str:
    return a_key(seed).public_key().public_bytes_raw().hex()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the office; the key is known by its seed."""

    name: str
    seed: int
    roles: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"id of {self.name}"


@dataclass(frozen=True, slots=True)
class PaperDeed:
    """What one person signed, and the entry that names it."""

    record: SignedContent
    entry: str


class PaperOffice:
    """Statements and entries, each with its key; deeds of colleagues are made on a copy."""

    def __init__(self, *founders: Member, authorities: Sequence[int] = ()) -> None:
        self.entries: list[str] = []
        self.statements: list[SheetStatement] = []
        self.records: list[SignedContent] = []
        self.members = {one.name: one for one in founders}
        self.claimed: ChainHead | None = None
        """Instead of the newest statement, in what an insider signs."""
        halves = {one.id: 100 + one.seed for one in founders[:2]}
        people = [
            {"user_id": m.id, "name": m.name, "roles": list(m.roles), "key": public_key(m.seed)}
            for m in founders
        ]
        self.state(
            founders[0].name,
            "founded",
            [*(one.seed for one in founders), *halves.values()],
            founders=people,
            halves={who: public_key(seed) for who, seed in halves.items()},
            recovery_needs=str(len(halves)),
            authorities=[public_key(seed) for seed in authorities],
            data_key="commitment",
        )

    # What there is

    @property
    def casebook(self) -> str:
        return sha256_hex(self.records[0].text)

    @property
    def registry(self) -> ChainHead:
        """The newest statement."""
        return ChainHead(len(self.records), self.records[-1].sha256)

    def copied(self) -> "PaperOffice":
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, list | dict):
                setattr(twin, name, value.copy())
        return twin

    def signer(self, name: str, *, seed: int = 0, **changes: Any) -> ReportSigner:
        key = a_key(seed or self.members[name].seed)
        given = {"registry": self.registry, **changes}
        return ReportSigner(name, key.public_key().public_bytes_raw(), key.sign, **given)

    def sheet(self, writer: str, *, seed: int = 0, **changes: Any) -> bytes:
        """The key sheet as somebody of the office writes it."""
        given: dict[str, Any] = {
            "office": OFFICE_NAME,
            "casebook": self.casebook,
            "made_at": SHEET_MADE,
            "expires": SHEET_MADE + SHEET_LASTS,
            "statements": tuple(self.statements),
        }
        return key_sheet.write(SheetFile(**{**given, **changes}), self.signer(writer, seed=seed))

    # What is written

    def head(self) -> dict[str, str]:
        newest = sha256_hex(self.entries[-1].encode()) if self.entries else GENESIS
        return {"seq": str(len(self.entries)), "sha256": newest}

    def enter(self, by: str, about: str) -> str:
        """One more audit entry."""
        head = self.head()
        said = {
            "v": FORM,
            "seq": str(len(self.entries) + 1),
            "by": by,
            "object": about,
            "prev": head["sha256"],
        }
        self.entries.append(canonical_bytes(said).decode())
        return self.entries[-1]

    def state(self, by: str, kind: str, seeds: Sequence[int], **content: Any) -> SignedContent:
        """A statement signed with these keys, and the entry that seals it."""
        seq = len(self.records)
        said = {
            "v": FORM,
            "seq": str(seq + 1),
            "prev": self.records[-1].sha256 if seq else GENESIS,
            "at": instant(FOUNDED_AT + timedelta(minutes=seq)),
            "head": self.head(),
            "kind": kind,
            **({"casebook": self.casebook} if seq else {}),
            **content,
        }
        record = signed(said, [a_key(seed) for seed in seeds])
        self.records.append(record)
        member = self.members.get(by)
        entry = self.enter(member.id if member else by, sealed_as(seq + 1, record))
        self.statements.append(SheetStatement(record.text.decode(), record.signatures, entry))
        return record

    def sign(self, by: str, deed: str, said: Mapping[str, Any], *, seed: int = 0) -> PaperDeed:
        """A signed deed over the head of now, named by the next entry; `said` comes last."""
        member, rests_on = self.members[by], self.claimed or self.registry
        text: dict[str, Any] = {
            "v": FORM,
            "casebook": self.casebook,
            "deed": deed,
            "by": member.id,
            "head": self.head(),
            "registry": {"seq": str(rests_on.seq), "sha256": rests_on.sha256},
            **said,
        }
        record = signed(text, [a_key(seed or member.seed)])
        return PaperDeed(record, self.enter(member.id, f"case/case-1/{deed}/{record.sha256}"))

    # What happens in an office

    def add(self, by: str, member: Member, *, ticket: int = 0) -> None:
        """A new colleague with a first password, whose own key is made with it."""
        ticket = ticket or 150 + member.seed
        self.members[member.name] = member
        self.state(
            by,
            "user_added",
            [self.members[by].seed],
            user_id=member.id,
            name=member.name,
            roles=list(member.roles),
            ticket=public_key(ticket),
        )
        self.make_key(member, ticket)

    def make_key(self, member: Member, ticket: int) -> None:
        self.members[member.name] = member
        key = public_key(member.seed)
        seeds = [ticket, member.seed]
        self.state(member.name, "key_made", seeds, user_id=member.id, key=key)

    def confirm(self, by: str, name: str) -> None:
        key = public_key(self.members[name].seed)
        self.state(by, "key_confirmed", [self.members[by].seed], key=key)

    def confirm_outside(self, by: str, name: str, authority: int) -> None:
        """The word of an authority, carried by somebody of the office."""
        key, outside = public_key(self.members[name].seed), public_key(authority)
        word = a_key(authority).sign(authority_word(self.casebook, key)).hex()
        said = {"key": key, "authority": outside, "word": word}
        self.state(by, "key_confirmed", [self.members[by].seed], **said)

    def second(self, by: str) -> None:
        """Whatever was asked last."""
        asked = [n for n, one in enumerate(self.records) if b'"kind":"user_added"' in one.text]
        asked += [n for n, one in enumerate(self.records) if b'"kind":"roles_set"' in one.text]
        newest = max(asked)
        of = {"of": str(newest + 1), "of_sha256": self.records[newest].sha256}
        self.state(by, "seconded", [self.members[by].seed], **of)

    def set_roles(self, by: str, name: str, *roles: str) -> None:
        about = {"user_id": self.members[name].id, "roles": list(roles)}
        self.state(by, "roles_set", [self.members[by].seed], **about)

    def rotate(self, name: str, seed: int) -> None:
        """A new password, hence a new key."""
        old = self.members[name]
        self.members[name] = Member(old.name, seed, old.roles)
        keys = {"old": public_key(old.seed), "key": public_key(seed)}
        self.state(name, "key_rotated", [old.seed, seed], **keys)

    def reset(self, by: str, name: str, seed: int) -> None:
        """Another first password, and the new key that is made with it."""
        member, ticket = self.members[name], 200 + seed
        about = {"user_id": member.id, "ticket": public_key(ticket)}
        self.state(by, "key_reset", [self.members[by].seed], **about)
        self.make_key(Member(member.name, seed, member.roles), ticket)

    def disable(self, by: str, name: str) -> None:
        about = {"user_id": self.members[name].id}
        self.state(by, "user_disabled", [self.members[by].seed], **about)


SIGNER = Member("Marta Zielińska", 1, ("administrator",))
APPROVER = Member("Jan Wójcik, reviewer", 2, ("reviewer",))
AUTHOR = Member("Marta Zielińska, analyst", 3, ("analyst",))
HEAD = Member("Hanna Kowal, head", 7, ("head",))
KEEPER = Member("Anna Baran", 11, ("auditor",))
FOUNDERS = (SIGNER, APPROVER, AUTHOR, HEAD, KEEPER)
FOUNDER = Voucher(founder=True)


def an_office(*founders: Member, **given: Any) -> PaperOffice:
    """Five founders, or those given."""
    return PaperOffice(*(founders or FOUNDERS), **given)


OFFICE = an_office()
"""Nothing is written into this one: take a copy."""
