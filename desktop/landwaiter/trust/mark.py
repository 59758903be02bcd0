"""What a machine has seen of a casebook: older files put back show against it."""

from dataclasses import dataclass

from landwaiter.i18n import _
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import GENESIS
from landwaiter.trust.statements import Chain


@dataclass(frozen=True, slots=True)
class MachineMark:
    """Heads of both chains when this account last saw the casebook; kept outside its folder."""

    casebook: str
    audit_seq: int
    audit_sha256: str
    statements: int
    statement_sha256: str

    def why_behind(self, registry: Registry, chain: Chain) -> str:
        """Why the casebook is older than, or beside, what was seen; empty when it goes on."""
        if registry.casebook != self.casebook:
            return _("This is another casebook than this machine has seen in its place.")
        if self._is_in(registry, chain):
            return ""
        if any(seen == self.audit_sha256 for seen, _accepted in registry.rollbacks):
            return ""
        return _(
            "The casebook is older than what this machine has seen, or was written anew: entry "
            "{seq} of the audit chain is not the one it knows."
        ).format(seq=self.audit_seq)

    def _is_in(self, registry: Registry, chain: Chain) -> bool:
        heads = registry.heads
        if _hash_at(chain, self.audit_seq) != self.audit_sha256 or len(heads) < self.statements:
            return False
        newest = heads[self.statements - 1].sha256 if self.statements else GENESIS
        return newest == self.statement_sha256


def _hash_at(chain: Chain, seq: int) -> str:
    """Of an entry; that before the first is GENESIS, of one that is missing there is none."""
    entry = chain.entry(seq)
    return entry.sha256 if entry else "" if seq else GENESIS


def mark_of(registry: Registry, chain: Chain, audit_seq: int) -> MachineMark:
    """What is seen now; `audit_seq` is the number of the newest entry."""
    newest = registry.heads[-1].sha256 if registry.heads else GENESIS
    return MachineMark(
        registry.casebook,
        audit_seq,
        _hash_at(chain, audit_seq),
        len(registry.heads),
        newest,
    )
