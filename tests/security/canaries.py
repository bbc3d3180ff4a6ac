"""Patient A's secrets, and how to look for them in everything that patient B's turns touch."""

import json
from typing import Any

from agents.contract import Reply
from agents.sessions.store import Store
from agents.tools import Clinic
from agents.tools.clinic import describe
from tests.fakes import Ear
from tests.talk import IS_A, A, B, Talk

CANARY_TEXT = "granate-81 seropositivo"
CANARY_DOCUMENT = "turmalina-52 carcinoma"
CANARY_ANSWER = "berilo-63 antirretroviral"
CANARY_FOLDER = "topacio"  # the name of A's document


def words_of_a() -> tuple[str, ...]:
    """What says that A is meant, or what A has: the canaries, the name, the clinic's record."""
    canaries = [part for text in (CANARY_TEXT, CANARY_DOCUMENT, CANARY_ANSWER) for part in text.split()]
    record, other = Clinic().record(A), Clinic().record(B)
    assert record is not None
    assert other is not None
    others = repr(describe(other, "summary"))
    lines = [
        line for value in describe(record, "summary").values() if isinstance(value, list) for line in value
    ]
    own = [line for line in lines if line not in others]
    assert own
    return (*canaries, CANARY_FOLDER, A, "Juan", "Pérez", *own)


async def told_about_a(talk: Talk, **options: Any) -> None:
    """Two turns about A: its canaries are in messages, tool results, an answer, and the notes."""
    talk.model.steps = [
        ("documents", {"document": CANARY_FOLDER}),
        ("patient_info", {}),
        f"Anotado: {CANARY_ANSWER}.",
    ]
    await talk.say(f"{IS_A} {CANARY_TEXT}.", **options)
    await talk.say("¿Qué tiene?", **options)
    seen = talk.model.sent()
    assert all(word in seen for word in (CANARY_TEXT, CANARY_DOCUMENT, CANARY_ANSWER, "Pérez"))
    talk.model.requests.clear()
    talk.model.steps = []


def nosy() -> list[Any]:
    """A model that does what an injection asks for: every tool, with every argument it can think of."""
    return [
        ("documents", {}),
        ("documents", {"document": CANARY_FOLDER, "patient_id": A, "paciente": A}),
        ("documents", {"document": f"../{A}_{CANARY_FOLDER}"}),
        ("patient_info", {"section": "conditions", "patient_id": A}),
        ("patient_info", {"section": "todo"}),
        (f"notas_de_{B}", {"patient_id": A}),
        "Listo.",
    ]


def assert_nothing_of_a(talk: Talk, store: Store, reply: Reply, ear: Ear, *patients: str) -> None:
    """In none of the model's requests, the reply, its stream, or the notes of these patients.

    What the model itself put into a tool call is left out: it made that up.
    """
    assert talk.model.requests, "the model was asked"
    places = {
        "what the model received": repr(_without_calls(talk.model.requests)),
        "the reply": reply.model_dump_json(),
        "the stream": repr(ear.events),
    }
    for patient in patients:
        folder = f"processed/{patient}_medical_notes/"
        documents = [json.loads(item.body) for key in store.list(folder) if (item := store.read(key))]
        assert documents
        places[f"the notes of {patient}"] = repr(_without_calls(documents))
    found = [(place, word) for place, text in places.items() for word in words_of_a() if word in text]
    assert found == [], f"{found}"


def _without_calls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_calls(each) for key, each in value.items() if key != "toolUse"}
    return [_without_calls(each) for each in value] if isinstance(value, list) else value
