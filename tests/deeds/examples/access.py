"""Examples of deeds on requests of persons for their data."""

from typing import Any

from tests.deeds.scene import Example

from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    GiveOut,
    JudgeEntries,
    ReportAccessAnswer,
    ShowWords,
    WithholdEntries,
)

EXAMPLES: dict[type[Any], Example] = {
    FindPerson: lambda _: FindPerson("Jan Nowak"),
    JudgeEntries: lambda _: JudgeEntries(1, (1,), same=True),
    WithholdEntries: lambda _: WithholdEntries(1, (1,), "gdpr-offences", "Customs Act, Art. 9"),
    BlackOutWords: lambda _: BlackOutWords(1, (1,), "Nowak"),
    ShowWords: lambda _: ShowWords(1, (1,), "Nowak"),
    ReportAccessAnswer: lambda scene: ReportAccessAnswer(1, xlsx=scene.folder / "answer.xlsx"),
    GiveOut: lambda scene: GiveOut(1, scene.folder / "answer.txt", "Jan Nowak", "GDPR Art. 15"),
}
