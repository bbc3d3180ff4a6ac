"""Everything that leaves the process besides its answers: output, log records, spans, measurements."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import opentelemetry.metrics._internal as metrics_api
import opentelemetry.trace as trace_api
import pytest
from opentelemetry.instrumentation.botocore import BotocoreInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from strands.telemetry import metrics as strands_metrics
from strands.telemetry import tracer as strands_tracer


class Records(logging.Handler):
    """A handler that somebody put on the root logger: all of each record, as it is handed out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(dict(record.__dict__))


@dataclass
class Observed:
    """What a real OpenTelemetry setup collects, with boto's instrumentation on."""

    spans: InMemorySpanExporter
    printed: io.StringIO
    metrics: InMemoryMetricReader
    records: Records = field(default_factory=Records)

    def places(self) -> dict[str, str]:
        data = self.metrics.get_metrics_data()
        return {
            "log records": repr(self.records.seen),
            "spans": self.printed.getvalue(),
            "spans as objects": repr([vars(span) for span in self.spans.get_finished_spans()]),
            "events of spans": repr(
                [
                    (event.name, dict(event.attributes or {}))
                    for span in self.spans.get_finished_spans()
                    for event in span.events
                ]
            ),
            "metrics": data.to_json() if data else "",
        }


@contextmanager
def observing(patch: pytest.MonkeyPatch) -> Iterator[Observed]:
    """Providers of our own, put where everybody looks for them; taken back afterwards."""
    printed, spans, reader = io.StringIO(), InMemorySpanExporter(), InMemoryMetricReader()
    tracing, measuring = TracerProvider(), MeterProvider([reader])
    tracing.add_span_processor(SimpleSpanProcessor(spans))
    tracing.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter(out=printed)))
    patch.setattr(trace_api, "_TRACER_PROVIDER", tracing)
    patch.setattr(metrics_api, "_METER_PROVIDER", measuring)
    patch.setattr(strands_tracer, "_tracer_instance", None)
    patch.setattr(strands_metrics.MetricsClient, "_instance", None)
    patch.setattr(BotocoreInstrumentor, "_instance", None)  # an earlier one keeps its tracers
    instrumentor: Any = BotocoreInstrumentor()  # type: ignore[no-untyped-call]
    instrumentor.instrument(tracer_provider=tracing, meter_provider=measuring)
    try:
        yield Observed(spans, printed, reader)
    finally:
        instrumentor.uninstrument()
        tracing.shutdown()
        measuring.shutdown()
