"""The offline model: the labelled stand-in for a language model, used where no AWS account is.

A strands model provider like any other: it streams, calls tools and counts tokens. What it answers is decided
in `offline_intents` from the request alone, so what it remembers is what the stored notes hold.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncGenerator, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel
from strands.models.model import BaseModelConfig, Model
from strands.types.content import Messages, SystemContentBlock
from strands.types.event_loop import StopReason
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolChoice, ToolSpec
from typing_extensions import Unpack, override

from agents.models.offline_conversation import read_conversation
from agents.models.offline_intents import Call, respond

T = TypeVar("T", bound=BaseModel)

_WORD = re.compile(r"\s*\S+|\s+")
_JSON_PIECE = 12  # characters


class OfflineModel(Model):
    """Answers in Spanish from fixed rules. Deterministic: the same request gives the same events."""

    class Config(BaseModelConfig, total=False):
        """`model_id` is what replies and metrics show; the window is only there for strands' arithmetic."""

        model_id: str

    def __init__(self, **model_config: Unpack[Config]) -> None:
        self._config = OfflineModel.Config(model_id="offline", context_window_limit=200_000)
        self._config.update(model_config)

    @override
    def update_config(self, **model_config: Unpack[Config]) -> None:  # type: ignore[override]
        self._config.update(model_config)

    @override
    def get_config(self) -> Config:
        return self._config

    @override
    def structured_output(
        self, output_model: type[T], prompt: Messages, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        raise NotImplementedError(
            "the offline model has no structured output; set ASSISTANT_MODEL to a language model"
        )

    @override
    async def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,
        *,
        tool_choice: ToolChoice | None = None,
        system_prompt_content: list[SystemContentBlock] | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[StreamEvent, None]:
        """The reply to the last message, as a provider streams it. A forced `tool_choice` is not obeyed: the
        model has no way to fill in a schema that it does not know.
        """
        prompt = _prompt_text(system_prompt, system_prompt_content)
        reply = respond(read_conversation(messages, tool_specs or [], prompt))
        written = 0
        for event in _call_events(reply, messages) if isinstance(reply, Call) else _text_events(reply):
            yield event
            written += "contentBlockDelta" in event
            await asyncio.sleep(0)  # others' turns go on between two words, as with a model on the network
        read = await self.count_tokens(messages, tool_specs, system_prompt, system_prompt_content)
        # Answered within the process: there is no request whose latency could be told.
        usage = {"inputTokens": read, "outputTokens": written, "totalTokens": read + written}
        yield {"metadata": {"usage": usage, "metrics": {"latencyMs": 0}}}  # type: ignore[typeddict-item]


def _prompt_text(system_prompt: str | None, blocks: list[SystemContentBlock] | None) -> str:
    return system_prompt or "\n".join(block["text"] for block in blocks or [] if "text" in block)


def _text_events(text: str) -> Iterator[StreamEvent]:
    deltas: list[StreamEvent] = [
        {"contentBlockDelta": {"delta": {"text": word}}} for word in _WORD.findall(text)
    ]
    yield from _message({"contentBlockStart": {"start": {}}}, deltas, "end_turn")


def _call_events(call: Call, messages: Messages) -> Iterator[StreamEvent]:
    arguments = json.dumps(call.arguments, ensure_ascii=False)
    pieces = [arguments[at : at + _JSON_PIECE] for at in range(0, len(arguments), _JSON_PIECE)]
    start: StreamEvent = {
        "contentBlockStart": {
            "start": {"toolUse": {"name": call.tool, "toolUseId": _call_id(call, messages)}}
        }
    }
    deltas: list[StreamEvent] = [
        {"contentBlockDelta": {"delta": {"toolUse": {"input": piece}}}} for piece in pieces
    ]
    yield from _message(start, deltas, "tool_use")


def _message(start: StreamEvent, deltas: list[StreamEvent], reason: StopReason) -> Iterator[StreamEvent]:
    yield {"messageStart": {"role": "assistant"}}
    yield start
    yield from deltas
    yield {"contentBlockStop": {}}
    yield {"messageStop": {"stopReason": reason}}


def _call_id(call: Call, messages: Messages) -> str:
    """Unique in a conversation without randomness: a hash of all of it so far, earlier ids included."""
    seed = json.dumps([call.tool, messages], default=repr, ensure_ascii=False, sort_keys=True)
    return f"offline_{hashlib.sha256(seed.encode(errors='replace')).hexdigest()[:24]}"
