"""Session ids between clients and AWS (design.md, section 3)."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agents.errors import InvalidRequest
from agents.shared.session_ids import (
    SESSION_ID,
    derived_session_id,
    from_aws,
    new_session_id,
    refuse_reserved,
    to_aws,
    validate,
)

IN_AWS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{32,255}")
ids = st.from_regex(SESSION_ID, fullmatch=True)
# Ids that try to look padded, of every length around the edges.
near_reserved = st.builds(
    lambda head, marks, zeros: (head + "_pad_" * marks + "0" * zeros)[:256],
    st.from_regex(r"[a-z0][a-z0_-]{0,34}", fullmatch=True),
    st.integers(0, 3),
    st.integers(0, 40),
)
any_id = ids | near_reserved


def is_reserved(session_id: str) -> bool:
    return from_aws(session_id) != session_id


@given(any_id)
@example("a")
@example("a" * 32)
@example("a" * 33)
@example("a" * 256)
def test_what_travels_is_legal_in_aws(session_id: str) -> None:
    assert IN_AWS.fullmatch(to_aws(session_id))


@given(any_id)
def test_every_id_that_a_client_may_choose_comes_back_from_its_journey(session_id: str) -> None:
    if not is_reserved(session_id):
        assert from_aws(to_aws(session_id)) == session_id


@given(any_id, any_id)
@example("a", "a_pad_0")
@example("a", to_aws("a") + "0")
def test_no_two_ids_that_clients_may_choose_meet(one: str, other: str) -> None:
    if one != other and not is_reserved(one) and not is_reserved(other):
        assert to_aws(one) != to_aws(other)


@given(any_id)
def test_only_the_reserved_form_is_refused(session_id: str) -> None:
    if is_reserved(session_id):
        with pytest.raises(InvalidRequest):
            refuse_reserved(session_id)
    else:
        assert refuse_reserved(session_id) == session_id


@given(ids.filter(lambda session_id: len(session_id) < 33))
def test_a_client_cannot_send_the_padded_form_of_a_short_id(session_id: str) -> None:
    with pytest.raises(InvalidRequest):
        refuse_reserved(to_aws(session_id))


@pytest.mark.parametrize("lookalike", ["a_pad_0", to_aws("a") + "0", to_aws("a")[:-1], "x" * 40 + "_pad_0"])
def test_an_id_that_only_looks_padded_is_an_id_like_any_other(lookalike: str) -> None:
    assert from_aws(lookalike) == lookalike
    assert refuse_reserved(lookalike) == lookalike
    assert from_aws(to_aws(lookalike)) == lookalike


def test_a_long_id_travels_unchanged() -> None:
    assert to_aws("x" * 256) == "x" * 256


@pytest.mark.parametrize("bad", ["", "-a", "_a", "a b", "a.b", "á", "a" * 257, "a\n", "../a", "a/b", "٣"])
def test_an_id_outside_the_pattern_is_refused_without_being_repeated(bad: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        validate(bad)
    assert not bad.strip() or bad not in caught.value.public_message.split()


def test_new_ids_differ_and_are_legal_in_aws() -> None:
    one, other = new_session_id(), new_session_id()
    assert one != other
    assert to_aws(one) == one
    assert re.fullmatch(r"agentcore_session_[0-9a-f]{32}", one)


def test_a_derived_id_depends_on_owner_and_message_and_on_nothing_else() -> None:
    assert derived_session_id("rosa", "m1") == derived_session_id("rosa", "m1")
    assert len({derived_session_id(*pair) for pair in [("rosa", "m1"), ("rosa", "m2"), ("ana", "m1")]}) == 3
    assert to_aws(derived_session_id("rosa", "m1")) == derived_session_id("rosa", "m1")
