"""A turn whose message was not kept: the session is as before it, whatever the record said already."""

from datetime import timedelta

import pytest

from agents.errors import AssistantError, Conflict, NotesInTheWay, StoreUnavailable
from agents.sessions.documents import dump, text_message
from agents.sessions.layout import message_json
from agents.sessions.store import Store
from agents.turn import replies
from tests.crash.conftest import Start
from tests.crash.promises import assert_sound, assert_stock_reads, times_kept
from tests.crash.test_takeovers import reader
from tests.fakes import CLINICIAN
from tests.talk import IS_A, IS_B, SESSION, UNKNOWN, A, B, age, folder, record
from tests.talk import notes as kept

pytestmark = pytest.mark.anyio

WAITING = "Paciente 45 con fiebre de 39 y alergia a la penicilina."


@pytest.mark.parametrize("killed", [False, True])
async def test_a_switch_whose_message_was_not_kept_did_not_happen(
    notes: Store, start: Start, start_later: Start, killed: bool
) -> None:
    one = start(notes)
    await one.say(f"{IS_A} Fiebre.")
    if killed:
        one.store.kill("write message")
        await one.dies(f"{IS_B} Tos.")
    else:
        one.store.fail("write message")
        with pytest.raises(StoreUnavailable):
            await one.say(f"{IS_B} Tos.")
    reply = await start_later(notes).say("¿Qué alergias tiene?")
    assert reply.patient_context.patient_id == A
    assert_sound(notes)


async def test_a_message_that_waits_goes_on_waiting_when_its_answer_was_not_kept(
    notes: Store, start: Start
) -> None:
    one = start(notes)
    await one.say(WAITING)
    one.store.fail("write message")
    with pytest.raises(StoreUnavailable):
        await one.say("45", message_id="m-2")
    await one.say("45", message_id="m-2")
    assert [text for _, text in kept(notes, "45")] == [f"{WAITING} | 45", "De acuerdo."]


async def test_the_offer_to_resume_is_made_again_when_its_message_was_not_kept(
    notes: Store, start: Start, start_later: Start
) -> None:
    await start(notes).say(f"{IS_A} Fiebre.")
    age(notes, timedelta(hours=3))
    two = start(notes)
    two.store.kill("write message")
    await two.dies("Peso 70.")
    assert "terminó" in (await start_later(notes).say("¿Qué alergias tiene?")).message


async def a_new_conversation_dies(notes: Store, start: Start, step: str, text: str, **options: str) -> None:
    """The one before, about A, had ended; its first reply is made, and half of the last wave lands."""
    await start(notes).say(f"{IS_A} Fiebre.")
    age(notes, timedelta(hours=3))
    two = start(notes)
    two.store.kill(step, at=2)
    await two.dies(text, **options)


@pytest.mark.parametrize("step", ["write message", "write record"])
async def test_a_retry_still_says_that_the_conversation_had_ended(
    notes: Store, start: Start, start_later: Start, step: str
) -> None:
    await a_new_conversation_dies(notes, start, step, f"{IS_A} Peso 70.", message_id="m-2")
    reply = await start_later(notes).say(f"{IS_A} Peso 70.", message_id="m-2")
    assert reply.message.startswith(replies.ENDED)


@pytest.mark.parametrize("step", ["write message", "write record"])
async def test_the_next_message_hears_that_the_conversation_had_ended(
    notes: Store, start: Start, start_later: Start, step: str
) -> None:
    await a_new_conversation_dies(notes, start, step, "Peso 70.")
    reply = await start_later(notes).say("¿Qué alergias tiene?")
    assert A in reply.message
    assert (await start_later(notes).say("sí")).patient_context.patient_id == A


async def test_a_conversation_that_ended_before_its_broken_turn_is_closed_stays_ended(
    notes: Store, start: Start
) -> None:
    one = start(notes)
    await one.say(f"{IS_A} Fiebre.")
    one.store.kill("write record", at=2)
    await one.dies("Peso 70.")
    age(notes, timedelta(hours=3))
    reply = await start(notes).say("¿Qué alergias tiene?")
    assert reply.patient_context.patient_id is None
    assert "terminó" in reply.message


async def test_an_end_that_was_answered_holds_when_the_turn_before_it_is_undone(
    notes: Store, start: Start, start_later: Start
) -> None:
    one, other = start(notes), start(notes)
    await one.say("Hola.")
    one.store.meanwhile("write alias", lambda: other.say("Paciente con HC 12345678, tos.", session="s-2"))
    one.store.kill("write agent.json", after=True)
    await one.dies("Paciente con cédula 12345678, fiebre.")
    age(notes, timedelta(minutes=1))
    assert reader(other).end(CLINICIAN, SESSION)["status"] == "ended"
    await start_later(notes).say("¿Qué puede hacer?")
    assert len(record(notes).segments) == 2, "a new conversation"


async def test_a_message_that_waited_when_the_session_ended_is_said_to_be_lost(
    notes: Store, start: Start
) -> None:
    await start(notes).say("Hola.")
    await start(notes).say(WAITING)
    age(notes, timedelta(hours=3))
    assert "no se guardó" in (await start(notes).say("Gracias.")).message


def stock(store: Store, patient: str, name: str = SESSION) -> None:
    """Notes of another tool."""
    for number, (role, text) in enumerate((("user", "Nota previa."), ("assistant", "Bien."))):
        body = dump({"message": text_message(role, text), "message_id": number})
        store.write(message_json(folder(patient, name), number), body)


async def test_a_switch_to_where_other_tools_wrote_is_said(notes: Store, start: Start) -> None:
    one = start(notes)
    await one.say(f"{IS_A} Hola.")
    stock(notes, B, f"{SESSION}.2")
    reply = await one.say(f"{IS_B} Tos.")
    assert reply.patient_context.patient_changed
    assert kept(notes, B, f"{SESSION}.2")[0] == ("user", "Nota previa.")


async def test_a_bind_to_where_other_tools_wrote_is_refused_for_good(notes: Store, start: Start) -> None:
    one = start(notes)
    await one.say("Hola.")
    stock(notes, A)
    with pytest.raises(NotesInTheWay):
        await one.say(f"{IS_A} Tos.")
    assert [text for _, text in kept(notes, UNKNOWN)] == ["Hola.", "De acuerdo."]
    assert [text for _, text in kept(notes, A)] == ["Nota previa.", "Bien."]


@pytest.mark.parametrize("landed", ["alias", "folder"])
async def test_of_a_new_patients_claims_one_alone_is_completed_and_nobody_shares_the_folder(
    notes: Store, start: Start, start_later: Start, landed: str
) -> None:
    one = start(notes, first="claim")
    if landed == "folder":
        one.store.fail("write alias")
    one.store.kill("write alias", at=1 if landed == "alias" else 2, after=True)
    await one.dies("Paciente con HC 12345678, tos.")
    again = await start_later(notes).say("Paciente con HC 12345678, tos.")
    assert again.patient_context.patient_id == "12345678"
    other = await start(notes).say("Paciente con cédula 12345678, fiebre.", session="s-2")
    assert "misma persona" in other.message


async def test_what_a_model_sends_of_half_a_character_can_be_read_by_all(notes: Store, start: Start) -> None:
    await start(notes, "hola \ud800 x").say("Hola")
    for key in notes.list("processed/"):
        item = notes.read(key)
        assert item is not None
        item.body.decode()


async def test_a_session_cleared_during_a_turn_is_read_anew(notes: Store, start: Start) -> None:
    one = start(notes)

    async def clear() -> None:
        one.conversations.forget(SESSION)

    one.model.before = clear
    await one.say("Hola")
    one.model.before = None
    one.store.steps.clear()
    await one.say("¿Sigue?")
    assert "read record" in one.store.steps


async def test_what_closes_the_turn_before_is_no_answer_to_the_message_that_was_to_follow(
    notes: Store, start: Start, start_later: Start
) -> None:
    one = start(notes)
    await one.say(f"{IS_A} Fiebre.")
    one.store.kill("write record", at=2, after=True)  # counted, and the answer is not there
    await one.dies("¿Su peso?")
    two = start_later(notes)
    two.store.fail("write message", at=2)  # the first closes the turn before
    with pytest.raises(StoreUnavailable):
        await two.say("Tiene tos.", message_id="m-1")
    reply = await two.say("Tiene tos.", message_id="m-1")
    assert reply.message.strip() == "De acuerdo."
    assert times_kept(notes, "Tiene tos.") == 1
    assert_sound(notes)


@pytest.mark.parametrize("at", [1, 2, 3])
async def test_undoing_a_bind_may_die_as_well(
    notes: Store, start: Start, start_later: Start, at: int
) -> None:
    one = start(notes)
    await one.say("Hola.")
    one.store.fail("write message", at=3)  # after the two copies
    with pytest.raises(StoreUnavailable):
        await one.say(f"{IS_A} Tos.", message_id="m-1")
    two = start_later(notes)
    two.store.kill("delete message" if at < 3 else "write record", at=min(at, 2), after=at < 3)
    await two.dies("Sigue igual.")
    reply = await start_later(notes).say("Sigue igual.")
    assert reply.patient_context.patient_id is None
    assert times_kept(notes, "Hola.") == 1
    assert_sound(notes)


async def test_a_first_turn_that_died_before_its_files_is_opened_by_stock_also_after_its_session_ended(
    notes: Store, start: Start
) -> None:
    one = start(notes)
    one.store.kill("write message", after=True)
    await one.dies("Hola.")
    age(notes, timedelta(hours=3))
    await start(notes).say("Buenas.")
    assert len(record(notes).segments) == 2
    assert_stock_reads(notes)


async def test_readers_are_shown_what_is_kept_when_the_last_answer_never_came(
    notes: Store, start: Start, start_later: Start
) -> None:
    one = start(notes)
    await one.say(f"{IS_A} Fiebre.")
    one.store.kill("write record", at=2, after=True)
    await one.dies("¿Su peso?")
    reading = reader(start(notes))
    with pytest.raises(Conflict):
        reading.messages(CLINICIAN, SESSION)
    age(notes, timedelta(minutes=1))
    shown = reading.messages(CLINICIAN, SESSION)
    assert [message["text"] for message in shown["messages"]][-1] == "¿Su peso?"
    assert (shown["total"], len(reading.history(SESSION))) == (3, 3)
    await start_later(notes).say("¿Sigue?")
    assert reading.messages(CLINICIAN, SESSION)["total"] == 6


async def test_a_reader_who_comes_while_an_answer_is_on_its_way_is_told_to_come_again(
    notes: Store, start: Start
) -> None:
    one, reading = start(notes), reader(start(notes))
    await one.say(f"{IS_A} Fiebre.")
    found: list[object] = []

    async def read() -> None:
        try:
            found.append(reading.messages(CLINICIAN, SESSION))
        except AssistantError as error:
            found.append(error.code)

    one.store.meanwhile("write message", read, at=2)
    await one.say("¿Su peso?")
    assert found == ["conflict"]


async def test_a_reader_whom_a_move_overtakes_reads_where_the_notes_are_now(
    notes: Store, start: Start
) -> None:
    slow, other = start(notes), start(notes)
    await start(notes).say("Hola, fiebre.")
    slow.store.meanwhile("read message", lambda: other.say(f"{IS_A} Tos."))
    shown = reader(slow).messages(CLINICIAN, SESSION)
    assert (shown["patient_id"], shown["total"]) == (A, 4)
