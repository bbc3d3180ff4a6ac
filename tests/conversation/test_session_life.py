"""How a session ends and goes on, what replies say of it, and what a process keeps warm."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from agents import conversation
from agents.bootstrap import session_reader
from agents.config import Settings
from agents.errors import Conflict, NotFound
from agents.identity import ALL_PATIENTS, Caller, Role
from agents.sessions.memory import MemoryStore
from agents.sessions.records import Question
from agents.sessions.store import Store
from agents.turn import answering, replies
from tests.fakes import CLINICIAN, OTHER_CLINICIAN, Ear
from tests.faulty import DurableMemory, Faulty
from tests.processes import Open
from tests.talk import (
    IS_A,
    IS_B,
    SESSION,
    UNKNOWN,
    A,
    B,
    Talk,
    age,
    everything,
    folder,
    notes,
    record,
    stored,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
def store() -> Store:
    """One store will do: what differs between them is tested elsewhere."""
    return DurableMemory()


HOUR = timedelta(hours=1)
OFFER = replies.question(Question(kind="resume", candidates=(A,)))


@pytest.mark.parametrize("restart", [False, True])
async def test_an_idle_session_goes_on_in_a_new_segment_and_offers_to_resume(
    store: Store, opened: Open, restart: bool
) -> None:
    talk, ear = opened(store), Ear()
    await talk.say(IS_A)
    before = stored(store, A)
    age(store, HOUR)
    talk = opened(store) if restart else talk
    reply = await talk.say("Tengo tos.", ear=ear)
    assert reply.patient_context.patient_id is None
    assert reply.message.endswith(OFFER)
    assert ear.text.endswith(f"\n\n{OFFER}")
    assert talk.heard == [("user", "Tengo tos.")]
    assert notes(store, UNKNOWN, "s-1.2")[0] == ("user", "Tengo tos.")
    assert stored(store, A) == before


@pytest.mark.parametrize("restart", [False, True])
async def test_a_yes_resumes_with_the_offered_patient(store: Store, opened: Open, restart: bool) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    age(store, HOUR)
    await talk.say("Tengo tos.")
    talk = opened(store) if restart else talk
    reply = await talk.say("sí")
    assert reply.patient_context.patient_id == A
    assert [text for role, text in notes(store, A, "s-1.2") if role == "user"] == ["Tengo tos.", "sí"]
    assert list(store.list(folder(UNKNOWN, "s-1.2"))) == []
    assert record(store).question is None


async def test_a_no_stays_with_nobody(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    age(store, HOUR)
    await talk.say("Tengo tos.")
    assert (await talk.say("no")).patient_context.patient_id is None
    assert (await talk.say("sí")).patient_context.patient_id is None
    assert len(notes(store, UNKNOWN, "s-1.2")) == 6


async def test_naming_somebody_else_in_an_ended_session_makes_no_offer(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    age(store, HOUR)
    reply = await talk.say(IS_B)
    assert reply.patient_context.patient_id == B
    assert A not in reply.message
    assert reply.message.startswith(replies.ENDED)
    assert (await talk.say("sí")).patient_context.patient_id == B


async def test_the_same_patient_named_after_the_end_has_a_segment_of_their_own(
    talk: Talk, store: Store
) -> None:
    await talk.say(IS_A)
    age(store, HOUR)
    reply = await talk.say(IS_A)
    assert (reply.patient_context.patient_id, reply.patient_context.patient_changed) == (A, False)
    assert len(notes(store, A)) == len(notes(store, A, "s-1.2")) == 2
    assert talk.heard == [("user", IS_A)]


async def test_the_absolute_timeout_ends_a_busy_session(store: Store, opened: Open) -> None:
    talk = opened(store, absolute_timeout_seconds=3600, idle_timeout_seconds=10**6)
    await talk.say(IS_A)
    age(store, HOUR)
    assert (await talk.say("Tengo tos.")).patient_context.patient_id is None


async def test_an_ended_session_that_was_nobodys_says_so_too(talk: Talk, store: Store) -> None:
    await talk.say("Hola.")
    age(store, HOUR)
    reply = await talk.say("Tengo tos.")
    assert reply.message.startswith(replies.ENDED)
    assert talk.heard == [("user", "Tengo tos.")]


async def test_a_late_retry_still_finds_its_reply(talk: Talk, store: Store) -> None:
    first = await talk.say(IS_A, message_id="m-1")
    age(store, HOUR)
    again = await talk.say(IS_A, message_id="m-1")
    assert again.model_dump_json() == first.model_dump_json()


async def test_replies_say_when_the_session_expires(store: Store, opened: Open) -> None:
    now = datetime.now(UTC)
    talk = opened(store, idle_timeout_seconds=60)
    idle = datetime.fromisoformat((await talk.say("Hola.")).session_info.expires_at)
    assert timedelta(seconds=55) < idle - now < timedelta(seconds=65)
    talk = opened(store, absolute_timeout_seconds=30)
    absolute = datetime.fromisoformat((await talk.say("Hola.", session="s-2")).session_info.expires_at)
    assert timedelta(seconds=25) < absolute - now < timedelta(seconds=35)


async def test_lengths_count_messages_about_the_patient_and_counts_turns(talk: Talk, store: Store) -> None:
    said = []
    for text in ("Hola.", IS_A, "Sigue.", IS_B, IS_A):
        reply = await talk.say(text)
        said.append((reply.session_info.conversation_length, reply.metadata.conversation_count))
    assert said == [(2, 1), (4, 2), (6, 3), (2, 4), (8, 5)]
    talk.model.steps = [("patient_info", {}), "Listo."]
    reply = await talk.say("¿Ficha?")
    assert reply.session_info.conversation_length == len(notes(store, A)) == 12


async def test_replies_say_what_their_answer_took(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(perf_counter=iter((5.0, 5.25, 9.0, 9.5)).__next__)
    monkeypatch.setattr(answering, "time", clock)
    talk.model.steps = ["Hola.", ("patient_info", {}), "Listo."]
    for text, tokens, milliseconds in ((IS_A, (7, 3), 250.0), ("¿Ficha?", (14, 6), 500.0)):
        told = (await talk.say(text)).metadata
        assert told.usage == dict(zip(("inputTokens", "outputTokens"), tokens, strict=True))
        assert told.inference_time_ms == milliseconds


async def test_another_callers_session_answers_like_an_absent_one(talk: Talk, store: Store) -> None:
    await talk.say(IS_A)
    before = everything(store, "")
    for text in ("Hola.", IS_A, IS_B):
        with pytest.raises(NotFound) as raised:
            await talk.say(text, caller=OTHER_CLINICIAN)
        assert A not in raised.value.public_message
    with pytest.raises(NotFound):
        await talk.say(IS_A, caller=OTHER_CLINICIAN, message_id="m-1")
    assert everything(store, "") == before
    assert (await talk.say("¿Sigue?")).patient_context.patient_id == A


async def test_a_foreign_retry_does_not_read_the_owners_reply(talk: Talk) -> None:
    await talk.say(IS_A, message_id="m-1")
    with pytest.raises(NotFound):
        await talk.say(IS_A, caller=OTHER_CLINICIAN, message_id="m-1")


async def test_rights_that_were_taken_away_close_the_session(talk: Talk, store: Store) -> None:
    caller = Caller("dra-lopez", Role.CLINICIAN, frozenset({ALL_PATIENTS}))
    await talk.say(IS_A, caller=caller, message_id="m-1")
    revoked = Caller("dra-lopez", Role.CLINICIAN, frozenset({B}))
    for message_id in ("m-1", "m-2"):
        with pytest.raises(NotFound):
            await talk.say(IS_A, caller=revoked, message_id=message_id)
    assert len(notes(store, A)) == 2


async def test_an_ended_session_is_not_offered_a_patient_that_may_no_longer_be_seen(
    talk: Talk, store: Store
) -> None:
    await talk.say(IS_A)
    await talk.say("No es el paciente Juan_Perez_123.")
    age(store, HOUR)
    revoked = Caller("dra-lopez", Role.CLINICIAN, frozenset({B}))
    reply = await talk.say("Hola.", caller=revoked)
    assert A not in reply.message


async def test_a_listener_hears_of_each_use_of_a_tool_once(talk: Talk) -> None:
    talk.model.steps, ear = [("patient_info", {}), ("patient_info", {}), "Listo."], Ear()
    await talk.say(IS_A, ear=ear)
    used = [data for name, data in ear.events if name == "tool"]
    assert used == [{"name": "patient_info"}, {"name": "patient_info"}]


async def test_a_warm_session_speaks_to_its_caller_in_the_role_that_they_have_now(talk: Talk) -> None:
    asked = []
    for role in (Role.CLINICIAN, Role.PATIENT, Role.CLINICIAN):
        await talk.say(IS_A, caller=Caller("rosa", role, frozenset({A})))
        asked.append(talk.request["system"])
    assert asked[0] == asked[2] != asked[1]


async def test_as_many_sessions_stay_warm_as_the_setting_says(store: Store, opened: Open) -> None:
    talk = opened(store, max_live_sessions=2)
    for number in range(4):
        await talk.say(f"Hola {number}.", session=f"s-{number}")
    assert list(talk.conversations._live) == ["s-2", "s-3"]
    await talk.say("¿Y?", session="s-0")
    assert talk.heard[0] == ("user", "Hola 0.")
    assert list(talk.conversations._live) == ["s-3", "s-0"]


async def test_a_turns_lease_is_as_long_as_the_setting_says(store: Store, opened: Open) -> None:
    talk, left = opened(store, turn_lease_seconds=100), []

    async def look() -> None:
        if len(talk.model.requests) == 2:  # the first time, the turn may still be on its way to the store
            left.append(record(store).last_turn.lease_until - datetime.now(UTC))

    talk.model.before, talk.model.steps = look, [("patient_info", {}), "Listo."]
    await talk.say(IS_A)
    assert timedelta(seconds=40) < left[0] <= timedelta(seconds=100)


async def test_everything_about_a_patient_stands_under_the_prefix_that_is_set(
    store: Store, opened: Open, settings: Callable[..., Settings]
) -> None:
    document = f'{{"patient_id": "{A}", "texto": "granate"}}'.encode()
    store.write(f"datos/{A}_informe/extracted_data.json", document)
    talk = opened(store, ("documents", {"document": "informe"}), "Leído.", session_prefix="datos/")
    reply = await talk.say(IS_A)
    assert "granate" in talk.model.sent()
    assert reply.patient_context.session_prefix == f"datos/{A}_medical_notes/"
    assert reply.session_info.structure_pattern.startswith("datos/")
    assert {key.partition("/")[0] for key in store.list("")} == {"datos", "registry"}
    assert (
        len(session_reader(settings(audit_trail="none", session_prefix="datos/"), store).history("s-1")) == 4
    )


async def test_the_model_sees_a_window_of_a_long_conversation(store: Store, opened: Open) -> None:
    talk = opened(store, window_messages=4)
    for number in range(5):
        await talk.say(f"Mensaje {number}.")
    assert len(talk.heard) <= 5
    again = opened(store, window_messages=4)
    await again.say("Mensaje 5.")
    assert len(again.heard) <= 5
    assert again.heard[0][0] == "user"
    assert again.heard[-1] == ("user", "Mensaje 5.")
    assert len(notes(store, UNKNOWN)) == 12


async def test_without_session_management_nothing_is_said_to_be_saved(opened: Open) -> None:
    talk = opened(MemoryStore(), enable_session_management=False)
    reply = await talk.say(IS_A)
    assert not reply.session_info.session_managed
    assert not reply.session_info.notes_saved
    assert not reply.session_info.conversation_persisted
    await talk.say("¿Qué te dije?")
    assert talk.heard[0] == ("user", IS_A)


async def test_a_store_that_keeps_nothing_says_so(opened: Open) -> None:
    reply = await opened(MemoryStore()).say(IS_A, caller=CLINICIAN)
    assert (reply.session_info.notes_saved, reply.session_info.conversation_persisted) == (False, False)
    assert reply.session_info.session_managed
    assert reply.session_info.bucket is None


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it is two hours later for every process."""
    return lambda: monkeypatch.setattr(conversation, "_now", lambda: datetime.now(UTC) + 2 * HOUR)


async def test_a_sweep_ends_the_warm_sessions_whose_time_is_over_and_says_how_many(
    store: Store, opened: Open, later: Callable[[], None]
) -> None:
    talk = opened(store)
    for session in ("s-1", "s-2", "s-3"):
        await talk.say(IS_A, session=session)
    assert await talk.conversations.sweep() == 0
    assert not record(store).ended
    later()
    assert await talk.conversations.sweep(most=2) == 2
    assert [record(store, session).ended for session in ("s-1", "s-2", "s-3")] == [True, True, False]
    assert [await talk.conversations.sweep() for _ in "ab"] == [1, 0]
    assert len(notes(store, A)) == 2, "its notes stay"


@pytest.mark.parametrize("by", ["its owner", "a sweep of the store", "a sweep of warm sessions"])
async def test_a_message_that_waited_when_the_conversation_ended_is_said_not_to_be_kept(
    store: Store, opened: Open, later: Callable[[], None], settings: Callable[..., Settings], by: str
) -> None:
    talk, reader = opened(store), session_reader(settings(audit_trail="none"), store)
    await talk.say("El paciente es Pedro, tiene fiebre.")
    assert "fiebre" in everything(store, "registry/")
    if by == "its owner":
        reader.end(CLINICIAN, SESSION)
    elif by == "a sweep of the store":
        age(store, 2 * HOUR)
        assert reader.end_idle(SESSION)
    else:
        later()
        assert await talk.conversations.sweep() == 1
    assert record(store).ended
    assert "fiebre" not in everything(store, "registry/")
    talk = opened(store)
    assert replies.NOT_KEPT in (await talk.say("Hola.")).message
    assert replies.NOT_KEPT not in (await talk.say("¿Y hoy?")).message


async def test_a_sweep_does_not_end_what_goes_on_elsewhere_nor_fail_with_the_store(
    store: Store, opened: Open, later: Callable[[], None]
) -> None:
    faulty = Faulty(store)
    talk = opened(faulty)
    await talk.say(IS_A)
    await opened(store).say("¿Y hoy?")
    await talk.say(IS_A, session="s-2")
    later()
    faulty.fail("write", "s-2")
    await talk.conversations.sweep()
    assert (record(store).ended, record(store, "s-2").ended) == (False, False)
    faulty.heal()
    assert (await talk.say("¿Y ahora?")).session_info.conversation_persisted


async def test_what_is_forgotten_during_a_turn_is_read_again_after_it(store: Store, opened: Open) -> None:
    faulty = Faulty(store)
    talk = opened(faulty)
    await talk.say(IS_A)

    async def forget() -> None:
        talk.conversations.forget("s-1")

    def read_again() -> bool:
        return any(call.name == "read" and "message" in call.key for call in faulty.seen)

    faulty.seen.clear()
    await talk.say("¿Y hoy?")
    assert not read_again(), "a warm session is not"
    talk.model.before = forget
    await talk.say("¿Y la tos?")
    talk.model.before = None
    faulty.seen.clear()
    await talk.say("¿Y ahora?")
    assert read_again()
    faulty.seen.clear()
    await talk.say("¿Y mañana?")
    assert not read_again(), "it was forgotten once, not for ever"
    talk.conversations.forget("s-1")
    await talk.say("¿Y después?")
    assert read_again()
    faulty.seen.clear()
    await talk.say("¿Y al fin?")
    assert not read_again(), "nor is a session that was quiet"


async def test_of_messages_at_once_in_one_process_only_one_reaches_the_model(
    store: Store, opened: Open
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    talk.model.requests.clear()
    at_once = (talk.say(f"Mensaje {number}.") for number in range(6))
    done = await asyncio.gather(*at_once, return_exceptions=True)
    assert [type(each) for each in done if isinstance(each, BaseException)] == [Conflict] * 5
    assert len(talk.model.requests) == 1
