"""The running assistant behind the entrypoint: its parts, its turns under way, its answers.

A turn is a task of its own: a caller who goes away, or a stream that breaks, does not stop it. `/ping` says
busy until the last one is done.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bedrock_agentcore.runtime import RequestContext
from starlette.responses import JSONResponse, Response, StreamingResponse

from agents import intake
from agents.bootstrap import authenticator, build_conversations, read_settings, safe_logging
from agents.callers.authentication import Authenticator
from agents.config import Settings, keep_prompts_out_of_traces
from agents.contract import Event
from agents.conversation import Answer, Conversations
from agents.errors import AssistantError, InternalError
from agents.guard import error_response
from agents.identity import Caller
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.telemetry import guard_telemetry
from agents.redaction.turn_log import Outcome, log_turn
from agents.safety import RedFlag, screen
from agents.shared import headers, sse
from agents.tools import CAPABILITIES
from agents.turn.message import Message
from agents.turn.speaking import Emit

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Parts:
    settings: Settings
    conversations: Conversations
    authenticator: Authenticator
    pseudonyms: Pseudonyms


class Runtime:
    """Made at import, but empty: `start` builds the parts, once, from the environment or as given."""

    def __init__(self) -> None:
        self._parts: Parts | None = None
        self._starting = threading.Lock()
        self._running: set[asyncio.Task[Answer]] = set()
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def start(self, settings: Settings | None = None, conversations: Conversations | None = None) -> Parts:
        """Build everything and prove that it can be used. Raises SettingsError with all problems."""
        with self._starting:
            if self._parts is None:
                settings = settings or read_settings()
                pseudonyms = Pseudonyms(settings.pseudonym_secret())
                safe_logging(settings, pseudonyms)
                logging.getLogger("bedrock_agentcore.app").setLevel(logging.ERROR)  # ours is the line a turn
                keep_prompts_out_of_traces()
                conversations = conversations or build_conversations(settings)
                guard_telemetry(frozenset(CAPABILITIES))
                self._parts = Parts(settings, conversations, authenticator(settings), pseudonyms)
            return self._parts

    def longest_body(self) -> int:
        return self.start().settings.max_body_bytes

    async def invoke(self, payload: object, context: RequestContext) -> Response:
        """Answer one request. Never raises, and never lets out the text of an exception."""
        flag = screen(intake.any_text(payload))
        try:
            parts = self.start()
            checked = intake.invocation(payload, parts.settings.max_prompt_characters)
            caller = await asyncio.to_thread(_caller, parts.authenticator, context)
            session_id = intake.session_id(context.session_id, checked, caller)
            message = Message(session_id, checked.text, caller, checked.message_id, flag)
            if checked.stream:
                return self._stream(parts, message)
            return JSONResponse(
                (await asyncio.shield(self._begin(parts, message, _nobody))).reply.model_dump()
            )
        except Exception as error:  # noqa: BLE001  the one broad except: str(e) must not reach the caller
            return _refusal(_public(error), payload, flag)

    def _begin(self, parts: Parts, message: Message, emit: Emit) -> "asyncio.Task[Answer]":
        task = asyncio.create_task(self._logged(parts, message, emit))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if self._sweeping is None:  # here, since warm sessions belong to the loop that turns run on
            self._sweeping = asyncio.create_task(_sweep_forever(parts))
        return task

    async def _logged(self, parts: Parts, message: Message, emit: Emit) -> Answer:
        started, answer, outcome = perf_counter(), None, Outcome.FAILED
        try:
            answer = await parts.conversations.turn(message, emit)
            outcome = answer.outcome
            return answer
        except AssistantError as error:
            outcome = Outcome.CONFLICT if error.status == 409 else Outcome.FAILED
            raise
        finally:
            _log(parts.pseudonyms, message, answer, outcome, (perf_counter() - started) * 1000)

    def _stream(self, parts: Parts, message: Message) -> StreamingResponse:
        """Server-sent events. The turn runs on this loop (the runtime's worker loop); the response is read
        on the server's own, which is known once it begins to read."""
        turns = asyncio.get_running_loop()

        async def events() -> AsyncIterator[bytes]:
            reader, queue = asyncio.get_running_loop(), asyncio.Queue[Event]()

            async def emit(event: Event) -> None:
                reader.call_soon_threadsafe(queue.put_nowait, event)

            asyncio.run_coroutine_threadsafe(self._speak(parts, message, emit), turns)
            while True:
                name, data = await queue.get()
                yield sse.encode(name, data)
                if name in ("final", "error"):
                    return

        return StreamingResponse(
            events(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"}
        )

    async def _speak(self, parts: Parts, message: Message, emit: Emit) -> None:
        flag = message.flag
        if flag is not None:
            await emit(("delta", {"text": flag.text + "\n\n"}))
        try:
            answer = await self._begin(parts, message, emit)
            await emit(("final", answer.reply.model_dump()))
        except Exception as error:  # noqa: BLE001  as in invoke: a stream is an entrance of its own
            await emit(("error", _public(error).body(flag.text if flag else "")))


async def _sweep_forever(parts: Parts) -> None:
    """End warm sessions whose time is over. Jitter keeps many processes from sweeping at once."""
    chance = secrets.SystemRandom()
    while True:
        await asyncio.sleep(parts.settings.sweep_seconds * chance.uniform(0.8, 1.2))
        try:
            await parts.conversations.sweep()
        except Exception as error:
            logger.error("a sweep failed", exc_info=error)


def _refusal(error: AssistantError, payload: object, flag: RedFlag | None) -> Response:
    """A streaming caller hears an error as an event, also one that comes before the turn: AgentCore answers
    every other status of ours by one of its own, without our body."""
    if not (isinstance(payload, dict) and payload.get("stream") is True):
        return error_response(error, flag)
    event = sse.encode("error", error.body(flag.text if flag else ""))
    return Response(event, media_type="text/event-stream", headers={"Cache-Control": "no-cache"})


def _caller(authenticator: Authenticator, context: RequestContext) -> Caller:
    given = {name.lower(): value for name, value in (context.request_headers or {}).items()}
    request: Any = context.request
    host = request.client.host if request is not None and request.client else None
    seen = request.headers if request is not None else {}
    return authenticator.caller(
        given.get("authorization"), given.get(headers.FORWARDED_AUTHORIZATION.lower()), host, seen
    )


def _public(error: Exception) -> AssistantError:
    if isinstance(error, AssistantError):
        return error
    logger.error("defect in a turn", exc_info=error)
    return InternalError()


async def _nobody(event: Event) -> None:
    """A buffered caller hears nothing before the end."""


def _log(
    pseudonyms: Pseudonyms, message: Message, answer: Answer | None, outcome: Outcome, milliseconds: float
) -> None:
    patient = answer.reply.patient_context.patient_id if answer else None
    usage = answer.reply.metadata.usage if answer else {}
    log_turn(
        logger,
        outcome=outcome,
        session=pseudonyms.of("session", message.session_id),
        patient=pseudonyms.of("patient", patient) if patient else None,
        caller=pseudonyms.of("caller", message.caller.id),
        message_id=pseudonyms.of("message", message.message_id) if message.message_id else None,
        patient_changed=answer.reply.patient_context.patient_changed if answer else False,
        notes_saved=answer.reply.session_info.notes_saved if answer else False,
        message_count=answer.reply.session_info.conversation_length if answer else 0,
        input_tokens=usage.get("inputTokens", 0),
        output_tokens=usage.get("outputTokens", 0),
        total_ms=round(milliseconds, 1),
        model_ms=answer.reply.metadata.inference_time_ms if answer else 0.0,
    )
