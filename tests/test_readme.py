"""The README stays short and true: its commands exist, its tree and its settings are ours."""

import re
from pathlib import Path

from agents.config import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def runnable_blocks() -> list[str]:
    return re.findall(r"^```bash runnable\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_readme_is_under_150_lines() -> None:
    assert README.count("\n") < 150


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(
        re.findall(r"\bmake ([a-z-]+)", "\n".join([*runnable_blocks(), *re.findall(r"`([^`\n]+)`", README)]))
    )
    assert {"run", "test"} <= named <= targets


def test_two_commands_and_an_example_are_runnable() -> None:
    commands = [block for block in runnable_blocks() if not block.startswith("curl ")]
    assert commands == ["make run\n", "make test\n"]
    assert any("/invocations" in block for block in runnable_blocks())


def test_the_tree_names_every_module_and_no_other() -> None:
    tree = re.search(r"^```\nagents/\n(.*?)^tests/", README, re.MULTILINE | re.DOTALL)
    assert tree is not None
    named = {line.split()[0].rstrip("/") for line in tree[1].splitlines()}
    present = {path.name for path in (ROOT / "agents").iterdir() if not path.name.startswith("__")}
    assert named == present


def test_the_table_names_every_setting_and_no_other() -> None:
    section = README.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", "".join(rows))) == {name.upper() for name in Settings.model_fields}
