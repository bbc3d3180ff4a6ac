"""Two processes in one session that already stands: who loses a race leaves no trace, and no hole."""

import pytest

from agents.errors import Conflict
from agents.sessions.store import Store
from tests.crash.conftest import Start
from tests.crash.faults import Killed
from tests.crash.promises import assert_sound, times_kept
from tests.crash.test_first_turns import refused
from tests.talk import IS_A, IS_B, A, B, record
from tests.talk import notes as said

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("order", ["save", "write"])
async def test_a_loser_never_writes_over_the_winner(notes: Store, start: Start, order: str) -> None:
    """It finds the winner's message in its place, knows from the registry that it lost, and reads again."""
    await start(notes).say("Cero.")
    warm = start(notes, first=order)
    await warm.say("Uno.")
    await start(notes).say("Dos.")
    reply = await warm.say("Tres.")
    assert reply.session_info.conversation_length == 8
    assert "Dos." in warm.model.sent()
    assert_sound(notes)


async def test_a_loser_that_dies_before_it_takes_its_message_back_leaves_no_hole(
    notes: Store, start: Start
) -> None:
    warm = start(notes, first="write")
    await warm.say("Uno.")
    warm.store.meanwhile("write record", lambda: start(notes).say("Dos."))
    warm.store.kill("read record")  # to see whether it may
    await warm.dies("Tres.")
    assert times_kept(notes, "Dos.") == 1
    await start(notes).say("Cuatro.")
    assert times_kept(notes, "Tres.") == 0
    assert_sound(notes)


async def test_a_loser_that_was_slower_than_a_whole_turn_takes_back_its_own_message_only(
    notes: Store, start: Start
) -> None:
    """The winner wrote over the loser's message: what stands there is no longer the loser's to remove."""
    warm = start(notes, first="write")
    await warm.say("Uno.")
    warm.store.meanwhile("write record", lambda: start(notes).say("Dos."))
    await warm.say("Tres.")
    assert [text for role, text in said(notes, "unknown") if role == "user"] == ["Uno.", "Dos.", "Tres."]
    assert_sound(notes)


async def test_a_switch_made_elsewhere_keeps_a_warm_process_out_of_the_first_patients_notes(
    notes: Store, start: Start
) -> None:
    warm = start(notes, first="write")
    await warm.say(f"{IS_A} Fiebre.")
    await start(notes).say(f"{IS_B} Tos.")
    await warm.say("Duele la espalda.")
    assert "espalda" in repr(said(notes, B, "s-1.2"))
    assert "espalda" not in repr(said(notes, A))
    assert_sound(notes)


async def test_while_a_turn_runs_another_process_gets_a_conflict_it_may_retry(
    notes: Store, start: Start
) -> None:
    one, other = start(notes), start(notes)
    await one.say("Uno.")
    one.model.before = lambda: refused(other.say("Dos."))  # in its own turn, fenced by then or soon
    one.store.kill("delete *")
    try:
        await one.say("Tres.")
    except Killed:
        pytest.fail("it took back what was not its to take")
    await other.say("Dos.")
    assert_sound(notes)


async def test_a_claim_that_another_patient_won_takes_the_binding_back(notes: Store, start: Start) -> None:
    """Two documents with the same number, named in the same moment, in two sessions."""
    one, other = start(notes), start(notes)
    one.store.meanwhile("write record", lambda: other.say("Paciente con HC 12345678, tos.", session="s-2"))
    reply = await one.say("Paciente con cédula 12345678, fiebre.")
    assert reply.patient_context.patient_id is None
    assert "¿Es la misma persona?" in reply.message
    assert "fiebre" not in repr(said(notes, "12345678", "s-2"))
    assert record(notes).patient_id is None
    assert_sound(notes)
    await one.say("No.")
    assert record(notes).patient_id not in (None, "12345678")
    assert_sound(notes)


async def test_a_claim_that_was_lost_by_a_process_that_died_takes_the_binding_back(
    notes: Store, start: Start, start_later: Start
) -> None:
    one, other = start(notes), start(notes)
    one.store.meanwhile("write alias", lambda: other.say("Paciente con HC 12345678, tos.", session="s-2"))
    one.store.kill("write agent.json", after=True)
    await one.dies("Paciente con cédula 12345678, fiebre.", message_id="m1")
    later = start_later(notes)
    reply = await later.say("Paciente con cédula 12345678, fiebre.", message_id="m1")
    assert "¿Es la misma persona?" in reply.message
    assert "fiebre" not in repr(list(notes.list("processed/12345678_medical_notes/session_s-1/agents")))
    assert record(notes).patient_id is None
    await later.say("Sí.")
    assert times_kept(notes, "fiebre") == 1
    assert_sound(notes)


async def test_claims_that_a_dead_process_did_not_make_are_made_for_it(
    notes: Store, start: Start, start_later: Start
) -> None:
    """Or the folder would be free for another patient with the same number."""
    one = start(notes)
    one.store.kill("write alias", at=2)
    await one.dies("Paciente con cédula 12345678, fiebre.", message_id="m1")
    await start_later(notes).say("Paciente con cédula 12345678, fiebre.", message_id="m1")
    reply = await start(notes).say("Paciente con HC 12345678, tos.", session="s-2")
    assert "¿Es la misma persona?" in reply.message


async def test_an_alias_that_lost_its_folder_does_not_block_its_patient(notes: Store, start: Start) -> None:
    one, other = start(notes, first="claim"), start(notes)
    one.store.meanwhile(
        "write alias", lambda: other.say("Paciente con HC 12345678, tos.", session="s-2"), at=2
    )
    one.store.kill("write record")
    await one.dies("Paciente con cédula 12345678, fiebre.")
    talk = start(notes)
    assert "¿Es la misma persona?" in (await talk.say("Paciente con cédula 12345678, fiebre.")).message
    reply = await talk.say("No.")
    assert reply.patient_context.patient_id not in (None, "12345678")
    assert times_kept(notes, "fiebre") == 1


async def test_somebody_who_meets_a_busy_session_is_told_to_come_back_soon(
    notes: Store, start: Start
) -> None:
    one = start(notes)
    one.store.kill("write record", after=True)
    await one.dies("Uno.")
    with pytest.raises(Conflict) as conflict:
        await start(notes).say("Dos.")
    assert conflict.value.retry_after in (1, 2), "turns end long before their lease"
