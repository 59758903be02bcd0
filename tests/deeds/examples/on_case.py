"""Examples of deeds on a case."""

from datetime import date, datetime
from typing import Any

from tests.deeds.scene import Example
from tests.services.act_examples import stated_relation
from tests.services.sample_office import HEAD, REASON, REF, REVIEWER, hit_of

from landwaiter.domain.cases import deeds as stages
from landwaiter.domain.cases import deeds_between_people as people
from landwaiter.domain.cases import deeds_in_court as court
from landwaiter.domain.cases import deeds_on_evidence as evidence
from landwaiter.domain.cases import deeds_on_findings as findings
from landwaiter.domain.cases import deeds_on_goods as goods
from landwaiter.domain.cases import deeds_on_tracks as tracks
from landwaiter.domain.cases.case import ClassificationState, Reply, TrackLetter
from landwaiter.domain.cases.court import AppealStep, OutgoingKind
from landwaiter.domain.cases.ground import GroundKind
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.evidence.custody import CustodyKind
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.domain.review.returns import ReturnWorth

DAY = date(2026, 4, 1)
OTHER = "PL1-2026-000002"
EXAMPLES: dict[type[Any], Example] = {
    stages.TakeCase: lambda _: stages.TakeCase(REF),
    stages.AssignCase: lambda _: stages.AssignCase(REF, HEAD),
    stages.DelegateCase: lambda _: stages.DelegateCase(REF, REVIEWER, DAY),
    stages.RecallCase: lambda _: stages.RecallCase(REF, REASON),
    stages.BeginTriage: lambda _: stages.BeginTriage(REF),
    stages.BeginAssessment: lambda _: stages.BeginAssessment(REF),
    stages.DismissCase: lambda _: stages.DismissCase(REF, REASON),
    stages.Propose: lambda _: stages.Propose(
        REF, "release", REASON, items={2: "refuse"}, bases={2: "UCC Art. 194(1)"}
    ),
    stages.Approve: lambda _: stages.Approve(REF),
    people.ReadProposal: lambda _: people.ReadProposal(REF, (ReviewSection.HITS,), 1),
    stages.Countersign: lambda _: stages.Countersign(REF),
    stages.ReturnProposal: lambda _: stages.ReturnProposal(REF, REASON, (("reason", "why?"),)),
    stages.WithdrawProposal: lambda _: stages.WithdrawProposal(REF, REASON),
    stages.RecordExecution: lambda _: stages.RecordExecution(REF),
    stages.CloseCase: lambda _: stages.CloseCase(REF),
    stages.ReopenCase: lambda _: stages.ReopenCase(REF, REASON),
    stages.MergeCase: lambda _: stages.MergeCase(REF, OTHER, REASON, take_over=True),
    stages.SplitCase: lambda _: stages.SplitCase(REF, (2,), REASON),
    goods.HoldGoods: lambda _: goods.HoldGoods(REF, 1, seal="S-1"),
    goods.SuspendExport: lambda _: goods.SuspendExport(REF, 1, track=TrackLetter.A),
    goods.TakeSample: lambda _: goods.TakeSample(REF, 1),
    goods.ReleaseGoods: lambda _: goods.ReleaseGoods(REF, 1),
    goods.RecordExit: lambda _: goods.RecordExit(REF, 1),
    goods.SeizeGoods: lambda _: goods.SeizeGoods(REF, 1),
    goods.RecordDestruction: lambda _: goods.RecordDestruction(REF, 1),
    goods.ReturnGoods: lambda _: goods.ReturnGoods(REF, 1),
    goods.LocateGoods: lambda _: goods.LocateGoods(REF, 1, place="yard C"),
    goods.KeepGoods: lambda _: goods.KeepGoods(REF, 1, TrackLetter.N, "national act", REASON),
    goods.FillRecord: lambda _: goods.FillRecord(REF, "officer", "Sgt A. Nowak"),
    goods.RecordControl: lambda _: goods.RecordControl(
        REF, "Z9", datetime(2026, 3, 30, 7, 15), "Sgt A. Nowak", "as declared", 1, seals="S-7"
    ),
    goods.Classify: lambda _: goods.Classify(
        REF, 1, "2B001", ClassificationState.CONFIRMED, REASON
    ),
    tracks.OpenTrack: lambda _: tracks.OpenTrack(REF, TrackLetter.S, 1, "UCC 188"),
    tracks.EndTrack: lambda _: tracks.EndTrack(REF, TrackLetter.A, REASON),
    tracks.StartClock: lambda _: tracks.StartClock(REF, "national act", "48h"),
    tracks.EndClock: lambda _: tracks.EndClock(REF, "none", REASON),
    tracks.ContinueHold: lambda _: tracks.ContinueHold(REF, REASON),
    court.LeadByProsecutor: lambda _: court.LeadByProsecutor(REF, "prosecutor", "Ds 12/26"),
    court.EndLead: lambda _: court.EndLead(REF, REASON),
    court.RecordConsent: lambda _: court.RecordConsent(
        REF, OutgoingKind.SLIP, "Ds 12/26-2", "a slip for the carrier"
    ),
    court.ServeDecision: lambda _: court.ServeDecision(REF, "exporter"),
    court.LodgeAppeal: lambda _: court.LodgeAppeal(REF, "exporter", "A 1/26"),
    court.FollowAppeal: lambda _: court.FollowAppeal(REF, AppealStep.JUDGMENT, REASON),
    tracks.RequestInformation: lambda _: tracks.RequestInformation(REF, "exporter"),
    tracks.RequestOpinion: lambda _: tracks.RequestOpinion(REF, "institute"),
    tracks.Consult: lambda _: tracks.Consult(REF, "authority", basis="Art. 14(1)"),
    tracks.Hear: lambda _: tracks.Hear(REF, "exporter", period="30d"),
    tracks.Refer: lambda _: tracks.Refer(REF, "prosecutor"),
    tracks.ExceptHearing: lambda _: tracks.ExceptHearing(REF, "UCC Art. 22(6)", REASON),
    tracks.RecordAnswer: lambda _: tracks.RecordAnswer(REF, "hearing", REASON),
    tracks.RecordReply: lambda _: tracks.RecordReply(REF, Reply.ACTS),
    findings.JudgeHit: lambda scene: findings.JudgeHit(
        REF, hit_of(scene.office.case()).id, JudgementValue.SAME, REASON
    ),
    findings.RevokeJudgement: lambda _: findings.RevokeJudgement(REF, "none", REASON),
    findings.ScreenParties: lambda _: findings.ScreenParties(REF),
    findings.SubstantiateFlag: lambda _: findings.SubstantiateFlag(REF, "RF-G07", REASON),
    findings.DismissFlag: lambda _: findings.DismissFlag(REF, "RF-G07", REASON),
    findings.EvaluateFlags: lambda _: findings.EvaluateFlags(REF),
    findings.Enrich: lambda _: findings.Enrich(REF, "end_use", "teaching", "contract"),
    findings.AnswerQuestion: lambda _: findings.AnswerQuestion(
        REF, 1, "simultaneous_axes", 5, "data_sheet", "data sheet, revision 3"
    ),
    findings.RevokeAnswer: lambda _: findings.RevokeAnswer(REF, 1, "simultaneous_axes", REASON),
    findings.MakeGround: lambda scene: findings.MakeGround(
        REF, GroundKind.RELATION, stated_relation(scene.office), REASON
    ),
    findings.WithdrawGround: lambda _: findings.WithdrawGround(REF, "none", REASON),
    findings.AssessCatchAll: lambda _: findings.AssessCatchAll(
        REF, {"use_military": {"answer": "yes", "source": "contract"}}
    ),
    findings.LinkParty: lambda _: findings.LinkParty(REF, "consignee", REASON),
    findings.UnlinkParty: lambda _: findings.UnlinkParty(REF, "consignee", REASON),
    evidence.AddEvidence: lambda _: evidence.AddEvidence(REF, {"sha256": "0" * 64}, "exporter"),
    evidence.RecordCustody: lambda _: evidence.RecordCustody(REF, 1, CustodyKind.OPENED),
    evidence.GradeEvidence: lambda _: evidence.GradeEvidence(REF, 1, "B2"),
    evidence.ConfideSource: lambda _: evidence.ConfideSource(REF, 1, "in_confidence"),
    people.DeclareConflict: lambda _: people.DeclareConflict(REF, REVIEWER, REASON),
    people.LiftConflict: lambda _: people.LiftConflict(REF, REVIEWER, REASON),
    people.SecondMotion: lambda _: people.SecondMotion(REF),
    people.DeclineMotion: lambda _: people.DeclineMotion(REF, REASON),
    people.WithdrawMotion: lambda _: people.WithdrawMotion(REF, REASON),
    people.AnswerRemark: lambda _: people.AnswerRemark(REF, "1", REASON),
    people.RateReturn: lambda _: people.RateReturn(REF, 1, ReturnWorth.HELPFUL, REASON),
    people.AddNote: lambda _: people.AddNote(REF, REASON),
    people.RecordEvent: lambda _: people.RecordEvent(REF, REASON),
    people.NoteCall: lambda _: people.NoteCall(REF, "the exporter", REASON),
    evidence.JudgeMail: lambda _: evidence.JudgeMail(REF, 1, "hearing", MailJudgement.IN_FULL),
}
