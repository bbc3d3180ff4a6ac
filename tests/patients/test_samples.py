"""Labelled messages come out as labelled: the samples all of them, the larger set above its bars."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.patients import Reading, find_patient
from benchmarks.mentions import found_in, measure

SAMPLES = Path(__file__).parent / "data" / "samples.jsonl"
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "patient_mentions.jsonl"


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows_of(SAMPLES), ids=lambda row: row["text"][:40])
def test_every_sample_comes_out_as_labelled(row: dict[str, Any]) -> None:
    mention = find_patient(row["text"])
    named = mention.reading in (Reading.NAMED, Reading.CORRECTED)
    assert (mention.patients[0].value if named else None) == row["patient"]


CHANGES: dict[str, Callable[[str], str]] = {
    "without accents": lambda text: "".join(
        each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each)
    ),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "spaced": lambda text: text.replace(" ", "  "),
    "greeted": lambda text: f"Buenos días, doctor. {text}",
    "amid a family": lambda text: f"La madre está preocupada. {text}",
    "urgent": lambda text: f"Urgente: {text}",
    "in a bed": lambda text: f"Cama 12. {text}",
    "with vital signs": lambda text: f"{text.rstrip(' .')}. TA 120/80, FC 88, T 37.2. Gracias.",
    "with a denial": lambda text: f"{text.rstrip(' .')}. No tiene alergias.",
    "signed": lambda text: f"{text.rstrip(' .')}. Atte. Lic. Rosa Paz, CEP 12345.",
    "with a phone": lambda text: f"{text.rstrip(' .')}. Mi cel es 3001234567.",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_stands_around_a_message_makes_no_other_patient_of_it(change: str) -> None:
    for row in rows_of(SAMPLES):
        assert found_in(CHANGES[change](row["text"]))[0] == row["patient"], row["text"]


def test_the_benchmark_holds_400_messages_at_least_half_without_a_patient() -> None:
    rows = rows_of(BENCHMARK)
    assert len({row["text"] for row in rows}) == len(rows) >= 400
    assert sum(row["patient"] is None for row in rows) * 2 >= len(rows)


def test_the_benchmark_is_read_above_its_bars() -> None:
    assert measure(BENCHMARK)


def test_a_set_that_is_read_wrongly_stays_below_the_bars(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"text": "paciente 123", "patient": "456"}\n' * 3, encoding="utf-8")
    assert not measure(path)
