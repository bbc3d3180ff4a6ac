"""Where keys stand in AgentCore Memory: ids that the service takes, and no two keys in one place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.sessions.agentcore_names import (
    KEYS,
    NOTES,
    SESSIONS,
    Room,
    actor_name,
    is_single,
    key_of,
    room_around,
    room_name,
    room_of,
)
from agents.sessions.layout import Layout, message_json, segment_name, session_json
from agents.shared.session_ids import SESSION_ID

OWNERS = st.text(min_size=1, max_size=300)
SESSION_IDS = st.from_regex(SESSION_ID, fullmatch=True)
SEGMENTS = st.builds(segment_name, SESSION_IDS, st.integers(1, 12))
ACTOR = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9-_]{0,254}")  # the service takes more; these it takes surely
ROOM = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9-_]{0,99}")
HASHED = re.compile(r".+--[0-9a-f]{40}")


@given(OWNERS, SEGMENTS)
def test_every_owner_and_segment_has_names_that_the_service_takes(owner: str, segment: str) -> None:
    assert ACTOR.fullmatch(actor_name(owner))
    assert ROOM.fullmatch(room_name(segment))


@pytest.mark.parametrize("plain", ["dra-lopez", "s-1", "a", "agentcore_session_0a1b", "A_b-C", "x" * 100])
def test_what_the_service_takes_is_its_own_name(plain: str) -> None:
    assert (actor_name(plain), room_name(plain)) == (plain, plain)


@pytest.mark.parametrize(
    "odd",
    ["", "s-1.2", "a--b", "auth0|1", "ñ", "-a", "_a", "a/b", "a:b", "x" * 101, SESSIONS, KEYS, NOTES, "🩺"],
)
def test_any_other_ends_in_a_hash(odd: str) -> None:
    assert HASHED.fullmatch(room_name(odd))


@given(st.lists(st.one_of(OWNERS, SEGMENTS), unique=True))
def test_no_two_meet_in_one_name(names: list[str]) -> None:
    names = [*names, *(room_name(name) for name in names)]  # somebody else's name may be one of ours
    assert len({room_name(name) for name in names}) == len(set(names))
    assert len({actor_name(name) for name in names}) == len(set(names))
    assert not {actor_name(name) for name in names} & {SESSIONS, KEYS, NOTES}


@given(SESSION_IDS)
def test_a_sessions_record_stands_under_its_id_and_tells_it(session_id: str) -> None:
    key = Layout().session_record(session_id)
    room = room_of(key, "dra-lopez")
    assert room == Room(SESSIONS, room_name(session_id), single=True)
    assert key_of(room) in (key, None)
    assert ROOM.fullmatch(room.session)


@pytest.mark.parametrize(
    "key", [Layout().alias("id:-:juan"), "registry/probe-1", "a/ñandú 🩺%.json", "processed/A_lab/x", "a/b-c"]
)
def test_any_other_key_is_told_by_its_name(key: str) -> None:
    room = room_of(key, None)
    assert (room.actor, key_of(room)) == (KEYS, key)
    assert ROOM.fullmatch(room.session)


@pytest.mark.parametrize("key", ["*odd", "a/" + "x" * 100])
def test_or_not_at_all(key: str) -> None:
    room = room_of(key, None)
    assert key_of(room) is None
    assert ROOM.fullmatch(room.session)


def test_a_segment_is_one_room_wherever_its_patient_is_and_its_files_are_in_it() -> None:
    places = [Layout().segment(patient, "s-1") for patient in (None, "Juan_Perez_123")]
    rooms = {room_of(key(place), "ana") for place in places for key in (session_json, _message)}
    assert rooms == {Room("ana", "s-1")} == {room_around(_message(places[0]), "ana")}
    assert room_around("processed/Juan_Perez_123_medical_notes/session_s-1", "ana") is None


def test_without_an_owner_each_patients_segment_is_a_room_of_its_own() -> None:
    rooms = {room_of(session_json(Layout().segment(patient, "s-1")), None) for patient in ("A", "B", None)}
    assert len(rooms) == 3
    assert {room.actor for room in rooms} == {NOTES}
    assert not any(room.single or is_single(room.actor) for room in rooms)


def _message(place: str) -> str:
    return message_json(place, 0)
