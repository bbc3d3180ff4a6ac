"""`stream: true`: few kinds of events, the emergency before all else, and turns that outlive callers."""

import asyncio
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from bedrock_agentcore.runtime import RequestContext

from agents import main
from agents.safety import screen
from agents.sessions.file import FileStore
from agents.turn import replies
from tests.http_server import HEADER, Gate, Served
from tests.talk import IS_A, A, notes, valid_roles

PAIN = "Tengo dolor de pecho y me falta el aire."
flag = screen(PAIN)
ACTION = flag.text if flag else ""


def text_of(told: list[tuple[str, dict[str, Any]]]) -> str:
    return "".join(data["text"] for name, data in told if name == "delta")


def test_deltas_then_the_whole_reply(served: Served) -> None:
    served.model.steps = ["Uno dos tres."]
    with served.streamed(IS_A) as events:
        told = list(events)
    assert [name for name, _ in told] == ["delta"] * 3 + ["final"]
    final = told[-1][1]
    assert text_of(told) == final["message"]
    assert set(final) == set(served.ask("¿Sigue?")), "the buffered shape"
    assert final["patient_context"]["patient_id"] == A
    assert final["session_info"]["notes_saved"]


def test_the_final_reply_is_kept_when_it_is_heard(served: Served) -> None:
    with served.streamed(IS_A) as events:
        for name, _ in events:
            kept = notes(FileStore(served.folder / "notes"), A)
            assert kept[0] == ("user", IS_A), "whatever is heard, its question is kept"
            assert len(kept) == 2 or name != "final"


def test_a_tool_is_said_by_name_alone(served: Served) -> None:
    served.model.steps = [("patient_info", {"section": "summary"}), "Listo."]
    with served.streamed(IS_A) as events:
        told = list(events)
    assert [name for name, _ in told] == ["tool", "delta", "final"]
    assert told[0] == ("tool", {"name": "patient_info"})


def test_an_emergency_is_told_before_the_model_and_the_store_are_asked(served: Served) -> None:
    model, store = Gate(), Gate()
    served.model.before = model.pass_through
    served.store.failing = lambda call: store.wait() if call.key.startswith("registry/") else None
    with served.streamed(PAIN) as events:
        assert next(events) == ("delta", {"text": ACTION + "\n\n"})
        assert not store.go.is_set()
        assert served.model.requests == []
        store.go.set()
        assert model.reached.wait(20)
        model.go.set()
        told = list(events)
    final = told[-1][1]
    assert final["message"].startswith(ACTION)
    assert ACTION + "\n\n" + text_of(told) == final["message"]


def test_an_emergency_stands_before_an_error_too(served: Served) -> None:
    served.store.fail("read", "registry/")
    with served.streamed(PAIN) as events:
        told = list(events)
    assert [name for name, _ in told] == ["delta", "error"]
    assert told[0][1]["text"].startswith(ACTION)
    assert told[1][1]["error"]["code"] == "notes_unavailable"
    assert told[1][1]["error"]["message"].startswith(ACTION)


def test_a_refused_request_is_told_as_an_event(served: Served) -> None:
    """AgentCore answers streams with 200 whatever happens in them, so their callers look for `error`."""
    with served.streamed(f"{PAIN}\0") as events:
        told = list(events)
    assert [name for name, _ in told] == ["error"]
    assert told[0][1]["error"]["code"] == "invalid_request"
    assert told[0][1]["error"]["message"].startswith(ACTION)
    assert served.model.requests == []


def test_a_question_is_streamed_like_an_answer(served: Served) -> None:
    with served.streamed("El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen tos.") as events:
        told = list(events)
    assert [name for name, _ in told] == ["delta", "final"]
    assert text_of(told) == told[-1][1]["message"]


def test_a_switch_is_said_first(served: Served) -> None:
    served.ask(IS_A)
    with served.streamed("Ahora las notas del paciente Maria_Garcia.") as events:
        told = list(events)
    assert told[0] == ("delta", {"text": replies.changed("Maria_Garcia") + "\n\n"})
    assert text_of(told) == told[-1][1]["message"]


def test_a_model_that_fails_midway_ends_in_an_error_and_no_final(served: Served) -> None:
    served.model.steps = [("patient_info", {}), RuntimeError("canario-4711")]
    with served.streamed(IS_A) as events:
        told = list(events)
    assert [name for name, _ in told] == ["tool", "error"]
    assert "canario" not in repr(told)
    assert served.ask("¿Sigue?")["message"]


def test_a_caller_who_leaves_does_not_stop_the_turn(served: Served) -> None:
    gate = Gate()
    served.model.steps = [("patient_info", {}), "Completa."]

    async def hold_the_second() -> None:
        if len(served.model.requests) == 2:
            await gate.pass_through()

    served.model.before = hold_the_second
    with served.streamed(IS_A, messageId="m-1") as events:
        assert next(events)[0] == "tool"
        assert gate.reached.wait(20)
    assert served.ping() == "HealthyBusy"
    gate.go.set()
    served.settle()
    kept = notes(FileStore(served.folder / "notes"), A)
    assert kept[-1] == ("assistant", "Completa.")
    assert valid_roles(kept)
    requests = len(served.model.requests)
    assert served.ask(IS_A, messageId="m-1")["message"].strip() == "Completa."
    assert len(served.model.requests) == requests, "the retry hears the answer that was kept"


def test_nor_does_one_who_leaves_a_buffered_request(served: Served) -> None:
    gate = Gate()
    served.model.before = gate.pass_through
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{served.url}/invocations", json={"prompt": IS_A}, headers={HEADER: "s-1"}, timeout=0.5)
    assert gate.reached.wait(20)
    gate.go.set()
    served.settle()
    assert len(notes(FileStore(served.folder / "notes"), A)) == 2


@pytest.mark.anyio
async def test_nor_does_a_server_that_gives_a_request_up(served: Served) -> None:
    reached, go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        reached.set()
        await go.wait()

    served.model.before = hold
    here = SimpleNamespace(client=SimpleNamespace(host="127.0.0.1"), headers={})
    context = RequestContext(session_id="s-1", request_headers=None, request=here)
    request = asyncio.create_task(main.runtime.invoke({"prompt": IS_A}, context))
    await reached.wait()
    (turn,) = main.runtime._running
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    go.set()
    await turn
    assert len(notes(FileStore(served.folder / "notes"), A)) == 2


def test_a_repeated_message_is_streamed_as_its_reply(served: Served) -> None:
    first = served.ask(IS_A, messageId="m-1")
    with served.streamed(IS_A, messageId="m-1") as events:
        told = list(events)
    assert told[-1] == ("final", first)
