"""How much of a conversation the model sees: the last messages, a summary of the rest, a budget, or all.

Each is a strands conversation manager. What it forgets is forgotten by the model only: the notes keep all.
"""

from typing import Any

from strands import Agent
from strands.agent.conversation_manager import (
    ConversationManager,
    NullConversationManager,
    SlidingWindowConversationManager,
    SummarizingConversationManager,
)
from strands.agent.conversation_manager.compression.context_compression import find_valid_trim_point
from strands.types.content import Messages
from strands.types.exceptions import ContextWindowOverflowException

from agents.config import Settings

_CHARACTERS_A_TOKEN = 3.5  # Spanish, rounded to the safe side; a budget is a budget, not a bill


class SummarizingWindow(SummarizingConversationManager):
    """Summarises the older half once there are more than `most` messages; `due` says when.

    The summary takes a model call, so it is made between turns (`reduce_context`, on a worker thread) and
    not by strands' own call at the end of one, which would hold up every session on the event loop.
    """

    def __init__(self, most: int) -> None:
        super().__init__(summary_ratio=0.5, preserve_recent_messages=max(2, most // 2))
        self._most = most

    def due(self, messages: Messages) -> bool:
        return len(messages) > self._most

    def reduce_context(self, agent: Agent, e: Exception | None = None, **kwargs: Any) -> None:
        """Raises where no summary was made. Strands passes over that when no error asked for the summary, and
        counts what it would have covered as removed."""
        super().reduce_context(agent, e or ContextWindowOverflowException("a summary is due"), **kwargs)


class TokenBudget(ConversationManager):
    """Keeps the newest messages that fit into `budget` tokens, and always the last exchange."""

    def __init__(self, budget: int) -> None:
        super().__init__()
        self._budget = budget

    def apply_management(self, agent: Agent, **kwargs: Any) -> None:
        while _tokens(agent.messages) > self._budget:
            if not self._drop(agent.messages):
                return

    def reduce_context(self, agent: Agent, e: Exception | None = None, **kwargs: Any) -> None:
        """The model found it too long, whatever our estimate says: one exchange less."""
        if not self._drop(agent.messages) and e is not None:
            raise ContextWindowOverflowException("nothing is left to drop") from e

    def _drop(self, messages: Messages) -> bool:
        """One exchange from the front, if another is left."""
        cut = find_valid_trim_point(messages, 1)
        if cut >= len(messages):
            return False
        self.removed_message_count += cut
        del messages[:cut]
        return True


def context_manager(settings: Settings) -> ConversationManager:
    """A new manager for one agent, as CONTEXT_WINDOW says."""
    match settings.context_window:
        case "none":
            return NullConversationManager()
        case "summarizing":
            return SummarizingWindow(settings.window_messages)
        case "tokens":
            return TokenBudget(settings.window_tokens)
        case _:
            return SlidingWindowConversationManager(window_size=settings.window_messages)


def _tokens(messages: Messages) -> int:
    return int(sum(len(str(message["content"])) for message in messages) / _CHARACTERS_A_TOKEN)
