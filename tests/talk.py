"""A conversation as tests hold it: one process's turns over a store, and what then stands in that store."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from agents.contract import Reply
from agents.conversation import Answer, Conversations
from agents.identity import Caller
from agents.safety import screen
from agents.sessions.records import SessionRecord
from agents.sessions.store import Store
from agents.turn.message import Message
from tests.fakes import CLINICIAN, Ear, ScriptedModel

A, B = "Juan_Perez_123", "Maria_Garcia"
IS_A, IS_B = f"Esta sesión es del paciente {A}.", f"Ahora las notas del paciente {B}."
SESSION = "s-1"
UNKNOWN = "unknown"


@dataclass
class Talk:
    """One process. `say` speaks as one caller in one session unless told otherwise."""

    conversations: Conversations
    model: ScriptedModel

    async def turn(
        self,
        text: str,
        session: str = SESSION,
        caller: Caller = CLINICIAN,
        message_id: str | None = None,
        ear: Ear | None = None,
    ) -> Answer:
        message = Message(session, text, caller, message_id, screen(text))
        return await self.conversations.turn(message, ear or Ear())

    async def say(self, text: str, **options: Any) -> Reply:
        return (await self.turn(text, **options)).reply

    @property
    def request(self) -> dict[str, Any]:
        """What the model was sent last."""
        return self.model.requests[-1]

    @property
    def heard(self) -> list[tuple[str, str]]:
        """The messages of that request."""
        return [said(message) for message in self.request["messages"]]


def said(message: dict[str, Any]) -> tuple[str, str]:
    """A model message as its role and text; other blocks show by their kind."""
    texts = [block["text"] if "text" in block else f"<{next(iter(block))}>" for block in message["content"]]
    return message["role"], " | ".join(text.strip() for text in texts)


def folder(patient: str, name: str = SESSION) -> str:
    return f"processed/{patient}_medical_notes/session_{name}/"


def document(store: Store, key: str) -> dict[str, Any]:
    item = store.read(key)
    assert item is not None, f"nothing stands under {key}"
    loaded: dict[str, Any] = json.loads(item.body)
    return loaded


def stored(store: Store, patient: str, name: str = SESSION) -> list[dict[str, Any]]:
    """The segment's message documents in their order. Fails for a hole."""
    place = folder(patient, name) + "agents/agent_healthcare/messages/"
    count = len(list(store.list(place)))
    return [document(store, f"{place}message_{number}.json") for number in range(count)]


def notes(store: Store, patient: str, name: str = SESSION) -> list[tuple[str, str]]:
    return [said(entry["message"]) for entry in stored(store, patient, name)]


def record(store: Store, session: str = SESSION) -> SessionRecord:
    return SessionRecord.model_validate(document(store, f"registry/sessions/{session}.json"))


def everything(store: Store, prefix: str) -> str:
    """All bytes under a prefix as one text to look for words in."""
    items = (store.read(key) for key in store.list(prefix))
    return "\n".join(item.body.decode() for item in items if item)


def age(store: Store, by: timedelta, session: str = SESSION) -> None:
    """As if the session's last turn, its start and its lease lay this much further back."""
    key = f"registry/sessions/{session}.json"
    known = record(store, session)
    turn = known.turn and known.turn.model_copy(update={"lease_until": known.turn.lease_until - by})
    moved = {"active_at": known.active_at - by, "started_at": known.started_at - by, "turn": turn}
    store.write(key, known.model_copy(update=moved).model_dump_json(exclude_defaults=True).encode())


def valid_roles(conversation: list[tuple[str, str]]) -> bool:
    """User and assistant take turns, and the user begins."""
    return [role for role, _ in conversation] == [
        ("user", "assistant")[at % 2] for at in range(len(conversation))
    ]
