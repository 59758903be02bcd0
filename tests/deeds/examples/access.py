"""Examples of deeds on requests of persons for their data, and on data protection."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import NOW

from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    GiveOut,
    JudgeEntries,
    ReportAccessAnswer,
    ShowWords,
    WithholdEntries,
)
from landwaiter.domain.retention.privacy import BreachStep, PrivacyTopic
from landwaiter.domain.retention.privacy_deeds import (
    AddToBreach,
    LogBreach,
    ReportPrivacy,
    StatePrivacyTopic,
)

_KNOWN = NOW.replace(hour=NOW.hour - 1)
EXAMPLES: dict[type[Any], Example] = {
    FindPerson: lambda _: FindPerson("Jan Nowak"),
    JudgeEntries: lambda _: JudgeEntries(1, (1,), same=True),
    WithholdEntries: lambda _: WithholdEntries(1, (1,), "gdpr-offences", "Customs Act, Art. 9"),
    BlackOutWords: lambda _: BlackOutWords(1, (1,), "Nowak"),
    ShowWords: lambda _: ShowWords(1, (1,), "Nowak"),
    ReportAccessAnswer: lambda scene: ReportAccessAnswer(1, xlsx=scene.folder / "answer.xlsx"),
    StatePrivacyTopic: lambda _: StatePrivacyTopic(PrivacyTopic.BASIS, "Customs Act, Art. 4"),
    LogBreach: lambda _: LogBreach(_KNOWN, "a disk was left in a train", "about 100", "not known"),
    AddToBreach: lambda _: AddToBreach(1, BreachStep.MEASURE, _KNOWN, "the disk was found"),
    ReportPrivacy: lambda scene: ReportPrivacy(xlsx=scene.folder / "facts.xlsx"),
    GiveOut: lambda scene: GiveOut(1, scene.folder / "answer.txt", "Jan Nowak", "GDPR Art. 15"),
}
