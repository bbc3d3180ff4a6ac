"""The Lambda entry, with events as AWS sends them."""

import asyncio
import base64
import json
import logging
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from agents.api import lambda_handler
from agents.api.lambda_handler import adapt, handler
from agents.identity import Caller
from agents.shared.headers import FORWARDED_AUTHORIZATION
from tests.api.conftest import ARN, LOPEZ, FakeAuthenticator
from tests.api.fake_runtime import FakeRuntime, aws_error, reply
from tests.api.test_chat import EMERGENCY, emergency_text

EVENTS = {path.stem: json.loads(path.read_text()) for path in Path(__file__).parent.glob("events/*.json")}
Event = dict[str, Any]
Call = Callable[[Event], dict[str, Any]]


@pytest.fixture(params=EVENTS)
def event(request: pytest.FixtureRequest) -> Event:
    """An event of each kind of front door, to be changed at will."""
    return deepcopy(EVENTS[request.param])


@pytest.fixture
def loop() -> Iterator[None]:
    """The function's own, which adapters find."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def call(app: FastAPI, loop: None, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The handler, around the application with its test parts."""
    adapter = adapt(app)
    monkeypatch.setattr(lambda_handler, "_adapter", lambda: adapter)
    return lambda event: handler(event, None)


def put_body(event: Event, body: bytes) -> Event:
    event["isBase64Encoded"] = True
    event["body"] = base64.b64encode(body).decode()
    return event


def put_header(event: Event, name: str, value: str | None) -> Event:
    for headers in (event["headers"], event.get("multiValueHeaders") or {}):
        for known in [key for key in headers if key.lower() == name.lower()]:
            del headers[known]
    if value is not None:
        event["headers"][name] = value
        if "multiValueHeaders" in event:
            event["multiValueHeaders"][name] = [value]
    return event


def test_an_event_of_each_kind_is_a_turn(event: Event, call: Call, fake: FakeRuntime) -> None:
    answer = call(event)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == reply("consulta-1", "Recibí: hola")
    assert fake.calls[0][0].headers[FORWARDED_AUTHORIZATION] == "Bearer lopez"


def test_letters_beyond_ascii_survive_in_base64(event: Event, call: Call, fake: FakeRuntime) -> None:
    call(put_body(event, json.dumps({"message": "¿mañana?"}, ensure_ascii=False).encode()))
    assert fake.calls[0][1]["prompt"] == "¿mañana?"


@pytest.mark.parametrize("body", [None, ""])
def test_a_missing_body_is_a_400(body: str | None, event: Event, call: Call, fake: FakeRuntime) -> None:
    event |= {"body": body, "isBase64Encoded": False}
    assert call(event)["statusCode"] == 400


def test_an_absent_body_is_a_400(event: Event, call: Call) -> None:
    del event["body"]
    assert call(event)["statusCode"] == 400


def test_a_body_that_is_not_base64_is_a_400(event: Event, call: Call) -> None:
    for body in ("á!", "abc", "\ud800"):
        event |= {"body": body, "isBase64Encoded": True}
        assert call(event)["statusCode"] == 400


def test_a_body_that_is_too_large_is_a_413(event: Event, call: Call, fake: FakeRuntime) -> None:
    assert call(put_body(event, json.dumps({"message": "a" * 20_000}).encode()))["statusCode"] == 413
    assert fake.calls == []


def test_claims_beside_the_request_name_nobody(event: Event, call: Call, fake: FakeRuntime) -> None:
    """The gateway has verified them, but an event is only words here: the token itself counts."""
    assert call(put_header(event, "Authorization", None))["statusCode"] == 401
    assert fake.calls == []


def test_a_clients_copy_of_the_forwarding_header_is_dropped(
    event: Event, call: Call, fake: FakeRuntime
) -> None:
    call(put_header(event, FORWARDED_AUTHORIZATION, "Bearer otro"))
    assert fake.calls[0][0].headers.getlist(FORWARDED_AUTHORIZATION) == ["Bearer lopez"]


def test_an_event_that_says_it_comes_from_loopback_gains_nothing(
    event: Event, call: Call, fake: FakeRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts: list[str | None] = []

    def caller(_: object, __: str | None, ___: str | None, host: str | None, ____: object) -> Caller:
        hosts.append(host)
        return LOPEZ

    monkeypatch.setattr(FakeAuthenticator, "caller", caller)
    context = event["requestContext"]
    (context.get("identity") or context["http"])["sourceIp"] = "127.0.0.1"
    call(event)
    assert hosts == [None]


def test_a_wrong_method_is_a_405(event: Event, call: Call) -> None:
    event["httpMethod"] = "PUT"
    event["requestContext"].setdefault("http", {})["method"] = "PUT"
    assert call(event)["statusCode"] == 405


def test_retry_after_reaches_the_gateway(event: Event, call: Call, fake: FakeRuntime) -> None:
    fake.behaviour = aws_error(429, "ThrottlingException")
    answer = call(event)
    assert (answer["statusCode"], answer["headers"]["retry-after"]) == (503, "5")


def test_a_stream_is_answered_whole(event: Event, call: Call, fake: FakeRuntime) -> None:
    answer = call(put_body(event, b'{"message": "hola", "stream": true}'))
    assert answer["headers"]["content-type"].startswith("text/event-stream")
    assert answer["body"].index("event: delta") < answer["body"].index("event: final")
    assert answer["isBase64Encoded"] is False


@pytest.mark.parametrize(
    "odd", [{}, {"Records": []}, {"version": "2.0", "requestContext": {}}, {"source": "warmer"}]
)
def test_an_event_that_is_no_request_is_answered_and_not_repeated_in_the_log(
    odd: Event, call: Call, log: pytest.LogCaptureFixture
) -> None:
    odd = odd | {"note": "Rosa Quispe"}
    assert call(odd)["statusCode"] == 500
    assert "Rosa" not in log.text


def test_a_defect_is_logged_by_its_type_and_never_by_its_text(
    event: Event, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("Rosa Quispe")

    monkeypatch.setattr(lambda_handler, "_adapter", broken)
    assert handler(event, None)["statusCode"] == 500
    assert [(line.levelname, line.message) for line in log.records] == [("ERROR", "event not served")]
    assert "Rosa" not in log.text


@pytest.mark.usefixtures("untouched_logging", "loop")
def test_a_function_that_starts_makes_its_logs_unable_to_tell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AGENT_RUNTIME_ARN", ARN)
    monkeypatch.setenv("SESSION_STORE", "memory://")
    lambda_handler._adapter.cache_clear()
    assert lambda_handler._adapter() is lambda_handler._adapter(), "it starts once"
    lambda_handler._adapter.cache_clear()
    logging.getLogger("boto3").warning("paciente id: 12345678")
    told = capsys.readouterr().err
    assert "paciente" in told
    assert "12345678" not in told


def test_nothing_of_a_request_is_in_the_log(
    event: Event, call: Call, fake: FakeRuntime, log: pytest.LogCaptureFixture
) -> None:
    call(put_body(event, b'{"message": "soy Rosa Quispe"}'))
    assert "Rosa" not in log.text
    assert "consulta-1" not in log.text


def test_settings_that_are_wrong_are_told_to_the_operator_only(
    event: Event, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    """Nothing has run, so the caller may send it again."""
    monkeypatch.delenv("AGENT_RUNTIME_ARN", raising=False)
    answer = handler(event, None)
    assert (answer["statusCode"], answer["headers"]["retry-after"]) == (503, "5")
    assert "AGENT_RUNTIME_ARN" in log.text
    assert "AGENT_RUNTIME_ARN" not in answer["body"]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps({"message": EMERGENCY}),
        json.dumps({"message": EMERGENCY.replace("puedo ", "puedo\n")}),
        '{"message": "' + EMERGENCY,
        '{"message": "' + EMERGENCY.replace("puedo ", "puedo\\n"),
        '{"message": "' + EMERGENCY + '", "x": ' + "[" * 100_000,
    ],
    ids=["whole", "over lines", "cut off", "over lines and cut off", "nested without end"],
)
def test_an_emergency_is_answered_also_by_a_function_that_cannot_start(
    written: str, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AGENT_RUNTIME_ARN", raising=False)
    for sent in (put_body(event, written.encode()), event | {"body": written, "isBase64Encoded": False}):
        answer = handler(sent, None)
        assert json.loads(answer["body"])["error"]["message"].startswith(emergency_text())
