import pytest

from agents.patients import Identifier, Mention, Reading
from agents.shared import utils
from agents.shared.utils import extract_patient_id_from_message


def _identifier(value: str) -> Identifier:
    return Identifier(kind="name", country=None, value=value, start=0, end=1, confidence=1.0)


ONE, TWO = (_identifier("Juan_Perez_123"),), (_identifier("Juan_Perez_123"), _identifier("Ana_Gomez"))


@pytest.mark.parametrize(
    ("reading", "patients", "found"),
    [
        (Reading.NAMED, ONE, "Juan_Perez_123"),
        (Reading.CORRECTED, ONE, "Juan_Perez_123"),
        (Reading.NAMED, TWO, None),
        (Reading.NAMED, (), None),
        (Reading.DENIED, ONE, None),
        (Reading.UNCLEAR, ONE, None),
        (Reading.UNCLEAR, TWO, None),
        (Reading.NOBODY, (), None),
    ],
)
def test_only_one_patient_who_is_named_or_corrected_to_is_found(
    reading: Reading, patients: tuple[Identifier, ...], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utils, "find_patient", lambda text: Mention(reading, patients, "test"))
    assert extract_patient_id_from_message("...") == found


@pytest.mark.parametrize("text", ["", "hola", "¿qué dosis se usa?"])
def test_a_message_that_names_nobody_finds_nobody(text: str) -> None:
    assert extract_patient_id_from_message(text) is None
