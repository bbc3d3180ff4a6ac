"""`POST /chat`: one message through the API."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from agents.api.errors import AssistantTimeout, Guard
from agents.api.runtime_client import AgentCoreRuntime
from agents.contract import Event
from agents.errors import Conflict, MessageIdReused, ModelUnavailable, StoreUnavailable
from agents.safety import screen
from agents.shared.headers import FORWARDED_AUTHORIZATION, SESSION_ID
from agents.shared.session_ids import derived_session_id, to_aws
from tests.api.fake_runtime import FakeRuntime, aws_error, event, reply, sending, served

EMERGENCY = "me duele el pecho y no puedo respirar"


def error_of(response: Any) -> dict[str, str]:
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    error: dict[str, str] = body["error"]
    return error


def emergency_text() -> str:
    flag = screen(EMERGENCY)
    assert flag is not None
    return flag.text


def parsed(text: str) -> list[tuple[str, dict[str, Any]]]:
    blocks = [block.split("\n", 1) for block in text.split("\n\n") if block]
    return [(n.removeprefix("event: "), json.loads(d.removeprefix("data: "))) for n, d in blocks]


def test_a_message_is_answered_with_the_runtimes_reply(client: TestClient, fake: FakeRuntime) -> None:
    response = client.post("/chat/consulta-1", json={"message": "hola"})
    assert response.status_code == 200
    assert response.json() == reply("consulta-1", "Recibí: hola")


@pytest.mark.parametrize("name", ["sessionId", "session_id"])
def test_the_session_may_stand_in_the_body(name: str, client: TestClient, fake: FakeRuntime) -> None:
    assert client.post("/chat", json={"message": "hola", name: "abc"}).json()["session_id"] == "abc"
    assert fake.calls[0][0].headers[SESSION_ID] == to_aws("abc")


@pytest.mark.parametrize("body", [{"message": "hola"}, {"prompt": "hola"}, {"content": [{"text": "hola"}]}])
def test_the_text_may_be_given_as_the_runtime_takes_it(
    body: dict[str, Any], client: TestClient, fake: FakeRuntime
) -> None:
    assert client.post("/chat", json=body).status_code == 200
    assert fake.calls[0][1]["prompt"] == "hola"


def test_without_a_session_every_message_opens_one(client: TestClient, fake: FakeRuntime) -> None:
    first, second = (client.post("/chat", json={"message": "hola"}).json()["session_id"] for _ in "ab")
    assert first != second


def test_without_a_session_a_retry_finds_the_one_of_its_first_try(
    client: TestClient, fake: FakeRuntime
) -> None:
    for _ in "ab":
        answer = client.post("/chat", json={"message": "hola", "messageId": "m1"})
        assert answer.json()["session_id"] == derived_session_id("lopez", "m1")
    other = client.post(
        "/chat", json={"message": "hola", "messageId": "m1"}, headers={"Authorization": "Bearer rosa"}
    )
    assert other.json()["session_id"] != derived_session_id("lopez", "m1")


def test_session_and_message_are_named_also_when_the_answer_fails(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = aws_error(500, "InternalServerException")
    response = client.post("/chat", json={"message": "hola"})
    assert response.status_code == 502
    assert to_aws(response.headers["x-session-id"]) == fake.calls[0][0].headers[SESSION_ID]
    assert response.headers["x-message-id"] == fake.calls[0][1]["messageId"]


def test_what_may_have_run_is_safe_to_repeat_only_with_a_message_id(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = aws_error(500, "InternalServerException")
    without = client.post("/chat/abc", json={"message": "hola"})
    with_id = client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert "retry-after" not in without.headers
    assert with_id.headers["retry-after"] == "2"
    assert "x-message-id" not in with_id.headers


def test_a_turn_that_still_runs_is_asked_for_again_only_under_its_message_id(
    client: TestClient, fake: FakeRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> Iterator[Event]:
        raise AssistantTimeout

    monkeypatch.setattr(AgentCoreRuntime, "turn", silent)
    without = client.post("/chat/abc", json={"message": "hola"})
    with_id = client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert (without.status_code, with_id.status_code) == (504, 504)
    assert "retry-after" not in without.headers
    assert with_id.headers["retry-after"] == "2"


def test_a_model_that_broke_off_is_asked_again_only_under_the_same_message_id(
    client: TestClient, fake: FakeRuntime
) -> None:
    """A tool may have done something before: without the id a repetition would do it twice."""
    fake.behaviour = sending(event("error", ModelUnavailable().body()))
    without = client.post("/chat/abc", json={"message": "hola"})
    with_id = client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert (without.status_code, with_id.status_code) == (502, 502)
    assert "retry-after" not in without.headers
    assert with_id.headers["retry-after"] == "5"


def test_a_turn_that_still_runs_is_a_conflict_to_be_repeated(client: TestClient, fake: FakeRuntime) -> None:
    fake.behaviour = sending(event("error", Conflict().body()))
    response = client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert (response.status_code, response.headers["retry-after"]) == (409, "1")


def test_a_message_id_used_with_another_text_is_a_conflict_for_good(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(event("error", MessageIdReused().body()))
    response = client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert response.status_code == 409
    assert "retry-after" not in response.headers
    assert error_of(response)["code"] == "message_id_reused"


BAD_BODIES: dict[str, Any] = {
    "nothing": b"",
    "not json": b"{",
    "not utf-8": b'{"message": "\xff"}',
    "a list": [],
    "a number": 1,
    "null": None,
    "no message": {},
    "message and content": {"message": "a", "content": [{"text": "b"}]},
    "an empty message": {"message": ""},
    "a blank message": {"message": " \n"},
    "control characters": {"message": "a\u0000b"},
    "a lone surrogate": b'{"message": "\\ud800"}',
    "a number for a message": {"message": 5},
    "an image": {"content": [{"image": {}}]},
    "a long messageId": {"message": "a", "messageId": "x" * 257},
    "an empty messageId": {"message": "a", "messageId": ""},
    "a number for stream": {"message": "a", "stream": 1},
    "a bad session": {"message": "a", "sessionId": "../otra"},
    "a reserved session": {"message": "a", "sessionId": to_aws("abc")},
    "deep nesting": b"[" * 9000,
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_malformed_request_is_a_400_that_repeats_nothing(
    body: Any, client: TestClient, fake: FakeRuntime
) -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = client.post("/chat", content=raw, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert error_of(response)["code"] == "invalid_request"
    assert "otra" not in response.text + str(response.headers)
    assert fake.calls == []


def test_another_content_type_is_refused(client: TestClient, fake: FakeRuntime) -> None:
    """A web page of another site can send these without being asked; JSON it cannot."""
    response = client.post("/chat", content=b'{"message": "hola"}', headers={"Content-Type": "text/plain"})
    assert response.status_code == 400
    assert fake.calls == []


def test_path_and_body_naming_two_sessions_is_a_400(client: TestClient, fake: FakeRuntime) -> None:
    assert client.post("/chat/abc", json={"message": "a", "sessionId": "def"}).status_code == 400
    assert client.post("/chat/abc", json={"message": "a", "sessionId": "abc"}).status_code == 200


@pytest.mark.parametrize("session_id", ["_a", "a.b", "x" * 257, "%20", "a%2Fb", to_aws("abc")])
def test_a_bad_session_in_the_path_is_refused(session_id: str, client: TestClient, fake: FakeRuntime) -> None:
    assert client.post(f"/chat/{session_id}", json={"message": "a"}).status_code in (400, 404)
    assert fake.calls == []


def test_a_body_that_is_too_large_is_a_413(client: TestClient, fake: FakeRuntime) -> None:
    response = client.post("/chat", json={"message": "a" * 20_000})
    assert (response.status_code, error_of(response)["code"]) == (413, "payload_too_large")
    assert fake.calls == []


def test_the_longest_body_is_read(client: TestClient, fake: FakeRuntime) -> None:
    client.headers["Content-Type"] = "application/json"
    longest = b'{"message": "a"}'.ljust(10_000)
    assert client.post("/chat", content=longest + b" ").status_code == 413
    assert client.post("/chat", content=longest).status_code == 200


def test_nobody_is_answered_with_a_401(client: TestClient, fake: FakeRuntime) -> None:
    del client.headers["Authorization"]
    response = client.post("/chat", json={"message": "a"})
    assert (response.status_code, error_of(response)["code"]) == (401, "unauthenticated")
    assert response.headers["www-authenticate"] == "Bearer"
    assert fake.calls == []


def test_a_clients_copy_of_the_forwarding_header_is_dropped(client: TestClient, fake: FakeRuntime) -> None:
    client.post("/chat", json={"message": "a"}, headers={FORWARDED_AUTHORIZATION: "Bearer otro"})
    assert fake.calls[0][0].headers.getlist(FORWARDED_AUTHORIZATION) == ["Bearer lopez"]


def test_a_clients_copy_of_the_forwarding_header_is_nobody(client: TestClient, fake: FakeRuntime) -> None:
    del client.headers["Authorization"]
    response = client.post("/chat", json={"message": "a"}, headers={FORWARDED_AUTHORIZATION: "Bearer lopez"})
    assert response.status_code == 401


@pytest.mark.parametrize(
    "field", ["owner", "caller", "user", "sub", "runtimeUserId", "forwardedAuthorization"]
)
def test_nothing_in_a_body_names_the_caller(field: str, client: TestClient, fake: FakeRuntime) -> None:
    client.post("/chat", json={"message": "a", field: "Bearer otro"})
    request, payload = fake.calls[0]
    assert set(payload) == {"prompt", "messageId", "stream"}
    assert "otro" not in str(request.headers)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_a_405(method: str, client: TestClient) -> None:
    response = client.request(method, "/chat")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert error_of(response)["code"] == "method_not_allowed"


EMERGENCY_REQUESTS: dict[str, tuple[int, dict[str, Any]]] = {
    "nobody": (401, {"json": {"message": EMERGENCY}, "headers": {"Authorization": "no"}}),
    "a bad id": (400, {"json": {"message": EMERGENCY, "messageId": 5}}),
    "a bad session": (400, {"json": {"message": EMERGENCY, "sessionId": "?"}}),
    "broken json": (
        400,
        {"content": '{"message": "' + EMERGENCY, "headers": {"Content-Type": "application/json"}},
    ),
    "plain text": (400, {"content": EMERGENCY, "headers": {"Content-Type": "text/plain"}}),
    "runtime down": (502, {"json": {"message": EMERGENCY}}),
}


@pytest.mark.parametrize(("status", "request_"), EMERGENCY_REQUESTS.values(), ids=EMERGENCY_REQUESTS.keys())
def test_an_emergency_stands_first_in_every_error(
    status: int, request_: dict[str, Any], client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = aws_error(500, "InternalServerException")
    response = client.post("/chat", **request_)
    assert response.status_code == status
    assert error_of(response)["message"].startswith(emergency_text() + "\n\n")


def test_an_emergency_stands_first_also_where_two_sessions_are_named(client: TestClient) -> None:
    response = client.post("/chat/abc", json={"message": EMERGENCY, "sessionId": "def"})
    assert response.status_code == 400
    assert error_of(response)["message"].startswith(emergency_text() + "\n\n")


def test_an_emergency_that_the_runtime_has_told_is_not_told_twice(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(event("error", Conflict(f"{emergency_text()}\n\nOcupada.").body()))
    response = client.post("/chat", json={"message": EMERGENCY})
    assert error_of(response)["message"].count(emergency_text()) == 1


def test_a_stream_gives_each_event_as_it_is_made(app: FastAPI, fake: FakeRuntime) -> None:
    """By order, not by the clock: the runtime makes the second event only when the first was read."""
    first_was_read = threading.Event()

    async def behave(request: Request, payload: dict[str, Any]) -> Response:
        async def sent() -> Any:
            yield event("delta", {"text": "uno"})
            assert await anyio.to_thread.run_sync(first_was_read.wait, 5)
            yield event("tool", {"name": "appointments"})
            yield event("final", reply("abc", "uno"))

        return StreamingResponse(sent(), media_type="text/event-stream")

    fake.behaviour = behave
    headers, body = {"Authorization": "Bearer lopez"}, {"message": "hola", "stream": True}
    with (
        served(app) as url,
        httpx.stream("POST", f"{url}/chat/abc", json=body, headers=headers, timeout=10) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        text = ""
        for chunk in response.iter_text():
            text += chunk
            if "uno" in text:
                first_was_read.set()
    assert parsed(text) == [
        ("delta", {"text": "uno"}),
        ("tool", {"name": "appointments"}),
        ("final", reply("abc", "uno")),
    ]


def test_an_error_before_the_first_event_has_its_status_also_in_a_stream(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(event("error", StoreUnavailable().body()))
    response = client.post("/chat", json={"message": "hola", "stream": True})
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")


def test_a_stream_that_breaks_ends_with_an_error_event(client: TestClient, fake: FakeRuntime) -> None:
    fake.behaviour = sending(event("delta", {"text": "uno"}))
    response = client.post("/chat", json={"message": "hola", "stream": True})
    (_, _), (name, data) = parsed(response.text)
    assert (name, data["error"]["code"]) == ("error", "assistant_failed")


def test_an_emergency_stands_first_also_in_the_error_that_ends_a_stream(
    client: TestClient, fake: FakeRuntime
) -> None:
    fake.behaviour = sending(event("delta", {"text": "uno"}))
    response = client.post("/chat", json={"message": EMERGENCY, "stream": True})
    name, data = parsed(response.text)[-1]
    assert name == "error"
    assert data["error"]["message"].startswith(emergency_text() + "\n\n")


def test_the_clients_message_id_is_the_runtimes(client: TestClient, fake: FakeRuntime) -> None:
    client.post("/chat/abc", json={"message": "hola", "messageId": "m1"})
    assert fake.calls[0][1]["messageId"] == "m1"


@pytest.mark.anyio
async def test_a_defect_in_the_middle_of_an_answer_begins_no_second_one(
    log: pytest.LogCaptureFixture,
) -> None:
    sent: list[Message] = []

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise KeyError("Rosa Quispe, diabetes")

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    await Guard(broken, 1000)({"type": "http"}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "Rosa" not in log.text


def test_answers_are_never_kept_by_caches(client: TestClient, fake: FakeRuntime) -> None:
    for response in (
        client.post("/chat", json={"message": "hola"}),
        client.get("/nada"),
        client.get("/health"),
    ):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"
