"""What the README tells a newcomer to type does what it says."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import ROOT, ask, free_port, served
from tests.test_readme import runnable_blocks

CURLS = [block for block in runnable_blocks() if block.startswith("curl ")]


def test_the_api_goes_on_with_a_session_of_the_runtime_and_the_reverse(tmp_path: Path) -> None:
    api = free_port()
    place = {"SESSION_STORE": (tmp_path / "data").as_uri(), "API_PORT": str(api)}
    with served(place, ("make", "run")) as address:
        ask(address, "ambas", "Esta sesión es del paciente Juan_Perez_123. Tengo tos.")
        request = urllib.request.Request(
            f"http://127.0.0.1:{api}/chat/ambas",
            json.dumps({"message": "¿Qué te dije?"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            second = json.load(answer)
        third = ask(address, "ambas", "¿Y qué más?")
    assert second["patient_context"]["patient_id"] == "Juan_Perez_123"
    assert "tos" in second["message"]
    assert [reply["session_info"]["conversation_length"] for reply in (second, third)] == [4, 6]


def test_the_api_reads_what_the_runtime_keeps_in_memory_and_takes_bodies_as_long() -> None:
    api = free_port()
    place = {"SESSION_STORE": "memory://", "API_PORT": str(api), "MAX_BODY_BYTES": "1024"}
    with served(place, (sys.executable, "-m", "agents.serve")) as address:
        ask(address, "ambas", "Esta sesión es del paciente Juan_Perez_123.")
        kept = httpx.get(f"http://127.0.0.1:{api}/sessions/ambas/messages", timeout=60)
        long = httpx.post(f"http://127.0.0.1:{api}/chat/ambas", json={"message": "a" * 1024}, timeout=60)
    assert (kept.status_code, len(kept.json()["messages"])) == (200, 2)
    assert long.status_code == 413


def run_curl(block: str, address: str) -> dict[str, Any]:
    line = block.replace("localhost:8080", address.removeprefix("http://"))
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=True)
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply


def test_the_readmes_example_is_answered_kept_and_recalled_after_a_restart(tmp_path: Path) -> None:
    place = {"SESSION_STORE": (tmp_path / "data").as_uri()}
    with served(place, ("make", "run")) as address:
        first = run_curl(CURLS[0], address)
    assert first["patient_context"]["session_prefix"] == "processed/Juan_Perez_123_medical_notes/"
    assert first["session_info"]["notes_saved"]
    notes = tmp_path / "data/processed/Juan_Perez_123_medical_notes/session_demo-1"
    assert (notes / "session.json").is_file()
    assert (notes / "agents/agent_healthcare/messages/message_1.json").is_file()
    with served(place, ("make", "run")) as address:
        second = run_curl(CURLS[1], address)
    assert second["patient_context"]["patient_id"] == "Juan_Perez_123"
    assert "dolor de cabeza" in second["message"]
    assert second["session_info"]["conversation_length"] == 4


def typed(*command: str, text: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_MODEL": "offline", **environment},
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_tour_shows_three_sessions_and_the_tree_of_what_was_kept() -> None:
    done = typed("agents.session_management_example")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("== ") == 5
    assert "dolor" in done.stdout or "duele" in done.stdout
    assert "Juan_Perez_123_medical_notes/" in done.stdout
    assert "message_3.json" in done.stdout


def test_a_conversation_by_hand_goes_on_in_its_session(tmp_path: Path) -> None:
    store = (tmp_path / "data").as_uri()
    chat = ("agents.cli", "chat", "--session", "a-mano")
    typed(*chat, text="paciente id: 77\n", SESSION_STORE=store)
    done = typed(*chat, text="¿Qué te dije?\n", SESSION_STORE=store)
    assert done.returncode == 0, done.stderr
    assert "«paciente id: 77»" in done.stdout
    assert "processed/77_medical_notes/ · guardado" in done.stdout


def test_an_emergency_typed_by_hand_is_answered_first() -> None:
    done = typed(
        "agents.cli", "chat", text="me duele el pecho y no puedo respirar\n", SESSION_STORE="memory://"
    )
    assert done.stdout.index("EMERGENCIA") < done.stdout.index("Soy el modelo")


def test_a_sweep_ends_what_is_idle_and_leaves_its_notes(tmp_path: Path) -> None:
    place = {"SESSION_STORE": (tmp_path / "data").as_uri(), "IDLE_TIMEOUT_SECONDS": "1"}
    typed("agents.cli", "chat", "--session", "quieta", text="paciente id: 77\n", **place)
    record = tmp_path / "data/registry/sessions/quieta.json"
    text = json.loads(record.read_text())
    record.write_text(json.dumps({**text, "active_at": "2020-01-01T00:00:00Z"}))
    done = typed("agents.cli", "sweep", **place)
    assert "1 sessions looked at, 1 ended" in done.stdout, done.stderr
    assert json.loads(record.read_text())["ended"] is True
    notes = tmp_path / "data/processed/77_medical_notes/session_quieta/agents/agent_healthcare/messages"
    assert len(list(notes.iterdir())) == 2


def test_wrong_settings_are_named_all_at_once_and_never_shown() -> None:
    done = typed("agents.serve", PORT="0", SESSION_STORE="ftp://geheim", LOG_LEVEL="LAUT")
    assert done.returncode == 2
    assert all(name in done.stderr for name in ("PORT", "SESSION_STORE", "LOG_LEVEL"))
    assert "geheim" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["PORT", "API_PORT"])
def test_a_port_that_is_taken_is_named_before_anything_is_served(name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ports = {"PORT": str(free_port()), "API_PORT": str(free_port()), name: port}
        done = typed("agents.serve", HOST="127.0.0.1", SESSION_STORE="memory://", AUDIT_TRAIL="none", **ports)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"- {name}: {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr
