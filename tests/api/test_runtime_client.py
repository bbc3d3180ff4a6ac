"""The runtime's client: the real boto3 one against a runtime that keeps its contract, or breaks it."""

import json
import logging
import socket
import threading
from typing import Any

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from agents.api.errors import AssistantFailed, AssistantTimeout, AssistantUnavailable
from agents.api.runtime_client import LONGEST_HEADER, AgentCoreRuntime, connect
from agents.config import Settings
from agents.contract import Event
from agents.errors import (
    AssistantError,
    AuditUnavailable,
    Conflict,
    InternalError,
    InvalidRequest,
    MessageIdReused,
    ModelUnavailable,
    NotFound,
    PayloadTooLarge,
    Unauthenticated,
)
from agents.shared.headers import FORWARDED_AUTHORIZATION, SESSION_ID
from agents.shared.utils import sanitize_for_logging
from tests.api.conftest import ARN
from tests.api.fake_runtime import FakeRuntime, aws_error, event, reply, sending

PAYLOAD = {"prompt": "me duele la rodilla", "messageId": "m1"}
SECRET = "la paciente Rosa tiene diabetes"


def turn(runtime: AgentCoreRuntime, session_id: str = "abc", token: str | None = "Bearer t") -> list[Event]:
    return list(runtime.turn(session_id, PAYLOAD, token))


def test_a_turn_is_its_events_and_ends_with_the_reply(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    names = [name for name, _ in turn(runtime)]
    assert names == ["delta", "final"]
    assert turn(runtime)[-1][1] == reply("abc", "Recibí: me duele la rodilla")


def test_the_runtime_gets_arn_endpoint_padded_session_and_message(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    turn(runtime)
    request, payload = fake.calls[0]
    assert request.path_params["arn"] == ARN
    assert request.query_params["qualifier"] == "DEFAULT"
    assert request.headers[SESSION_ID] == "abc_pad_0000000000000000000000000"
    assert payload == PAYLOAD | {"stream": True}


def test_the_callers_token_travels_signed_in_a_header_that_the_agent_may_see(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    turn(runtime, token="Bearer abc")
    headers = fake.calls[0][0].headers
    assert headers[FORWARDED_AUTHORIZATION] == "Bearer abc"
    assert headers["authorization"].startswith("AWS4-HMAC-SHA256")
    assert FORWARDED_AUTHORIZATION.lower() in headers["authorization"]


def test_without_a_token_none_is_forwarded_nor_one_of_an_earlier_call(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    turn(runtime, token="Bearer abc")
    turn(runtime, token=None)
    assert FORWARDED_AUTHORIZATION not in fake.calls[1][0].headers


def test_what_is_no_token_is_not_forwarded(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    turn(runtime, token="Basic bG9wZXo6c2VjcmV0bw==")
    assert FORWARDED_AUTHORIZATION not in fake.calls[0][0].headers


def test_a_token_too_long_for_the_runtime_is_refused_before_it_is_asked(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    with pytest.raises(InvalidRequest):
        turn(runtime, token="Bearer " + "x" * LONGEST_HEADER)
    assert fake.calls == []


def test_an_event_is_there_before_the_next_one_is_made(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    seen = threading.Event()

    async def behave(request: Request, payload: dict[str, Any]) -> Response:
        async def sent() -> Any:
            yield event("delta", {"text": "uno"})
            assert await anyio.to_thread.run_sync(seen.wait, 5)
            yield event("final", reply("abc"))

        return StreamingResponse(sent(), media_type="text/event-stream")

    fake.behaviour = behave
    running = runtime.turn("abc", PAYLOAD, None)
    assert next(running) == ("delta", {"text": "uno"})
    seen.set()
    assert next(running)[0] == "final"


@pytest.mark.parametrize(
    ("status", "kind", "message", "expected", "retry"),
    [
        (429, "ThrottlingException", "slow down", AssistantUnavailable, True),
        (402, "ServiceQuotaExceededException", "quota", AssistantUnavailable, True),
        (409, "RetryableConflictException", "busy", Conflict, True),
        (424, "RuntimeClientError", "Received error (500) from runtime. See logs", AssistantFailed, False),
        (424, "RuntimeClientError", "Received error (400) from runtime. See logs", InvalidRequest, False),
        (424, "RuntimeClientError", "Received error (401) from runtime. See logs", Unauthenticated, False),
        (424, "RuntimeClientError", "Received error (404) from runtime. See logs", NotFound, False),
        (424, "RuntimeClientError", "Received error (409) from runtime. See logs", Conflict, True),
        (424, "RuntimeClientError", "Received error (413) from runtime. See logs", PayloadTooLarge, False),
        (424, "RuntimeClientError", "Runtime initialization time exceeded.", AssistantFailed, False),
        (400, "ValidationException", "bad header", AssistantFailed, False),
        (403, "AccessDeniedException", "role arn:aws:iam::1:role/x may not", AssistantFailed, False),
        (404, "ResourceNotFoundException", "no runtime", AssistantFailed, False),
        (413, "", "a local runtime, in person", PayloadTooLarge, False),
        (500, "InternalServerException", "boom", AssistantFailed, False),
        (503, "ServiceUnavailable", "<html>", AssistantFailed, False),
    ],
)
def test_what_aws_answers_becomes_a_clear_answer_once(
    status: int,
    kind: str,
    message: str,
    expected: type[AssistantError],
    retry: bool,
    runtime: AgentCoreRuntime,
    fake: FakeRuntime,
) -> None:
    fake.behaviour = aws_error(status, kind, message)
    with pytest.raises(AssistantError) as caught:
        turn(runtime)
    assert type(caught.value) is expected
    assert (caught.value.retry_after is not None) is retry
    assert message not in caught.value.public_message
    assert len(fake.calls) == 1  # nothing that may have run is sent again


def test_a_runtime_that_cannot_be_reached_has_run_nothing(aws: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening: every connection is refused
        aws.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(AssistantUnavailable) as caught:
            turn(connect(Settings(agent_runtime_arn=ARN)))
    assert caught.value.retry_after is not None


def test_a_slow_runtime_is_given_up_on_and_not_asked_twice(settings: Settings, fake: FakeRuntime) -> None:
    release = fake.hang()
    hasty = connect(settings.model_copy(update={"runtime_read_timeout_seconds": 0.05}))
    with pytest.raises(AssistantTimeout):
        turn(hasty)
    release.set()
    assert len(fake.calls) == 1


def test_a_runtime_that_falls_silent_in_the_middle_is_given_up_on(
    settings: Settings, fake: FakeRuntime
) -> None:
    release = threading.Event()

    async def behave(request: Request, payload: dict[str, Any]) -> Response:
        async def sent() -> Any:
            yield event("delta", {"text": "uno"})
            await anyio.to_thread.run_sync(release.wait, 5)

        return StreamingResponse(sent(), media_type="text/event-stream")

    fake.behaviour = behave
    hasty = connect(settings.model_copy(update={"runtime_read_timeout_seconds": 0.05}))
    with pytest.raises(AssistantTimeout):
        turn(hasty)
    release.set()


RUBBISH = {
    "nothing": [],
    "no events": [b"<html>502 Bad Gateway</html>"],
    "a raw json reply": [json.dumps(reply("abc")).encode()],
    "not json": [b"event: final\ndata: {\n\n"],
    "not an object": [b"event: final\ndata: [1]\n\n"],
    "no reply": [event("final", {"message": SECRET})],
    "another session's reply": [event("final", reply("abcd"))],
    "only other events": [event("start", {"raw": SECRET})],
    "a delta that is no text": [event("delta", {"text": {"raw": SECRET}}), event("final", reply("abc"))],
    "a tool without a name": [event("tool", {"input": SECRET}), event("final", reply("abc"))],
    "half a character": [b'event: delta\ndata: {"text": "\\ud800"}\n\n', event("final", reply("abc"))],
    "a number without end": [event("final", reply("abc")).replace(b": 1.0,", b": 1e999,")],
    "nesting without end": [b"event: final\ndata: " + b"[" * 100_000 + b"\n\n"],
    "cut off before the end": [event("delta", {"text": "uno"})],
    "cut off in an event": [event("final", reply("abc"))[:-2]],
    "binary": [b"\x00\xff\xfe\n\n"],
    "an event without a name": [event("final", reply("abc")).replace(b"event: final\n", b"")],
    "a name that is no text": [b"event: \xff\ndata: {}\n\n"],
    "framework's own error": [b'data: {"error": "' + SECRET.encode() + b'"}\n\n'],
}


@pytest.mark.parametrize("chunks", RUBBISH.values(), ids=RUBBISH.keys())
def test_rubbish_is_a_failure_and_tells_nothing(
    chunks: list[bytes], runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(*chunks)
    with pytest.raises(AssistantFailed) as caught:
        turn(runtime)
    assert SECRET not in caught.value.public_message


def test_a_stream_that_never_ends_a_line_does_not_fill_the_memory(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    sent: list[int] = []

    async def behave(request: Request, payload: dict[str, Any]) -> Response:
        async def forever() -> Any:
            while len(sent) < 30 and not await request.is_disconnected():
                sent.append(1)
                yield b"x" * 1_000_000

        return StreamingResponse(forever(), media_type="text/event-stream")

    fake.behaviour = behave
    with pytest.raises(AssistantFailed):
        turn(runtime)
    assert len(sent) < 20


def test_a_long_reply_arrives_whole(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    long = reply("abc", "á" * 100_000)
    fake.behaviour = sending(event("final", long))
    assert turn(runtime)[-1] == ("final", long)


def test_a_connection_that_breaks_is_a_failure(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    async def behave(request: Request, payload: dict[str, Any]) -> Response:
        return Response(b"event: delta\n", headers={"content-length": "1000"}, media_type="text/event-stream")

    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it complains that the body is short
    fake.behaviour = behave
    with pytest.raises(AssistantFailed):
        turn(runtime)


@pytest.mark.parametrize(
    "kind", [Conflict, NotFound, MessageIdReused, ModelUnavailable, InternalError, AuditUnavailable]
)
def test_the_runtimes_own_errors_arrive_as_they_were(
    kind: type[AssistantError], runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(event("error", kind("POSIBLE EMERGENCIA. Y algo más.").body()))
    with pytest.raises(AssistantError) as caught:
        turn(runtime)
    assert type(caught.value) is kind
    assert caught.value.public_message == "POSIBLE EMERGENCIA. Y algo más."
    assert caught.value.retry_after == kind().retry_after


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"error": SECRET},
        {"error": {"code": "odd", "message": SECRET}},
        {"error": {"code": "assistant_unavailable", "message": SECRET}},
        {"error": {"code": "not_found", "message": {"raw": SECRET}}},
        {"code": 1},
    ],
)
def test_an_unknown_error_is_a_failure_and_tells_nothing(
    data: dict[str, Any], runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    """Nor does it say that nothing has run: that is for us to say, who could not reach the runtime."""
    fake.behaviour = sending(event("error", data))
    with pytest.raises(AssistantFailed) as caught:
        turn(runtime)
    assert SECRET not in caught.value.public_message


def test_events_that_are_not_in_the_contract_stay_inside(
    runtime: AgentCoreRuntime, fake: FakeRuntime
) -> None:
    inside = {"text": "uno", "input": SECRET}, {"name": "documents", "input": SECRET}
    told = event("delta", inside[0]), event("tool", inside[1]), event("raw", {"x": SECRET})
    fake.behaviour = sending(
        *told, b": alive\n\n", b"id: 1\nretry: 5\n", event("final", reply("abc") | {"raw": SECRET})
    )
    heard = turn(runtime)
    assert heard[:2] == [("delta", {"text": "uno"}), ("tool", {"name": "documents"})]
    assert [name for name, _ in heard[2:]] == ["final"]
    assert SECRET not in str(heard)


def test_events_survive_any_cutting_of_their_bytes(runtime: AgentCoreRuntime, fake: FakeRuntime) -> None:
    whole = event("delta", {"text": "ñandú"}) + event("final", reply("abc")).replace(b"\n", b"\r\n")
    fake.behaviour = sending(*[whole[i : i + 1] for i in range(len(whole))])
    assert turn(runtime)[0] == ("delta", {"text": "ñandú"})
    assert turn(runtime)[-1][0] == "final"


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        (
            aws_error(500, "InternalServerException", SECRET),
            "InternalServerException(InternalServerException)",
        ),
        (sending(SECRET.encode(), b"\n\n"), "NotEvents"),
    ],
)
def test_the_log_says_which_failure_it_was_and_nothing_else(
    behaviour: Any, failure: str, runtime: AgentCoreRuntime, fake: FakeRuntime, log: pytest.LogCaptureFixture
) -> None:
    fake.behaviour = behaviour
    with pytest.raises(AssistantFailed):
        turn(runtime)
    errors = [record.__dict__["error"] for record in log.records if "error" in record.__dict__]
    assert list(map(sanitize_for_logging, errors)) == [failure]
    assert SECRET not in log.text


def test_without_an_arn_the_runtime_is_the_one_on_this_machine(
    fake: FakeRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    runtime = connect(Settings(port=int(fake.url.rpartition(":")[2]), agent_runtime_arn=""))
    assert turn(runtime)[-1][0] == "final"
    assert "Credential=local/" in fake.calls[0][0].headers["authorization"]
