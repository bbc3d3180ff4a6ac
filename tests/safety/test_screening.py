"""Promise 9: an emergency in the message is seen without model, tools or registry, and nothing else is."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.safety import Emergency, RedFlag, screen
from agents.safety.language import LANGUAGE
from agents.safety.reading import fold, slips
from agents.safety.vocabulary import REAL_WORDS


def _sections(name: str) -> dict[str, list[str]]:
    """Messages, one a line, under headings: the emergency's name, or what kind of talk it is."""
    sections: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = line.removeprefix("# ").partition(":")[0]
            sections[heading] = []
        elif line:
            sections[heading].append(line)
    return sections


_ALARMS = _sections("alarming.txt")
TOLD_OTHERWISE = _ALARMS.pop("any")  # whichever emergency is seen in them
ALARMING = [(Emergency(name), message) for name, messages in _ALARMS.items() for message in messages]
ANY_ALARM = [*(message for _, message in ALARMING), *TOLD_OTHERWISE]
CALM = [message for messages in _sections("calm.txt").values() for message in messages]

UNRELATED = (
    "Hola.",
    "Buenas tardes doctor.",
    "¿A qué hora abre la farmacia?",
    "Mi cita es el jueves.",
    "Niega alergias.",
    "No tiene fiebre.",
    "¿Qué es la diabetes?",
    "Antecedente de apendicectomía.",
    "Su padre murió de cáncer.",
    "Gracias.",
)


def _found(message: str) -> set[Emergency]:
    flag = screen(message)
    return set(flag.emergencies) if flag else set()


@pytest.mark.parametrize(("emergency", "message"), ALARMING)
def test_an_emergency_is_seen(emergency: Emergency, message: str) -> None:
    assert emergency in _found(message)


@pytest.mark.parametrize("message", TOLD_OTHERWISE)
def test_an_emergency_told_otherwise_is_seen(message: str) -> None:
    assert _found(message)


@pytest.mark.parametrize("message", CALM)
def test_no_alarm_without_an_emergency(message: str) -> None:
    assert _found(message) == set()


def test_two_emergencies_stand_in_order_of_urgency_with_one_call_line() -> None:
    flag = screen(
        "me quiero matar, me tomé todas las pastillas y ahora me duele el pecho y no puedo respirar"
    )
    assert flag is not None
    assert flag.emergencies == (
        Emergency.BREATHLESSNESS,
        Emergency.CHEST_PAIN,
        Emergency.POISONING,
        Emergency.SUICIDE,
    )
    assert flag.text.count("Llame ahora") == 1
    assert flag.text.count("no reemplaza") == 1


@pytest.mark.parametrize("emergency", Emergency)
def test_every_emergency_says_whom_to_call_and_what_to_do(emergency: Emergency) -> None:
    text = RedFlag.of([emergency]).text
    assert text.startswith("POSIBLE EMERGENCIA: ")
    assert text.index("Llame ahora") < text.index("Mientras llega la ayuda") < text.index("no debe conducir")
    assert len(text) < 1200


def test_suicide_is_never_left_alone() -> None:
    assert "No se quede solo" in RedFlag.of([Emergency.SUICIDE]).text


@given(st.lists(st.sampled_from(Emergency), min_size=1))
def test_a_flag_holds_each_emergency_once_whatever_the_order_found(found: list[Emergency]) -> None:
    flag = RedFlag.of(found)
    assert flag == RedFlag.of(reversed(found))
    assert sorted(flag.emergencies, key=list(Emergency).index) == list(flag.emergencies)
    assert set(flag.emergencies) == set(found)


@given(st.sampled_from([*ANY_ALARM, *CALM]))
def test_case_accents_and_spacing_do_not_change_the_result(message: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", message) if not unicodedata.combining(c))
    for variant in (message.upper(), message.lower(), plain, unicodedata.normalize("NFD", message)):
        assert _found(variant) == _found(message)
    assert _found(f"  {message.replace(' ', '   ')} ") == _found(message)


@given(st.sampled_from(ANY_ALARM), st.sampled_from(UNRELATED), st.sampled_from(UNRELATED))
def test_an_unrelated_sentence_never_removes_an_alarm(message: str, before: str, after: str) -> None:
    assert _found(f"{message}. {after}") >= _found(message)
    assert _found(f"{before} {message}") >= _found(message)
    assert _found(f"{before}\n{message}\n{after}") >= _found(message)


@given(st.sampled_from(CALM), st.sampled_from(UNRELATED))
def test_an_unrelated_sentence_never_adds_an_alarm(message: str, unrelated: str) -> None:
    assert _found(f"{unrelated} {message}. {unrelated}") == set()


@given(st.sampled_from(ANY_ALARM), st.sampled_from(CALM))
def test_a_calm_sentence_before_or_after_does_not_hide_an_alarm(message: str, calm: str) -> None:
    assert _found(f"{calm}. {message}") >= _found(message)
    assert _found(f"{message}. {calm}") >= _found(message)


@given(st.sampled_from(ANY_ALARM), st.from_regex(r"[a-z]{12,20}", fullmatch=True))
def test_the_text_holds_no_word_of_the_caller(message: str, secret: str) -> None:
    flag = screen(f"Soy {secret}. {message}. Firma {secret}")
    assert flag is not None
    assert secret not in flag.text
    assert flag.text == RedFlag.of(flag.emergencies).text


@given(st.text())
def test_any_text_is_answered_and_always_the_same(text: str) -> None:
    assert screen(text) == screen(text)


@given(
    st.sampled_from(["dolor de pecho", "esta convulsionando", "no puedo respirar", "pensamientos suicidas"]),
    st.data(),
)
def test_one_slip_of_the_thumb_does_not_hide_an_alarm(message: str, data: st.DataObject) -> None:
    words = message.split()
    at = data.draw(st.sampled_from([i for i, word in enumerate(words) if len(word) > 4]))
    typed = data.draw(st.sampled_from([slip for slip in slips(words[at]) if fold(slip) not in _REAL]))
    assert _found(" ".join([*words[:at], typed, *words[at + 1 :]]))


@pytest.mark.parametrize(
    "flood", ["no ", "a,", ".", "\n", " ", "sin dolor ", "dosis de ", "é", "\ufdfa", "e\u0301", "\ud800"]
)
def test_a_megabyte_of_nothing_raises_no_alarm_and_hides_none(flood: str) -> None:
    hostile = (flood * (1_000_000 // len(flood)))[:1_000_000]
    assert screen(hostile) is None
    assert _found(f"me duele el pecho. {hostile}") == {Emergency.CHEST_PAIN}
    assert _found(f"{hostile}. Me duele el pecho") == {Emergency.CHEST_PAIN}


@pytest.mark.parametrize("before", [4_950, 4_990, 4_996, 4_999, 5_000, 5_010, 5_140, 10_000, 30_000])
def test_a_sentence_without_end_hides_no_alarm(before: int) -> None:
    """It is read in pieces; wherever the alarm stands, one of them has it whole."""
    words = "la tos del lunes y el mareo no es de la mama con dolor ni fiebre o algo".split()
    endless = " ".join(words[number % len(words)] for number in range(before))
    assert _found(f"{endless} me duele desde ayer mucho el pecho {endless}") == {Emergency.CHEST_PAIN}
    assert _found(f"{endless} {endless}") == set()


@pytest.mark.parametrize("message", ["esta temblando y no responde", "no responde", "no responde\n"])
def test_what_an_alarm_needs_at_the_end_of_a_sentence_may_be_the_end_of_the_message(message: str) -> None:
    assert Emergency.UNCONSCIOUS in _found(message)


@pytest.mark.parametrize(
    "message", ["Paracetamol, p. ej.", "P/A 120/80", "vitamina p", "P: control en un mes"]
)
def test_one_letter_is_no_abbreviation_of_a_haemorrhage(message: str) -> None:
    assert _found(message) == set()
    assert _found(f"{message}. HPP severa") == {Emergency.BLEEDING}


def test_a_concept_nobody_defined_is_an_error() -> None:
    with pytest.raises(KeyError):
        LANGUAGE.compile("PAIN ~2 NOWHERE")


@pytest.mark.parametrize("opens", ["~2 DISEASE", "!muy DISEASE"])
def test_a_frame_says_what_it_starts_with(opens: str) -> None:
    with pytest.raises(ValueError, match="starts"):
        LANGUAGE.frame(["NO", opens], "")


def test_a_malformed_gap_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a gap"):
        LANGUAGE.compile("PAIN !leve|~2:CHEST")


_REAL = {fold(word) for word in REAL_WORDS}
