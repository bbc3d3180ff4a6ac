"""A Lambda event through the real client to the real runtime, whose notes are in S3 (moto). No fakes.

Tokens are signed by an issuer of this test's own, and both programs verify them.
"""

import asyncio
import json
import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from agents.api.lambda_handler import adapt
from agents.api.wiring import build_app
from agents.config import Settings
from tests.api.conftest import ARN
from tests.api.test_lambda_handler import EVENTS, put_body, put_header
from tests.serving import free_port

ISSUER, AUDIENCE = "https://issuer.test", "assistant"
BUCKET = "notes-end-to-end"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def token(sub: str = "lopez", **claims: Any) -> str:
    now = int(time.time())
    given = {"sub": sub, "iss": ISSUER, "aud": AUDIENCE, "exp": now + 600, "custom:role": "clinician"}
    return jwt.encode(given | {"custom:patients": "*"} | claims, KEY, "RS256", {"kid": "one"})


@pytest.fixture(scope="module")
def jwks() -> Iterator[str]:
    """The issuer's keys, as it publishes them."""
    key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "one", "alg": "RS256", "use": "sig"}
    body = json.dumps({"keys": [key]}).encode()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/jwks.json"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def environment(moto: str, jwks: str) -> dict[str, str]:
    boto3.client("s3", endpoint_url=moto).create_bucket(Bucket=BUCKET)
    return {
        "SESSION_BUCKET": BUCKET,
        "AWS_ENDPOINT_URL_S3": moto,
        "AUTH_ISSUER": ISSUER,
        "AUTH_AUDIENCE": AUDIENCE,
        "AUTH_JWKS_URL": jwks,
        "ASSISTANT_MODEL": "offline",
    }


@contextmanager
def started(*module: str, environment: dict[str, str], answers: str) -> Iterator[subprocess.Popen[str]]:
    """A program of ours in a process of its own, from when it answers at this address."""
    env, command = os.environ | environment, [sys.executable, "-m", *module]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            deadline = time.monotonic() + 30
            while not _answers(answers):
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def runtime(environment: dict[str, str]) -> Iterator[str]:
    """`python -m agents.main`, as everybody starts it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with started("agents.main", environment=environment | {"PORT": str(port)}, answers=f"{url}/ping"):
        yield url


Call = Callable[..., dict[str, Any]]


@pytest.fixture
def call(environment: dict[str, str], runtime: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Sends an event of a kind through the Lambda adapter; answers status and body."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", runtime)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    adapter = adapt(build_app(Settings(agent_runtime_arn=ARN)))

    def send(
        kind: str, method: str, path: str, body: Any = None, bearer: str | None = None
    ) -> dict[str, Any]:
        event = deepcopy(EVENTS[kind])
        event |= {"path": path, "httpMethod": method}
        event["requestContext"].setdefault("http", {}).update({"path": path, "method": method})
        put_header(event, "Authorization", f"Bearer {bearer or token()}")
        put_body(event, json.dumps(body).encode()) if body is not None else event.update(body=None)
        answer = adapter(event, None)  # type: ignore[arg-type]
        return {
            "status": answer["statusCode"],
            "headers": answer["headers"],
            "body": json.loads(answer["body"]),
        }

    yield send
    loop.close()
    asyncio.set_event_loop(None)


@pytest.mark.parametrize("kind", EVENTS)
def test_an_event_of_each_kind_becomes_notes_in_the_bucket(kind: str, call: Call, moto: str) -> None:
    session_id = f"consulta-{kind}"
    body = {"message": "Paciente Rosa Quispe, cédula 12345678: control de presión", "messageId": "m1"}
    first = call(kind, "POST", f"/chat/{session_id}", body)
    assert first["status"] == 200, first
    assert first["body"]["session_id"] == session_id
    assert first["body"]["session_info"]["notes_saved"] is True

    prefix = first["body"]["patient_context"]["session_prefix"] + f"session_{session_id}/"
    listed = boto3.client("s3", endpoint_url=moto).list_objects_v2(Bucket=BUCKET, Prefix=prefix)
    names = {item["Key"].removeprefix(prefix) for item in listed["Contents"]}
    assert {"session.json", "agents/agent_healthcare/messages/message_1.json"} <= names

    assert call(kind, "POST", f"/chat/{session_id}", body)["body"] == first["body"]  # answered once
    shown = call(kind, "GET", f"/sessions/{session_id}/messages")["body"]
    assert [message["role"] for message in shown["messages"]] == ["user", "assistant"]
    assert call(kind, "GET", f"/sessions/{session_id}/info")["body"]["conversation_count"] == 1
    assert call(kind, "POST", f"/sessions/{session_id}/end")["body"]["status"] == "ended"


def test_one_session_goes_on_over_both_ways_in(call: Call, runtime: str) -> None:
    call("rest_v1", "POST", "/chat/ambas-puertas", {"message": "hola"})
    headers = {"Authorization": f"Bearer {token()}"}
    payload = {"prompt": "¿seguimos?", "sessionId": "ambas-puertas"}
    direct = httpx.post(f"{runtime}/invocations", json=payload, headers=headers)
    assert direct.json()["metadata"]["conversation_count"] == 2
    third = call("http_v2", "POST", "/chat", {"message": "gracias", "sessionId": "ambas-puertas"})
    assert third["body"]["metadata"]["conversation_count"] == 3


def test_a_session_answers_its_owner_and_nobody_else(call: Call) -> None:
    call("rest_v1", "POST", "/chat/de-lopez", {"message": "hola"})
    for method, path, body in (
        ("POST", "/chat/de-lopez", {"message": "hola"}),
        ("GET", "/sessions/de-lopez/messages", None),
        ("POST", "/sessions/de-lopez/end", None),
    ):
        assert call("rest_v1", method, path, body, token("mendez"))["status"] == 404, path


def test_a_shared_session_answers_the_colleague_until_it_is_taken_back(call: Call) -> None:
    opened = call("rest_v1", "POST", "/chat/interconsulta", {"message": "Paciente Juan_Perez_123: tos"})
    assert opened["body"]["patient_context"]["patient_id"] == "Juan_Perez_123"
    shares, eva = "/sessions/interconsulta/shares", token("auth0|eva")
    assert call("rest_v1", "GET", "/sessions/interconsulta/messages", None, eva)["status"] == 404
    given = call("http_v2", "POST", shares, {"colleague": "auth0|eva", "minutes": 30})
    assert (given["status"], given["body"]["shares"][0]["colleague"]) == (200, "auth0|eva")
    assert call("rest_v1", "GET", "/sessions/interconsulta/messages", None, eva)["body"]["total"] == 2
    assert call("rest_v1", "POST", "/chat/interconsulta", {"message": "¿Cómo sigue?"}, eva)["status"] == 200
    assert call("rest_v1", "GET", shares, None, eva)["status"] == 403
    assert call("rest_v1", "GET", shares, None, token("mendez"))["status"] == 404
    assert call("rest_v1", "DELETE", f"{shares}/auth0|eva")["body"]["shares"] == []
    assert call("rest_v1", "GET", "/sessions/interconsulta/messages", None, eva)["status"] == 404
    assert call("rest_v1", "POST", "/chat/interconsulta", {"message": "¿Y hoy?"}, eva)["status"] == 404


@pytest.mark.parametrize(
    "bad", [token(exp=1), token(iss="https://other.test"), token(aud="other"), token() + "x", "no.jwt.here"]
)
def test_a_token_that_is_not_the_issuers_is_nobodys(bad: str, call: Call) -> None:
    assert call("rest_v1", "POST", "/chat/x", {"message": "hola"}, bad)["status"] == 401


def test_the_runtime_verifies_the_forwarded_token_itself(call: Call, runtime: str) -> None:
    """Whoever may call the runtime is still nobody without a token; the proxy cannot vouch for them."""
    answer = httpx.post(f"{runtime}/invocations", json={"prompt": "hola"})
    assert answer.status_code == 401
    # AgentCore would answer a 401 of ours by its own words: a stream says it as an event.
    streamed = httpx.post(f"{runtime}/invocations", json={"prompt": "hola", "stream": True})
    assert streamed.text.startswith("event: error\n")
    assert "unauthenticated" in streamed.text


def test_a_message_beyond_the_longest_prompt_is_a_413_also_through_the_proxy(call: Call) -> None:
    assert call("rest_v1", "POST", "/chat/larga", {"message": "a" * 60_000})["status"] == 413


def test_an_emergency_in_a_refused_message_is_told_through_the_proxy(call: Call) -> None:
    message = "me duele mucho el pecho y no puedo respirar " + "a" * 60_000
    answer = call("rest_v1", "POST", "/chat/larga", {"message": message})
    assert answer["body"]["error"]["message"].startswith("POSIBLE EMERGENCIA")


def as_printed(program: subprocess.Popen[str], *addresses: str) -> str:
    """What the curl line that a program prints, below its addresses, is answered."""
    assert program.stdout is not None
    told, line = program.stdout.readline(), program.stdout.readline()
    assert all(address in told for address in addresses), told
    done = subprocess.run(shlex.split(line), capture_output=True, text=True, check=True)
    return done.stdout


def test_without_an_account_the_printed_curl_line_gets_a_reply(tmp_path: Path) -> None:
    """What `make run` starts, and an API of its own before the same runtime: one session over all ways in."""
    port, api_port, other_port = free_port(), free_port(), free_port()
    environment = {
        "PORT": str(port),
        "API_PORT": str(api_port),
        "SESSION_STORE": (tmp_path / "data").as_uri(),
    }
    runtime, api = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{api_port}"
    other = environment | {"API_PORT": str(other_port)}
    with (
        started("agents.serve", environment=environment, answers=f"{runtime}/ping") as both,
        started("agents.api", environment=other, answers=f"http://127.0.0.1:{other_port}/health") as alone,
    ):
        first = json.loads(as_printed(both, f"http://localhost:{api_port}", f"http://localhost:{port}"))
        again = json.loads(as_printed(alone, f"http://localhost:{other_port}", f"http://localhost:{port}"))
        payload = {"prompt": "¿seguimos?", "sessionId": first["session_id"]}
        second = httpx.post(f"{runtime}/invocations", json=payload).json()
        elsewhere = httpx.get(f"{api}/sessions/{first['session_id']}/info", headers={"Host": "evil.test"})
    assert set(first) == set(again) == set(second)
    assert (first["session_id"], second["metadata"]["conversation_count"]) == ("prueba-1", 3)
    assert elsewhere.status_code == 400
