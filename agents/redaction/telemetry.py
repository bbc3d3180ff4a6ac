"""Traces and metrics that cannot tell, whoever makes them and wherever they go.

Strands can be told to leave prompts out of its spans (`agents.config.keep_prompts_out_of_traces`), but an
error still goes in whole, as status and stack trace, and so does a tool name that a model made up;
instrumentations of AWS and HTTP clients record keys and URLs. So every finished span and every measurement
passes through here, at the one place in OpenTelemetry's SDK that all of them pass: both are private there,
and a test says when they move.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from agents.redaction.keys import HIDDEN, Treatment, safe_key, treatment_of
from agents.redaction.sanitize import sanitize_as
from agents.redaction.scrub import scrub

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan

# Constants of ours or of a library, and amounts. Nothing that a person or a model wrote gets into these.
_PLAIN: Final = frozenset(
    """
    gen_ai.operation.name gen_ai.system gen_ai.provider.name gen_ai.agent.name gen_ai.request.model
    gen_ai.tool.status gen_ai.event.start_time gen_ai.event.end_time finish_reason
    rpc.system rpc.service rpc.method http.method http.request.method http.route http.status_code
    http.response.status_code exception.type error.type aws.region cloud.region retry_attempts
    aws.local.service aws.local.operation aws.span.kind telemetry.extended
    """.split()
)
_AMOUNTS: Final = ("gen_ai.usage.", "gen_ai.server.", "http.", "rpc.", "server.port", "net.peer.port")
_TOOL_KEYS: Final = frozenset({"gen_ai.tool.name", "tool_name"})
_TOOL_SPAN: Final = "execute_tool"
_AGENT_SPAN: Final = "invoke_agent"  # the rest is the agent's name: ours
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,63}")

_guarded: set[str] = set()  # the tools that may be named


def guard_telemetry(tools: frozenset[str]) -> None:
    """From now on spans and metrics are safe, of every provider. `tools` may be named, others are hidden."""
    from opentelemetry.sdk.metrics._internal.measurement_consumer import SynchronousMeasurementConsumer
    from opentelemetry.sdk.trace import Span

    _guarded.update(tools)
    readable, consume = Span._readable_span, SynchronousMeasurementConsumer.consume_measurement
    if hasattr(readable, "__wrapped__"):
        return

    @wraps(readable)
    def safe_span(span: Span) -> "ReadableSpan":
        return _safe_span(readable(span))

    @wraps(consume)
    def safe_measurement(consumer: Any, measurement: Any) -> None:
        attributes = safe_attributes(measurement.attributes)
        consume(consumer, replace(measurement, attributes=attributes))

    Span._readable_span = safe_span  # type: ignore[method-assign, assignment]
    SynchronousMeasurementConsumer.consume_measurement = safe_measurement  # type: ignore[method-assign, assignment]


def _safe_span(span: "ReadableSpan") -> "ReadableSpan":
    """The span as exporters get it: a copy, since the original may still be read by who made it."""
    from opentelemetry.sdk.trace import Event, ReadableSpan
    from opentelemetry.trace import Link, Status

    return ReadableSpan(
        name=_safe_name(span.name),
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=safe_attributes(span.attributes),
        events=[
            Event(_safe_name(event.name), safe_attributes(event.attributes), event.timestamp)
            for event in span.events
        ],
        links=[Link(link.context, safe_attributes(link.attributes)) for link in span.links],
        kind=span.kind,
        status=Status(span.status.status_code),  # its description is an exception's text
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def safe_attributes(attributes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Attributes without health data and identifiers; sessions and people in pseudonyms. Never raises."""
    safe: dict[str, Any] = {}
    for key, value in (attributes or {}).items():
        shown = str(safe_key(key))
        safe[shown] = _safe_value(key, shown, value)
    return safe


def _safe_value(key: str, shown: str, value: Any) -> Any:
    if key in _TOOL_KEYS:
        return value if value in _guarded else HIDDEN
    if key in _PLAIN or (isinstance(value, int | float) and key.startswith(_AMOUNTS)):
        return value
    return sanitize_as(value, treatment_of(shown, Treatment.WORD))


def _safe_name(name: str) -> str:
    """A span's or event's name: a word of code; of `GET /path` the method, of `execute_tool x` a known x."""
    word, _, rest = name.partition(" ")
    kept = word if _NAME.fullmatch(word) and scrub(word) == word else HIDDEN
    if kept == _TOOL_SPAN:
        return f"{kept} {rest if rest in _guarded else HIDDEN}"
    return f"{kept} {rest}" if kept == _AGENT_SPAN and _NAME.fullmatch(rest) else kept
