"""What the model sees of a long conversation, after each restart, by every CONTEXT_WINDOW."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.conversation import Conversations
from agents.sessions.memory import MemoryStore
from agents.turn.message import Message
from tests.fakes import CLINICIAN, Ear, ScriptedModel, Step

Make = Callable[..., Settings]


def conversations(settings: Settings, store: MemoryStore, model: ScriptedModel) -> Conversations:
    assistant = replace(build_assistant(settings, store), model=model)
    return build_conversations(settings, store=store, assistant=assistant)


def talk(
    settings: Settings, store: MemoryStore, texts: list[str], model: ScriptedModel, *, restart: bool = True
) -> None:
    """Each text is a turn of its own process, or all are turns of one."""

    async def turns() -> None:
        here = conversations(settings, store, model)
        for text in texts:
            here = conversations(settings, store, model) if restart else here
            await here.turn(Message("larga", text, CLINICIAN), Ear())
            for live in here._live.values():
                if live.tidying is not None:
                    await live.tidying

    asyncio.run(turns())


def last_seen(model: ScriptedModel, request: int = -1) -> list[str]:
    messages: list[dict[str, Any]] = model.requests[request]["messages"]
    return [block["text"] for message in messages for block in message["content"] if "text" in block]


def said(count: int) -> list[str]:
    return ["Paciente id: 77. Dato 0", *(f"Dato {number}" for number in range(1, count))]


def test_the_sliding_window_shows_the_last_messages_only(settings: Make) -> None:
    model = ScriptedModel()
    talk(settings(window_messages=4), MemoryStore(), said(6), model)
    seen = last_seen(model)
    assert seen[-1] == "Dato 5"
    assert "Dato 4" in seen
    assert not any("Dato 1" in text for text in seen)


def test_without_a_window_the_model_sees_everything(settings: Make) -> None:
    model = ScriptedModel()
    talk(settings(context_window="none", window_messages=2), MemoryStore(), said(6), model)
    seen = " ".join(last_seen(model))
    assert all(f"Dato {number}" in seen for number in range(6))


def test_a_token_budget_drops_the_oldest_exchanges_and_keeps_the_last(settings: Make) -> None:
    model = ScriptedModel()
    texts = [f"{text} {'palabra ' * 200}" for text in said(6)]
    talk(settings(context_window="tokens", window_tokens=1_000), MemoryStore(), texts, model)
    seen = " ".join(last_seen(model))
    assert "Dato 5" in seen
    assert "Dato 0" not in seen


def test_a_summary_stands_for_what_the_window_no_longer_holds(settings: Make) -> None:
    model = ScriptedModel()
    store = MemoryStore()
    model.default = "Resumen o respuesta."
    talk(settings(context_window="summarizing", window_messages=6), store, said(4), model)
    assert len(model.requests) == 5  # four turns, and the summary that the fourth made due
    model.default = "Sigo."
    talk(settings(context_window="summarizing", window_messages=6), store, ["Dato 4"], model)
    seen = last_seen(model, 5)
    assert "Resumen" in seen[0]
    assert not any("Dato 0" in text or "Dato 1" in text for text in seen)
    assert "Dato 2" in seen
    assert seen[-1] == "Dato 4"


def test_a_summary_moves_to_the_patient_with_its_messages(settings: Make) -> None:
    model, store = ScriptedModel("a", "b", "c", "d", "Resumen."), MemoryStore()
    chosen = settings(context_window="summarizing", window_messages=6)
    talk(chosen, store, ["Hola", "Dato 1", "Dato 2", "Dato 3", "Paciente id: 77. Dato 4"], model)
    assert list(store.list("processed/77_"))
    assert [text.strip() for text in last_seen(model, 5)] == [
        *("Resumen.", "Dato 2", "c", "Dato 3", "d", "Paciente id: 77. Dato 4")
    ]


def test_a_summary_that_fails_loses_nothing(settings: Make) -> None:
    model, store = ScriptedModel("a", "b", "c", "d", RuntimeError("canary")), MemoryStore()
    talk(settings(context_window="summarizing", window_messages=6), store, said(4), model)
    talk(settings(context_window="summarizing", window_messages=6), store, ["Dato 4"], model)
    seen = " ".join(str(request) for request in model.requests[5:6])
    assert "Dato 4" in seen
    notes = [key for key in store.list("processed/77_medical_notes/") if "/message_" in key]
    assert len(notes) == 10


def test_after_a_summary_that_failed_the_next_one_stands_for_what_it_has_read(
    settings: Make, caplog: pytest.LogCaptureFixture
) -> None:
    model, store = ScriptedModel("a", "b", "c", "d", RuntimeError("canary"), "e", "Resumen."), MemoryStore()
    chosen = settings(context_window="summarizing", window_messages=6)
    talk(chosen, store, said(5), model, restart=False)
    assert "no summary was made" in caplog.text
    talk(chosen, store, ["Dato 5"], model)
    summarised, seen = (" ".join(last_seen(model, request)) for request in (6, 7))
    assert "Resumen." in seen
    assert all(f"Dato {number}" in summarised + seen for number in range(1, 6))


@pytest.mark.parametrize("kind", ["sliding", "summarizing", "tokens", "none"])
def test_the_window_never_starts_with_a_tool_result_or_an_answer(settings: Make, kind: str) -> None:
    steps: list[Step] = [("patient_info", {}), "Visto."]
    model = ScriptedModel(*steps * 5)
    talk(settings(context_window=kind, window_messages=7), MemoryStore(), said(5), model)
    for request in model.requests:
        first = request["messages"][0]
        assert first["role"] == "user"
        assert not any("toolResult" in block for block in first["content"])
