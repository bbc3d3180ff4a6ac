"""A model that takes a given time and says when it was called: what a benchmark measures around."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from strands.models.model import Model
from strands.types.streaming import StreamEvent


class TimedModel(Model):
    """Answers one short text after `seconds`; `called` and `answered` are times of the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.called = self.answered = 0.0

    def update_config(self, **model_config: Any) -> None:
        """Nothing to configure."""

    def get_config(self) -> dict[str, Any]:
        return {"model_id": "timed", "context_window_limit": 200_000}

    def structured_output(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    async def stream(self, *args: Any, **kwargs: Any) -> AsyncIterator[StreamEvent]:
        self.called = time.monotonic()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        self.answered = time.monotonic()
        yield {"messageStart": {"role": "assistant"}}
        yield {"contentBlockStart": {"start": {}}}
        yield {"contentBlockDelta": {"delta": {"text": "De acuerdo, queda anotado en la historia."}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "end_turn"}}
        usage = {"inputTokens": 100, "outputTokens": 10, "totalTokens": 110}
        yield {"metadata": {"usage": usage, "metrics": {"latencyMs": 0}}}  # type: ignore[typeddict-item]
