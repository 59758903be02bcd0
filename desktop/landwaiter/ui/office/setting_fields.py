"""The settings of an office as a table of fields: key, how it is typed, and what it means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from landwaiter.domain.base.zones import MEMBER_STATE, ZONES
from landwaiter.domain.cases.clocks import HOLD_WORKING_DAYS
from landwaiter.domain.law.arms_embargo import policy_name
from landwaiter.domain.lists.list_kinds import LIST_KINDS
from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import shown_country
from landwaiter.services.cases.calendars_in_force import HOLD_DAYS
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.office.setting_table import OFFICE_HOURS
from landwaiter.ui.kit.figures import days_of, of_one, thousandths_of

_POLICY_CHOICES = (
    ("", N_("asked on every case: not decided")),
    ("true", N_("true: the embargo triggers Art. 4(1)(b)")),
    ("false", N_("false: it does not")),
)
_STATES = {"CN": N_("Embargo of China, 1989"), "HK": N_("The same on Hong Kong")}


@dataclass(frozen=True, slots=True)
class OfficeField:
    """One setting: `typed` checks and gives the stored form, `shown` the form in the field."""

    key: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    default: str = ""
    typed: Callable[[str], str] = str.strip
    shown: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings that belong together; `empty` says what to do where there are none."""

    title: str
    note: str
    fields: tuple[OfficeField, ...]
    empty: str = ""


def _states() -> tuple[tuple[str, str], ...]:
    return tuple((state, shown_country(state)) for state in sorted(ZONES))


def _threshold(text: str) -> str:
    value = thousandths_of(text, _("threshold"))
    return "" if value is None else str(value)


def _shown_threshold(stored: str) -> str:
    return of_one(int(stored)) if stored.isdigit() else stored


def _days(text: str) -> str:
    value = days_of(text, _("age limit"))
    return "" if value is None else str(value)


def groups_of(
    settings: Mapping[str, str], editions: Iterable[EditionRow]
) -> tuple[SettingGroup, ...]:
    """Every group with its fields for the lists and packs there are."""
    rows = tuple(editions)
    choices = tuple((value, _(said)) for value, said in _POLICY_CHOICES)
    return (
        SettingGroup(
            _("Embargo policies"),
            _("read by each state in its own way; embargoes in part: Case, Embargo matrix"),
            tuple(
                OfficeField(f"policy.{policy_name(state)}", _(title), choices)
                for state, title in _STATES.items()
            ),
        ),
        SettingGroup(
            _("The office"),
            _("the state is fixed since the first case; hours on working days"),
            (
                OfficeField(MEMBER_STATE, _("Member State"), _states()),
                OfficeField(OFFICE_HOURS, _("Office hours"), hint="07:30-15:30"),
            ),
        ),
        SettingGroup(
            _("Locking"),
            _("a window locks itself; each person may choose a shorter time"),
            (
                OfficeField(
                    "session.idle_minutes",
                    _("Lock after"),
                    hint=_("minutes; as each person chose"),
                ),
            ),
        ),
        SettingGroup(
            _("Holds"),
            _("holds without a period of law come back to the head"),
            (
                OfficeField(
                    HOLD_DAYS,
                    _("Look at again after"),
                    hint=_("working days; {days}").format(days=HOLD_WORKING_DAYS),
                ),
            ),
        ),
        SettingGroup(_("Reports"), _("printed on every page and sheet"), _report_fields()),
        SettingGroup(
            _("Audit trail"),
            _("anchors on another medium; of whom views are recorded"),
            _audit_fields(),
        ),
        SettingGroup(
            _("Backups"),
            _("made and verified by themselves, on another medium"),
            (
                OfficeField("backup.folder", _("Folder for backups"), hint=_("none: a full path")),
                OfficeField("backup.hours", _("Hours between backups"), hint="24"),
                OfficeField("backup.keep", _("Backups that are kept"), hint="7"),
            ),
        ),
        SettingGroup(
            _("Thresholds"),
            _("0.4 to 1; a name that reaches it is a hit"),
            tuple(
                OfficeField(
                    f"threshold.{row.id}",
                    row.title,
                    hint=_("the engine’s own"),
                    typed=_threshold,
                    shown=_shown_threshold,
                )
                for row in rows
                if row.kind in LIST_KINDS
            ),
            _("No list is screened against. Import a watch list first."),
        ),
        SettingGroup(
            _("Age limits"),
            _("days; older editions are named in every report that used them"),
            tuple(
                OfficeField(f"age_limit.{row.id}", row.title, hint=_("no limit"), typed=_days)
                for row in rows
                if row.kind != "calendar"
            ),
            _("There is no list and no pack. Import one first."),
        ),
        SettingGroup(
            _("Sift"),
            _("an index of all lists is asked first; slower without"),
            (
                OfficeField(
                    "sift.every_list",
                    _("Asked for each name"),
                    (
                        ("false", _("as the index says")),
                        ("true", _("every list")),
                    ),
                    default="false",
                ),
            ),
        ),
    )


def _audit_fields() -> tuple[OfficeField, ...]:
    recorded = (("true", _("each view is recorded")), ("false", _("views are not recorded")))
    return (
        OfficeField("anchor.folder", _("Folder for anchors"), hint=_("none: a full path")),
        OfficeField("anchor.hours", _("Hours between anchors"), hint="24"),
        OfficeField("sensitive.persons", _("Natural persons"), recorded, default="true"),
        OfficeField("sensitive.listed", _("The same as a listing"), recorded, default="true"),
    )


def _report_fields() -> tuple[OfficeField, ...]:
    return (
        OfficeField("report.office", _("Office"), hint=_("the office code")),
        OfficeField("office.place", _("Place"), hint=_("before the date of Polish letters; none")),
        OfficeField(
            "report.telephone", _("Telephone, day and night"), hint=_("for slips; not stated")
        ),
        OfficeField("report.marking", _("Marking"), hint=_("no marking"), default="LIMITE"),
        OfficeField("report.caveat", _("Caveat"), hint=_("none")),
        OfficeField("report.distribution", _("Distribution"), hint=_("none")),
        OfficeField("report.certificate", _("Certificate for PDF"), hint=_("office.p12; none")),
        OfficeField(
            "statistics.authorities",
            _("Authorities in statistics"),
            hint=_("name = other spelling | another; next name; none"),
        ),
        OfficeField(
            "decision.hearing_basis_national",
            _("Hearing, national law"),
            hint=_("its provision; seizures; tracks A, B, N, T"),
        ),
        OfficeField(
            "decision.hearing_days_national",
            _("Days to answer, national law"),
            hint=_("calendar days; not set: asked for"),
        ),
        OfficeField(
            "decision.appeal_notice", _("Appeal notice"), hint=_("given with each proposal")
        ),
        OfficeField(
            "decision.appeal_notice_national",
            _("Appeal notice, national law"),
            hint=_("seizures; tracks A, B, N, T"),
        ),
        OfficeField(
            "decision.appeal_days", _("Days to appeal"), hint=_("calendar days; not set: no clock")
        ),
        OfficeField(
            "decision.appeal_days_national",
            _("Days to appeal, national law"),
            hint=_("calendar days; not set: no clock"),
        ),
    )
