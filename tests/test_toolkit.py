"""`agentcore launch --local` serves the assistant and `agentcore invoke --dev` talks to it."""

import ast
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

pytestmark = pytest.mark.toolkit

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
AGENTCORE = str(BIN / "agentcore")
PARTS = (".bedrock_agentcore.yaml", "README.md", "agents", "pyproject.toml", "requirements.txt", "uv.lock")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the toolkit needs of the tree. Runs on this Python: the deployed one may not be installed here."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    config = tmp_path / ".bedrock_agentcore.yaml"
    python = f"PYTHON_{sys.version_info.major}_{sys.version_info.minor}"
    config.write_text(config.read_text().replace("PYTHON_3_11", python))
    return tmp_path


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The toolkit asks AWS who we are even for a local launch; moto answers."""
    aws = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    aws.start()
    host, port = aws.get_host_and_port()
    yield {
        **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",  # the toolkit's boto3 does not read AWS_REGION
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AGENTCORE_SUPPRESS_RECOMMENDATION": "1",
        "COLUMNS": "1000000",  # or the toolkit breaks the reply into lines
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",  # the toolkit starts uv
        "UV_PYTHON_DOWNLOADS": "never",
    }
    aws.stop()


@pytest.fixture
def port(project: Path, environment: dict[str, str]) -> Iterator[int]:
    """Of the assistant that `agentcore launch --local` serves, as soon as it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [AGENTCORE, "launch", "--local", "--env", f"PORT={port}"]
    log = project / "launch.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/ping", server, log)
        yield port
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)  # the toolkit, uv and the assistant are its group
        server.wait(timeout=20)


def wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120  # uv installs the dependencies first
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"agentcore launch --local does not serve:\n{log.read_text()}")


def test_a_session_through_the_toolkit(project: Path, environment: dict[str, str], port: int) -> None:
    prompt = json.dumps({"prompt": "Esta sesión es del paciente Juan_Perez_123. Tengo dolor de cabeza."})
    command = [AGENTCORE, "invoke", "--dev", "--port", str(port), prompt, "--session-id", "demo-1"]
    invoked = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=120
    )
    assert "Response from dev server" in invoked.stdout, invoked.stdout + invoked.stderr
    shown = ast.literal_eval(invoked.stdout[invoked.stdout.index("{") :])  # a dict around the reply's text
    reply = json.loads(shown["response"])
    assert reply["message"]
    assert reply["session_id"] == "demo-1"
    assert reply["patient_context"]["patient_id"] == "Juan_Perez_123"
    assert (project / ".data/processed/Juan_Perez_123_medical_notes/session_demo-1").is_dir()
