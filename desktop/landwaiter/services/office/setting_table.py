"""The one table of what an office can set: each setting, its values, and where others are set.

A name that nothing reads, or a value that nothing can mean, looks as if it counted and does not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from landwaiter.domain.base.zones import MEMBER_STATE, ZONES
from landwaiter.domain.cases import four_eyes
from landwaiter.domain.flags.embargo.arms_embargo import policy_names
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.people.preferences import LONGEST_IDLE
from landwaiter.domain.statistics.authorities import AUTHORITIES, authorities_in
from landwaiter.domain.table.on_call import office_hours
from landwaiter.errors import Fault, Invalid, NotAllowed
from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import suggestion
from landwaiter.services.cases.calendars_in_force import HOLD_DAYS
from landwaiter.services.cases.clocks import APPEAL_DAYS
from landwaiter.services.cases.requests import HEARING_BASIS_NATIONAL, HEARING_DAYS_NATIONAL
from landwaiter.services.cases.stages import APPEAL_NOTICE, APPEAL_NOTICE_NATIONAL
from landwaiter.services.law.counting_thresholds import KINDS, LEAST, OF_KIND, USUAL
from landwaiter.services.law.edition_row import LONGEST_AGE
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import reference as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions

AGE_LIMIT: Final = "age_limit."
IDLE_MINUTES: Final = "session.idle_minutes"
"""After so many minutes without a touch every window locks; a person may choose fewer."""
OFFICE_HOURS: Final = "office.hours"
"""When somebody leads on a working day: what is held at other hours waits for the head."""
OFFICE_PLACE: Final = "office.place"
"""Where the office is, as a Polish letter says it before the date."""
LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class SettingNames:
    """What settings are named after, as the casebook has it today."""

    policies: Sequence[str]
    lists: Sequence[str]
    editions: Sequence[str]
    """Lists and packs."""


@dataclass(frozen=True, slots=True)
class SettingValues:
    """The values of a setting: `says` for people; an empty one is always “not set”."""

    says: str
    fit: Callable[[str], bool]
    least: int = 0
    most: int = 0

    def sentence(self) -> str:
        return _(self.says).format(least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Setting:
    """Settings of one form: `pattern` for people, `keys` as they are."""

    pattern: str
    values: SettingValues
    keys: Callable[[SettingNames], Iterable[str]]


_WHOLE: Final = "Give a whole number from {least} to {most}, or nothing for “not set”."
_POINTS: Final = "Give whole thousandths from {least} to {most}, or nothing for “not set”."
_DAYS: Final = "Give {least} to {most} days as a whole number, or nothing for no limit."
_PERIOD: Final = "Give {least} to {most} calendar days as a whole number, or nothing."
_WORKING_DAYS: Final = "Give {least} to {most} working days as a whole number, or nothing."
_MINUTES: Final = "Give {least} to {most} minutes as a whole number, or nothing."
_HOURS: Final = "Give {least} to {most} hours as a whole number, or nothing for every day."


def _whole(least: int, most: int, says: str = _WHOLE) -> SettingValues:
    return SettingValues(
        says,
        lambda value: (
            len(value) < 10
            and value.isascii()
            and value.isdecimal()
            and least <= int(value) <= most
        ),
        least,
        most,
    )


def _is_text(value: str) -> bool:
    return len(value) <= LONGEST_TEXT and all(one.isprintable() or one == "\n" for one in value)


def _is_list_of_authorities(value: str) -> bool:
    try:
        return bool(authorities_in(value).by_spelling)
    except ValueError:
        return False


def _is_full_path(value: str) -> bool:
    return _is_text(value) and "\n" not in value and Path(value).is_absolute()


_TRUTH: Final = SettingValues(
    "Give true or false, or nothing for “not set”.", lambda value: value in {"true", "false"}
)
_DAY: Final = SettingValues(
    "Give two hours such as 07:30-15:30, or nothing for “not set”.",
    lambda value: office_hours(value) is not None,
)
_STATE: Final = SettingValues(
    "Give the code of a Member State such as PL, or nothing for the one of the founding.",
    lambda value: value in ZONES,
)
_POINT: Final = _whole(LEAST, 1000, _POINTS)
_TEXT: Final = SettingValues("Give text of at most {most} characters.", _is_text, most=LONGEST_TEXT)
_NAMED: Final = SettingValues(
    "Give names divided by “;”, other spellings of each after “=” and divided by “|”, none twice.",
    lambda value: _is_text(value) and _is_list_of_authorities(value),
)
_PATH: Final = SettingValues("Give a full path, or nothing for “not set”.", _is_full_path)


def _one(key: str, values: SettingValues) -> Setting:
    return Setting(key, values, lambda _named: (key,))


SETTINGS: Final = (
    Setting("policy.NAME", _TRUTH, lambda named: (f"policy.{name}" for name in named.policies)),
    Setting(f"{USUAL}LIST", _POINT, lambda named: (f"{USUAL}{one}" for one in named.lists)),
    Setting(
        f"{OF_KIND}LIST.KIND",
        _POINT,
        lambda named: (f"{OF_KIND}{one}.{kind}" for one in named.lists for kind in KINDS),
    ),
    Setting(
        f"{AGE_LIMIT}ID",
        _whole(1, LONGEST_AGE, _DAYS),
        lambda named: (f"{AGE_LIMIT}{one}" for one in named.editions),
    ),
    _one("calibration.least_reviewed", _whole(1, 1_000_000)),
    _one("calibration.most_precision", _whole(0, 1000)),
    _one(IDLE_MINUTES, _whole(1, LONGEST_IDLE, _MINUTES)),
    _one("report.office", _TEXT),
    _one("report.telephone", _TEXT),
    _one("report.marking", _TEXT),
    _one("report.caveat", _TEXT),
    _one("report.distribution", _TEXT),
    _one("report.certificate", _PATH),
    _one(AUTHORITIES, _NAMED),
    _one("sift.every_list", _TRUTH),
    _one("anchor.folder", _PATH),
    _one("anchor.hours", _whole(1, 366 * 24, _HOURS)),
    _one("backup.folder", _PATH),
    _one("backup.hours", _whole(1, 366 * 24, _HOURS)),
    _one("backup.keep", _whole(1, 1000)),
    _one("sensitive.persons", _TRUTH),
    _one("sensitive.listed", _TRUTH),
    _one(APPEAL_NOTICE, _TEXT),
    _one(APPEAL_NOTICE_NATIONAL, _TEXT),
    *(_one(key, _whole(1, 366, _PERIOD)) for key in APPEAL_DAYS.values()),
    _one(HEARING_BASIS_NATIONAL, _TEXT),
    _one(HEARING_DAYS_NATIONAL, _whole(1, 366, _PERIOD)),
    _one(HOLD_DAYS, _whole(1, 250, _WORKING_DAYS)),
    _one(OFFICE_HOURS, _DAY),
    _one(OFFICE_PLACE, _TEXT),
    _one(MEMBER_STATE, _STATE),
)
"""What a head or administrator sets alone, with “office set” or in the window."""

ELSEWHERE: Final = (
    (
        four_eyes.PREFIX,
        N_("The table of four eyes is itself under four eyes."),
        N_("Move the change with its reason: “four-eyes set”."),
    ),
    (
        "rule.",
        N_("A rule is changed with its reason."),
        N_("Use “rules set” or “rules off”, or the list of rules in the window."),
    ),
    (
        PRACTICE,
        N_("The practice on an embargo is set with its reason."),
        N_("Use “embargo practice”, or the embargo matrix in the window."),
    ),
    (
        "retention.",
        N_("A period of retention is set with its source."),
        N_("Use “retention set”, or Retention in the window."),
    ),
    (
        "list_mapping.",
        N_("The columns of a list are kept as a mapping."),
        N_("Use “list columns”, or the import of a list in the window."),
    ),
    (
        "declaration_mapping.",
        N_("What the columns of a sender's tables are is kept as a mapping."),
        N_("Use “intake mapping save”, or the intake of declarations in the window."),
    ),
)
"""Settings with a command of their own: how they begin, why, and what to do."""


def named_today(session: Session, conn: Reader) -> SettingNames:
    """What settings can be named after: policies asked for today, lists and packs there ever were.

    A list that was removed keeps its settings, for it may come back.
    """
    today = session.today()
    packs = session.references.packs(conn, today)
    lists = {one.edition.list_id for one in list_editions.kept_lists(conn)}
    return SettingNames(
        policies=sorted(policy_names(packs, today)),
        lists=sorted(lists),
        editions=sorted(lists | stored.pack_ids(conn)),
    )


def refuse_impossible(key: str, value: str, named: SettingNames) -> None:
    """Invalid or NotAllowed for a setting that there is not, is set elsewhere, or such a value."""
    for beginning, why, remedy in ELSEWHERE:
        if key.startswith(beginning):
            raise NotAllowed(_(why), field=key, value=value, remedy=_(remedy))
    known = {one: setting for setting in SETTINGS for one in setting.keys(named)}
    if key not in known:
        raise no_such(key, value, known)
    if value and not known[key].values.fit(value):
        raise Invalid(
            _("This is no value of the setting."),
            field=key,
            value=value,
            remedy=known[key].values.sentence(),
        )


def no_such(key: str, value: str, known: Iterable[str]) -> Fault:
    """The refusal of a name, with the nearest one and those there are."""
    names = sorted(known)
    group = key.partition(".")[0] + "."
    alike = [one for one in names if one.startswith(group)]
    there_are = alike or [setting.pattern for setting in SETTINGS]
    return Invalid(
        _("There is no such setting."),
        field=key,
        value=value,
        remedy=suggestion(key, names) + _("There are: {keys}.").format(keys=", ".join(there_are)),
    )
