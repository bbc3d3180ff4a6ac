"""The assistant, and agents and session managers of their own, outside any turn. All of it needs Strands."""

from pathlib import Path
from typing import TYPE_CHECKING

from agents.bootstrap.extras import extra
from agents.bootstrap.stores import documents_store
from agents.config import Settings
from agents.errors import SettingsError
from agents.sessions.layout import Layout
from agents.sessions.store import Store
from agents.shared import session_ids

if TYPE_CHECKING:
    from strands import Agent

    from agents.assistant import Assistant
    from agents.conversation import Conversations
    from agents.sessions.strands_manager import NotesSessionManager
    from agents.tools.rules import Rules


def build_assistant(settings: Settings, store: Store) -> "Assistant":
    from agents.assistant import Assistant
    from agents.context import context_manager
    from agents.models.choose import choose_model
    from agents.sessions.notebook import Window
    from agents.sessions.registry import Registry
    from agents.tool_sources import KnownPatients, StoredDocuments
    from agents.tools import Clinic, Sources

    clinic, registry = Clinic(), Registry(store, Layout(settings.session_prefix))
    documents = StoredDocuments(documents_store(settings, store))
    sources = Sources(clinic, documents, settings.session_prefix, KnownPatients(clinic, registry))
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
        _rules(settings),
    )


def _rules(settings: Settings) -> "Rules | None":
    """Raises SettingsError for policies that cannot be read, or could not be obeyed."""
    if settings.tool_policies is None:
        return None
    with extra("cedar", "TOOL_POLICIES"):
        from agents.tools.rules import Rules
    try:
        return Rules(Path(settings.tool_policies).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        problem = f"must name a file of Cedar policies ({type(error).__name__})"
    except ValueError as error:
        problem = f"the file {error}"
    raise SettingsError([f"TOOL_POLICIES: {problem}"])


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
    notebook = conversations.archive.notebook_at(patient, session_ids.validate(session_id), None)
    window = conversations.answering.assistant.window
    return manager_for(notebook, window, agent_state(patient, session_id))


def healthcare_agent(conversations: "Conversations", session_id: str, patient_id: str | None) -> "Agent":
    """An agent of its own. Where TOOL_POLICIES is set its tools want a caller in the invocation state."""
    from agents.identity import Role
    from agents.patients import normal_form

    patient = normal_form(patient_id) if patient_id is not None else None
    manager = session_manager(conversations, session_id, patient_id)
    return conversations.answering.assistant.agent(patient, Role.CLINICIAN, manager)
