"""The Python API of `agents.main`, and notes that other Strands programs share with us (design, section 2).

A stock `S3SessionManager` opens what we wrote, we go on with what it wrote, and what the model was sent is
asserted, not only what it answered.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from strands import Agent
from strands.session.file_session_manager import FileSessionManager
from strands.session.s3_session_manager import S3SessionManager

from agents import main
from agents.config import Settings
from agents.errors import InvalidRequest, NotesInTheWay
from agents.identity import Caller, Role
from agents.redaction.turn_log import Outcome
from agents.runtime import Runtime
from agents.sessions.file import FileStore
from agents.sessions.s3 import S3Store
from agents.sessions.store import Store, WriteConflict
from tests.fakes import ScriptedModel
from tests.processes import Open
from tests.talk import IS_A, IS_B, A, B, Talk, document, folder, notes, record, said, stored, valid_roles

pytestmark = pytest.mark.anyio


class Stock:
    """Strands' own session manager on the same bucket, as another team's program would make it."""

    def __init__(self, s3: S3Store, endpoint: str) -> None:
        self._s3, self._endpoint = s3, endpoint

    def manager(self, patient: str, name: str = "s-1") -> S3SessionManager:
        prefix = f"processed/{patient}_medical_notes/"
        return S3SessionManager(name, bucket=self._s3.bucket, prefix=prefix, endpoint_url=self._endpoint)

    def agent(self, patient: str, name: str = "s-1", *steps: str) -> Agent:
        manager = self.manager(patient, name)
        return Agent(
            agent_id="healthcare",
            model=ScriptedModel(*steps),
            session_manager=manager,
            callback_handler=None,
        )


@pytest.fixture
def stock(s3: S3Store, moto: str) -> Stock:
    return Stock(s3, moto)


def heard(agent: Agent) -> list[tuple[str, str]]:
    return [said(dict(message)) for message in agent.messages]


async def test_a_stock_manager_opens_what_we_wrote(s3: S3Store, opened: Open, stock: Stock) -> None:
    talk = opened(s3, "Buenos días.", ("patient_info", {}), "No hay ficha.", "Hasta luego.")
    await talk.say("Hola.")
    await talk.say(f"{IS_A} Tengo dolor de pecho.")
    await talk.say("Adiós.")
    agent = stock.agent(A)
    assert heard(agent) == notes(s3, A)
    assert [message["content"] for message in agent.messages] == [
        entry["message"]["content"] for entry in stored(s3, A)
    ]
    assert agent.state.get("patient_id") == A
    assert agent.state.get("session_context") == "patient_session"
    listed = stock.manager(A).list_messages("s-1", "healthcare")
    assert [message.message_id for message in listed] == list(range(8))


async def test_a_stock_manager_opens_what_a_failed_model_left(
    s3: S3Store, opened: Open, stock: Stock
) -> None:
    from agents.errors import ModelUnavailable

    talk = opened(s3, "Sí.", RuntimeError("no"))
    await talk.say(IS_A)
    with pytest.raises(ModelUnavailable):
        await talk.say("¿Y?")
    await talk.say("¿Hola?")
    assert heard(stock.agent(A)) == notes(s3, A)
    assert valid_roles(heard(stock.agent(A)))


async def test_a_stock_agent_goes_on_and_so_do_we_after_it(s3: S3Store, opened: Open, stock: Stock) -> None:
    talk = opened(s3)
    await talk.say(IS_A)
    await stock.agent(A, "s-1", "Contesta otro.").invoke_async("Pregunta otro.")
    for process in (talk, opened(s3)):
        await process.say("¿Sigue ahí?")
        assert process.heard[2:4] == [("user", "Pregunta otro."), ("assistant", "Contesta otro.")]
    assert [entry["message_id"] for entry in stored(s3, A)] == list(range(8))
    assert valid_roles(notes(s3, A))
    assert heard(stock.agent(A)) == notes(s3, A)


async def test_we_go_on_with_a_session_that_stock_wrote(s3: S3Store, opened: Open, stock: Stock) -> None:
    """No registry record knows of it. The first message that names its patient finds it."""
    await stock.agent(A, "s-1", "Contesta otro.").invoke_async("Pregunta otro.")
    talk = opened(s3)
    reply = await talk.say(IS_A)
    assert talk.heard == [("user", "Pregunta otro."), ("assistant", "Contesta otro."), ("user", IS_A)]
    assert reply.session_info.conversation_length == 4
    assert len(notes(s3, A)) == 4
    assert record(s3).patient_id == A
    await opened(s3).say("¿Qué dije?")
    assert heard(stock.agent(A)) == notes(s3, A)
    assert len(notes(s3, A)) == 6


async def test_stock_notes_of_nobody_are_not_taken_for_this_callers(
    s3: S3Store, opened: Open, stock: Stock
) -> None:
    await stock.agent("unknown", "s-1", "Contesta otro.").invoke_async("Secreto de otro.")
    talk = opened(s3)
    with pytest.raises(NotesInTheWay) as raised:
        await talk.say("Hola.")
    assert raised.value.status == 409
    assert "Secreto" not in talk.model.sent()
    assert len(notes(s3, "unknown")) == 2


async def test_stock_notes_of_a_patient_are_shown_only_to_who_may_see_them(
    s3: S3Store, opened: Open, stock: Stock
) -> None:
    await stock.agent(A, "s-1", "Contesta otro.").invoke_async("Secreto de otro.")
    talk, limited = opened(s3), Caller("dr-x", Role.CLINICIAN, frozenset({B}))
    refused = await talk.turn(IS_A, caller=limited)
    assert refused.outcome is Outcome.REFUSED
    await talk.say(IS_B, caller=limited)
    assert "Secreto" not in talk.model.sent()


async def test_the_same_conversation_over_files_and_s3(s3: S3Store, opened: Open, tmp_path: Any) -> None:
    """Same replies but for ids, times and the bucket; same keys; same requests to the model."""
    files = FileStore(tmp_path / "other")
    texts = ("Hola.", IS_A, "Tengo dolor de pecho.", IS_B, IS_A, f"{IS_A} y la paciente Otra_Persona.")
    seen: list[Any] = []
    for store in (files, s3):
        talk = opened(store, "Uno.", ("patient_info", {}), ("documents", {}), "Dos.")
        replied = [(await talk.say(text)).model_dump() for text in texts]
        for reply in replied:
            assert reply["session_info"].pop("bucket") == getattr(store, "bucket", None)
            del reply["timestamp"], reply["session_info"]["expires_at"]
            del reply["metadata"]["inference_time_ms"]
        notes_keys = [key for key in store.list("") if key != "registry/probe"]
        seen.append((replied, notes_keys, talk.model.requests))
    for over_files, over_s3 in zip(*seen, strict=True):
        assert over_files == over_s3
    assert len(seen[0][1]) > 20


async def test_what_the_model_was_sent(store: Store, opened: Open) -> None:
    talk = opened(store)
    await talk.say(f"{IS_A} Tengo tos.")
    await talk.say("¿Qué te dije?")
    request = talk.request
    assert request["messages"] == [
        {"role": "user", "content": [{"text": f"{IS_A} Tengo tos."}]},
        {"role": "assistant", "content": [{"text": "De acuerdo. "}]},
        {"role": "user", "content": [{"text": "¿Qué te dije?"}]},
    ]
    assert [spec["name"] for spec in request["tools"]] == ["patient_info", "documents"]
    for spec in request["tools"]:
        parameters = spec["inputSchema"]["json"].get("properties", {})
        assert not {"patient", "patient_id", "paciente"} & set(parameters), "no tool takes a patient"
    assert request["system"].endswith(f"Paciente de esta conversación: {A}")
    await talk.say("Hola.", session="nobody")
    assert A not in repr(talk.request)
    assert not talk.request["tools"]


# ---------------------------------------------------------------- agents.main


@pytest.fixture(params=["file", "s3"])
def place(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, moto: str, untouched_logging: None
) -> Iterator[Store]:
    """A process configured by its environment alone, as an operator does it; the store that it uses."""
    monkeypatch.setenv("ASSISTANT_MODEL", "offline")
    monkeypatch.setenv("AUDIT_TRAIL", "none")
    if request.param == "s3":
        used: Store = request.getfixturevalue("s3")
        monkeypatch.setenv("SESSION_BUCKET", used.bucket or "")
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto)
    else:
        used = FileStore(request.getfixturevalue("tmp_path") / "notes")
        monkeypatch.setenv("SESSION_STORE", (used.root).as_uri())
    runtime = Runtime()
    monkeypatch.setattr(main, "runtime", runtime)
    yield used
    if runtime._parts is not None:
        runtime._parts.conversations.archive.workers.close()


def test_an_agent_made_by_hand_keeps_its_notes_in_the_documented_place(place: Store) -> None:
    agent = main.create_healthcare_agent("s-1", "juan perez 123")
    assert "patient_info" in agent.tool_names
    assert "Conversa con un profesional de la salud" in str(agent.system_prompt)
    answer = str(agent("Me llamo Ana. ¿Qué alergias tiene?"))
    assert answer
    assert [role for role, _ in notes(place, A)][:2] == ["user", "assistant"]
    assert document(place, folder(A) + "agents/agent_healthcare/agent.json")["state"]["patient_id"] == A
    again = main.create_healthcare_agent("s-1", A)
    assert [m["content"] for m in again.messages] == [m["content"] for m in agent.messages]
    assert "Ana" in str(again("¿Cómo me llamo?"))


def test_a_general_session_stands_under_unknown(place: Store) -> None:
    main.create_healthcare_agent("s-1")("Hola.")
    assert [role for role, _ in notes(place, "unknown")] == ["user", "assistant"]
    state = document(place, folder("unknown") + "agents/agent_healthcare/agent.json")["state"]
    assert (state["patient_id"], state["session_context"]) == (None, "general_session")


def test_the_session_manager_is_one_of_strands_own_kind(place: Store) -> None:
    manager = main.create_session_manager("s-1", A)
    model = ScriptedModel("Sí.")
    agent = Agent(agent_id="healthcare", model=model, session_manager=manager, callback_handler=None)
    agent("¿Se guarda?")
    assert notes(place, A) == [("user", "¿Se guarda?"), ("assistant", "Sí.")]
    assert isinstance(manager, S3SessionManager) is isinstance(place, S3Store)


def test_two_managers_on_one_session_do_not_overwrite_each_other(place: Store) -> None:
    def agent() -> Agent:
        manager = main.create_session_manager("s-1", A)
        return Agent(
            agent_id="healthcare", model=ScriptedModel(), session_manager=manager, callback_handler=None
        )

    one, two = agent(), agent()
    one("De uno.")
    with pytest.raises(WriteConflict):
        two("De dos.")
    assert [text for _, text in notes(place, A)] == ["De uno.", "De acuerdo."]


@pytest.mark.parametrize("session", ["a/b", "..", "", "a\nb", "x" * 257, "ñ"])
def test_a_wrong_session_id_is_refused(place: Store, session: str) -> None:
    with pytest.raises(InvalidRequest):
        main.create_session_manager(session, A)


@pytest.mark.parametrize("patient", ["", "..", "///", "unknown"])
def test_a_patient_without_a_safe_name_is_refused(place: Store, patient: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        main.create_session_manager("s-1", patient)
    assert list(place.list("processed/")) == []


async def test_a_conversation_goes_on_where_a_program_of_ones_own_stopped(place: Store) -> None:
    main.create_healthcare_agent("s-1", A)("Me llamo Ana.")
    talk = Talk(main.runtime.start().conversations, ScriptedModel())
    reply = await talk.say(f"{IS_A} ¿Cómo me llamo?")
    assert "Ana" in reply.message
    assert len(notes(place, A)) == 4


def test_a_stock_file_manager_reads_the_same_layout(
    settings: Callable[..., Settings], tmp_path: Any, monkeypatch: pytest.MonkeyPatch, untouched_logging: None
) -> None:
    """Strands' own layout on files is the one of S3, so a folder of notes opens too."""
    monkeypatch.setattr(main, "runtime", runtime := Runtime())
    runtime.start(settings(audit_trail="none"))
    main.create_healthcare_agent("s-1", A)("Me llamo Ana.")
    place = str(tmp_path / "data" / "processed" / f"{A}_medical_notes")
    stock = FileSessionManager("s-1", storage_dir=place)
    agent = Agent(agent_id="healthcare", model=ScriptedModel(), session_manager=stock, callback_handler=None)
    assert heard(agent) == notes(FileStore(tmp_path / "data"), A)
    runtime.start().conversations.archive.workers.close()
