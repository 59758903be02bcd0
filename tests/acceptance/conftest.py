"""`pytest tests/acceptance --scenarios DIR` reads each YAML file of DIR; default: those here."""

from pathlib import Path

import pytest
from tests.acceptance.scenario import Scenario, read_scenarios

HERE = Path(__file__).parent / "scenarios"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--scenarios", metavar="DIR", help="folder with scenarios, as YAML")


def scenarios_of(config: pytest.Config) -> tuple[Scenario, ...]:
    folder = config.getoption("--scenarios", default=None)
    return read_scenarios(Path(folder) if folder else HERE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "scenario" in metafunc.fixturenames:
        found = scenarios_of(metafunc.config)
        metafunc.parametrize("scenario", found, ids=[one.id for one in found], scope="module")
