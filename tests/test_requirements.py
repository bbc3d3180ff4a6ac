"""requirements.txt, which the AgentCore toolkit installs from, says what uv.lock says."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The runtime's part only: the API ships to Lambda by itself. With the distro the toolkit traces the agent.
EXPORT = ["export", "--frozen", "--offline", "--quiet", "--no-hashes", "--no-annotate", "--no-emit-project"]
HEADER = "# Made from uv.lock by `make requirements`; do not edit.\n"


def exported() -> str:
    command = [sys.executable, "-m", "uv", *EXPORT, "--no-header", "--extra", "otel"]
    return HEADER + subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_requirements_are_made_from_the_lock() -> None:
    assert (ROOT / "requirements.txt").read_text() == exported(), "stale: run `make requirements`"


def test_the_lock_fits_the_project() -> None:
    check = subprocess.run(
        [sys.executable, "-m", "uv", "lock", "--check", "--offline"], cwd=ROOT, capture_output=True
    )
    assert check.returncode == 0, "pyproject.toml changed: run `uv lock`"


def test_the_lock_names_the_public_index_only() -> None:
    hosts = set(re.findall(r"\b\w+://[^/\"]*", (ROOT / "uv.lock").read_text()))
    assert hosts == {"https://pypi.org", "https://files.pythonhosted.org"}


if __name__ == "__main__":
    sys.stdout.write(exported())  # `make requirements`
