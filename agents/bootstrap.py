"""Builds the real things from Settings: stores, model, clients. The only place that does; nothing at import.

Strands and the runtime are imported where they are used: the API ships to Lambda without them.
"""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from agents.authentication import Authenticator
from agents.config import Settings
from agents.errors import SettingsError
from agents.reading import SessionReader
from agents.replies import Composer
from agents.sessions.archive import Archive
from agents.sessions.file import FileStore
from agents.sessions.io import Workers
from agents.sessions.layout import Layout
from agents.sessions.memory import MemoryStore
from agents.sessions.notebook import Window
from agents.sessions.store import Store
from agents.shared import session_ids

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from strands import Agent

    from agents.assistant import Assistant
    from agents.conversation import Conversations
    from agents.sessions.strands_manager import NotesSessionManager

S3_CONNECTIONS = 64


def build_store(settings: Settings) -> Store:
    """The store that the settings name. Not checked yet: `store.check()` proves that it can be used."""
    if not settings.enable_session_management:
        return MemoryStore()
    url = urlsplit(settings.session_store)
    match settings.store_scheme:
        case "memory":
            return MemoryStore()
        case "file":
            return FileStore(Path(unquote(url.path)))
        case "s3":
            from agents.sessions.s3 import S3Store

            return S3Store(s3_client(settings), url.netloc)
    raise SettingsError([f"SESSION_STORE: {settings.store_scheme}:// is not supported by this build"])


def s3_client(settings: Settings) -> "S3Client":
    """One for the whole process: it is thread-safe, and making one costs more than a request."""
    import boto3
    from botocore.config import Config

    config = Config(
        max_pool_connections=S3_CONNECTIONS,
        connect_timeout=3,
        read_timeout=10,
        retries={"mode": "standard", "total_max_attempts": 3},
    )
    return boto3.client("s3", region_name=settings.aws_region, config=config)


def build_assistant(settings: Settings, store: Store) -> "Assistant":
    from agents.assistant import Assistant
    from agents.context import context_manager
    from agents.models.choose import choose_model
    from agents.tools import Clinic, Sources

    sources = Sources(clinic=Clinic(), documents=store, prefix=settings.session_prefix)
    return Assistant(
        choose_model(settings),
        settings.model_id,
        sources,
        settings.default_language,
        Window(
            messages=None if settings.context_window == "none" else settings.window_messages,
            summarised=settings.context_window == "summarizing",
        ),
        lambda: context_manager(settings),
    )


def build_conversations(settings: Settings, **parts: Any) -> "Conversations":
    """Everything a turn needs. `store` and `assistant` may be given; they are built otherwise."""
    from agents.answering import Answering
    from agents.conversation import Conversations
    from agents.replies import INTERRUPTED
    from agents.sessions.recovery import Recovery
    from agents.tools import consistent_with_documents

    store: Store = parts.get("store") or build_store(settings)
    store.check()
    assistant: Assistant = parts.get("assistant") or build_assistant(settings, store)
    archive = Archive(store, Layout(settings.session_prefix), Workers(S3_CONNECTIONS))
    answering = Answering(
        archive=archive,
        assistant=assistant,
        composer=_composer(settings, store),
        lease=timedelta(seconds=settings.turn_lease_seconds),
        timeout=settings.turn_timeout_seconds,
        consistent=lambda patient_id: consistent_with_documents(patient_id, assistant.sources),
    )
    recovery = Recovery(archive, assistant.window, INTERRUPTED)
    return Conversations(archive, recovery, answering, settings.max_live_sessions)


def session_reader(settings: Settings, store: Store | None = None) -> SessionReader:
    """Sessions for reading and ending, without Strands."""
    store = store or build_store(settings)
    return SessionReader(store, Layout(settings.session_prefix), _composer(settings, store))


def authenticator(settings: Settings) -> Authenticator:
    return Authenticator(settings)


def _composer(settings: Settings, store: Store) -> Composer:
    durable = store.durable and settings.enable_session_management
    return Composer(settings, Layout(settings.session_prefix), store.bucket, durable, settings.model_id)


def session_manager(
    conversations: "Conversations", session_id: str, patient_id: str | None
) -> "NotesSessionManager":
    """A session manager of its own, outside any turn, on the same store and client."""
    from agents.assistant import agent_state
    from agents.patients import normal_form
    from agents.sessions.strands_manager import manager_for

    patient = normal_form(patient_id) if patient_id is not None else None
    if patient_id is not None and patient is None:
        raise ValueError("the patient's identifier has no letters or digits")
    notebook = conversations.archive.notebook_at(patient, session_ids.validate(session_id))
    notebook.registered = False
    window = conversations.answering.assistant.window
    return manager_for(notebook, window, agent_state(patient, session_id))


def healthcare_agent(conversations: "Conversations", session_id: str, patient_id: str | None) -> "Agent":
    from agents.identity import Role
    from agents.patients import normal_form

    patient = normal_form(patient_id) if patient_id is not None else None
    manager = session_manager(conversations, session_id, patient_id)
    return conversations.answering.assistant.agent(patient, Role.CLINICIAN, manager)
