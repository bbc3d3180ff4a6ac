"""Whom a care team treats, from a file that may change while the process runs."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agents import bootstrap
from agents.callers.care_teams import CareTeams
from agents.config import Settings
from agents.errors import SettingsError, StoreUnavailable


def test_a_change_of_the_file_counts_at_the_next_request(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    path.write_text(json.dumps({"cardiologia": ["A", "B"]}))
    teams = CareTeams(path)
    assert teams.teams() == {"cardiologia": ("A", "B")}
    path.write_text(json.dumps({"cardiologia": ["A"]}))
    os.utime(path, ns=(1, 1))
    assert teams.teams() == {"cardiologia": ("A",)}


@pytest.mark.parametrize(("patients", "moment"), [(["B"], 2), ([], 1)], ids=["as long", "at the same time"])
def test_a_change_counts_that_is_as_long_or_written_at_the_same_time(
    tmp_path: Path, patients: list[str], moment: int
) -> None:
    path = tmp_path / "teams.json"
    path.write_text(json.dumps({"cardiologia": ["A"]}))
    os.utime(path, ns=(1, 1))
    teams = CareTeams(path)
    teams.teams()
    path.write_text(json.dumps({"cardiologia": patients}))
    os.utime(path, ns=(moment, moment))
    assert teams.teams() == {"cardiologia": tuple(patients)}


@pytest.mark.parametrize("text", ["", "[]", '{"a": "A"}', '{"a": [1]}', "{"])
def test_rights_that_cannot_be_read_are_not_guessed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "teams.json"
    path.write_text(json.dumps({"a": ["A"]}))
    teams = CareTeams(path)
    teams.teams()
    path.write_text(text)
    os.utime(path, ns=(1, 1))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            teams.teams()


def test_a_file_that_is_missing_is_a_settings_error_at_the_start(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="CARE_TEAMS: must name a JSON file"):
        bootstrap.authenticator(settings(care_teams=str(tmp_path / "absent.json")))
