"""Turns, and the reading of sessions: each whole, over the store that the settings name."""

from datetime import timedelta
from typing import TYPE_CHECKING

from agents.audit.auditor import Auditor
from agents.bootstrap.assistants import build_assistant
from agents.bootstrap.auditing import auditor
from agents.bootstrap.clients import CONNECTIONS
from agents.bootstrap.stores import build_store
from agents.config import Settings
from agents.contract import Lack
from agents.reading import SessionReader
from agents.sessions.layout import Layout
from agents.sessions.store import Store
from agents.turn.replies import Composer

if TYPE_CHECKING:
    from agents.assistant import Assistant
    from agents.conversation import Conversations


def build_conversations(
    settings: Settings,
    store: Store | None = None,
    assistant: "Assistant | None" = None,
    told: Auditor | None = None,
) -> "Conversations":
    """Everything a turn needs. `store`, `assistant` and `told` are built if not given."""
    from agents.assistant import agent_state
    from agents.conversation import Conversations
    from agents.sessions.archive import Archive
    from agents.sessions.io import Workers
    from agents.sessions.recovery import Recovery
    from agents.tools import consistent_with_documents
    from agents.turn.answering import Answering
    from agents.turn.replies import INTERRUPTED

    store = store or build_store(settings)
    store.check()
    assistant = assistant or build_assistant(settings, store)
    archive = Archive(store, Layout(settings.session_prefix), Workers(CONNECTIONS))
    lease = timedelta(seconds=settings.turn_lease_seconds)
    answering = Answering(
        archive=archive,
        assistant=assistant,
        composer=_composer(settings, store),
        lease=lease,
        timeout=settings.turn_timeout_seconds,
        consistent=lambda patient_id: consistent_with_documents(patient_id, assistant.sources),
    )
    recovery = Recovery(archive, assistant.window, INTERRUPTED, lease, agent_state)
    return Conversations(archive, recovery, answering, settings.max_live_sessions, told or auditor(settings))


def session_reader(
    settings: Settings, store: Store | None = None, told: Auditor | None = None
) -> SessionReader:
    """Sessions for reading and ending, without Strands. `store` and `told` are built if not given."""
    store = store or build_store(settings)
    layout, composer = Layout(settings.session_prefix), _composer(settings, store)
    return SessionReader(store, layout, composer, told or auditor(settings))


def _composer(settings: Settings, store: Store) -> Composer:
    lacking: dict[Lack, bool] = {"single_process": not store.shared, "retention": store.expires}
    lacks = [lack for lack, is_lacking in lacking.items() if is_lacking]
    layout = Layout(settings.session_prefix)
    return Composer(settings, layout, store.bucket, store.durable, settings.model_id, lacks)
