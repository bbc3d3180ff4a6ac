"""The agent speaks inside a fenced turn: nothing gets out before the turn is this process's."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from strands import Agent
from strands.types.content import Messages

from agents.contract import Event
from agents.errors import AssistantError, ModelUnavailable
from agents.identity import Caller
from agents.sessions.documents import Document, text_of
from agents.sessions.strands_manager import NotesSessionManager
from agents.sessions.turns import FencedTurn
from agents.tools import CALLER

Emit = Callable[[Event], Awaitable[None]]


@dataclass(slots=True)
class Speaker:
    """One answer under way. `spoken` says whether anything has reached the caller."""

    agent: Agent
    manager: NotesSessionManager
    turn: FencedTurn
    emit: Emit
    caller: Caller
    notice: str = ""
    spoken: bool = False

    async def speak(self, prompt: Messages | None, seconds: float) -> Document:
        """Run the agent; answers its last message, which is not stored yet.

        Raises what the fence raises, at once and even while the model still works; ModelUnavailable for
        whatever goes wrong in the model, its provider or the agent loop.
        """
        work = asyncio.create_task(self._consume(prompt))
        try:
            await self.turn.fenced()
            async with asyncio.timeout(seconds):
                await work
        except AssistantError:
            raise
        except Exception as error:
            await self.turn.fenced()  # a lost lease or a failed write is the better reason
            raise ModelUnavailable from error
        finally:
            work.cancel()
            await asyncio.wait([work])
        last = self.manager.held
        if last is None or not text_of(last).strip():
            raise ModelUnavailable  # kept, an empty answer would make providers refuse every later request
        return last

    async def _consume(self, prompt: Messages | None) -> None:
        tools: set[str] = set()
        async for event in self.agent.stream_async(prompt, invocation_state={CALLER: self.caller}):
            if text := event.get("data"):
                await self._say(("delta", {"text": text}))
            elif (tool := event.get("current_tool_use")) and tool.get("toolUseId") not in tools:
                tools.add(tool["toolUseId"])
                await self._say(("tool", {"name": tool["name"]}))

    async def _say(self, event: Event) -> None:
        await self.turn.fenced()
        if not self.spoken and self.notice:
            await self.emit(("delta", {"text": self.notice + "\n\n"}))
        self.spoken = True
        await self.emit(event)

    @property
    def usage(self) -> dict[str, int]:
        """Tokens of this answer, as the provider reports them."""
        usage = self.agent.event_loop_metrics.agent_invocations[-1].usage
        return {"inputTokens": usage["inputTokens"], "outputTokens": usage["outputTokens"]}
