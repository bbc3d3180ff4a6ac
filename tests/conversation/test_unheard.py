"""What a turn that broke off would have told: heard in the owner's next reply, and by nobody before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from agents.bootstrap import session_reader
from agents.config import Settings
from agents.errors import AssistantError
from agents.identity import Caller, Role
from agents.sessions.documents import dump
from agents.turn import replies
from tests.fakes import CLINICIAN
from tests.faulty import Call, DurableMemory, Fault, Faulty
from tests.processes import Open
from tests.talk import IS_A, IS_B, SESSION, A, B, Talk, age, document, folder, notes, record

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)
DOWN = RuntimeError("the model is down")


@pytest.fixture
def store() -> Faulty:
    return Faulty(DurableMemory())


async def breaks_off(talk: Talk, text: str, **options: str) -> None:
    with pytest.raises(AssistantError):
        await talk.say(text, **options)


async def an_offer_breaks_off(store: Faulty, opened: Open, text: str, *, counted: bool) -> None:
    """The reply to `text` would have offered to resume with A. `counted`: only its message is not stored."""
    await opened(store).say(f"{IS_A} Fiebre.")
    age(store, HOUR)
    if counted:
        store.fail("write", "unknown_medical_notes/session_s-1.2/agents/agent_healthcare/messages/message_1")
        await breaks_off(opened(store), text)
        store.heal()
    else:
        await breaks_off(opened(store, DOWN), text)


@pytest.mark.parametrize("counted", [False, True])
async def test_yes_is_no_answer_to_an_offer_that_nobody_heard(
    store: Faulty, opened: Open, counted: bool
) -> None:
    await an_offer_breaks_off(store, opened, "Tengo otro con tos.", counted=counted)
    reply = await opened(store).say("Sí, inténtalo de nuevo.")
    assert reply.patient_context.patient_id is None
    assert [text for role, text in notes(store, A) if role == "user"] == [f"{IS_A} Fiebre."]
    assert A in reply.message, "it is offered now"
    assert (await opened(store).say("sí")).patient_context.patient_id == A


async def test_an_offer_is_not_made_to_who_may_no_longer_see_the_patient(store: Faulty, opened: Open) -> None:
    limited = Caller(CLINICIAN.id, Role.CLINICIAN, frozenset({B}))
    await opened(store).say(IS_A)
    age(store, HOUR)
    await breaks_off(opened(store, DOWN), "Tengo tos.", message_id="m-1")
    retried = await opened(store).say("Tengo tos.", message_id="m-1", caller=limited)
    assert retried.message.startswith(replies.ENDED)
    assert A not in retried.message
    await breaks_off(opened(store, DOWN), "Y fiebre.")
    assert A not in (await opened(store).say("¿Qué tomo?", caller=limited)).message


@pytest.mark.parametrize(
    "text", ["Paciente Pedro_Soto, ¿cómo va?", "¿Le damos lo mismo que a la paciente 12345 o a la 67890?"]
)
async def test_a_switch_is_told_also_beside_a_refusal_or_a_question(
    store: Faulty, opened: Open, text: str
) -> None:
    eva = Caller("eva", Role.CLINICIAN, frozenset({A, B}))
    talk = opened(store)
    await talk.say(IS_A, caller=eva)
    talk.model.steps = [DOWN]
    with pytest.raises(AssistantError):
        await talk.say(IS_B, caller=eva)
    reply = await talk.say(text, caller=eva)
    assert reply.message.startswith(replies.changed(B))
    assert (reply.patient_context.patient_id, reply.patient_context.patient_changed) == (B, True)
    again = await talk.say("Dele paracetamol.", caller=eva)
    assert replies.changed(B) not in again.message, "once"


async def test_the_owner_hears_of_a_switch_after_whoever_spoke_in_between(
    store: Faulty, opened: Open, settings: Callable[..., Settings]
) -> None:
    eva = Caller("eva", Role.CLINICIAN, frozenset({B}))
    await opened(store).say(IS_B)
    session_reader(settings(audit_trail="none"), store).share(CLINICIAN, SESSION, eva.id, HOUR)
    await opened(store).say(IS_A)
    await breaks_off(opened(store, DOWN), IS_B)
    talk = opened(store)
    assert replies.changed(B) not in (await talk.say("¿Cómo sigue?", caller=eva)).message
    assert record(store).unheard is not None
    assert (await talk.say("Dele paracetamol.")).message.startswith(replies.changed(B))
    assert record(store).unheard is None


def counts_no_more(store: Faulty) -> None:
    """From now on the record that begins a turn is written, and the one that counts it is not."""
    written: list[str] = []

    def fails(call: Call) -> Fault | None:
        if call.name != "write" or not call.key.startswith("registry/sessions/"):
            return None
        written.append(call.key)
        return "fails" if len(written) > 1 else None

    store.failing = fails


async def test_a_notice_that_a_retry_has_heard_is_not_given_again(store: Faulty, opened: Open) -> None:
    await opened(store).say(IS_A)
    counts_no_more(store)
    await breaks_off(opened(store), IS_B, message_id="m-1")
    store.heal()
    age(store, timedelta(minutes=2))
    assert (await opened(store).say(IS_B, message_id="m-1")).message.startswith(replies.changed(B))
    again = await opened(store).say("Dele paracetamol.")
    assert again.patient_context.patient_changed is False
    assert replies.changed(B) not in again.message


async def test_an_offer_that_a_retry_has_heard_can_be_accepted(store: Faulty, opened: Open) -> None:
    await opened(store).say(IS_A)
    age(store, HOUR)
    counts_no_more(store)
    await breaks_off(opened(store), "Tengo tos.", message_id="m-1")
    store.heal()
    age(store, timedelta(minutes=2))
    assert A in (await opened(store).say("Tengo tos.", message_id="m-1")).message
    assert (await opened(store).say("sí")).patient_context.patient_id == A


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Dele paracetamol.", "session_s-1.2/agents/agent_healthcare/messages/"),
        ("Ahora las notas del paciente Pedro_Soto_9.", "session_s-1.3/agents/agent_healthcare/messages/"),
    ],
)
async def test_a_notice_outlives_the_turn_that_would_have_given_it(
    store: Faulty, opened: Open, text: str, part: str
) -> None:
    """The switch is counted and its answer is missing; then the next message is not kept, either."""
    await opened(store).say(IS_A)
    store.fail("write", f"{B}_medical_notes/session_s-1.2/agents/agent_healthcare/messages/message_1")
    await breaks_off(opened(store), IS_B)
    store.fail("write", part)
    await breaks_off(opened(store), text)
    store.heal()
    reply = await opened(store).say("¿Cómo sigue?")
    assert reply.patient_context.patient_id == B
    assert replies.changed(B) in reply.message


async def test_an_offer_outlives_a_move_that_was_half_made(store: Faulty, opened: Open) -> None:
    await an_offer_breaks_off(store, opened, "Tengo otro.", counted=True)
    store.fail("write", f"{B}_medical_notes/session_s-1.2")
    await breaks_off(opened(store), f"Esta sesión es del paciente {B}.")
    store.heal()
    assert A in (await opened(store).say("¿Qué tomo?")).message


async def test_a_notice_that_was_heard_is_not_repeated_after_another_tools_message(
    store: Faulty, opened: Open
) -> None:
    await opened(store).say(IS_A)
    await opened(store).say(IS_B)
    place = f"{folder(B, 's-1.2')}agents/agent_healthcare/messages/"
    foreign = {**document(store, f"{place}message_0.json"), "message_id": 2}
    store.write(f"{place}message_2.json", dump({key: foreign[key] for key in foreign.keys() - {"turn"}}))
    reply = await opened(store).say("¿Cómo sigue?")
    assert (reply.patient_context.patient_changed, replies.changed(B) in reply.message) == (False, False)
