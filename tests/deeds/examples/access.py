"""Examples of deeds on requests of persons for their data, and on data protection."""

from typing import Any

from tests.deeds.scene import Example, Scene
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
from landwaiter.domain.retention.privacy import BreachStep, NoticeTo, PrivacyTopic
from landwaiter.domain.retention.privacy_deeds import (
    AddToBreach,
    LogBreach,
    RecordNotice,
    ReportPrivacy,
    StatePrivacyTopic,
)

_KNOWN = NOW.replace(hour=NOW.hour - 1)


def _notice(scene: Scene) -> RecordNotice:
    """To a person, with its text and its file."""
    file = scene.folder / "notice.txt"
    file.write_text("We keep declarations.", encoding="utf-8")
    return RecordNotice(
        NoticeTo.PERSON,
        "3",
        NOW.date(),
        NOW.date(),
        "letter of that day",
        "Act, Art. 12",
        whom="Jan Nowak",
        text="We keep declarations.",
        file=file,
    )


EXAMPLES: dict[type[Any], Example] = {
    FindPerson: lambda _: FindPerson("Jan Nowak"),
    JudgeEntries: lambda _: JudgeEntries(1, (1,), same=True),
    WithholdEntries: lambda _: WithholdEntries(1, (1,), "gdpr-offences", "Customs Act, Art. 9"),
    BlackOutWords: lambda _: BlackOutWords(1, (1,), "Nowak"),
    ShowWords: lambda _: ShowWords(1, (1,), "Nowak"),
    ReportAccessAnswer: lambda scene: ReportAccessAnswer(1, xlsx=scene.folder / "answer.xlsx"),
    StatePrivacyTopic: lambda _: StatePrivacyTopic(PrivacyTopic.BASIS, "Customs Act, Art. 4"),
    LogBreach: lambda _: LogBreach(_KNOWN, "a disk was left in a train", "about 100", "not known"),
    RecordNotice: _notice,
    AddToBreach: lambda _: AddToBreach(1, BreachStep.MEASURE, _KNOWN, "the disk was found"),
    ReportPrivacy: lambda scene: ReportPrivacy(xlsx=scene.folder / "facts.xlsx"),
    GiveOut: lambda scene: GiveOut(1, scene.folder / "answer.txt", "Jan Nowak", "GDPR Art. 15"),
}
