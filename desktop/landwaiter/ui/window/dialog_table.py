"""The dialogs of the window, each by its name: the controller that binds it to the services."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.ui.casebook.backup_controller import BackupController
from landwaiter.ui.casebook.check_controller import CheckController
from landwaiter.ui.casebook.recovery_controller import RecoveryController
from landwaiter.ui.cases.calendars_controller import CalendarsController
from landwaiter.ui.deeds.four_eyes_controller import FourEyesController
from landwaiter.ui.deeds.motions_controller import MotionsController
from landwaiter.ui.entities.exchange_controller import ExchangeController
from landwaiter.ui.flags.rules_controller import RulesController
from landwaiter.ui.flags.sample_controller import SampleController
from landwaiter.ui.goods.controls_controller import ControlsController
from landwaiter.ui.incidents.incidents_controller import IncidentsController
from landwaiter.ui.intake.watched_controller import WatchedController
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.bundle_controller import BundleController
from landwaiter.ui.law.embargo_controller import EmbargoController
from landwaiter.ui.law.pack_import_controller import PackImportController
from landwaiter.ui.letters.templates_controller import TemplatesController
from landwaiter.ui.listings.listings_controller import ListingsController
from landwaiter.ui.lists.list_import_controller import ListImportController
from landwaiter.ui.office.load_controller import LoadController
from landwaiter.ui.office.settings_controller import SettingsController
from landwaiter.ui.office.wording_controller import WordingController
from landwaiter.ui.people.users_controller import UsersController
from landwaiter.ui.practice.practice_controller import PracticeController
from landwaiter.ui.registers.registers_controller import RegistersController
from landwaiter.ui.relations.relations_controller import RelationsController
from landwaiter.ui.retention.access_controller import AccessController
from landwaiter.ui.retention.privacy_controller import PrivacyController
from landwaiter.ui.retention.retention_controller import RetentionController
from landwaiter.ui.review.returns_controller import ReturnsController
from landwaiter.ui.statistics.history_controller import TradeHistoryController
from landwaiter.ui.trade.sift_reasons_controller import SiftReasonsController

DIALOGS: Mapping[str, Callable[[Bench, QWidget], DialogController[Any]]] = {
    "users": UsersController,
    "watched": WatchedController,
    "recovery": RecoveryController,
    "backup": BackupController,
    "check": CheckController,
    "office": SettingsController,
    "wording": WordingController,
    "templates": TemplatesController,
    "calendars": CalendarsController,
    "registers": RegistersController,
    "relations": RelationsController,
    "trade_history": TradeHistoryController,
    "incidents": IncidentsController,
    "listings": ListingsController,
    "motions": MotionsController,
    "retention": RetentionController,
    "access": AccessController,
    "privacy": PrivacyController,
    "four_eyes": FourEyesController,
    "embargoes": EmbargoController,
    "controls": ControlsController,
    "rules": RulesController,
    "sample": SampleController,
    "returns": ReturnsController,
    "sift_reasons": SiftReasonsController,
    "load": LoadController,
    "practice": PracticeController,
    "import_list": ListImportController,
    "import_pack": PackImportController,
    "bundle": BundleController,
    "import_entities": ExchangeController,
}


def open_dialog(name: str, bench: Bench, *, parent: QWidget) -> Pane:
    """The dialog of this name, shown over `parent`."""
    dialog: Pane = DIALOGS[name](bench, parent).open()
    return dialog
