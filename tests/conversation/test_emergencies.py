"""Promise 9 inside a turn: the emergency's action stands first, in whatever is answered and kept."""

import pytest

from agents.safety import screen
from agents.sessions.store import Store
from agents.turn import replies
from tests.fakes import Ear
from tests.faulty import DurableMemory
from tests.processes import Open
from tests.talk import IS_A, UNKNOWN, A, Talk, notes, stored, valid_roles

pytestmark = pytest.mark.anyio


@pytest.fixture
def store() -> Store:
    """One store will do: what differs between them is tested elsewhere."""
    return DurableMemory()


PAIN = "Tengo dolor de pecho fuerte y me falta el aire."
flag = screen(PAIN)
ACTION = flag.text if flag else ""


async def test_the_action_stands_first_in_the_reply_and_in_the_stored_message(
    talk: Talk, store: Store
) -> None:
    assert ACTION
    reply = await talk.say(f"{IS_A} {PAIN}")
    assert reply.message.startswith(ACTION)
    assert reply.message.endswith("De acuerdo. ")
    blocks = stored(store, A)[-1]["message"]["content"]
    assert [block["text"].strip() for block in blocks] == [ACTION, "De acuerdo."], "once, and first"


@pytest.mark.parametrize("restart", [False, True])
async def test_the_next_turns_model_sees_it_once(store: Store, opened: Open, restart: bool) -> None:
    talk = opened(store)
    await talk.say(PAIN)
    talk = opened(store) if restart else talk
    reply = await talk.say("Gracias.")
    assert talk.heard[1] == ("assistant", f"{ACTION} | De acuerdo.")
    assert ACTION not in reply.message


async def test_it_stands_first_after_tools_too(talk: Talk, store: Store) -> None:
    talk.model.steps = [("patient_info", {}), "Listo."]
    reply = await talk.say(f"{IS_A} {PAIN}")
    assert reply.message.startswith(ACTION)
    assert notes(store, A)[-1] == ("assistant", f"{ACTION} | Listo.")
    assert valid_roles(notes(store, A))


async def test_it_stands_first_in_a_question_a_refusal_and_a_switch(talk: Talk) -> None:
    from agents.identity import Caller, Role

    limited = Caller("dr-x", Role.CLINICIAN, frozenset({A}))
    asked = await talk.say(f"El paciente Juan_Perez_123 y la paciente Maria_Garcia. {PAIN}")
    assert asked.message.startswith(ACTION)
    assert len(asked.message) > len(ACTION) + 20
    refused = await talk.say(f"Notas del paciente Maria_Garcia. {PAIN}", session="x", caller=limited)
    assert refused.message == replies.joined(ACTION, replies.REFUSED)
    await talk.say(IS_A, session="y")
    switched = await talk.say(f"Notas del paciente Maria_Garcia. {PAIN}", session="y")
    assert switched.message.startswith(replies.joined(ACTION, replies.changed("Maria_Garcia")))
    unbound = await talk.say(f"No es el paciente Maria_Garcia. {PAIN}", session="y")
    assert unbound.message == replies.joined(ACTION, replies.UNBOUND)


async def test_a_listener_does_not_hear_it_twice(talk: Talk) -> None:
    """Who streams has sent it before the turn began (see tests/test_http.py); the turn adds the rest."""
    ear = Ear()
    reply = await talk.say(PAIN, ear=ear)
    assert f"{ACTION}\n\n{ear.text}" == reply.message


async def test_a_retry_after_a_failed_model_has_it_too(talk: Talk, store: Store) -> None:
    from agents.errors import ModelUnavailable

    talk.model.steps = [RuntimeError("no")]
    with pytest.raises(ModelUnavailable):
        await talk.say(PAIN, message_id="m-1")
    reply = await talk.say(PAIN, message_id="m-1")
    assert reply.message.startswith(ACTION)
    assert notes(store, UNKNOWN)[-1] == ("assistant", f"{ACTION} | De acuerdo.")
