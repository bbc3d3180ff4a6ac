"""Measures `agents.patients` on labelled messages: `python -m benchmarks.mentions [file.jsonl ...]`.

Each line of a file is `{"text": ..., "patient": "<normal form>" or null}`. Prints precision, recall,
wrong patients and every miss, then the time that hostile texts of 1 MB take, here and in the red-flag
screen. Exits non-zero below the bars.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from agents.patients import Reading, find_patient
from agents.safety.alarms import ALARMS
from agents.safety.patterns import words_in
from agents.safety.screening import screen

PRECISION, RECALL, WRONG_IN = 0.99, 0.97, 300
MILLISECONDS = 200


class Miss(NamedTuple):
    text: str
    expected: str | None
    found: str | None
    reading: str


def found_in(text: str) -> tuple[str | None, str]:
    """The patient a message names, as `extract_patient_id_from_message` gives it, and the reading."""
    mention = find_patient(text)
    named = mention.reading in (Reading.NAMED, Reading.CORRECTED)
    return (mention.patients[0].value if named else None), f"{mention.reading}/{mention.reason}"


def measure(path: Path) -> bool:
    """Prints the numbers of one file; whether they reach the bars."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    results = [(row["text"], row["patient"], *found_in(row["text"])) for row in rows]
    misses = [Miss(*result) for result in results if result[1] != result[2]]
    right = sum(expected is not None and expected == found for _, expected, found, _ in results)
    wrong = sum(miss.found is not None for miss in misses)
    precision = right / max(1, right + wrong)
    recall = right / max(1, sum(row["patient"] is not None for row in rows))
    print(
        f"{path.name}: {len(rows)} messages, precision {precision:.4f}, recall {recall:.4f},"
        f" wrong patients {wrong}"
    )
    for miss in misses:
        print(f"  expected {miss.expected!r}, found {miss.found!r} ({miss.reading}): {miss.text!r}")
    return precision >= PRECISION and recall >= RECALL and wrong <= max(1, len(rows) // WRONG_IN)


def hostile_texts() -> dict[str, str]:
    """Texts of 1 MB that make careless readers slow."""
    pieces = {
        "patients": "paciente ", "labels": "cédula: ", "digits": "1", "spaces": " ", "denials": "no es ",
        "accents": "á", "numbers": "paciente 123, ", "names": "Juan Pérez ", "initials": "a.", "letters": "a",
        "words": "xx ", "hidden": "\u200b", "dashes": "1-", "underscores": "a_", "newlines": "\n",
        "titles": "la señora ", "documents": "historia clínica de la paciente ", "his": "su cédula ",
        "conditions": "si fuera el paciente ", "mixed": "no, es la paciente 1 y ", "articles": "de la ",
        "others": "la madre de ", "forms": "V-12.345.678 y ", "supposing": "supongamos que ",
        "turning": "no quiero ver ", "curps": "zaga230511hdfmrla1 ",
        "codes": "fe3a9c1b2d4e5f60718293a4b5c6d7e8 ", "grouped": "cédula 031 ",
        "professions": "la paciente es enfermera, DNI ", "carried": "la tía trae su DNI ",
        "slots": "la de las 10:30 es Ana Ruiz ", "ill": "mi papá está en observación, cédula ",
        "later": "cuando termine paso a la 1 ", "against": "HC 4512 con la de la ",
    }  # fmt: skip
    return {name: (piece * (1_000_000 // len(piece) + 1))[:1_000_000] for name, piece in pieces.items()} | {
        "late": "x " * 499_000 + "paciente 456"
    }


def wide_texts() -> dict[str, str]:
    """More texts of 1 MB, for time alone: scripts, pasted data, a patient here and there."""
    spread = ("zz " * 4_400 + "paciente Ana Ruiz, el 456, la 457, ") * 75
    prose = "la con fiebre dolor tiene ayer no refiere alergias desde hace dias come camina poco "
    return {
        "scripts": "".join(map(chr, range(0x800, 0xD800))) * 6,
        "planes": "".join(map(chr, range(0x10000, 0x10000 + 250_000))),
        "emoji": "\U0001f600 a " * 160_000,
        "marks": "a\u0301" * 330_000,
        "full-width": "\uff14" * 330_000,
        "base64": ("TWFudWVsIFBhY2llbnRl" + "aGlzdG9yaWE9") * 31_250,
        "spread": spread[:1_000_000],
        "prose": (prose * 12_000)[:1_000_000],
        "loose": ("paciente 456 el 457 " * 1_000)[:20_000],
        "denied": ("no quiero abrir la historia de la paciente Ana Ruiz, " * 400)[:20_000],
    }


def alarming_text() -> str:
    """1 MB of short sentences of the words that red flags are made of."""
    words = sorted(words_in(phrase for phrases in ALARMS.values() for phrase in phrases))
    choice = random.Random(0).choices
    sentences = (" ".join(choice(words, k=3)) + ". " for _ in range(100_000))
    return "".join(sentences)[:1_000_000]


def milliseconds(read: Callable[[str], object], text: str) -> float:
    """What it takes of this process's time; the better of two, since the machine has other work."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        read(text)
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def measure_time() -> bool:
    """Prints how long hostile texts take; whether all stay below the bar."""
    slowest = 0.0
    for name, text in {**hostile_texts(), **wide_texts(), "alarms": alarming_text()}.items():
        patient, flags = milliseconds(find_patient, text), milliseconds(screen, text)
        slowest = max(slowest, patient, flags)
        reading = find_patient(text).reading
        print(f"  1 MB of {name}: {patient:.0f} ms ({reading}), red flags {flags:.0f} ms")
    print(f"  the slowest takes {slowest:.0f} ms of {MILLISECONDS}")
    return slowest < MILLISECONDS


def main(arguments: list[str]) -> int:
    files = [Path(each) for each in arguments] or [Path(__file__).with_name("patient_mentions.jsonl")]
    results = [measure(path) for path in files]
    return 0 if all([*results, measure_time()]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
