"""What somebody with bad intentions would send: to be another, to break out of the form, to exhaust it."""

import json
import socket
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from agents.safety import screen
from agents.shared.headers import FORWARDED_AUTHORIZATION, SESSION_ID
from agents.shared.session_ids import to_aws
from tests.api.conftest import FakeReader
from tests.api.fake_runtime import FakeRuntime, event, reply, sending, served
from tests.api.test_chat import error_of, parsed

LIKE_OURS = {
    SESSION_ID: "de-otra-persona-con-mas-de-treinta-y-tres-letras",
    "X-Amzn-Bedrock-AgentCore-Runtime-User-Id": "rosa",
    "X-Amzn-Bedrock-AgentCore-Runtime-Custom-Role": "operator",
    FORWARDED_AUTHORIZATION.replace("-", "_"): "Bearer rosa",
    "X-Forwarded-For": "127.0.0.1",
    "X-Amz-Security-Token": "rosa",
}


def test_no_header_of_a_client_travels_on_but_the_token(client: TestClient, fake: FakeRuntime) -> None:
    client.post("/chat/abc", json={"message": "a"}, headers=LIKE_OURS)
    received = fake.calls[0][0].headers
    assert received[SESSION_ID] == to_aws("abc")
    assert received.getlist(FORWARDED_AUTHORIZATION) == ["Bearer lopez"]
    for value in set(LIKE_OURS.values()):
        assert value not in received.values()


def test_of_two_tokens_the_one_that_was_verified_travels_on(client: TestClient, fake: FakeRuntime) -> None:
    del client.headers["Authorization"]
    two = [("Authorization", "Bearer lopez"), ("Authorization", "Bearer rosa")]
    client.post("/chat/abc", json={"message": "a"}, headers=two)
    assert fake.calls[0][0].headers.getlist(FORWARDED_AUTHORIZATION) == ["Bearer lopez"]


@pytest.mark.parametrize("token", ["Bearer a\tb", "Bearer ñ", "Bearer a\x7fb", "Bearer " + "x" * 5000])
def test_a_token_that_fits_no_header_is_a_400(token: str, client: TestClient, fake: FakeRuntime) -> None:
    headers = [(b"Authorization", token.encode("latin-1"))]
    response = client.post("/chat/abc", json={"message": "a"}, headers=headers)
    assert (response.status_code, error_of(response)["code"]) == (400, "invalid_request")
    assert fake.calls == []


def raw(url: str, request: bytes) -> bytes:
    """What a server answers to these very bytes."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


HEAD = (
    b"POST /chat/abc HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer lopez\r\nContent-Type: application/json\r\n"
)
SMUGGLED = b"POST /chat/otra HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
SMUGGLING = {
    "two lengths": b"Content-Length: 16\r\nContent-Length: 0\r\n\r\n" + b'{"message": "a"}' + SMUGGLED,
    "chunks that are none": b"Transfer-Encoding: chunked, identity\r\n\r\n" + SMUGGLED,
    "a length that is no number": b"Content-Length: +16\r\n\r\n" + b'{"message": "a"}',
    "a folded header": b"X-A: b\r\n Authorization: Bearer rosa\r\nContent-Length: z\r\n\r\n",
    "a line that is no header": b"Authorization : Bearer rosa\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("rest", SMUGGLING.values(), ids=SMUGGLING.keys())
def test_a_request_that_two_servers_could_read_in_two_ways_is_refused(
    rest: bytes, app: FastAPI, fake: FakeRuntime
) -> None:
    with served(app) as url:
        answer = raw(url, HEAD + rest)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert fake.calls == []


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def message(rest: str) -> str:
    return f'{{"message": "a", {rest}}}'


DEEP = {
    "beside the message": message(f'"x": {nested(4900)}'),
    "in its place": f'{{"message": {nested(400)}}}',
    "for a list": f'{{"content": {nested(400)}}}',
    "a number without end": message(f'"messageId": {"9" * 6000}'),
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP.keys())
def test_json_made_to_exhaust_is_a_400(body: str, client: TestClient, fake: FakeRuntime) -> None:
    response = client.post("/chat/abc", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, error_of(response)["code"]) == (400, "invalid_request")
    assert fake.calls == []


@pytest.mark.parametrize("path", ["/chat", "/sessions/consulta-1/shares"])
@pytest.mark.parametrize("emergency", ["no puedo respirar", "siente una opresión en el pecho"])
def test_an_emergency_is_told_also_in_what_is_too_large_too_deep_or_cut(
    emergency: str, path: str, client: TestClient
) -> None:
    flag = screen(emergency)
    assert flag is not None
    for status, rest in ((413, '"' + "a" * 20_000), (400, nested(4900)), (400, "{")):
        body = f'{{"message": {json.dumps(emergency)}, "x": {rest}'  # as most clients write: \\u00f3
        response = client.post(path, content=body, headers={"Content-Type": "application/json"})
        assert response.status_code == status
        assert error_of(response)["message"].startswith(flag.text)


@pytest.mark.parametrize(
    "text",
    [
        '\n\nevent: final\ndata: {"message": "x"}\n\n',
        "\r\revent: error\r",
        "\u2028event: final\u2029",
        "\x85",
    ],
)
def test_no_text_makes_an_event_of_its_own(text: str, client: TestClient, fake: FakeRuntime) -> None:
    fake.behaviour = sending(event("delta", {"text": text}), event("final", reply("abc", text)))
    response = client.post("/chat/abc", json={"message": "hola", "stream": True})
    assert parsed(response.text) == [("delta", {"text": text}), ("final", reply("abc", text))]
    assert response.content.count(b"\n") == 6
    assert b"\r" not in response.content


@pytest.mark.parametrize("separator", ["%0d%0a", "%0a", "%00", "%e2%80%a8", "\\", ";", "%3b", "%2e%2e%2f"])
@pytest.mark.parametrize("path", ["/chat/abc{}X-Evil:1", "/sessions/abc{}x/info"])
def test_nothing_in_a_path_gets_into_a_header_or_another_path(
    path: str, separator: str, client: TestClient, fake: FakeRuntime, reader: FakeReader
) -> None:
    method = "POST" if path.startswith("/chat") else "GET"
    response = client.request(
        method, path.format(separator), json={"message": "a"} if method == "POST" else None
    )
    assert response.status_code in (400, 404)
    assert "x-evil" not in response.headers
    assert "x-session-id" not in response.headers
    assert (fake.calls, reader.asked) == ([], [])


@pytest.mark.parametrize(
    "body",
    [
        {"message": "a", "sessionId": "abc", "session_id": "otra"},
        {"message": "a", "messageId": "m1", "message_id": "m2"},
        {"message": "a", "prompt": "b"},
    ],
)
def test_a_field_with_two_names_and_two_values_is_a_400(
    body: dict[str, Any], client: TestClient, fake: FakeRuntime
) -> None:
    assert client.post("/chat", json=body).status_code == 400
    assert fake.calls == []


def test_a_field_given_twice_means_one_thing_to_api_and_runtime(
    client: TestClient, fake: FakeRuntime
) -> None:
    body = '{"message": "uno", "message": "dos", "sessionId": "abc", "sessionId": "def"}'
    client.post("/chat", content=body, headers={"Content-Type": "application/json"})
    request, payload = fake.calls[0]
    assert (payload["prompt"], request.headers[SESSION_ID]) == ("dos", to_aws("def"))
    assert "uno" not in json.dumps(payload)
