import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.redaction.pseudonym import Kind, Pseudonyms, is_pseudonym

KEY = b"a key of thirty-two bytes, at le"
KINDS: list[Kind] = ["patient", "session", "message", "caller"]


@pytest.mark.parametrize(
    ("kind", "prefix"), [("patient", "pac"), ("session", "ses"), ("message", "men"), ("caller", "usu")]
)
def test_a_pseudonym_says_its_kind_and_80_bits(kind: Kind, prefix: str) -> None:
    assert re.fullmatch(rf"{prefix}_[0-9a-f]{{20}}", Pseudonyms(KEY).of(kind, "Juan_Perez_123"))


def test_one_value_has_one_pseudonym_under_one_key() -> None:
    assert Pseudonyms(KEY).of("patient", "Juan") == Pseudonyms(KEY).of("patient", "Juan")


def test_another_key_gives_another_pseudonym() -> None:
    assert Pseudonyms(KEY).of("patient", "Juan") != Pseudonyms(KEY[::-1]).of("patient", "Juan")


def test_a_value_s_pseudonyms_of_two_kinds_have_nothing_in_common() -> None:
    assert len({Pseudonyms(KEY).of(kind, "demo").partition("_")[2] for kind in KINDS}) == len(KINDS)


def test_without_the_key_a_value_cannot_be_tried_out() -> None:
    digest = Pseudonyms(KEY).of("patient", "12345678").removeprefix("pac_")
    unkeyed = (hashlib.sha256(text).hexdigest() for text in (b"12345678", b"patient\x0012345678"))
    assert not any(each.startswith(digest) for each in unkeyed)


@given(st.sampled_from(KINDS), st.text(st.characters(codec=None)))
def test_every_text_has_a_pseudonym_also_one_with_lone_surrogates(kind: Kind, value: str) -> None:
    assert is_pseudonym(Pseudonyms(KEY).of(kind, value))


@given(st.lists(st.text(), unique=True, max_size=50))
def test_two_values_do_not_share_a_pseudonym(values: list[str]) -> None:
    assert len({Pseudonyms(KEY).of("session", value) for value in values}) == len(values)


@pytest.mark.parametrize("key", [b"", b"fifteen bytes.."])
def test_a_short_key_is_refused_without_being_shown(key: bytes) -> None:
    with pytest.raises(ValueError, match=r"at least 16 bytes$"):
        Pseudonyms(key)


def test_an_unknown_kind_is_refused_without_showing_the_value() -> None:
    with pytest.raises(ValueError, match=r"^unknown kind of pseudonym$"):
        Pseudonyms(KEY).of("document", "12345678")  # type: ignore[arg-type]


def test_the_key_is_not_shown() -> None:
    shown = f"{Pseudonyms(KEY)!r} {Pseudonyms(KEY)}"
    assert shown == "Pseudonyms(key=[oculto]) Pseudonyms(key=[oculto])"
