"""An independent reader of exported audit lines: what became of each case, and what was not right.

It knows the exported lines and what the rules say in words (a case goes from new to closed, nobody
approves the own proposal, what is decided was approved by another, what needs a second person has
one). It imports nothing of the program: no table of acts, no policy, no storage.

    oracle = read(lines)
    oracle.cases["PL1-2026-000001"].stages    # ("new", "assessment", "decision_review", "decided")
    oracle.violations                         # () when everything was right
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

WAY: Mapping[str, frozenset[str]] = {
    "new": frozenset({"triage", "assessment", "dismissed", "merged"}),
    "triage": frozenset({"assessment", "dismissed", "merged"}),
    "assessment": frozenset({"decision_review", "dismissed", "merged"}),
    "decision_draft": frozenset({"decision_review", "merged"}),
    "decision_review": frozenset({"decision_draft", "decided"}),
    "decided": frozenset({"executed", "reopened"}),
    "executed": frozenset({"closed", "reopened"}),
    "closed": frozenset({"reopened"}),
    "dismissed": frozenset({"reopened"}),
    "merged": frozenset({"reopened"}),
    "reopened": frozenset({"assessment", "decision_review", "merged"}),
}
"""The life cycle: from each stage where a case may go next."""
FINAL = frozenset({"decided", "executed", "closed"})
"""Stages of which each rests on an approved decision."""
OUTSIDE = frozenset(
    {
        "case.unsettled",
        "case.declaration_amended",
        "case.correction_attached",
        "case.invalidation_attached",
        "case.merged_case_changed",
    }
)
"""Messages of the declarant: they unsettle what was decided, and no person decides that."""
TWO_PERSONS = frozenset(
    {"case.reopen", "wipe_evidence", "remove_case", "erase_payload", "set_policy", "trade.erasure"}
)
"""Deeds that are never done by one person alone."""
MENTIONS = frozenset({"audit.payload_erased", "case.decline", "case.withdraw_motion"})
"""Deeds that name a motion and are not what it moved."""
APPROVERS = frozenset({"reviewer", "head"})
SIGNED = re.compile(r"/[a-z_]+/[0-9a-f]{64}$")
"""What an object names at its end, where something was signed."""


@dataclass
class Proposal:
    """One version of a decision; `end` is empty while it stands."""

    id: str
    version: int
    author: str
    text_sha256: str
    approver: str = ""
    countersigner: str = ""
    end: str = ""


@dataclass
class Motion:
    """What one person moved."""

    deed: str
    author: str
    text_sha256: str
    seconder: str = ""
    end: str = ""


@dataclass
class Story:
    """What the lines say about one case."""

    id: str
    reference: str
    stage: str = "new"
    stages: list[str] = field(default_factory=lambda: ["new"])
    proposals: list[Proposal] = field(default_factory=list)
    seconded: list[tuple[str, str, str]] = field(default_factory=list)
    """Deed, who moved it, who seconded it."""

    @property
    def standing(self) -> Proposal | None:
        """The newest proposal, unless it ended."""
        newest = self.proposals[-1] if self.proposals else None
        return newest if newest is not None and not newest.end else None


@dataclass(frozen=True)
class Line:
    """One line, taken apart."""

    seq: int
    actor: str
    deed: str
    object: str
    said: Mapping[str, Any] | None
    """None once the payload was erased."""


@dataclass
class Oracle:
    """Everything the lines say, and each thing in them that is against the rules."""

    stories: dict[str, Story] = field(default_factory=dict)
    motions: dict[str, Motion] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def cases(self) -> Mapping[str, Story]:
        """By reference."""
        return {story.reference: story for story in self.stories.values()}

    @property
    def violations(self) -> tuple[str, ...]:
        return tuple(self.broken)

    def take(self, line: Line) -> None:
        """What one line adds."""
        if line.said is None:
            return
        READERS.get(line.deed, _other)(self, line, line.said)
        self._motion_carried(line, line.said)
        if line.object.startswith("case/") and line.object.count("/") == 1:
            self._moved(line, line.said)

    def blame(self, line: Line, what: str) -> None:
        self.broken.append(f"entry {line.seq}, {line.deed} by {line.actor}: {what}")

    def story(self, line: Line) -> Story:
        """The case of the line; one that nobody opened is a violation of its own."""
        case_id = line.object.split("/")[1]
        if case_id not in self.stories:
            self.blame(line, "the case was never opened")
            self.stories[case_id] = Story(case_id, case_id)
        return self.stories[case_id]

    def _moved(self, line: Line, said: Mapping[str, Any]) -> None:
        """The stage, where the line says that it changed."""
        if "voided" in said:
            _end(self, line, said["voided"]["decision"], "voided")
        if not isinstance(said.get("stage"), list):
            return
        before, after = said["stage"]
        story = self.story(line)
        if before == after or (line.deed in OUTSIDE and after == story.stage):
            return
        if before != story.stage:
            self.blame(line, f"it says the case was {before}, and it was {story.stage}")
        if after not in WAY.get(story.stage, frozenset()):
            self.blame(line, f"a case does not go from {story.stage} to {after}")
        self._judge_stage(line, story, after)
        story.stage = after
        story.stages.append(after)

    def _judge_stage(self, line: Line, story: Story, after: str) -> None:
        proposal = story.standing
        if line.deed in OUTSIDE:
            if proposal is not None:
                proposal.end = "unsettled"
            return
        if after in FINAL and not (proposal and proposal.approver):
            self.blame(line, f"the case is {after} without an approval by another person")
        if after == "decision_review" and line.deed != "case.propose":
            self.blame(line, "nothing was proposed")
        if after == "decided" and line.deed not in {"case.approve", "case.countersign"}:
            self.blame(line, "only a signature decides")

    def _motion_carried(self, line: Line, said: Mapping[str, Any]) -> None:
        """A deed done by two persons names a motion that another than its mover seconded."""
        if line.deed.startswith("motion.") or line.deed in MENTIONS:
            return
        if not said.get("motion"):
            if line.deed in TWO_PERSONS:
                self.blame(line, "it was done by one person")
            return
        motion = self.motions.get(str(said["motion"]))
        if motion is None:
            self.blame(line, "it rests on a motion that nobody moved")
            return
        if line.deed.removeprefix("case.") != motion.deed:
            self.blame(line, f"the motion was for {motion.deed}")
        if motion.end:
            self.blame(line, f"the motion had ended: {motion.end}")
        if not motion.seconder or motion.seconder == motion.author:
            self.blame(line, "no other person seconded it")
        if said.get("moved_by") not in (None, motion.author):
            self.blame(line, "it names another mover")
        motion.end = "carried out"
        if line.object.startswith("case/"):
            self.story(line).seconded.append((motion.deed, motion.author, motion.seconder))


def read(lines: Iterable[str]) -> Oracle:
    """What exported lines say; a chain that is no chain is a violation too."""
    oracle, before = Oracle(), ("0" * 64, 0)
    for text in lines:
        record = json.loads(text)
        entry = json.loads(record["entry"])
        digest = hashlib.sha256(record["entry"].encode()).hexdigest()
        said = json.loads(record["payload"]) if record["payload"] is not None else None
        about = SIGNED.sub("", entry["object"])
        line = Line(int(entry["seq"]), entry["actor"], entry["deed"], about, said)
        if (entry["prev"], line.seq) != (before[0], before[1] + 1) or digest != record["sha256"]:
            oracle.blame(line, "it does not follow the entry before it")
        before = (digest, line.seq)
        oracle.take(line)
    return oracle


def _other(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    """A deed that moves nothing by itself."""


def _opened(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    case_id = line.object.split("/")[1]
    if case_id in oracle.stories:
        oracle.blame(line, "the case was opened before")
    stage = said.get("stage", "new")
    first = stage if isinstance(stage, str) else "new"
    oracle.stories[case_id] = Story(case_id, str(said["reference"]), first, [first])
    if first in FINAL:
        oracle.blame(line, "a case is not born decided")


def _proposed(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    story = oracle.story(line)
    if story.standing is not None and story.stage != "reopened":
        oracle.blame(line, "another proposal still stands")
    if int(said["version"]) != len(story.proposals) + 1:
        oracle.blame(line, "its version does not follow")
    story.proposals.append(
        Proposal(said["decision"], int(said["version"]), line.actor, said["text_sha256"])
    )


def _signed(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> Proposal | None:
    """The standing proposal, where exactly its text was signed by somebody who may."""
    proposal = oracle.story(line).standing
    if proposal is None:
        oracle.blame(line, "no proposal stands")
        return None
    if said["decision"] != proposal.id or said["text_sha256"] != proposal.text_sha256:
        oracle.blame(line, "another text was signed than the one proposed")
    if line.actor == proposal.author:
        oracle.blame(line, "the author approved the own proposal")
    if not APPROVERS & oracle.roles.get(line.actor, frozenset()):
        oracle.blame(line, "the person held neither the role reviewer nor head")
    return proposal


def _approved(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    proposal = _signed(oracle, line, said)
    if proposal is not None:
        if proposal.approver:
            oracle.blame(line, "it was approved before")
        proposal.approver = line.actor


def _countersigned(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    proposal = _signed(oracle, line, said)
    if proposal is not None:
        if not proposal.approver or line.actor == proposal.approver:
            oracle.blame(line, "a countersignature is a third person's, after an approval")
        proposal.countersigner = line.actor


def _returned(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    proposal = oracle.story(line).standing
    if proposal is not None and line.actor == proposal.author:
        oracle.blame(line, "the author returned the own proposal")
    _end(oracle, line, said["decision"], "returned")


def _withdrawn(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    proposal = oracle.story(line).standing
    if proposal is not None and line.actor != proposal.author:
        oracle.blame(line, "another than its author withdrew the proposal")
    _end(oracle, line, said["decision"], "withdrawn")


def _reopened(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    proposal = oracle.story(line).standing
    if proposal is not None:
        proposal.end = "reopened"


def _end(oracle: Oracle, line: Line, decision: str, how: str) -> None:
    proposal = oracle.story(line).standing
    if proposal is None or proposal.id != decision:
        oracle.blame(line, f"what was {how} did not stand")
    else:
        proposal.end = how


def _motion_moved(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    motion = Motion(said["deed"], line.actor, said["text_sha256"])
    oracle.motions[_motion_id(line)] = motion


def _motion_seconded(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    motion = oracle.motions.get(_motion_id(line))
    if motion is None:
        oracle.blame(line, "nobody moved it")
        return
    if line.actor == motion.author:
        oracle.blame(line, "its mover seconded it")
    if said["text_sha256"] != motion.text_sha256:
        oracle.blame(line, "another text was seconded than the one moved")
    if motion.seconder or motion.end:
        oracle.blame(line, "the motion was not open")
    motion.seconder = line.actor


def _motion_ended(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    motion = oracle.motions.get(str(said.get("motion")))
    if motion is None or motion.end:
        oracle.blame(line, "what ended was not open")
        return
    how = line.deed.partition(".")[2] or line.deed
    if how.startswith("withdraw") and line.actor != motion.author:
        oracle.blame(line, "another than its mover withdrew it")
    if how == "declined" and line.actor == motion.author:
        oracle.blame(line, "its mover declined it")
    motion.end = how


def _motion_id(line: Line) -> str:
    return line.object.rpartition("/motion/")[2]


def _founded(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    for one in said["founders"]:
        oracle.roles[one["name"]] = frozenset(one["roles"])


def _user_added(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    """The roles wait for a second person."""
    oracle.roles[said["name"]] = frozenset()


def _roles_changed(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    """Fewer roles hold at once, more wait."""
    before, after = frozenset(said["before"]), frozenset(said["after"])
    oracle.roles[said["name"]] = after if after <= before else before


def _change_seconded(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    if line.actor in {said["moved_by"], said["name"]}:
        oracle.blame(line, "who asked for the change, or whom it is about, confirmed it")
    oracle.roles[said["name"]] = frozenset(said["roles"])


def _user_disabled(oracle: Oracle, line: Line, said: Mapping[str, Any]) -> None:
    oracle.roles[said["name"]] = frozenset()


READERS: Mapping[str, Callable[[Oracle, Line, Mapping[str, Any]], None]] = {
    "case.opened": _opened,
    "case.propose": _proposed,
    "case.approve": _approved,
    "case.countersign": _countersigned,
    "case.return": _returned,
    "case.withdraw": _withdrawn,
    "case.reopen": _reopened,
    "motion.moved": _motion_moved,
    "motion.seconded": _motion_seconded,
    "motion.declined": _motion_ended,
    "motion.withdrawn": _motion_ended,
    "case.decline": _motion_ended,
    "case.withdraw_motion": _motion_ended,
    "casebook.founded": _founded,
    "user.added": _user_added,
    "user.roles_changed": _roles_changed,
    "user.change_seconded": _change_seconded,
    "user.disabled": _user_disabled,
}
