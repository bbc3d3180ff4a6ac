"""AgentCore Memory: what its own session manager for Strands reads of ours, what a turn costs, what fails."""

import json
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import boto3
import pytest
from bedrock_agentcore.memory.integrations.strands.config import AgentCoreMemoryConfig
from bedrock_agentcore.memory.integrations.strands.session_manager import AgentCoreMemorySessionManager
from botocore.retries.standard import ExponentialBackoff
from strands import Agent

from agents.bootstrap import build_assistant, build_store, memory_client, session_reader
from agents.config import Settings
from agents.errors import ModelUnavailable, NotesUnreadable, PayloadTooLarge, SettingsError, StoreUnavailable
from agents.sessions import agentcore_rooms
from agents.sessions.agentcore_memory import AgentCoreMemoryStore
from agents.sessions.agentcore_names import NOTES, Room, actor_name, room_name, room_of
from agents.sessions.agentcore_rooms import Memory, Shelf
from agents.sessions.documents import dump, text_message
from agents.sessions.layout import agent_json, message_json
from agents.sessions.store import ABSENT, Store, WriteConflict
from agents.turn import replies
from tests.fakes import CLINICIAN, OTHER_CLINICIAN, ScriptedModel
from tests.processes import Open
from tests.sessions.fault_proxy import CUT, LOST_ANSWER, Fault, Proxy
from tests.talk import IS_A, IS_B, SESSION, UNKNOWN, A, B, Talk, age, folder, notes, said, valid_roles

pytestmark = pytest.mark.anyio
MESSAGE = message_json(folder(A), 0)


@pytest.fixture
def again(memory_id: str, moto: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Store]]:
    """Called, it opens the memory as one more process does, with the assistant's own client."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", moto)
    opened: list[Store] = []

    def make() -> Store:
        opened.append(build_store(Settings(session_store=f"agentcore-memory://{memory_id}")))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def kept(again: Callable[[], Store]) -> Store:
    return again()


@pytest.fixture
def own(kept: Store) -> Store:
    """What the clinician's sessions left there."""
    return kept.for_owner(CLINICIAN.id)


@pytest.fixture
def proxy(s3_proxy: Proxy) -> Proxy:
    return s3_proxy


@pytest.fixture
def far(again: Callable[[], Store], proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The clinician's notes seen through a proxy, by a client that never waits."""
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", proxy.endpoint)
    return again().for_owner(CLINICIAN.id)


@pytest.fixture
def talking(opened: Open, memory_id: str) -> Open:
    """A process on such a store, with its settings."""

    def make(store: Store, *steps: Any, **values: Any) -> Talk:
        return opened(store, *steps, session_store=f"agentcore-memory://{memory_id}", **values)

    return make


Stock = Callable[..., AgentCoreMemorySessionManager]


@pytest.fixture
def stock(moto: str, memory_id: str, monkeypatch: pytest.MonkeyPatch) -> Stock:
    """The SDK's session manager, as another team's program would make it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", moto)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL", moto)

    def make(name: str = SESSION, owner: str = CLINICIAN.id) -> AgentCoreMemorySessionManager:
        config = AgentCoreMemoryConfig(
            memory_id=memory_id, session_id=room_name(name), actor_id=actor_name(owner)
        )
        return AgentCoreMemorySessionManager(config, boto_session=boto3.Session())

    return make


def stock_agent(manager: AgentCoreMemorySessionManager, *steps: str) -> Agent:
    model = ScriptedModel(*steps)
    return Agent(agent_id="healthcare", model=model, session_manager=manager, callback_handler=None)


def heard(agent: Agent) -> list[tuple[str, str]]:
    return [said(dict(message)) for message in agent.messages]


async def test_a_stock_manager_opens_what_we_wrote(
    kept: Store, own: Store, talking: Open, stock: Stock
) -> None:
    talk = talking(kept, "Buenos días.", ("patient_info", {}), "No hay ficha.", "Hasta luego.")
    await talk.say("Hola.")
    await talk.say(f"{IS_A} Tengo dolor de pecho. ñ 🩺", message_id="m-1")
    await talk.say("Adiós.")
    agent = stock_agent(stock())
    assert len(heard(agent)) == 8
    assert heard(agent) == notes(own, A)
    assert agent.state.get("patient_id") == A
    assert agent.state.get("session_context") == "patient_session"


async def test_a_conversation_that_moved_to_its_patient_is_there_once_and_in_order(
    kept: Store, own: Store, talking: Open, stock: Stock
) -> None:
    talk = talking(kept)
    for text in ("Uno.", "Dos.", "Tres."):
        await talk.say(text)
    before = heard(stock_agent(stock()))
    await talk.say(IS_A)
    assert heard(stock_agent(stock()))[:6] == before == notes(own, A)[:6]
    assert heard(stock_agent(stock())) == notes(own, A)
    assert not list(own.list(folder(UNKNOWN)))


async def test_each_segment_is_a_session_of_its_own(
    kept: Store, own: Store, talking: Open, stock: Stock
) -> None:
    talk = talking(kept)
    await talk.say(f"{IS_A} Tiene asma.")
    await talk.say(IS_B)
    assert heard(stock_agent(stock())) == notes(own, A)
    assert heard(stock_agent(stock(f"{SESSION}.2"))) == notes(own, B, f"{SESSION}.2")
    assert "asma" not in repr(heard(stock_agent(stock(f"{SESSION}.2"))))


async def test_long_term_strategies_see_conversational_events(
    kept: Store, talking: Open, memory_id: str, moto: str
) -> None:
    await talking(kept).say("Hola.", message_id="m-1")
    client: Any = boto3.client("bedrock-agentcore", endpoint_url=moto)
    listed = client.list_events(memoryId=memory_id, actorId=CLINICIAN.id, sessionId=SESSION)["events"]
    first = [
        event["payload"][0]["conversational"] for event in listed if "stateType" not in event["metadata"]
    ]
    assert [each["role"] for each in first] == ["ASSISTANT", "USER"]
    told = json.loads(first[0]["content"]["text"])
    assert told["message"]["content"] == [{"text": "De acuerdo. "}]
    assert set(told) == {"message", "message_id", "redact_message", "created_at", "updated_at"}


async def test_a_restart_goes_on_where_it_was_and_a_retry_gets_its_answer(
    kept: Store, own: Store, talking: Open, again: Callable[[], Store]
) -> None:
    first = await talking(kept, "Anotado.").say(f"{IS_A} Tiene asma.", message_id="m-1")
    assert first.session_info.notes_saved
    later = talking(again(), "Sí, asma.")
    assert (await later.say(f"{IS_A} Tiene asma.", message_id="m-1")).model_dump() == first.model_dump()
    reply = await later.say("¿Qué le dije?")
    assert later.heard == [
        ("user", f"{IS_A} Tiene asma."),
        ("assistant", "Anotado."),
        ("user", "¿Qué le dije?"),
    ]
    assert (reply.patient_context.patient_id, reply.session_info.conversation_length) == (A, 4)
    assert len(notes(own, A)) == 4


async def test_a_retry_goes_on_with_what_a_failed_model_left(
    kept: Store, own: Store, talking: Open, again: Callable[[], Store]
) -> None:
    with pytest.raises(ModelUnavailable):
        await talking(kept, RuntimeError("no")).say(IS_A, message_id="m-1")
    await talking(again(), "Ahora sí.").say(IS_A, message_id="m-1")
    assert notes(own, A) == [("user", IS_A), ("assistant", "Ahora sí.")]


async def test_a_message_after_a_failed_model_closes_its_turn(
    kept: Store, own: Store, talking: Open, again: Callable[[], Store], stock: Stock
) -> None:
    with pytest.raises(ModelUnavailable):
        await talking(kept, RuntimeError("no")).say(IS_A)
    await talking(again()).say("¿Hola?")
    assert notes(own, A)[1] == ("assistant", replies.INTERRUPTED)
    assert valid_roles(notes(own, A))
    assert heard(stock_agent(stock())) == notes(own, A)


async def test_a_switch_made_by_another_process_is_followed(
    kept: Store, own: Store, talking: Open, again: Callable[[], Store]
) -> None:
    one, two = talking(kept), talking(again())
    await one.say(IS_A)
    await two.say(IS_B)
    await two.say("Tiene fiebre.")
    reply = await one.say("¿Y la tos?")
    assert reply.patient_context.patient_id == B
    assert one.heard == notes(own, B, f"{SESSION}.2")[:-1]
    assert len(notes(own, A)) == 2


class Breaking(Memory):
    """Cannot be reached any more as soon as a record was written once more."""

    left: int | None = None  # records that are still written; None: all

    def create(self, room: Room, shelf: Shelf, key: str, *given: Any) -> Any:
        if self.left is not None and key.startswith("registry/sessions/"):
            self.left -= 1
            if self.left < 0:
                raise StoreUnavailable
        return super().create(room, shelf, key, *given)


async def test_a_move_that_broke_off_leaves_no_copies(
    kept: Store, own: Store, talking: Open, memory_id: str, again: Callable[[], Store], stock: Stock
) -> None:
    memory = Breaking(memory_client(Settings()), memory_id)
    talk = talking(AgentCoreMemoryStore(memory))
    await talk.say("Hola.")
    memory.left = 1  # the one that says that notes move; not the one that says that they have
    with pytest.raises(StoreUnavailable):
        await talk.say(IS_A)
    memory.client.close()
    assert notes(own, A)
    age(kept, timedelta(seconds=20))
    await talking(again()).say("¿Sigue ahí?")
    assert not notes(own, A)
    assert valid_roles(notes(own, UNKNOWN))
    assert heard(stock_agent(stock())) == notes(own, UNKNOWN)


async def test_an_owner_reads_the_messages_back(kept: Store, talking: Open, memory_id: str) -> None:
    await talking(kept, "Anotado.").say(IS_A)
    settings = Settings(session_store=f"agentcore-memory://{memory_id}", audit_trail="none")
    reader = session_reader(settings, kept)
    shown = reader.messages(CLINICIAN, SESSION)["messages"]
    assert [message["text"] for message in shown] == [IS_A, "Anotado. "]
    assert len(reader.history(SESSION)) == 2
    assert reader.info(CLINICIAN, SESSION)["session_info"]["lacks"] == ["single_process", "retention"]
    assert list(reader.session_ids()) == [SESSION]


async def test_owners_have_actors_of_their_own(kept: Store, own: Store, talking: Open) -> None:
    talk = talking(kept)
    await talk.say(IS_A)
    await talk.say(IS_A, session="s-2", caller=OTHER_CLINICIAN)
    other = kept.for_owner(OTHER_CLINICIAN.id)
    assert {key.split("/")[2] for key in own.list("processed/")} == {"session_s-1"}
    assert {key.split("/")[2] for key in other.list("processed/")} == {"session_s-2"}
    assert not list(kept.list("processed/"))
    assert list(kept.list("registry/sessions/")) == [
        "registry/sessions/s-1.json",
        "registry/sessions/s-2.json",
    ]


async def test_what_a_turn_costs(far: Store, talking: Open, proxy: Proxy, again: Callable[[], Store]) -> None:
    talk, other = talking(far), talking(again())
    await talk.say(IS_A)
    proxy.requests.clear()
    await talk.say("¿Y la fiebre?")
    assert len(proxy.requests) == 8, "a look and an event for each of two messages and two records"
    proxy.requests.clear()
    await other.say("¿Y la tos?")
    read = len(proxy.requests) - 8
    assert 2 <= read <= 5, "the record, the segment, and looks of reads that came after the first"


async def test_a_history_is_read_by_pages_and_once(
    own: Store, far: Store, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agentcore_rooms, "_PAGE", 10)
    for number in range(25):
        own.write(message_json(folder(A), number), said_by_user(f"mensaje {number}"), expect=ABSENT)
    assert far.read(message_json(folder(A), 0)) is not None
    assert len(proxy.requests) == 3
    proxy.requests.clear()
    with ThreadPoolExecutor(25) as pool:
        found = list(pool.map(far.read, [message_json(folder(A), number) for number in range(25)]))
    assert [json.loads(item.body)["message_id"] for item in found if item] == [*range(25)]
    assert len(proxy.requests) < 10, "a look serves all who called before it"


def said_by_user(text: str) -> bytes:
    number = re.search(r"\d+", text)
    times = {"created_at": "2026-01-31T14:30:22+00:00", "updated_at": "2026-01-31T14:30:22+00:00"}
    entry = {"message": text_message("user", text), "message_id": int(number[0]) if number else 0}
    return dump({**entry, "redact_message": None, **times, "turn": "n-1"})


# What it cannot promise.


class Overtaken(Memory):
    """Another process comes between the look and the write."""

    between: Callable[[], object]

    def create(self, *given: Any) -> Any:
        self.between()
        return super().create(*given)


async def test_two_processes_that_write_at_the_same_moment_have_both_won(
    kept: Store, memory_id: str, moto: str
) -> None:
    """Promise 4 ends at the process: nothing makes look and write one step between two of them."""
    memory = Overtaken(memory_client(Settings()), memory_id)
    store = AgentCoreMemoryStore(memory)
    memory.between = lambda: kept.write(MESSAGE, said_by_user("otro"), expect=ABSENT)
    store.write(MESSAGE, said_by_user("uno"), expect=ABSENT)
    item = kept.read(MESSAGE)
    assert item is not None
    assert b"uno" in item.body, "and hides what the other wrote"
    store.close()


async def test_what_came_between_a_look_and_a_write_is_seen_by_the_next_look(
    kept: Store, memory_id: str, moto: str
) -> None:
    """Though the newest event that stands there is one's own."""
    memory = Overtaken(memory_client(Settings()), memory_id)
    store = AgentCoreMemoryStore(memory)
    memory.between = lambda: kept.write(message_json(folder(A), 1), said_by_user("otro"), expect=ABSENT)
    store.write(MESSAGE, said_by_user("uno"), expect=ABSENT)
    assert store.read(message_json(folder(A), 1)) is not None
    store.close()


async def test_who_comes_later_is_told_of_the_conflict(own: Store, again: Callable[[], Store]) -> None:
    """Only the same moment is lost: also what this process believed to know is looked up again."""
    other = again().for_owner(CLINICIAN.id)
    assert other.read(MESSAGE) is None
    version = own.write(MESSAGE, said_by_user("uno"), expect=ABSENT)
    with pytest.raises(WriteConflict):
        other.write(MESSAGE, said_by_user("otro"), expect=ABSENT)
    other.write(MESSAGE, said_by_user("otro"), expect=version)
    with pytest.raises(WriteConflict):
        own.write(MESSAGE, said_by_user("tarde"), expect=version)
    item = own.read(MESSAGE)
    assert item is not None
    assert b"otro" in item.body


async def test_replies_say_what_it_lacks(kept: Store, talking: Open) -> None:
    reply = await talking(kept).say("Hola.")
    assert (kept.durable, kept.shared, kept.expires) == (True, False, True)
    assert reply.session_info.lacks == ["single_process", "retention"]
    assert (reply.session_info.notes_saved, reply.session_info.bucket) == (True, None)


async def test_a_conversation_whose_beginning_expired_is_unreadable_and_never_shorter(
    kept: Store, own: Store, talking: Open, again: Callable[[], Store]
) -> None:
    """The service deletes by age: the oldest events go first."""
    talk = talking(kept)
    for text in (IS_A, "Dos."):
        await talk.say(text)
    own.delete(MESSAGE)
    with pytest.raises(NotesUnreadable):
        await talking(again()).say("¿Qué le dije?")


async def test_what_a_stock_manager_adds_is_not_read(
    kept: Store, own: Store, talking: Open, stock: Stock, again: Callable[[], Store]
) -> None:
    await talking(kept).say(IS_A)
    await stock_agent(stock(), "Contesta otro.").invoke_async("Pregunta otro.")
    later = talking(again())
    await later.say("¿Sigue ahí?")
    assert "otro" not in repr(later.heard)
    assert len(notes(own, A)) == 4
    assert len(heard(stock_agent(stock()))) == 6


# Sizes.


async def test_a_message_of_a_megabyte_is_kept_and_opened_by_a_stock_manager(
    own: Store, stock: Stock
) -> None:
    body = said_by_user("ñ" * 500_000)
    own.write(MESSAGE, body, expect=ABSENT)
    item = own.read(MESSAGE)
    assert item is not None
    assert item.body == body
    (listed,) = stock().list_messages(SESSION, "healthcare")
    assert listed.message["content"] == [{"text": "ñ" * 500_000}]


async def test_what_no_event_can_hold_is_refused_before_anything_is_written(far: Store, proxy: Proxy) -> None:
    with pytest.raises(PayloadTooLarge):
        far.write(MESSAGE, said_by_user("x" * 10_000_000), expect=ABSENT)
    assert not [path for path in proxy.paths if path.endswith("/events")]
    assert far.read(MESSAGE) is None


# Failures.

CALLS: dict[str, Callable[[Store], object]] = {
    "read": lambda store: store.read(MESSAGE),
    "read what is absent": lambda store: store.read(message_json(folder(A), 9)),
    "read a record": lambda store: store.read("registry/sessions/s-1.json"),
    "write": lambda store: store.write(MESSAGE, b"{}"),
    "delete": lambda store: store.delete(MESSAGE),
    "list": lambda store: list(store.list(folder(A))),
    "list all": lambda store: list(store.list("")),
}
OUTAGES = {
    "throttled": Fault(status=429, code="ThrottledException"),
    "internal": Fault(status=500, code="ServiceException"),
    "denied": Fault(status=403, code="AccessDeniedException"),
    "missing": Fault(status=404, code="ResourceNotFoundException"),
    "over quota": Fault(status=402, code="ServiceQuotaExceededException"),
    "cut": CUT,
}


@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES)
async def test_a_failing_memory_is_unavailable_and_never_empty(
    far: Store, proxy: Proxy, outage: Fault
) -> None:
    far.write(MESSAGE, said_by_user("uno"))
    for call in CALLS.values():
        proxy.faults = [outage] * 5
        with pytest.raises(StoreUnavailable):
            call(far)
    proxy.faults.clear()
    assert far.read(MESSAGE) is not None


@pytest.mark.parametrize("outage", ["throttled", "internal", "cut"])
async def test_a_short_outage_is_waited_out(far: Store, proxy: Proxy, outage: str) -> None:
    proxy.faults = [OUTAGES[outage]] * 4
    far.write(MESSAGE, said_by_user("uno"))
    assert far.read(MESSAGE) is not None


async def test_a_write_whose_answer_was_lost_is_one_event(far: Store, proxy: Proxy, stock: Stock) -> None:
    far.read(MESSAGE)
    proxy.faults = [None, LOST_ANSWER, Fault(reaches=True, status=500, code="ServiceException")]
    version = far.write(MESSAGE, said_by_user("uno"), expect=ABSENT)
    assert not proxy.faults
    item = far.read(MESSAGE)
    assert item is not None
    assert item.version == version
    assert len(stock().list_messages(SESSION, "healthcare")) == 1


async def test_a_write_that_failed_and_happened_is_found(far: Store, proxy: Proxy) -> None:
    far.read(MESSAGE)
    proxy.faults = [None, *[LOST_ANSWER] * 5]
    with pytest.raises(StoreUnavailable):
        far.write(MESSAGE, said_by_user("uno"), expect=ABSENT)
    assert far.read(MESSAGE) is not None


async def test_a_copy_that_failed_and_happened_is_found_though_it_is_not_the_newest_event(
    far: Store, proxy: Proxy
) -> None:
    bodies = [said_by_user(f"mensaje {number}") for number in range(3)]
    for number, body in enumerate(bodies):
        far.write(message_json(folder(UNKNOWN), number), body, expect=ABSENT)
    proxy.faults = [None, *[LOST_ANSWER] * 5]
    with pytest.raises(StoreUnavailable):
        far.write(MESSAGE, bodies[0], expect=ABSENT)
    with pytest.raises(WriteConflict):
        far.write(MESSAGE, bodies[0], expect=ABSENT)


async def test_a_delete_whose_answer_was_lost_is_done(far: Store, proxy: Proxy) -> None:
    far.write(MESSAGE, said_by_user("uno"))
    proxy.only, proxy.faults = ("DELETE",), [LOST_ANSWER]
    far.delete(MESSAGE)
    assert not proxy.faults
    assert far.read(MESSAGE) is None


async def test_a_message_written_over_is_there_once(own: Store, stock: Stock) -> None:
    version = own.write(MESSAGE, said_by_user("de un turno perdido"), expect=ABSENT)
    own.write(MESSAGE, said_by_user("uno"), expect=version)
    listed = stock().list_messages(SESSION, "healthcare")
    assert [message.message["content"] for message in listed] == [[{"text": "uno"}]]


@pytest.mark.parametrize("key", ["registry/sessions/s-1.json", agent_json(folder(A))])
async def test_what_was_deleted_does_not_come_back_as_it_once_was(
    kept: Store, again: Callable[[], Store], key: str
) -> None:
    for body in (b"one", b"two"):
        kept.write(key, body)
    again().delete(key)
    assert kept.read(key) is None
    assert again().read(key) is None
    kept.write(key, b"three", expect=ABSENT)


async def test_a_delete_that_breaks_off_leaves_what_stood(far: Store, proxy: Proxy) -> None:
    for body in (b"one", b"two"):
        far.write("registry/sessions/s-1.json", body)
    proxy.only, proxy.faults = ("DELETE",), [None, *[CUT] * 5]
    with pytest.raises(StoreUnavailable):
        far.delete("registry/sessions/s-1.json")
    item = far.read("registry/sessions/s-1.json")
    assert item is not None
    assert item.body == b"two"


async def test_what_is_written_in_one_millisecond_keeps_its_order(
    own: Store, stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now)
    for number in range(30):
        own.write(message_json(folder(A), number), said_by_user(f"mensaje {number}"), expect=ABSENT)
    listed = stock().list_messages(SESSION, "healthcare")
    assert [message.message_id for message in listed] == [*range(30)]


async def test_a_clock_behind_the_last_writers_hides_nothing(
    own: Store, again: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    version = own.write("registry/sessions/s-1.json", b"one")
    late = time.time_ns() - 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: late)
    again().write("registry/sessions/s-1.json", b"two", expect=version)
    item = again().read("registry/sessions/s-1.json")
    assert item is not None
    assert item.body == b"two"


def test_the_assistants_client_is_patient_for_no_longer_than_a_lease() -> None:
    config: Any = memory_client(Settings()).meta.config
    assert config.retries["total_max_attempts"] * config.read_timeout <= Settings().turn_lease_seconds


async def test_an_answer_from_before_our_own_write_is_not_believed(
    own: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write(MESSAGE, said_by_user("uno"))
    monkeypatch.setattr(Memory, "_list", lambda *_, **__: ([], ""))
    with pytest.raises(StoreUnavailable):
        own.read(MESSAGE)


async def test_an_event_of_ours_without_sense_is_unreadable_and_never_absent(
    own: Store, memory_id: str, moto: str
) -> None:
    own.write(MESSAGE, said_by_user("uno"))
    client: Any = boto3.client("bedrock-agentcore", endpoint_url=moto)
    client.create_event(
        memoryId=memory_id,
        actorId=CLINICIAN.id,
        sessionId=SESSION,
        eventTimestamp=4_000_000_000,
        payload=[{"blob": "{}"}, {"blob": "{}"}],
        metadata={"writer": {"stringValue": "healthcare-assistant"}},
    )
    with pytest.raises(NotesUnreadable):
        own.read(MESSAGE)


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (OUTAGES["denied"], "grant bedrock-agentcore:CreateEvent"),
        (OUTAGES["missing"], "does not exist in this region"),
        (CUT, "cannot be reached"),
        (OUTAGES["over quota"], "answered ServiceQuotaExceededException"),
    ],
)
async def test_a_memory_that_cannot_be_used_is_found_at_start(
    far: Store, proxy: Proxy, fault: Fault, advice: str
) -> None:
    proxy.faults = [fault] * 5
    with pytest.raises(SettingsError, match=advice) as raised:
        far.check()
    assert raised.value.problems[0].startswith("SESSION_STORE: ")


async def test_a_memory_that_does_not_exist_is_found_at_start_and_is_never_an_empty_one(
    moto: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", moto)
    store = build_store(Settings(session_store="agentcore-memory://nobody-a1B2c3D4e5"))
    with pytest.raises(SettingsError, match="does not exist"):
        store.check()
    for call in CALLS.values():
        with pytest.raises(StoreUnavailable):
            call(store)
    store.close()


async def test_a_service_that_gives_its_oldest_event_first_is_refused_at_start(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As moto does by itself: every overwritten value would be read as it once was."""
    from moto.bedrockagentcore.responses import BedrockAgentCoreResponse as Moto

    monkeypatch.setattr(Moto, "list_events", _list_as_moto)
    with pytest.raises(SettingsError, match="newest event first"):
        kept.check()


def _list_as_moto(self: Any) -> Any:
    from moto.core.responses import ActionResult

    given = self._get_params()
    place = (given["memoryId"], given["actorId"], given["sessionId"])
    events = [*self.backend.events.get(place, {}).values()][: given["maxResults"]]
    shown = [event.to_dict(include_payload=given["includePayloads"]) for event in events]
    return ActionResult({"events": shown, "nextToken": None})


# Around it.


async def test_notes_of_nobody_stand_apart_from_every_owners(kept: Store) -> None:
    keys = [agent_json(folder(patient)) for patient in (A, B)]
    for key in keys:
        kept.write(key, b"{}", expect=ABSENT)
    assert list(kept.list("processed/")) == keys
    assert {room_of(key, None).actor for key in keys} == {NOTES}
    assert len({room_of(key, None).session for key in keys}) == 2


async def test_documents_are_those_of_the_bucket_or_none(moto: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto)
    client = boto3.client("s3", endpoint_url=moto)
    client.create_bucket(Bucket="documentos")
    client.put_object(Bucket="documentos", Key=f"processed/{A}_lab/extracted_data.json", Body=b"{}")
    for bucket, found in (("documentos", [f"processed/{A}_lab/"]), (None, [])):
        settings = Settings(
            session_store="agentcore-memory://notes-a1B2c3D4e5",
            session_bucket=bucket,
            assistant_model="offline",
        )
        store = build_store(settings)
        sources = build_assistant(settings, store).sources
        assert list(sources.documents.folders(f"processed/{A}_")) == found
        store.close()
    client.close()
