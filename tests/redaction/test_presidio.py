"""The real Presidio after our own rules: what it adds, and that it asks nobody outside."""

import sys
from collections.abc import Iterator

import pytest
import tldextract

from agents.bootstrap import safe_logging
from agents.config import Settings
from agents.errors import SettingsError
from agents.redaction.presidio import Presidio
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.sanitize import sanitize_for_logging, use_pseudonyms, use_recognizer

PSEUDONYMS = Pseudonyms(b"a key of thirty-two bytes, at le")
FOUND_BY_PRESIDIO = "no responde clinica-perez.com.co hoy"
KEPT_AS_THEY_ARE = [
    "la sesión terminó",
    "status 503 after 15 seconds",
    "paciente [oculto], [fecha]",
    "[texto: 123 caracteres]",
    PSEUDONYMS.of("patient", "Juan_Perez_123"),
]


@pytest.fixture(scope="module")
def presidio() -> Presidio:
    return Presidio()


@pytest.fixture
def scrubbing(presidio: Presidio) -> Iterator[None]:
    use_recognizer(presidio)
    yield
    use_recognizer(None)


def test_it_hides_what_our_rules_leave(scrubbing: None) -> None:
    assert sanitize_for_logging(FOUND_BY_PRESIDIO) == "no responde [oculto] hoy"
    assert sanitize_for_logging({"estado": [FOUND_BY_PRESIDIO]}) == {"estado": ["no responde [oculto] hoy"]}


def test_our_rules_come_first_and_their_marks_stay(scrubbing: None) -> None:
    use_pseudonyms(PSEUDONYMS)
    assert (
        sanitize_for_logging("escriba a rosa@x.pe; teléfono: +57 300 123 4567")
        == "escriba a [correo]; teléfono: [número]"
    )
    assert sanitize_for_logging({"patient_id": "456"}) == {"patient_id": PSEUDONYMS.of("patient", "456")}


@pytest.mark.parametrize("text", KEPT_AS_THEY_ARE)
def test_what_says_nothing_of_anybody_stays(scrubbing: None, text: str) -> None:
    assert sanitize_for_logging(text) == text


@pytest.mark.parametrize("text", [FOUND_BY_PRESIDIO, "a.com b.com 4111 1111 1111 1111", "visa a@b.co,c.co"])
def test_sanitising_twice_is_sanitising_once(scrubbing: None, text: str) -> None:
    once = sanitize_for_logging(text)
    assert sanitize_for_logging(once) == once


def test_domains_are_those_in_the_package(presidio: Presidio) -> None:
    """The tests' sockets refuse the network; this one also has no list of its own to fetch or to keep."""
    extractor = tldextract.tldextract.TLD_EXTRACTOR
    assert extractor.suffix_list_urls == ()
    assert not extractor._cache.enabled
    assert presidio("mesa@clinica.com.co") == "[oculto]"


@pytest.mark.usefixtures("untouched_logging")
def test_a_setting_turns_it_on() -> None:
    assert sanitize_for_logging(FOUND_BY_PRESIDIO) == FOUND_BY_PRESIDIO
    safe_logging(Settings(scrub_with_presidio=True, session_store="memory://"), PSEUDONYMS)
    try:
        assert sanitize_for_logging(FOUND_BY_PRESIDIO) == "no responde [oculto] hoy"
    finally:
        use_recognizer(None)


@pytest.mark.usefixtures("untouched_logging")
def test_an_extra_that_is_missing_is_a_settings_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "agents.redaction.presidio", None)
    with pytest.raises(SettingsError, match="SCRUB_WITH_PRESIDIO: this needs the extra 'presidio'"):
        safe_logging(Settings(scrub_with_presidio=True, session_store="memory://"), PSEUDONYMS)
