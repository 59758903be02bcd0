"""Examples of deeds on the casebook as a whole."""

from typing import Any

from tests.deeds.scene import Example
from tests.services.sample_office import ADMIN

from landwaiter.domain.casebook.deeds import (
    AcceptOlder,
    AnswerForAuthority,
    BackUp,
    NameAuthority,
    SetRecovery,
    TakeAnswer,
)

EXAMPLES: dict[type[Any], Example] = {
    SetRecovery: lambda _: SetRecovery({ADMIN: "wrong"}),
    NameAuthority: lambda _: NameAuthority("ab" * 32, "the ministry"),
    AnswerForAuthority: lambda scene: AnswerForAuthority(
        scene.folder / "none.json", scene.folder / "answer.json"
    ),
    TakeAnswer: lambda scene: TakeAnswer(scene.folder / "none.json"),
    AcceptOlder: lambda _: AcceptOlder(),
    BackUp: lambda scene: BackUp(scene.folder / "casebook.backup"),
}
