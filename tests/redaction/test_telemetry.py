"""Spans and measurements of any library, made safe at the one place that all of them pass."""

import re

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import Link, StatusCode

from agents.redaction.telemetry import guard_telemetry, safe_attributes

TOLD = "Rosa_Quispe_30123456 tiene lupus"


@pytest.fixture(autouse=True)
def guarded() -> None:
    guard_telemetry(frozenset({"documents"}))
    guard_telemetry(frozenset({"documents"}))  # a second time changes nothing


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


def test_nothing_in_a_span_tells_whoever_made_it(spans: InMemorySpanExporter) -> None:
    provider = TracerProvider(span_limits=SpanLimits(), shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(spans))
    tracer = provider.get_tracer("library")
    with tracer.start_as_current_span("earlier") as earlier:
        pass
    link = Link(earlier.get_span_context(), {"paciente": TOLD})
    with (  # noqa: PT012  the span has to end inside
        pytest.raises(ValueError, match="lupus"),
        tracer.start_as_current_span(
            f"GET /{TOLD}", links=[link], attributes={"http.url": f"https://s3/{TOLD}"}
        ) as span,
    ):
        span.set_attribute("session.id", TOLD)
        span.set_attribute("db.statement", [TOLD, TOLD])
        span.set_attribute(TOLD, 1)
        span.add_event(TOLD, {"content": TOLD})
        span.set_status(StatusCode.ERROR, TOLD)
        raise ValueError(TOLD)
    finished = spans.get_finished_spans()
    shown = "".join(span.to_json() for span in finished)
    assert re.findall("uispe|30123456|lupus", shown) == []
    assert finished[1].status.status_code is StatusCode.ERROR
    exception = finished[1].events[1].attributes or {}
    assert exception["exception.type"] == "ValueError", "what failed is still told"


def test_what_the_code_says_stays() -> None:
    said = {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "gen_ai.usage.input_tokens": 123_456,
        "http.status_code": 503,
        "rpc.method": "PutObject",
        "gen_ai.tool.name": "documents",
    }
    assert safe_attributes(said) == said


def test_a_tool_that_a_model_made_up_is_not_named(spans: InMemorySpanExporter) -> None:
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(spans))
    for name in ("documents", "buscar_rosa_quispe"):
        with provider.get_tracer("x").start_as_current_span(
            f"execute_tool {name}", attributes={"gen_ai.tool.name": name}
        ):
            pass
    assert [span.name for span in spans.get_finished_spans()] == [
        "execute_tool documents",
        "execute_tool [oculto]",
    ]


def test_a_measurement_tells_nothing_either(spans: InMemorySpanExporter) -> None:
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader], shutdown_on_exit=False)
    counter = provider.get_meter("library").create_counter("calls")
    counter.add(1, {"tool_name": TOLD, "patient": TOLD, "url": TOLD})
    data = reader.get_metrics_data()
    assert data is not None
    assert re.findall("uispe|30123456|lupus", data.to_json()) == []
    assert '"tool_name": "[oculto]"' in data.to_json()
    provider.shutdown()
