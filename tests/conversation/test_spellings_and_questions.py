"""One patient, many spellings; one number, two patients; and the questions that wait for their answer."""

import pytest

from agents.identity import Caller, Role
from agents.redaction.turn_log import Outcome
from agents.sessions.store import Store
from agents.turn import replies
from tests.faulty import DurableMemory
from tests.processes import Open
from tests.talk import IS_A, UNKNOWN, A, Talk, everything, notes, record

pytestmark = pytest.mark.anyio


@pytest.fixture
def store() -> Store:
    """One store will do: what differs between them is tested elsewhere."""
    return DurableMemory()


CEDULA, HISTORY = "Cédula 12345678, tiene tos.", "Historia clínica 12345678, tiene fiebre."
FOLDER = "12345678"


@pytest.mark.parametrize("restart", [False, True])
async def test_spellings_of_one_name_meet_in_the_first_seen_folder(
    store: Store, opened: Open, restart: bool
) -> None:
    talk = opened(store)
    for number, spelling in enumerate(("Juan_Perez", "juan perez", "JUAN PEREZ", "Juan Pérez", "JUAN_PEREZ")):
        talk = opened(store) if restart else talk
        reply = await talk.say(f"Notas del paciente {spelling}.", session=f"s-{number}")
        assert reply.patient_context.patient_id == "Juan_Perez"
    assert list(store.folders("processed/")) == ["processed/Juan_Perez_medical_notes/"]


async def test_another_spelling_inside_the_session_stays(talk: Talk, store: Store) -> None:
    await talk.say("Notas del paciente Juan_Perez.")
    reply = await talk.say("El paciente juan pérez tiene tos.")
    assert not reply.patient_context.patient_changed
    assert len(notes(store, "Juan_Perez")) == 4


async def test_a_number_of_another_kind_is_asked_about(talk: Talk, store: Store) -> None:
    await talk.say(CEDULA)
    answer = await talk.turn(HISTORY, session="s-2")
    assert answer.outcome is Outcome.ASKED
    assert FOLDER in answer.reply.message
    assert answer.reply.patient_context.patient_id is None
    assert not answer.reply.session_info.notes_saved
    assert list(store.folders("processed/")) == [f"processed/{FOLDER}_medical_notes/"]


@pytest.mark.parametrize("restart", [False, True])
async def test_yes_links_the_number_and_the_message_that_waited_is_kept(
    store: Store, opened: Open, restart: bool
) -> None:
    talk = opened(store)
    await talk.say(CEDULA)
    await talk.say(HISTORY, session="s-2")
    talk = opened(store) if restart else talk
    reply = await talk.say("sí", session="s-2")
    assert reply.patient_context.patient_id == FOLDER
    assert notes(store, FOLDER, "s-2")[0] == ("user", f"{HISTORY} | sí")
    assert talk.heard[-1] == ("user", f"{HISTORY} | sí")
    linked = await talk.say("Historia clínica 12345678.", session="s-3")
    assert linked.patient_context.patient_id == FOLDER


@pytest.mark.parametrize("restart", [False, True])
async def test_no_gives_the_second_patient_a_folder_of_their_own(
    store: Store, opened: Open, restart: bool
) -> None:
    talk = opened(store)
    await talk.say(CEDULA)
    await talk.say(HISTORY, session="s-2")
    talk = opened(store) if restart else talk
    reply = await talk.say("no", session="s-2")
    assert reply.patient_context.patient_id == "12345678_HC"
    assert len(notes(store, "12345678_HC", "s-2")) == 2
    assert len(notes(store, FOLDER)) == 2
    again = await talk.say("Historia clínica 12345678.", session="s-3")
    assert again.patient_context.patient_id == "12345678_HC"
    assert (await talk.say("Cédula 12345678.", session="s-4")).patient_context.patient_id == FOLDER


async def test_a_yes_or_no_question_ends_with_the_next_message(talk: Talk, store: Store) -> None:
    await talk.say(CEDULA)
    await talk.say(HISTORY, session="s-2")
    reply = await talk.say("¿Qué hora es?", session="s-2")
    assert reply.message.startswith(replies.NOT_KEPT)
    assert reply.patient_context.patient_id is None
    assert (await talk.say("sí", session="s-2")).patient_context.patient_id is None
    assert "fiebre" not in everything(store, "processed/")


async def test_naming_somebody_else_does_not_answer_yes_or_no(talk: Talk, store: Store) -> None:
    """The message that waits spoke of one patient; it never reaches the notes of another."""
    await talk.say(CEDULA)
    await talk.say(HISTORY, session="s-2")
    reply = await talk.say(IS_A, session="s-2")
    assert reply.patient_context.patient_id == A
    assert "fiebre" not in repr(talk.request)
    assert FOLDER not in repr(talk.request)
    assert "fiebre" not in everything(store, f"processed/{A}_medical_notes/")
    assert replies.NOT_KEPT in reply.message


@pytest.mark.parametrize("restart", [False, True])
async def test_a_bare_number_answers_which_patient_and_the_message_that_waited_is_kept(
    store: Store, opened: Open, restart: bool
) -> None:
    talk = opened(store)
    asked = await talk.turn("El paciente es Pedro, tiene fiebre.")
    assert asked.outcome is Outcome.ASKED
    assert list(store.list("processed/")) == []
    talk = opened(store) if restart else talk
    reply = await talk.say("456")
    assert reply.patient_context.patient_id == "456"
    assert notes(store, "456")[0] == ("user", "El paciente es Pedro, tiene fiebre. | 456")
    assert record(store).question is None


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("Maria_Garcia", "Maria_Garcia"), ("el primero", "Juan_Perez_123"), ("la segunda", "Maria_Garcia")],
)
async def test_one_of_the_two_is_chosen_and_the_other_reaches_nobody(
    talk: Talk, store: Store, answer: str, chosen: str
) -> None:
    both = "El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen fiebre."
    await talk.say(both)
    reply = await talk.say(answer)
    assert reply.patient_context.patient_id == chosen
    assert "fiebre" not in repr(talk.request)
    assert notes(store, chosen)[0] == ("user", answer)


async def test_the_question_waits_while_the_messages_name_nobody(talk: Talk, store: Store) -> None:
    await talk.say("El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen fiebre.")
    reply = await talk.say("Un momento, por favor.")
    assert reply.patient_context.patient_id is None
    assert (await talk.say("la segunda")).patient_context.patient_id == "Maria_Garcia"
    assert len(notes(store, "Maria_Garcia")) == 4
    assert list(store.list(f"processed/{UNKNOWN}_")) == []


async def test_an_answer_may_not_name_whom_the_caller_may_not_see(talk: Talk, store: Store) -> None:
    limited = Caller("dr-x", Role.CLINICIAN, frozenset({A}))
    await talk.say(f"El paciente {A} y la paciente Maria_Garcia tienen fiebre.", caller=limited)
    answer = await talk.turn("la segunda", caller=limited)
    assert (answer.outcome, answer.reply.message) == (Outcome.REFUSED, replies.REFUSED)
    assert list(store.list("processed/Maria_Garcia")) == []


async def test_a_doubtful_candidate_answered_with_another_patient_keeps_the_waiting_text_out(
    talk: Talk, store: Store
) -> None:
    asked = await talk.turn("¿Es el paciente 12399?")
    assert asked.outcome is Outcome.ASKED
    reply = await talk.say("456")
    assert reply.patient_context.patient_id == "456"
    assert "12399" not in repr(talk.request)
    assert "12399" not in everything(store, "processed/456_medical_notes/")
    assert replies.NOT_KEPT in reply.message


WAITS = "El paciente es Pedro, tiene fiebre."


@pytest.mark.parametrize("message", ["La paciente es Rosa, tiene tos.", "No, ese no es el paciente."])
async def test_a_message_whose_question_another_replaces_is_said_not_to_be_kept(
    talk: Talk, message: str
) -> None:
    await talk.say(IS_A)
    assert replies.NOT_KEPT not in (await talk.say(WAITS)).message
    replaced = await talk.turn(message)
    assert replaced.outcome is not Outcome.ANSWERED
    assert replaced.reply.message.startswith(replies.NOT_KEPT)
    assert replies.NOT_KEPT not in (await talk.say("456")).message
    assert "fiebre" not in repr(talk.request)


async def test_a_message_goes_on_waiting_where_another_is_refused(talk: Talk, store: Store) -> None:
    limited = Caller("dr-x", Role.CLINICIAN, frozenset({"456"}))
    await talk.say(WAITS, caller=limited)
    refused = await talk.turn("Notas de la paciente Maria_Garcia.", caller=limited)
    assert (refused.outcome, refused.reply.message) == (Outcome.REFUSED, replies.REFUSED)
    await talk.say("456", caller=limited)
    assert notes(store, "456")[0] == ("user", f"{WAITS} | 456")
