"""The assistant as its callers meet it: a real server, real requests (design, section 3)."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from agents import conversation, main, runtime
from agents.conversation import Conversations
from agents.guard import Guard
from agents.sessions.file import FileStore
from agents.shared.session_ids import to_aws
from tests.http_server import HEADER, Gate, Served
from tests.serving import served as a_process
from tests.talk import IS_A, IS_B, A, notes, record

CANARY = "canario-4711"
REPLY = {
    "message": str,
    "timestamp": str,
    "model": str,
    "capabilities": list,
    "session_id": str,
    "patient_context": {
        "patient_id": str,
        "has_patient_context": bool,
        "session_prefix": str,
        "consistent_with_documents": bool,
        "patient_changed": bool,
    },
    "session_info": {
        "bucket": type(None),
        "region": str,
        "notes_saved": bool,
        "conversation_persisted": bool,
        "structure_pattern": str,
        "session_managed": bool,
        "conversation_length": int,
        "expires_at": str,
    },
    "metadata": {"inference_time_ms": float, "model_id": str, "conversation_count": int},
}


def shape(value: Any, like: Any) -> Any:
    """The value as its types, as far as the contract names them; it may hold more."""
    if isinstance(like, dict):
        return {key: shape(value.get(key, "absent"), part) for key, part in like.items()}
    return type(value)


def test_a_reply_has_the_contracts_keys(served: Served) -> None:
    reply = served.ask("Esta sesión es del paciente Juan_Perez_123. Tengo dolor de cabeza.", "demo-1")
    assert shape(reply, REPLY) == REPLY
    assert reply["session_id"] == "demo-1"
    assert reply["model"] == "healthcare-assistant"
    assert reply["patient_context"]["session_prefix"] == "processed/Juan_Perez_123_medical_notes/"
    assert reply["session_info"]["structure_pattern"] == "processed/{patient_id}_{data_type}/"
    assert {"patient_info", "documents", "session_management"} <= set(reply["capabilities"])
    for moment in (reply["timestamp"], reply["session_info"]["expires_at"]):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
        datetime.fromisoformat(moment)


def test_what_is_answered_is_on_disk(served: Served) -> None:
    reply = served.ask("Esta sesión es del paciente Juan_Perez_123.", "demo-1")
    assert reply["session_info"]["notes_saved"]
    assert len(notes(FileStore(served.folder / "notes"), A, "demo-1")) == 2


@pytest.mark.parametrize("alias", ["sessionId", "session_id"])
def test_the_session_id_may_stand_in_the_payload(served: Served, alias: str) -> None:
    assert served.ask("Hola.", None, **{alias: "de-payload"})["session_id"] == "de-payload"
    assert served.ask("Hola.", "de-payload", **{alias: "de-payload"})["session_id"] == "de-payload"


def test_both_aliases_may_agree_and_null_says_nothing(served: Served) -> None:
    assert served.ask("Hola.", None, sessionId="una", session_id="una")["session_id"] == "una"
    assert served.ask("Hola.", None, sessionId=None, session_id="una")["session_id"] == "una"
    answer = served.post({"prompt": None, "message": "Hola."})
    assert answer.status_code == 200


def test_without_a_session_id_there_is_a_new_one(served: Served) -> None:
    first, second = (served.ask("Hola.", None)["session_id"] for _ in range(2))
    assert re.fullmatch(r"agentcore_session_[0-9a-f]{32}", first)
    assert first != second


def test_a_message_id_without_a_session_finds_its_session_again(served: Served) -> None:
    first = served.post({"prompt": "Hola.", "messageId": "m-1"}, None)
    again = served.post({"prompt": "Hola.", "messageId": "m-1"}, None)
    assert first.content == again.content, "byte for byte"
    assert served.post({"prompt": "Adiós.", "messageId": "m-1"}, None).status_code == 409


def test_content_blocks_and_message_stand_for_prompt(served: Served) -> None:
    for payload in ({"message": "Hola."}, {"content": [{"text": "Hola."}]}):
        assert served.post(payload).status_code == 200
    assert served.model.requests[-1]["messages"][-1]["content"] == [{"text": "Hola."}]


def test_the_real_clients_path_and_a_padded_session_id_are_understood(served: Served) -> None:
    arn = "arn%3Aaws%3Abedrock-agentcore%3Aus-east-1%3A123456789012%3Aruntime%2Fasistente-abc"
    answer = served.post(
        {"prompt": "Hola."}, to_aws("demo-1"), path=f"/runtimes/{arn}/invocations?qualifier=DEFAULT"
    )
    assert answer.json()["session_id"] == "demo-1"
    assert served.ask("¿Sigue?", "demo-1")["metadata"]["conversation_count"] == 2


def test_ping_says_busy_while_a_turn_runs(served: Served) -> None:
    gate = Gate()
    served.model.before = gate.pass_through
    assert served.ping() == "Healthy"
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(served.ask, "Hola.")
        assert gate.reached.wait(20)
        assert served.ping() == "HealthyBusy"
        gate.go.set()
        assert answer.result()["message"]
    served.settle()
    assert served.ping() == "Healthy"
    assert httpx.head(f"{served.url}/ping", timeout=10).status_code == 200


def test_a_model_that_fails_tells_nothing_of_why(served: Served) -> None:
    served.model.steps = [RuntimeError(f"{CANARY} in {__file__}")]
    answer = served.post({"prompt": "Hola."})
    assert (answer.status_code, answer.json()["error"]["code"]) == (502, "model_unavailable")
    assert answer.headers["Retry-After"]
    assert_nothing_told(answer)


def test_a_defect_in_a_turn_tells_nothing_of_itself(
    served: Served, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def defect(*_: Any, **__: Any) -> Any:
        raise KeyError(CANARY)

    monkeypatch.setattr("agents.conversation.find_patient", defect)
    answer = served.post({"prompt": f"Hola {CANARY}."})
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal_error")
    assert_nothing_told(answer)
    with served.streamed("Hola.") as events:
        told = list(events)
    assert [name for name, _ in told] == ["error"]
    assert CANARY not in repr(told)
    logged = capfd.readouterr().err
    assert "KeyError" in logged
    assert logged.count('"outcome": "failed"') == 2
    assert CANARY not in logged


def test_a_session_whose_time_is_over_is_ended_unasked_though_a_sweep_fails(
    served: Served, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ended, failed, sweep = threading.Event(), threading.Event(), Conversations.sweep

    async def sweeping(conversations: Conversations) -> int:
        if not failed.is_set():
            failed.set()
            raise KeyError(CANARY)
        swept = await sweep(conversations)
        if swept:
            ended.set()
        return swept

    monkeypatch.setattr(Conversations, "sweep", sweeping)
    waits = SimpleNamespace(uniform=lambda low, high: 1e6 if ended.is_set() else 0.0)
    monkeypatch.setattr(runtime, "secrets", SimpleNamespace(SystemRandom=lambda: waits))
    served.ask(IS_A)
    monkeypatch.setattr(conversation, "_now", lambda: datetime.now(UTC) + timedelta(hours=2))
    assert ended.wait(20)
    assert record(FileStore(served.folder / "notes")).ended
    logged = capfd.readouterr().err
    assert "a sweep failed" in logged
    assert CANARY not in logged


def test_a_tool_that_fails_tells_the_caller_and_the_model_nothing(served: Served) -> None:
    served.store.failing = lambda call: "fails" if call.name in ("list", "folders") else None
    served.model.steps = [("documents", {}), "No se pudo."]
    reply = served.ask("Esta sesión es del paciente Juan_Perez_123. ¿Documentos?")
    assert "No se pudo" in reply["message"]
    assert "StoreUnavailable" not in served.model.sent() + json.dumps(reply)


def test_a_store_that_fails_is_a_503_that_may_be_retried(served: Served) -> None:
    served.store.fail("read", "registry/")
    answer = served.post({"prompt": "Hola."})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "notes_unavailable")
    assert answer.headers["Retry-After"]
    served.store.heal()
    assert served.post({"prompt": "Hola."}).status_code == 200


def test_a_busy_session_is_a_409_that_may_be_retried(served: Served) -> None:
    gate = Gate()
    served.model.before = gate.pass_through
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(served.ask, "Hola.")
        assert gate.reached.wait(20)
        second = served.post({"prompt": "¿Hola?"})
        gate.go.set()
        first.result()
    assert (second.status_code, second.json()["error"]["code"]) == (409, "conflict")
    assert int(second.headers["Retry-After"]) >= 1


def lines(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged since the last look; without the server's own lines, and the test's client's."""
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return [line for line in told if line["logger"] not in ("uvicorn.access", "httpx")]


def test_a_turn_is_one_line_of_the_log(
    served: Served, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runtime, "perf_counter", iter((5.0, 5.25)).__next__)
    lines(capfd)
    reply = served.ask(IS_A, messageId="m-1")
    (line,) = lines(capfd)
    name = main.runtime.start().pseudonyms.of
    assert {key: line[key] for key in line.keys() - {"timestamp", "at", "level", "logger"}} == {
        "message": "turn",
        "outcome": "answered",
        "session": name("session", "s-1"),
        "patient": name("patient", A),
        "caller": name("caller", "local"),
        "message_id": name("message", "m-1"),
        "patient_changed": False,
        "notes_saved": True,
        "message_count": 2,
        "input_tokens": 7,
        "output_tokens": 3,
        "total_ms": 250.0,
        "model_ms": round(reply["metadata"]["inference_time_ms"], 1),
    }


def test_no_line_is_below_the_level_that_is_set(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    served.use(log_level="WARNING")
    lines(capfd)
    served.ask(IS_A)
    assert lines(capfd) == []


def test_the_line_of_a_turn_says_how_it_ended(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    lines(capfd)
    for prompt, outcome, changed, saved, steps in (
        (IS_A, "answered", False, True, []),
        (IS_B, "answered", True, True, []),
        ("El paciente Juan_Perez_123 y la paciente Maria_Garcia.", "asked", False, False, []),
        ("¿Sigue?", "failed", False, False, [RuntimeError("caído")]),
    ):
        served.model.steps = [*steps]
        served.post({"prompt": prompt, "messageId": prompt})
        (line,) = lines(capfd)
        assert (line["outcome"], line["patient_changed"], line["notes_saved"]) == (outcome, changed, saved)
    for prompt, outcome in ((IS_A, "repeated"), (IS_B, "conflict")):
        served.post({"prompt": prompt, "messageId": IS_A})
        assert [line["outcome"] for line in lines(capfd)] == [outcome]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("POST", "/invocations/", 404),
        ("GET", "/docs", 404),
        ("POST", "/runtimes/invocations", 404),
        ("POST", "/x/runtimes/a/invocations", 404),
        ("POST", "/runtimes/a/invocations/x", 404),
        ("GET", "/invocations", 405),
        ("DELETE", "/invocations", 405),
        ("POST", "/ping", 405),
        ("GET", "/runtimes/x/invocations", 405),
    ],
)
def test_other_paths_and_methods_have_the_one_error_shape(
    served: Served, method: str, path: str, status: int
) -> None:
    answer = httpx.request(method, f"{served.url}{path}", timeout=10)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "message"}
    assert ("Allow" in answer.headers) is (status == 405)


def test_fifty_sessions_at_once_keep_apart(served: Served) -> None:
    """Every reply belongs to its session and its patient, and every note stands in its place."""
    served.model.default = lambda messages: f"Oí: {messages[-1]['content'][-1]['text']}"

    def converse(number: int) -> None:
        session, patient = f"sesion-{number}", f"Paciente_Numero_{number}x"
        texts = [f"Dato de {number}.", f"Esta sesión es del paciente {patient}.", f"Fin de {number}."]
        for turn, text in enumerate(texts, 1):
            reply = served.ask(text, session)
            assert reply["session_id"] == session
            assert reply["message"].strip() == f"Oí: {text}"
            assert reply["patient_context"]["patient_id"] == (None if turn == 1 else patient)
            assert reply["metadata"]["conversation_count"] == turn
        kept = notes(store, patient, session)
        assert [text for role, text in kept if role == "user"] == texts
        assert [text for role, text in kept if role == "assistant"] == [f"Oí: {text}" for text in texts]

    store = FileStore(served.folder / "notes")
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(converse, range(50)))
    assert list(store.list("processed/unknown_")) == []
    assert len(list(store.folders("processed/"))) == 50
    assert all(len(request["messages"]) in (1, 3, 5) for request in served.model.requests)


def test_a_process_that_starts_again_finds_its_sessions(tmp_path: Any) -> None:
    """The whole program, twice on one folder, as `python -m agents.main` (issue 2, shows 1)."""
    environment = {"SESSION_STORE": (tmp_path / "notes").as_uri(), "AUDIT_TRAIL": "none"}
    said = "Esta sesión es del paciente Juan_Perez_123. Tengo dolor de cabeza."
    with a_process(environment) as url:
        first = httpx.post(f"{url}/invocations", json={"prompt": said}, headers={HEADER: "demo-1"}).json()
    with a_process(environment) as url:
        again = httpx.post(f"{url}/invocations", json={"prompt": "¿Qué te dije?"}, headers={HEADER: "demo-1"})
    assert first["patient_context"]["patient_id"] == A
    assert again.json()["patient_context"]["patient_id"] == A
    assert "dolor de cabeza" in again.json()["message"]
    assert record(FileStore(tmp_path / "notes"), "demo-1").turns == 2


def assert_nothing_told(answer: httpx.Response) -> None:
    assert set(answer.json()) == {"error"}
    for word in (CANARY, "RuntimeError", "KeyError", "Traceback", __file__):
        assert word not in answer.text


@pytest.mark.anyio
async def test_the_guard_lets_the_server_s_own_start_and_end_through() -> None:
    """The parts are proved when the server starts, not when the first caller comes."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: object) -> Any:
        raise AssertionError("nobody asked")

    await Guard(app, lambda: 1000)({"type": "lifespan"}, nothing, nothing)
    assert seen == ["lifespan"]
