"""What a turn that broke off would have told: heard in the owner's next reply, and by nobody before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from agents.bootstrap import session_reader
from agents.config import Settings
from agents.errors import AssistantError
from agents.identity import Caller, Role
from agents.turn import replies
from tests.fakes import CLINICIAN
from tests.faulty import DurableMemory, Faulty
from tests.processes import Open
from tests.talk import IS_A, IS_B, SESSION, A, B, Talk, age, notes, record

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
