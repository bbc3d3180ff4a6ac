"""What has to hold after anything: the promises, asked of a store that processes have died over."""

import asyncio
import json
import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from strands.session import FileSessionManager, S3SessionManager
from strands.types.session import SessionMessage

from agents.sessions.file import FileStore
from agents.sessions.layout import Layout
from agents.sessions.s3 import S3Store
from agents.sessions.store import Store
from tests.talk import SESSION, UNKNOWN, folder, record, stored

Message = dict[str, Any]


def conversations(store: Store, session: str = SESSION, *, left: bool = False) -> dict[str, list[Message]]:
    """Every segment's messages by its folder, from the registry. Fails for a hole and for a surplus.

    `left`: what a process wrote after it had been given up for dead may stand beyond, under a nonce that no
    record knows. The next turn there writes over it.
    """
    known = record(store, session)
    found = {}
    for segment in known.segments:
        patient, name = segment.patient_id or UNKNOWN, known.name(segment.number)
        if segment.messages:
            entries = stored(store, patient, name)
            kept, beyond = entries[: segment.messages], entries[segment.messages :]
            assert len(kept) == segment.messages, f"{name}: {segment.messages} counted, {len(kept)} stand"
            assert not beyond or (left and all("turn" in entry for entry in beyond)), f"{name}: more {beyond}"
            found[folder(patient, name)] = [entry["message"] for entry in kept]
    return found


def assert_valid(messages: list[Message]) -> None:
    """What Bedrock's Converse takes: the user begins, they take turns, each tool call has its result."""
    for number, message in enumerate(messages):
        assert message["role"] == ("user", "assistant")[number % 2], f"role of message {number}"
        assert message["content"], f"message {number} is empty"
        after = messages[number + 1]["content"] if number + 1 < len(messages) else []
        assert _ids(message["content"], "toolUse") == _ids(after, "toolResult"), f"tools of message {number}"
    assert not messages or messages[-1]["role"] == "assistant", "the last turn has no answer"


def _ids(content: list[Any], kind: str) -> set[str]:
    return {block[kind]["toolUseId"] for block in content if kind in block}


def assert_sound(store: Store, session: str = SESSION, *, left: bool = False) -> None:
    """Every segment of the session is whole and valid, and nothing stands where no segment is."""
    found = conversations(store, session, left=left)
    for messages in found.values():
        assert_valid(messages)
    for place in places(store, session):
        if place not in found:
            standing = [key for key in store.list(place) if "/messages/" in key]
            assert left or not standing, f"messages outside of any segment: {standing}"


def places(store: Store, session: str = SESSION) -> list[str]:
    """The folders of this session in whoever's notes, in the registry or not."""
    ours = re.compile(rf".*_medical_notes/session_{re.escape(session)}(\.\d+)?/")
    return sorted({found[0] for key in store.list(Layout().prefix) if (found := ours.match(key))})


def texts(messages: Iterable[Message]) -> list[str]:
    return [block["text"].strip() for message in messages for block in message["content"] if "text" in block]


def times_kept(store: Store, text: str, session: str = SESSION, *, left: bool = False) -> int:
    """How often a text stands in the session's conversations."""
    found = conversations(store, session, left=left).values()
    return sum(text in said for messages in found for said in texts(messages))


def copied(store: Store, session: str, root: Path) -> FileStore:
    """What is kept of a session as files, for readers that know only files."""
    files = FileStore(root)
    for key in (f"registry/sessions/{session}.json", *chain(*map(store.list, places(store, session)))):
        item = store.read(key)
        assert item is not None
        files.write(key, item.body)
    return files


def assert_stock_reads(store: Store, session: str = SESSION) -> None:
    """A stock strands session manager finds in each segment what we say stands there."""
    if not isinstance(store, FileStore | S3Store):
        with tempfile.TemporaryDirectory() as folder:
            assert_stock_reads(copied(store, session, Path(folder)), session)
        return
    for place, messages in conversations(store, session, left=True).items():
        parent, _, name = place.rstrip("/").rpartition("/session_")
        stock: FileSessionManager | S3SessionManager
        if isinstance(store, FileStore):
            stock = FileSessionManager(session_id=name, storage_dir=str(store.root / parent))
        else:
            endpoint = store.client.meta.endpoint_url
            stock = S3SessionManager(name, store.bucket, parent, endpoint_url=endpoint)
        assert stock.read_agent(name, "healthcare") is not None, f"no agent.json in {place}"
        listed: list[SessionMessage] = stock.list_messages(name, "healthcare")
        read = [json.loads(json.dumps(item.message)) for item in listed]
        assert read[: len(messages)] == messages


def release(store: Store, session: str = SESSION) -> None:
    """As if time had passed until the lease of the turn that died was over."""
    key = f"registry/sessions/{session}.json"
    if store.read(key) is None:
        return  # it died before it had said anything
    known = record(store, session)
    turn = known.turn and known.turn.model_copy(update={"lease_until": datetime.now(UTC)})
    body = known.model_copy(update={"turn": turn}).model_dump_json(exclude_defaults=True)
    store.write(key, body.encode())


async def until(condition: Any, seconds: float = 10) -> None:
    """Poll for something that another process brings about."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  (it stands in a store: there is no event to wait for)
            await asyncio.sleep(0.01)
