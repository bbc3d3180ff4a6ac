"""The offline model as strands sees it: a provider that streams, alone and inside a real agent."""

import asyncio
import json
import threading
from collections.abc import Iterable
from typing import Any

import pytest
from pydantic import BaseModel
from strands import Agent
from strands.event_loop.streaming import process_stream
from strands.session.file_session_manager import FileSessionManager
from strands.types._events import ModelStopReason
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from agents.models.offline import OfflineModel
from agents.models.offline_intents import LABEL
from agents.prompts import system_prompt
from agents.tools import Clinic, Sources, tools_for

PATIENT = "Juan_Perez_123"
HELLO: Messages = [{"role": "user", "content": [{"text": "Hola"}]}]
ASKS_DATA: Messages = [{"role": "user", "content": [{"text": "¿Qué alergias tiene?"}]}]
INFO: list[ToolSpec] = [
    {
        "name": "patient_info",
        "description": "Ficha.",
        "inputSchema": {"json": {"properties": {"section": {"enum": ["allergies"]}}}},
    }
]


class OneDocument:
    FOLDER = f"processed/{PATIENT}_laboratorio/"

    def folders(self, prefix: str) -> Iterable[str]:
        return [self.FOLDER] if self.FOLDER.startswith(prefix) else []

    def read(self, key: str) -> bytes | None:
        return json.dumps({"patient_id": PATIENT, "glucosa": "98 mg/dL"}).encode()


def events_of(messages: Messages, tools: list[ToolSpec] | None = None) -> list[StreamEvent]:
    async def collect() -> list[StreamEvent]:
        return [event async for event in OfflineModel().stream(messages, tools)]

    return asyncio.run(collect())


def agent(**options: Any) -> Agent:
    return Agent(
        model=OfflineModel(),
        tools=[*tools_for(PATIENT, Sources(Clinic(), OneDocument()))],
        system_prompt=system_prompt("es-LATAM", "clinician", PATIENT),
        callback_handler=None,
        **options,
    )


def test_a_text_reply_streams_the_events_of_a_provider_in_their_order() -> None:
    events = events_of(HELLO)
    kinds = [next(iter(event)) for event in events]
    assert kinds[:2] == ["messageStart", "contentBlockStart"]
    assert kinds[-3:] == ["contentBlockStop", "messageStop", "metadata"]
    assert set(kinds[2:-3]) == {"contentBlockDelta"}
    assert len(kinds[2:-3]) > 5
    assert events[-2]["messageStop"]["stopReason"] == "end_turn"


def test_every_call_counts_its_tokens() -> None:
    usage = events_of(HELLO)[-1]["metadata"]["usage"]
    assert usage["inputTokens"] > 0
    assert usage["outputTokens"] > 5
    assert usage["totalTokens"] == usage["inputTokens"] + usage["outputTokens"]


def test_the_deltas_are_the_reply_without_loss() -> None:
    text = "".join(event["contentBlockDelta"]["delta"]["text"] for event in events_of(HELLO)[2:-3])
    assert text.startswith(LABEL)
    assert text.endswith("\n\n¡Hola! ¿En qué puedo ayudarle?")


def test_strands_builds_the_message_from_the_stream() -> None:
    async def last() -> Any:
        return [event async for event in process_stream(OfflineModel().stream(ASKS_DATA, INFO))][-1]

    event = asyncio.run(last())
    assert isinstance(event, ModelStopReason)
    reason, message, usage, _ = event["stop"]
    assert (reason, usage["totalTokens"] > 0) == ("tool_use", True)
    assert message["content"][0]["toolUse"]["input"] == {"section": "allergies"}


def test_a_tool_call_streams_its_input_in_pieces() -> None:
    events = events_of(ASKS_DATA, INFO)
    pieces = [e["contentBlockDelta"]["delta"]["toolUse"]["input"] for e in events if "contentBlockDelta" in e]
    assert len(pieces) > 1
    assert json.loads("".join(pieces)) == {"section": "allergies"}


def test_calls_of_one_conversation_have_different_ids() -> None:
    def call_id(messages: Messages) -> str:
        start = events_of(messages, INFO)[1]["contentBlockStart"]["start"]["toolUse"]
        assert start is not None
        return start["toolUseId"]

    first = call_id(ASKS_DATA)
    earlier: Messages = [
        *ASKS_DATA,
        {
            "role": "assistant",
            "content": [{"toolUse": {"toolUseId": first, "name": "patient_info", "input": {}}}],
        },
        {
            "role": "user",
            "content": [{"toolResult": {"toolUseId": first, "status": "success", "content": []}}],
        },
    ]
    assert call_id([*earlier, *ASKS_DATA]) != first
    assert call_id(ASKS_DATA) == first  # nothing random: the same request again


def test_other_tasks_run_between_two_words() -> None:
    async def count() -> int:
        steps = 0
        done = asyncio.Event()

        async def other() -> None:
            nonlocal steps
            while not done.is_set():
                steps += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        async for _ in OfflineModel().stream(HELLO):
            pass
        done.set()
        await task
        return steps

    assert asyncio.run(count()) > 10


def test_the_system_prompt_is_read_in_both_of_its_forms() -> None:
    async def text(**options: Any) -> str:
        asked: Messages = [{"role": "user", "content": [{"text": "¿Qué paciente es?"}]}]
        events = [event async for event in OfflineModel().stream(asked, **options)]
        return "".join(e["contentBlockDelta"]["delta"]["text"] for e in events if "contentBlockDelta" in e)

    prompt = system_prompt("es-LATAM", "patient", PATIENT)
    assert PATIENT in asyncio.run(text(system_prompt=prompt))
    assert PATIENT in asyncio.run(text(system_prompt_content=[{"text": prompt}]))


def test_its_configuration_names_it_and_bounds_its_window() -> None:
    model = OfflineModel()
    assert model.get_config()["model_id"] == "offline"
    assert model.context_window_limit
    model.update_config(context_window_limit=1_000)
    assert model.context_window_limit == 1_000
    assert OfflineModel(model_id="offline-2").get_config()["model_id"] == "offline-2"
    assert OfflineModel().context_window_limit != 1_000


def test_structured_output_is_refused_in_clear_words() -> None:
    class Anything(BaseModel):
        value: str

    with pytest.raises(NotImplementedError, match="offline model"):
        OfflineModel().structured_output(Anything, HELLO)


def test_an_agent_answers_from_the_real_clinic() -> None:
    result = agent()("¿Qué alergias tiene el paciente?")
    assert "Penicilina" in str(result)
    assert result.stop_reason == "end_turn"


def test_an_agent_answers_from_the_real_documents_in_async_code() -> None:
    async def talk() -> tuple[str, str]:
        assistant = agent()
        return (
            str(await assistant.invoke_async("¿Qué documentos hay?")),
            str(await assistant.invoke_async("Lea el documento laboratorio")),
        )

    listed, read = asyncio.run(talk())
    assert "laboratorio" in listed
    assert "98 mg/dL" in read


def test_an_agent_streams_the_reply_word_by_word() -> None:
    async def pieces() -> list[str]:
        return [event["data"] async for event in agent().stream_async("Hola") if "data" in event]

    assert len(asyncio.run(pieces())) > 5


def test_one_question_takes_one_call_of_one_tool() -> None:
    assistant = agent()
    assistant("Datos del paciente")
    kinds = [next(iter(block)) for message in assistant.messages for block in message["content"]]
    assert kinds == ["text", "toolUse", "toolResult", "text"]


def test_a_conversation_goes_on_after_a_restart_from_its_stored_notes_alone(tmp_path: Any) -> None:
    def after_restart(text: str) -> str:
        notes = FileSessionManager(session_id="s1", storage_dir=str(tmp_path))
        return str(agent(agent_id="healthcare", session_manager=notes)(text))

    assert LABEL in after_restart("Me llamo Ana y tengo dolor de cabeza")
    assert after_restart("¿Cómo me llamo?") == "Usted se llama Ana.\n"
    assert "Me llamo Ana y tengo dolor de cabeza" in after_restart("¿Qué te dije?")


def test_a_model_may_serve_several_conversations_at_once() -> None:
    model = OfflineModel()
    answers: dict[str, str] = {}

    def talk(name: str) -> None:
        one = Agent(model=model, callback_handler=None)
        one(f"Me llamo {name}")
        answers[name] = str(one("¿Cómo me llamo?")).strip()

    threads = [threading.Thread(target=talk, args=(name,)) for name in ("Ana", "Eva", "Luz")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {name: f"Usted se llama {name}." for name in ("Ana", "Eva", "Luz")}
