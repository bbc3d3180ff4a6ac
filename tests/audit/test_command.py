"""`healthcare-assistant audit ...`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agents import cli
from tests.audit.conftest import SECRET

Written = Callable[[int], Path]
pytestmark = pytest.mark.usefixtures("untouched_logging")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PSEUDONYM_KEY", SECRET.decode())
    monkeypatch.setenv("SESSION_STORE", (tmp_path / "data").as_uri())


def test_a_whole_trail_is_0_and_an_altered_one_1_with_its_line(
    trail: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    path = trail(5)
    assert cli.main(["audit", "verify", str(path)]) == 0
    said = capsys.readouterr().out
    assert "5 entries in order, head 5:" in said
    anchor = said.partition("head ")[2].split()[0]
    assert cli.main(["audit", "verify", str(path), "--anchor", anchor]) == 0
    path.write_bytes(path.read_bytes().replace(b"ses_2", b"ses_7"))
    capsys.readouterr()
    assert cli.main(["audit", "verify", str(path)]) == 1
    assert "line 3: altered" in capsys.readouterr().out


def test_the_trail_of_the_settings_is_the_default(
    trail: Written, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUDIT_TRAIL", trail(2).as_uri())
    assert cli.main(["audit", "verify"]) == 0
    assert "2 entries" in capsys.readouterr().out


def test_without_a_key_it_says_what_that_proves(
    trail: Written, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PSEUDONYM_KEY")
    assert cli.main(["audit", "verify", str(trail(2))]) == 1
    said = capsys.readouterr().out
    assert "line 1: sealed with another key" in said
    assert "damage, not forgery" in said


@pytest.mark.parametrize(
    "arguments", [["verify"], ["verify", "/no/such/file"], ["verify", "/no/such", "--anchor", "x"]]
)
def test_what_cannot_be_verified_is_wrong_use(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUDIT_TRAIL", "none")
    assert cli.main(["audit", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_pseudonym_can_be_looked_up_with_the_key_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", "pseudonym", "patient", "Juan_Perez_123"]) == 0
    assert capsys.readouterr().out.startswith("pac_")
    monkeypatch.delenv("PSEUDONYM_KEY")
    assert cli.main(["audit", "pseudonym", "patient", "Juan_Perez_123"]) == 2
