from agents.identity import Caller, Role
from agents.turn.message import Message


def test_a_message_id_counts_per_caller_and_session_wherever_one_ends_and_the_next_begins() -> None:
    parts = [
        ("a", "ab", "b"),
        ("b", "ab", "b"),
        ("a", "bb", "b"),
        ("a", "ab", "c"),
        ("aa", "b", "b"),
        ("a", "a", "bb"),
    ]
    keys = {
        Message(session, "Hola.", Caller(caller, Role.CLINICIAN, frozenset()), message_id).repeat.key
        for caller, session, message_id in parts
    }
    assert len(keys) == len(parts)
