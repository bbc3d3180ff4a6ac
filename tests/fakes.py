"""Stand-ins for the one thing that cannot be had here, a language model; and callers."""

import copy
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from strands.models.model import Model
from strands.types.streaming import StreamEvent

from agents.contract import Event
from agents.identity import ALL_PATIENTS, Caller, Role

CLINICIAN = Caller("dra-lopez", Role.CLINICIAN, frozenset({ALL_PATIENTS}))
OTHER_CLINICIAN = Caller("dr-mora", Role.CLINICIAN, frozenset({ALL_PATIENTS}))

Step = str | tuple[str, dict[str, Any]] | Exception | Callable[[Any], str]


class ScriptedModel(Model):
    """Says what it was given, in order, then `default`; records everything it was sent.

    A step is a text, a function of the messages to it, a tool call `(name, input)`, or an exception to raise.
    `before` is awaited before each answer: a test that holds a turn open waits there.
    """

    def __init__(self, *steps: Step, default: str | Callable[[Any], str] = "De acuerdo.") -> None:
        self.steps = list(steps)
        self.default = default
        self.requests: list[dict[str, Any]] = []
        self.before: Callable[[], Awaitable[None]] | None = None

    def update_config(self, **model_config: Any) -> None:
        """Nothing to configure."""

    def get_config(self) -> dict[str, Any]:
        return {"model_id": "scripted", "context_window_limit": 200_000}

    def structured_output(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    async def stream(
        self, messages: Any, tool_specs: Any = None, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncIterator[StreamEvent]:
        self.requests.append(
            copy.deepcopy({"messages": messages, "tools": tool_specs, "system": system_prompt})
        )
        if self.before is not None:
            await self.before()
        step = self.steps.pop(0) if self.steps else self.default
        step = step(messages) if callable(step) else step
        if isinstance(step, Exception):
            raise step
        yield {"messageStart": {"role": "assistant"}}
        if isinstance(step, str):
            yield {"contentBlockStart": {"start": {}}}
            for word in step.split(" "):
                yield {"contentBlockDelta": {"delta": {"text": word + " "}}}
        else:
            name, arguments = step
            call = {"name": name, "toolUseId": f"call-{len(self.requests)}"}
            yield {"contentBlockStart": {"start": {"toolUse": call}}}  # type: ignore[typeddict-item]
            import json

            for piece in json.dumps(arguments):
                yield {"contentBlockDelta": {"delta": {"toolUse": {"input": piece}}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "end_turn" if isinstance(step, str) else "tool_use"}}
        usage = {"inputTokens": 7, "outputTokens": 3, "totalTokens": 10}
        yield {"metadata": {"usage": usage, "metrics": {"latencyMs": 0}}}  # type: ignore[typeddict-item]

    def sent(self) -> str:
        """Everything that this model was ever sent, as one text to look for words in."""
        return repr(self.requests)


class Ear:
    """Listens to a turn as a streaming caller does."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def __call__(self, event: Event) -> None:
        self.events.append(event)

    @property
    def text(self) -> str:
        return "".join(data["text"] for name, data in self.events if name == "delta")
