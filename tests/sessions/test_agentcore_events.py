"""A stored value as an event, and back: byte for byte, in forms that the service takes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.errors import NotesUnreadable, PayloadTooLarge
from agents.sessions.agentcore_events import CONVERSATIONAL_MAX, EVENT_MAX, payloads, read_event
from agents.sessions.documents import dump, text_message
from agents.sessions.layout import agent_json, message_json, session_json

PLACE = "processed/A_medical_notes/session_s-1/"
MESSAGE = message_json(PLACE, 3)
KEYS = (MESSAGE, session_json(PLACE), agent_json(PLACE), "registry/sessions/s-1.json", f"{PLACE}otro")


def stored(message: Any, **extra: Any) -> bytes:
    times = {"created_at": "2026-01-31T14:30:22+00:00", "updated_at": "2026-01-31T14:30:22+00:00"}
    return dump({"message": message, "message_id": 3, "redact_message": None, **times, **extra})


def back(key: str, body: bytes) -> bytes:
    listed, metadata = payloads(key, "v-1", body)
    event = read_event({"eventId": "0000000000000000001#ab", "payload": listed, "metadata": metadata})
    assert event is not None
    assert (event.key, event.version, event.milliseconds) == (key, "v-1", 1)
    return event.body


@given(st.sampled_from(KEYS), st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_come_back(key: str, body: bytes) -> None:
    assert back(key, body) == body


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(["user", "assistant", "system", ""]),
    st.lists(st.dictionaries(st.text(), JSON), max_size=3),
    st.dictionaries(st.sampled_from(["turn", "messageId", "reply"]), JSON),
)
def test_any_message_comes_back(role: str, content: list[Any], extra: dict[str, Any]) -> None:
    body = stored({"role": role, "content": content}, **extra)
    assert back(MESSAGE, body) == body


@pytest.mark.parametrize("layout", [{"indent": 2}, {"sort_keys": True}, {"separators": (",", ":")}])
def test_a_message_that_others_wrote_in_their_own_way_comes_back_as_it_was(layout: dict[str, Any]) -> None:
    body = json.dumps(json.loads(stored(text_message("user", "ñ"))), **layout).encode()
    assert back(MESSAGE, body) == body


def test_a_message_is_what_the_sdks_manager_writes_and_the_rest_stands_beside_it() -> None:
    body = stored(text_message("user", "Tengo tos."), turn="n-1", messageId="m-1")
    (said, told), metadata = payloads(MESSAGE, "v-1", body)
    assert said["conversational"]["role"] == "USER"
    assert "n-1" not in said["conversational"]["content"]["text"]
    assert json.loads(told["blob"])["extra"] == {"turn": "n-1", "messageId": "m-1"}
    assert set(metadata) == {"writer"}


@pytest.mark.parametrize("letter", ["x", "ñ", "🩺"])
def test_a_long_message_is_a_blob_before_the_service_refuses_it(letter: str) -> None:
    for length in range(CONVERSATIONAL_MAX - 400, CONVERSATIONAL_MAX, 25):
        text = letter * (length // len(letter.encode()))
        body = stored(text_message("assistant", text))
        (said, _), _ = payloads(MESSAGE, "v-1", body)
        if "conversational" in said:
            assert len(said["conversational"]["content"]["text"].encode()) < CONVERSATIONAL_MAX
        else:
            assert json.loads(said["blob"])[1] == "assistant"
        assert back(MESSAGE, body) == body
    assert "blob" in said


def test_states_stand_where_the_sdks_manager_looks_for_them() -> None:
    (session, _), about_session = payloads(session_json(PLACE), "v-1", b'{"session_id":"s-1"}')
    (_, agent), about_agent = payloads(agent_json(PLACE), "v-1", b'{"agent_id":"healthcare"}')
    assert (session["blob"], agent["blob"]) == ('{"session_id":"s-1"}', '{"agent_id":"healthcare"}')
    assert about_session["stateType"] == {"stringValue": "SESSION"}
    assert about_agent["stateType"] == {"stringValue": "AGENT"}
    assert about_agent["agentId"] == {"stringValue": "healthcare"}


def test_what_is_too_large_is_refused_as_it_travels() -> None:
    payloads(MESSAGE, "v-1", stored(text_message("user", "x" * (EVENT_MAX - 2000))))
    for text in ("x" * EVENT_MAX, "ñ" * (EVENT_MAX // 6)):  # six letters of JSON each
        with pytest.raises(PayloadTooLarge):
            payloads(MESSAGE, "v-1", stored(text_message("user", text)))


FOREIGN: list[dict[str, Any]] = [
    {},
    {"writer": {"stringValue": "otro"}},
    {"stateType": {"stringValue": "AGENT"}},
]


@pytest.mark.parametrize("metadata", FOREIGN)
def test_an_event_of_others_is_none(metadata: dict[str, Any]) -> None:
    listed, _ = payloads(MESSAGE, "v-1", b"{}")
    assert read_event({"eventId": "1#a", "payload": listed, "metadata": metadata}) is None


@pytest.mark.parametrize(
    "listed",
    [
        [],
        [{"blob": "{}"}],
        [{"blob": "{}"}, {"blob": "no JSON"}],
        [{"blob": "{}"}, {"blob": "[]"}],
        [
            {"conversational": {"content": {"text": "no JSON"}, "role": "USER"}},
            {"blob": '{"key":"k","version":"v","extra":{}}'},
        ],
        [{"blob": "ñ"}, {"blob": '{"key":"k","version":"v","coding":"base64"}'}],
        [{"blob": {"a": 1}}, {"blob": '{"key":"k","version":"v"}'}],
    ],
)
def test_one_of_ours_without_sense_is_unreadable(listed: list[Any]) -> None:
    _, metadata = payloads(MESSAGE, "v-1", b"{}")
    with pytest.raises(NotesUnreadable):
        read_event({"eventId": "1#a", "payload": listed, "metadata": metadata})
