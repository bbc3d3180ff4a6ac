"""The keys that other systems read: written out once, in full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.sessions.layout import Layout, agent_json, message_json, segment_name, session_json

LAYOUT = Layout()


def test_a_patients_notes_stand_beside_the_documents() -> None:
    place = LAYOUT.segment("Juan_Perez_123", segment_name("abc", 1))
    assert place == "processed/Juan_Perez_123_medical_notes/session_abc/"
    assert session_json(place) == f"{place}session.json"
    assert agent_json(place) == f"{place}agents/agent_healthcare/agent.json"
    assert message_json(place, 12) == f"{place}agents/agent_healthcare/messages/message_12.json"


def test_notes_about_nobody_yet_stand_under_unknown() -> None:
    assert LAYOUT.segment(None, "abc") == "processed/unknown_medical_notes/session_abc/"


def test_later_segments_are_numbered_from_two() -> None:
    assert [segment_name("abc", number) for number in (1, 2, 3)] == ["abc", "abc.2", "abc.3"]


@pytest.mark.parametrize(
    ("prefix", "registry"),
    [
        ("processed/", "registry/"),
        ("clinic/processed/", "clinic/registry/"),
        ("a/b/c/", "a/b/registry/"),
    ],
)
def test_the_registry_stands_beside_the_notes(prefix: str, registry: str) -> None:
    layout = Layout(prefix)
    assert layout.session_record("abc") == f"{registry}sessions/abc.json"
    assert layout.alias("juan perez").startswith(f"{registry}aliases/")
    assert layout.probe == f"{registry}probe"


def test_an_alias_of_any_length_and_letters_is_a_short_ascii_key() -> None:
    for alias in ("", "ñ" * 10_000, "../../etc", "a/b", "\ud800".encode("utf-8", "replace").decode()):
        key = LAYOUT.alias(alias)
        assert key.isascii()
        assert len(key) < 100
        assert ".." not in key


ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}", fullmatch=True)


@given(one=ids, other=ids, first=st.integers(1, 20), second=st.integers(1, 20))
def test_no_two_segments_of_any_sessions_share_a_folder(
    one: str, other: str, first: int, second: int
) -> None:
    same = (one, first) == (other, second)
    assert (segment_name(one, first) == segment_name(other, second)) is same
