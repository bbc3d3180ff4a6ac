"""Whose conversation it is: stay, bind, switch, unbind, ask, refuse, over every store (design, section 2)."""

import pytest

from agents.identity import Caller, Role
from agents.redaction.turn_log import Outcome
from agents.sessions.store import Store
from agents.turn import replies
from tests.processes import Open
from tests.talk import IS_A, IS_B, UNKNOWN, A, B, Talk, document, folder, notes, record, stored

pytestmark = pytest.mark.anyio


async def test_a_message_that_names_nobody_is_kept_under_unknown(talk: Talk, store: Store) -> None:
    reply = await talk.say("Me duele la cabeza.")
    assert (reply.patient_context.patient_id, reply.patient_context.has_patient_context) == (None, False)
    assert reply.patient_context.session_prefix == "processed/unknown_medical_notes/"
    assert notes(store, UNKNOWN) == [("user", "Me duele la cabeza."), ("assistant", "De acuerdo.")]
    assert talk.heard == [("user", "Me duele la cabeza.")]
    assert not talk.request["tools"]


async def test_a_first_message_with_a_patient_is_kept_with_that_patient(talk: Talk, store: Store) -> None:
    reply = await talk.say(IS_A + " Tengo dolor de cabeza.")
    context = reply.patient_context
    assert (context.patient_id, context.has_patient_context, context.patient_changed) == (A, True, False)
    assert context.session_prefix == f"processed/{A}_medical_notes/"
    assert [role for role, _ in notes(store, A)] == ["user", "assistant"]
    assert reply.session_info.notes_saved is store.durable
    assert {tool["name"] for tool in talk.request["tools"]} == {"patient_info", "documents"}
    assert A in talk.request["system"]


async def test_the_segment_stands_in_the_documented_layout(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    agent = document(store, folder(A) + "agents/agent_healthcare/agent.json")
    assert agent["state"]["patient_id"] == A
    assert agent["state"]["session_context"] == "patient_session"
    assert set(agent["state"]) == {"patient_id", "session_context", "metadata"}
    assert document(store, folder(A) + "session.json")["session_type"] == "AGENT"
    assert sorted(key.removeprefix(folder(A)) for key in store.list(folder(A))) == [
        "agents/agent_healthcare/agent.json",
        "agents/agent_healthcare/messages/message_0.json",
        "agents/agent_healthcare/messages/message_1.json",
        "session.json",
    ]
    assert [entry["message_id"] for entry in stored(store, A)] == [0, 1]


async def test_a_general_session_says_so_in_its_state(talk: Talk, store: Store) -> None:
    await talk.say("Hola.")
    agent = document(store, folder(UNKNOWN) + "agents/agent_healthcare/agent.json")
    assert (agent["state"]["patient_id"], agent["state"]["session_context"]) == (None, "general_session")


async def test_a_follow_up_stays_and_the_model_has_the_conversation(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    reply = await talk.say("¿Qué te dije?")
    assert reply.patient_context.patient_id == A
    assert talk.heard == [("user", IS_A), ("assistant", "De acuerdo."), ("user", "¿Qué te dije?")]
    assert len(notes(store, A)) == 4


async def test_a_follow_up_after_a_restart_finds_its_patient(store: Store, opened: Open) -> None:
    await opened(store).say(IS_A)
    again = opened(store)
    reply = await again.say("¿Qué te dije?")
    assert reply.patient_context.patient_id == A
    assert again.heard == [("user", IS_A), ("assistant", "De acuerdo."), ("user", "¿Qué te dije?")]
    assert {tool["name"] for tool in again.request["tools"]} == {"patient_info", "documents"}
    assert (reply.session_info.conversation_length, reply.metadata.conversation_count) == (4, 2)


@pytest.mark.parametrize("restart", [False, True])
async def test_a_bind_moves_the_earlier_messages_whole(store: Store, opened: Open, restart: bool) -> None:
    talk = opened(store)
    for number in range(3):
        await talk.say(f"Dato {number}.")
    before = stored(store, UNKNOWN)
    talk = opened(store) if restart else talk
    reply = await talk.say(IS_A)
    moved = [{key: value for key, value in entry.items() if key != "moved"} for entry in stored(store, A)[:6]]
    assert moved == before
    assert [role for role, _ in notes(store, A)] == ["user", "assistant"] * 4
    assert list(store.list("processed/unknown_medical_notes/")) == []
    assert talk.heard[0] == ("user", "Dato 0.")
    assert len(talk.heard) == 7
    assert reply.session_info.conversation_length == 8
    assert not reply.patient_context.patient_changed
    assert document(store, folder(A) + "agents/agent_healthcare/agent.json")["state"]["patient_id"] == A


async def test_after_a_bind_the_next_turn_and_the_next_process_go_on_there(
    store: Store, opened: Open
) -> None:
    talk = opened(store)
    await talk.say("Dato 0.")
    await talk.say(IS_A)
    await talk.say("Dato 2.")
    reply = await opened(store).say("Dato 3.")
    assert [text for role, text in notes(store, A) if role == "user"] == [
        "Dato 0.",
        IS_A,
        "Dato 2.",
        "Dato 3.",
    ]
    assert reply.session_info.conversation_length == 8
    assert not record(store).segment.left_behind


async def test_a_switch_says_so_and_opens_the_other_patients_notes(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    reply = await talk.say(IS_B)
    assert reply.patient_context.patient_changed
    assert reply.patient_context.patient_id == B
    assert reply.patient_context.session_prefix == f"processed/{B}_medical_notes/"
    assert reply.message.startswith(replies.changed(B))
    assert notes(store, B, "s-1.2")[0] == ("user", IS_B)
    assert reply.session_info.conversation_length == 2
    assert reply.metadata.conversation_count == 2


async def test_naming_the_same_patient_again_changes_nothing(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    reply = await talk.say(IS_A)
    assert not reply.patient_context.patient_changed
    assert record(store).current == 1


async def test_a_correction_switches_and_disputes_the_segment(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    reply = await talk.say(f"No, es el paciente {B}.")
    assert (reply.patient_context.patient_id, reply.patient_context.patient_changed) == (B, True)
    assert [(s.patient_id, s.disputed) for s in record(store).segments] == [(A, True), (B, False)]
    assert len(notes(store, A)) == 2, "moving notes afterwards is an explicit act"


async def test_a_disputed_segment_is_not_resumed(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    await talk.say(f"No, es el paciente {B}.")
    await talk.say(IS_A)
    assert [(s.number, s.patient_id) for s in record(store).segments] == [(1, A), (2, B), (3, A)]
    assert len(notes(store, A, "s-1.3")) == 2


async def test_a_denial_unbinds_and_asks(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    before = len(talk.model.requests)
    answer = await talk.turn("No es el paciente Juan_Perez_123.")
    assert (answer.outcome, answer.reply.message) == (Outcome.ASKED, replies.UNBOUND)
    assert answer.reply.patient_context.patient_id is None
    assert not answer.reply.session_info.notes_saved
    assert len(talk.model.requests) == before
    reply = await talk.say("Maria_Garcia")
    assert reply.patient_context.patient_id == B
    assert len(notes(store, A)) == 2


async def test_two_patients_in_one_message_are_asked_about_and_nothing_is_kept(
    talk: Talk, store: Store
) -> None:
    answer = await talk.turn("El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen fiebre.")
    assert answer.outcome is Outcome.ASKED
    assert "Juan_Perez_123" in answer.reply.message
    assert "Maria_Garcia" in answer.reply.message
    assert list(store.list("processed/")) == []
    assert talk.model.requests == []
    assert "fiebre" not in everything_in_the_registry(store)


async def test_asking_leaves_the_current_patient_as_it_was(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    reply = await talk.say("El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen fiebre.")
    assert reply.patient_context.patient_id == A
    assert len(notes(store, A)) == 2
    assert (await talk.say("Sigue con tos.")).patient_context.patient_id == A


async def test_a_caller_without_rights_is_refused_as_for_a_patient_that_does_not_exist(
    talk: Talk, store: Store
) -> None:
    await talk.say(IS_B)
    limited = Caller("dr-x", Role.CLINICIAN, frozenset({A}))
    known = await talk.turn(IS_B, session="mine", caller=limited)
    absent = await talk.turn("Notas del paciente Nadie_Conocido.", session="mine", caller=limited)
    assert known.outcome is absent.outcome is Outcome.REFUSED
    assert known.reply.message == absent.reply.message == replies.REFUSED
    assert known.reply.patient_context == absent.reply.patient_context
    assert store.read("registry/sessions/mine.json") is None
    assert (await talk.say(IS_A, session="mine", caller=limited)).patient_context.patient_id == A
    assert (await talk.say(IS_B, session="mine", caller=limited)).patient_context.patient_id == A


async def test_a_patient_caller_is_bound_to_their_own_record_and_to_no_other(
    talk: Talk, store: Store
) -> None:
    rosa = Caller("rosa", Role.PATIENT, frozenset({"Rosa_Quispe"}))
    reply = await talk.say("Me duele la cabeza.", caller=rosa)
    assert reply.patient_context.patient_id == "Rosa_Quispe"
    assert len(notes(store, "Rosa_Quispe")) == 2
    refused = await talk.turn(IS_A, caller=rosa)
    assert refused.outcome is Outcome.REFUSED
    assert list(store.list(f"processed/{A}")) == []


async def test_juan_perez_is_not_juan_perez_123(talk: Talk, store: Store) -> None:
    await talk.say("Notas del paciente Juan_Perez_123.")
    store.write(
        "processed/Juan_Perez_123_laboratorio/extracted_data.json",
        b'{"patient_id": "Juan_Perez_123", "glucosa": "CANARIO"}',
    )
    talk.model.steps = [("documents", {}), "Listo."]
    reply = await talk.say("Notas del paciente Juan_Perez. ¿Qué documentos tiene?", session="s-2")
    assert reply.patient_context.patient_id == "Juan_Perez"
    assert len(notes(store, "Juan_Perez", "s-2")) == 4
    assert "laboratorio" not in repr(talk.request["messages"])
    assert "CANARIO" not in repr(talk.request["messages"])


def everything_in_the_registry(store: Store) -> str:
    return "".join(item.body.decode() for key in store.list("registry/") if (item := store.read(key)))
