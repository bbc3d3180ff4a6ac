"""The Strands agent: model, prompt, tools, notes. One agent is about one patient, or about nobody yet."""

from collections.abc import Callable
from dataclasses import dataclass

from strands import Agent
from strands.agent.conversation_manager import ConversationManager
from strands.models.model import Model

from agents.identity import Role
from agents.prompts import system_prompt
from agents.sessions.layout import AGENT_ID
from agents.sessions.notebook import Document, Window
from agents.sessions.strands_manager import NotesSessionManager
from agents.tools import CAPABILITIES, Sources, tools_for


@dataclass(frozen=True, slots=True)
class Assistant:
    """What every agent has in common. `model` is shared: it holds no conversation.

    `window` is what is read back of the notes, `context` makes what holds an agent's messages to it.
    """

    model: Model
    model_id: str
    sources: Sources
    language: str
    window: Window
    context: Callable[[], ConversationManager]

    def agent(self, patient_id: str | None, role: Role, notes: NotesSessionManager) -> Agent:
        return Agent(
            agent_id=AGENT_ID,
            name="healthcare-assistant",
            model=self.model,
            system_prompt=system_prompt(self.language, role.value, patient_id),
            tools=list(tools_for(patient_id, self.sources)),
            conversation_manager=self.context(),
            session_manager=notes,
            callback_handler=None,
            load_tools_from_directory=False,
        )

    def capabilities(self, patient_id: str | None) -> list[str]:
        """Those with a working tool, and what the sessions themselves can do."""
        return [*(CAPABILITIES if patient_id else ()), "session_management"]


def agent_state(patient_id: str | None, session_id: str) -> Document:
    """What agent.json's state says of a segment, for those who read the notes without the registry."""
    return {
        "patient_id": patient_id,
        "session_context": "patient_session" if patient_id else "general_session",
        "metadata": {"session_id": session_id, "assistant": "healthcare-assistant"},
    }
