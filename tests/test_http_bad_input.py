"""Every bad input has a fitting status and the one error shape, and leaves nothing behind (issue 2)."""

import json
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from agents.guard import Guard
from agents.safety import screen
from agents.shared.session_ids import to_aws
from tests.http_server import Served

CANARY = "canario4711"
DEEP = b'{"prompt": ' + b"[" * 600 + b"]" * 600 + b"}"
VERY_DEEP = b"[" * 200_000
LONE = b'{"prompt": "\\ud83d hola"}'

BODIES = {
    "nothing": b"",
    "not json": b"prompt=Hola",
    "half json": b'{"prompt": "Hola"',
    "not utf-8": b'{"prompt": "caf\xe9"}',
    "utf-16": '{"prompt": "Hola"}'.encode("utf-16"),
    "not a number": b'{"prompt": "Hola", "x": NaN}',
    "a huge number": b'{"prompt": "Hola", "x": ' + b"9" * 5000 + b"}",
    "deep": DEEP,
    "very deep": VERY_DEEP,
    "half a character": LONE,
}
PAYLOADS: dict[str, Any] = {
    "a list": ["Hola"],
    "a text": "Hola",
    "null": None,
    "a number": 7,
    "no prompt": {},
    "only other keys": {"texto": "Hola"},
    "an empty prompt": {"prompt": ""},
    "a blank prompt": {"prompt": " \n\t "},
    "a null prompt": {"prompt": None},
    "a number for a prompt": {"prompt": 7},
    "a list for a prompt": {"prompt": ["Hola"]},
    "an object for a prompt": {"prompt": {"text": "Hola"}},
    "a zero byte": {"prompt": "Ho\x00la"},
    "an escape": {"prompt": "Ho\x1b[31mla"},
    "a delete": {"prompt": "Ho\x7fla"},
    "two prompts": {"prompt": "Hola", "content": [{"text": "Hola"}]},
    "two differing prompts": {"prompt": "Hola", "message": "Adiós"},
    "no blocks": {"content": []},
    "a text for blocks": {"content": "Hola"},
    "an image block": {"content": [{"image": {"format": "png"}}]},
    "a block of two kinds": {"content": [{"text": "Hola", "image": {}}]},
    "a number in a block": {"content": [{"text": 7}]},
    "too many blocks": {"content": [{"text": "Hola"}] * 101},
    "a text for stream": {"prompt": "Hola", "stream": "true"},
    "a number for stream": {"prompt": "Hola", "stream": 1},
    "a number for a message id": {"prompt": "Hola", "messageId": 7},
    "an empty message id": {"prompt": "Hola", "messageId": ""},
    "a long message id": {"prompt": "Hola", "messageId": "m" * 257},
    "a message id of two lines": {"prompt": "Hola", "messageId": "m\n1"},
    "two differing message ids": {"prompt": "Hola", "messageId": "m-1", "message_id": "m-2"},
    "two differing session ids": {"prompt": "Hola", "sessionId": "una", "session_id": "otra"},
}
SESSION_IDS = {
    "a slash": "a/b",
    "dots": "..",
    "a path": "../../etc/passwd",
    "a new line": "a\nb",
    "a final new line": "abc\n",
    "300 characters": "x" * 300,
    "257 characters": "x" * 257,
    "nothing": "",
    "a space": "a b",
    "a zero byte": "a\x00b",
    "an accent": "sesión",
    "a first dash": "-abc",
    "a dot": "s-1.2",
    "the reserved form": to_aws("demo-1"),
    "a number": 7,
    "a list": ["s-1"],
}


def assert_refused(served: Served, body: Any, status: int = 400, **options: Any) -> str:
    answer = served.post(body, **options)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "message"}
    assert served.model.requests == []
    assert list(served.store.list("")) == []
    message: str = answer.json()["error"]["message"]
    for word in ("Traceback", "pydantic", "Error", "Invalid", "line 1"):
        assert word not in message
    return message


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_json_object_is_a_400(served: Served, name: str) -> None:
    assert_refused(served, BODIES[name])


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_without_one_good_message_is_a_400(served: Served, name: str) -> None:
    assert_refused(served, PAYLOADS[name])


@pytest.mark.parametrize("name", SESSION_IDS)
def test_a_session_id_that_is_no_name_is_a_400(served: Served, name: str) -> None:
    assert_refused(served, {"prompt": "Hola", "sessionId": SESSION_IDS[name]}, session=None)


@pytest.mark.parametrize("header", ["a/b", "..", "x" * 300, "a b", "-abc", "s-1.2"])
def test_nor_is_it_one_in_the_header(served: Served, header: str) -> None:
    assert_refused(served, {"prompt": "Hola"}, session=header)


def test_a_header_in_other_letters_is_a_400(served: Served) -> None:
    import httpx

    from tests.http_server import HEADER

    headers = [(HEADER.encode(), "sesión".encode("latin-1"))]
    answer = httpx.post(f"{served.url}/invocations", json={"prompt": "Hola"}, headers=headers)
    assert answer.status_code == 400


def test_header_and_payload_that_disagree_are_a_400(served: Served) -> None:
    for alias in ("sessionId", "session_id"):
        assert_refused(served, {"prompt": "Hola", alias: "otra"}, session="una")


@pytest.mark.parametrize("size", [50_001, 900_000, 2_000_000])
def test_a_long_prompt_is_a_413(served: Served, size: int) -> None:
    assert_refused(served, {"prompt": "a" * size}, status=413)


def test_the_longest_prompt_is_read(served: Served) -> None:
    assert served.post({"prompt": "hola " * 10_000}).status_code == 200


def test_the_longest_prompt_is_as_long_as_the_setting_says(served: Served) -> None:
    served.use(max_prompt_characters=10)
    assert_refused(served, {"prompt": "a" * 11}, status=413)
    assert served.post({"prompt": "a" * 10}).status_code == 200


def test_the_longest_body_is_read_and_no_longer_one_however_short_its_message(served: Served) -> None:
    served.use(max_body_bytes=1024)
    body = json.dumps({"prompt": "Hola.", "x": ""}).encode()
    longest = body.replace(b'""', b'"' + b"a" * (1024 - len(body)) + b'"')
    assert_refused(served, longest + b" ", status=413)
    assert served.post(longest).status_code == 200


@pytest.mark.anyio
async def test_of_a_body_that_never_ends_no_more_is_read_than_the_limit() -> None:
    read, sent = 0, []

    async def receive() -> Message:
        nonlocal read
        read += 1
        assert read < 20, "it reads on and on"
        return {"type": "http.request", "body": b"a" * 100, "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("a body in part went on")

    scope = {"type": "http", "method": "POST", "path": "/invocations", "headers": []}
    await Guard(app, lambda: 1000)(scope, receive, send)
    assert (read, sent[0]["status"]) == (11, 413)


def test_a_body_without_a_length_is_bounded_too(served: Served) -> None:
    import httpx

    def chunks() -> Any:
        yield b'{"prompt": "'
        for _ in range(40):
            yield b"a" * 65_536
        yield b'"}'

    try:
        answer = httpx.post(f"{served.url}/invocations", content=chunks(), timeout=30)
    except httpx.HTTPError:
        return  # the server may hang up on what it will not read
    assert answer.status_code == 413


def test_no_value_is_repeated(served: Served) -> None:
    for payload in (
        {"prompt": {CANARY: CANARY}},
        {"prompt": f"{CANARY}\x00"},
        {"prompt": "Hola", "sessionId": f"{CANARY}/.."},
        {"prompt": "Hola", "messageId": f"{CANARY}\n"},
        {"prompt": "Hola", "stream": CANARY},
        {"content": [{CANARY: CANARY}]},
    ):
        assert CANARY not in assert_refused(served, payload, session=None)


def test_an_emergency_stands_first_in_the_refusal_of_any_bad_input(served: Served) -> None:
    pain = "Tengo dolor de pecho y me falta el aire"
    flag = screen(pain)
    assert flag is not None
    for body in (
        pain.encode(),
        json.dumps([pain]).encode(),
        json.dumps({"prompt": f"{pain}\x00"}).encode(),
        json.dumps({"prompt": pain, "sessionId": "a/b"}).encode(),
        json.dumps({"content": [{"text": pain, "image": {}}]}).encode(),
        json.dumps({"prompt": [pain]}).encode(),
        json.dumps({"prompt": pain, "stream": "sí"}).encode(),
        json.dumps({"prompt": pain + " a" * 40_000}).encode(),
        json.dumps({"prompt": pain + " a" * 900_000}).encode(),
        ('{"prompt": "' + "".join(f"\\u{ord(letter):04x}" for letter in pain)).encode(),
        b'{"prompt": "' + pain.encode() + b'", "x": ' + b"[" * 300 + b"]" * 300 + b"}",
    ):
        answer = served.post(body, session=None)
        assert answer.status_code in (400, 413)
        assert answer.json()["error"]["message"].startswith(flag.text), body[:80]
