"""Promise 8 for what other libraries log: the real ones, at DEBUG, with canaries in everything they carry."""

import asyncio
import io
import json
import logging
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import botocore.config
import pytest
import uvicorn
from moto.server import ThreadedMotoServer
from starlette.testclient import TestClient
from strands import Agent

from agents.redaction.logs import configure_logging
from agents.redaction.pseudonym import Pseudonyms

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # bedrock_agentcore's own, at import
    from bedrock_agentcore import BedrockAgentCoreApp

Lines = Callable[[], list[dict[str, Any]]]
NAME, ID, TEXT, SESSION = "Rigoberta_Quispe", "30123456", "tiene VIH desde marzo", "session_canario_77"
PARTS = ("igoberta", "uispe", "30123456", "VIH", "canario_77", "canario", "SECRETO")


def _told(text: str) -> list[str]:
    return [part for part in PARTS if part in text]


@pytest.fixture(scope="module")
def s3_url() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def _session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id="AKIASECRETO000000000",
        aws_secret_access_key="SECRETO/llave",
        region_name="us-east-1",
    )


def test_a_real_s3_client_tells_nothing_at_debug(
    s3_url: str, output: io.StringIO, lines: Lines, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("boto3", "botocore", "urllib3"):
        boto3.set_stream_logger(name)  # libraries' own handlers, added after ours
    once = botocore.config.Config(retries={"total_max_attempts": 1})
    s3 = _session().client("s3", endpoint_url=s3_url, config=once)
    key = f"processed/{NAME}_{ID}_medical_notes/{SESSION}/session.json"
    s3.create_bucket(Bucket="notas")
    s3.put_object(
        Bucket="notas",
        Key=key,
        Body=json.dumps({"text": TEXT}).encode(),
        Metadata={"patient": NAME, "id": ID},
    )
    assert s3.get_object(Bucket="notas", Key=key)["Metadata"] == {"patient": NAME, "id": ID}
    s3.list_objects_v2(Bucket="notas", Prefix=f"processed/{NAME}")
    with pytest.raises(s3.exceptions.NoSuchKey):
        s3.get_object(Bucket="notas", Key=f"{key}.no")
    s3.generate_presigned_url("get_object", Params={"Bucket": "notas", "Key": key})
    _session().resource("s3", endpoint_url=s3_url, config=once).Object("notas", key).put(Body=TEXT.encode())
    captured = capfd.readouterr()
    assert _told(output.getvalue() + captured.out + captured.err) == []
    talkers = {line["logger"].split(".")[0] for line in lines() if line["level"] == "DEBUG"}
    assert {"botocore", "urllib3", "boto3"} <= talkers  # they did talk


def _app(answer: Callable[[dict[str, Any]], Any]) -> TestClient:
    app = BedrockAgentCoreApp(debug=True)
    app.entrypoint(answer)
    return TestClient(app, raise_server_exceptions=False)


def _fail(payload: dict[str, Any]) -> Any:
    raise ValueError(payload["prompt"])


def _fail_in_stream(payload: dict[str, Any]) -> Any:
    yield {"delta": payload["prompt"]}
    raise ValueError(payload["prompt"])


@pytest.mark.parametrize("answer", [_fail, _fail_in_stream, lambda payload: payload])
@pytest.mark.parametrize("app_first", [True, False])
def test_the_runtime_logs_neither_session_nor_error_text(
    answer: Callable[[dict[str, Any]], Any],
    app_first: bool,
    untouched_logging: None,
    pseudonyms: Pseudonyms,
    capfd: pytest.CaptureFixture[str],
) -> None:
    logging.getLogger("bedrock_agentcore.app").handlers.clear()
    client = _app(answer) if app_first else None
    stream = io.StringIO()
    configure_logging("DEBUG", pseudonyms, stream)
    client = client or _app(answer)
    client.post(
        "/invocations",
        json={"prompt": f"{NAME} {TEXT}"},
        headers={"X-Amzn-Bedrock-AgentCore-Runtime-Session-Id": SESSION, "Authorization": "Bearer SECRETO"},
    )
    client.post("/invocations", content=f'{{"prompt": "{TEXT}')
    captured = capfd.readouterr()
    written = stream.getvalue()
    assert _told(written + captured.out + captured.err) == []
    assert captured.err == ""  # its own handler is silent
    assert "bedrock_agentcore.app" in {json.loads(line)["logger"] for line in written.splitlines()}


def test_uvicorn_s_loggers_write_our_lines_although_it_configures_its_own(
    output: io.StringIO, lines: Lines, capfd: pytest.CaptureFixture[str]
) -> None:
    uvicorn.Config(_fail).configure_logging()
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "190.1.2.3:99", "GET", f"/x?paciente={NAME}", "1.1", 200
    )
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=ValueError(TEXT))
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""
    assert _told(output.getvalue()) == []
    assert "190.1.2.3" not in output.getvalue()
    assert [line["message"].split()[-1] for line in lines()] == ["200", "application"]


class _Model:
    """A model whose every answer is an error that quotes the question."""

    stateful = False

    def get_config(self) -> dict[str, Any]:
        return {}

    def stream(self, messages: Any, *_: Any, **__: Any) -> Any:
        raise RuntimeError(f"{messages}")


def test_a_strands_agent_tells_nothing_at_debug(output: io.StringIO, lines: Lines) -> None:
    agent = Agent(model=_Model(), callback_handler=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="VIH"):
        agent(f"{NAME} {TEXT}")
    assert _told(output.getvalue()) == []
    assert "strands" in {line["logger"].split(".")[0] for line in lines()}


def test_asyncio_s_debug_messages_tell_nothing(output: io.StringIO) -> None:
    async def work(question: str) -> None:
        asyncio.get_running_loop().call_exception_handler(
            {"message": question, "exception": ValueError(question)}
        )

    asyncio.run(work(f"{NAME} {TEXT}"), debug=True)
    assert output.getvalue()
    assert _told(output.getvalue()) == []


@pytest.mark.filterwarnings("ignore:`LoggingHandler`:DeprecationWarning")
def test_opentelemetry_s_handler_on_the_root_gets_safe_records(
    output: io.StringIO,
) -> None:
    from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
    from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor

    exporter, provider = InMemoryLogRecordExporter(), LoggerProvider()  # type: ignore[no-untyped-call]
    provider.add_log_record_processor(SimpleLogRecordProcessor(exporter))
    logging.getLogger().handlers.insert(0, LoggingHandler(logger_provider=provider))
    log = logging.getLogger("agents.test")
    log.error("got %s", NAME, extra={"patient_id": NAME, "x": TEXT}, exc_info=ValueError(TEXT))
    exported = [each.log_record for each in exporter.get_finished_logs()]
    assert [each.body for each in exported] == ["got [texto: 16 caracteres]"]
    assert _told(str(exported[0].attributes)) == []
