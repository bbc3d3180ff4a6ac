"""The Strands agent: model, prompt, tools, notes. One agent is about one patient, or about nobody yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strands import Agent
from strands.agent.conversation_manager import ConversationManager
from strands.models.model import Model

from agents.identity import Caller, Role
from agents.prompts import system_prompt
from agents.sessions.documents import Document
from agents.sessions.layout import AGENT_ID
from agents.sessions.notebook import Window
from agents.sessions.strands_manager import NotesSessionManager
from agents.tools import CAPABILITIES, Sources, tools_for

if TYPE_CHECKING:
    from agents.tools.rules import Rules


@dataclass(frozen=True, slots=True)
class Assistant:
    """What every agent has in common. `model` is shared: it holds no conversation.

    `window` is what is read back of the notes, `context` makes what holds an agent's messages to it.
    `rules` are the site's own, if it has any; they are asked before each tool call, about the turn's caller.
    """

    model: Model
    model_id: str
    sources: Sources
    language: str
    window: Window
    context: Callable[[], ConversationManager]
    rules: "Rules | None" = None

    def agent(self, patient_id: str | None, role: Role, notes: NotesSessionManager) -> Agent:
        return Agent(
            agent_id=AGENT_ID,
            name="healthcare-assistant",
            model=self.model,
            system_prompt=system_prompt(self.language, role.value, patient_id),
            tools=list(tools_for(patient_id, self.sources)),
            conversation_manager=self.context(),
            session_manager=notes,
            interventions=[self.rules.handler(patient_id)] if self.rules and patient_id else [],
            callback_handler=None,
            load_tools_from_directory=False,
        )

    def capabilities(self, patient_id: str | None, caller: Caller) -> list[str]:
        """Those with a tool that works for the caller, and what the sessions themselves can do."""
        rules, tools = self.rules, CAPABILITIES if patient_id else ()
        able = [tool for tool in tools if not rules or rules.allow(caller, tool, patient_id or "")]
        return [*able, "session_management"]


def agent_state(patient_id: str | None, session_id: str) -> Document:
    """What agent.json's state says of a segment, for those who read the notes without the registry."""
    return {
        "patient_id": patient_id,
        "session_context": "patient_session" if patient_id else "general_session",
        "metadata": {"session_id": session_id, "assistant": "healthcare-assistant"},
    }
