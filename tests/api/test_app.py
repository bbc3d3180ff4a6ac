"""The rest of the API: sessions, health, its document, and what must never happen in it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from agents.errors import NotesUnreadable, StoreUnavailable
from agents.shared.session_ids import to_aws
from tests.api.conftest import FakeReader
from tests.api.test_chat import error_of

ENDPOINTS = [
    ("GET", "info"),
    ("GET", "messages"),
    ("POST", "end"),
    ("GET", "shares"),
    ("POST", "shares"),
    ("DELETE", "shares/eva"),
]
SHARE = {"colleague": "eva", "minutes": 60}


def ask(client: TestClient, method: str, path: str, **options: Any) -> Any:
    if method == "POST":
        options["json"] = SHARE
    return client.request(method, path, **options)


@pytest.mark.parametrize(("method", "what"), ENDPOINTS)
def test_a_session_answers_its_owner(method: str, what: str, client: TestClient) -> None:
    response = ask(client, method, f"/sessions/consulta-1/{what}")
    assert response.status_code == 200
    assert response.json()["session_id"] == "consulta-1"


def test_messages_come_in_pages(client: TestClient, reader: FakeReader) -> None:
    client.get("/sessions/consulta-1/messages", params={"after": 7, "limit": 3})
    assert reader.pages == [(7, 3)]


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=201", "limit="])
def test_a_bad_page_is_a_400(query: str, client: TestClient) -> None:
    assert client.get(f"/sessions/consulta-1/messages?{query}").status_code == 400


@pytest.mark.parametrize(("method", "what"), ENDPOINTS)
def test_anothers_session_and_an_absent_one_answer_alike(method: str, what: str, client: TestClient) -> None:
    absent = ask(client, method, f"/sessions/consulta-2/{what}")
    anothers = ask(client, method, f"/sessions/consulta-1/{what}", headers={"Authorization": "Bearer rosa"})
    assert absent.status_code == anothers.status_code == 404
    assert absent.json() == anothers.json()


@pytest.mark.parametrize(("method", "what"), ENDPOINTS)
def test_a_session_answers_nobody_else(
    method: str, what: str, client: TestClient, reader: FakeReader
) -> None:
    del client.headers["Authorization"]
    assert ask(client, method, f"/sessions/consulta-1/{what}").status_code == 401
    assert reader.asked == []


@pytest.mark.parametrize("session_id", ["_a", "a.b", "x" * 257, to_aws("abc"), "%61%00", "%C3%A9", "a%250"])
@pytest.mark.parametrize(("method", "what"), ENDPOINTS)
def test_a_bad_session_id_is_a_400(
    method: str, what: str, session_id: str, client: TestClient, reader: FakeReader
) -> None:
    assert ask(client, method, f"/sessions/{session_id}/{what}").status_code == 400
    assert reader.asked == []


@pytest.mark.parametrize("path", ["/chat/", "/chat/a/", "/sessions/a/info/", "/sessions//info"])
def test_no_address_leads_to_where_the_host_header_says(path: str, client: TestClient) -> None:
    response = client.post(path, json={"message": "a"}, headers={"Host": "evil.test"}, follow_redirects=False)
    assert response.status_code in (400, 404, 405)
    assert "location" not in response.headers


@pytest.mark.parametrize(
    ("error", "status", "retry"), [(StoreUnavailable(), 503, "5"), (NotesUnreadable(), 500, None)]
)
def test_notes_that_cannot_be_read_are_never_an_empty_history(
    error: Exception,
    status: int,
    retry: str | None,
    client: TestClient,
    reader: FakeReader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(reader, "messages", fails)
    response = client.get("/sessions/consulta-1/messages")
    assert (response.status_code, response.headers.get("retry-after")) == (status, retry)


def test_a_defect_tells_the_client_nothing_and_the_log_its_type(
    client: TestClient, reader: FakeReader, monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise KeyError("Rosa Quispe, diabetes")

    monkeypatch.setattr(reader, "info", broken)
    response = client.get("/sessions/consulta-1/info")
    assert (response.status_code, error_of(response)["code"]) == (500, "internal_error")
    assert response.headers["cache-control"] == "no-store"
    assert "Rosa" not in response.text
    assert "KeyError" in [record.__dict__.get("error") for record in log.records]
    assert "Rosa" not in log.text


def test_health_needs_no_token_and_asks_nobody(client: TestClient, reader: FakeReader) -> None:
    del client.headers["Authorization"]
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_readme_lists_every_request(app: FastAPI) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    listed = re.findall(r"`(GET|POST|DELETE) (/\S*)`", readme)
    served = [
        (method.upper(), path) for path, operations in app.openapi()["paths"].items() for method in operations
    ]
    assert sorted(listed) == sorted(served)


def test_an_unknown_address_is_a_404_in_the_one_shape(client: TestClient) -> None:
    answer = client.get("/nada")
    assert error_of(answer)["code"] == "no_such_path"
    assert "www-authenticate" not in answer.headers, "no token would help"


OBJECT = "se espera un objeto JSON, con Content-Type: application/json"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            b'{"message": 5, "messageId": {}}',
            "message: el valor no es válido; messageId: el valor no es válido",
        ),
        (b'{"content": [{"text": 5}, {"text": 6}]}', "content.text: el valor no es válido"),
        (b'{"message": "hola", "messageId": "a\\u0007"}', "messageId: use letras, números y guiones"),
        (b'{"message": ""}', "el mensaje está vacío"),
        (b"{", "el cuerpo no es JSON válido"),
        (b"[]", OBJECT),
    ],
)
def test_an_invalid_request_is_told_which_field_and_why(client: TestClient, body: bytes, said: str) -> None:
    answer = client.post("/chat", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, error_of(answer)["message"]) == (400, f"La solicitud no es válida: {said}.")


def test_the_document_tells_every_answer_and_never_fastapis_own(app: FastAPI) -> None:
    document = app.openapi()
    assert "ValidationError" not in json.dumps(document)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert "422" not in operation["responses"], path
            if path != "/health":
                assert {"400", "401"} <= set(operation["responses"]), path
                assert operation["security"] == [{"HTTPBearer": []}], path
    chat = document["components"]["schemas"]["ChatRequest"]
    assert set(chat["properties"]) == {"message", "content", "sessionId", "messageId", "stream"}
    assert chat["examples"]


def test_every_answer_has_a_form_in_the_document_and_every_field_taken_an_example(app: FastAPI) -> None:
    document = app.openapi()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            form = operation["responses"]["200"]["content"]["application/json"]["schema"]
            assert "$ref" in form, path
            for parameter in operation.get("parameters", []):
                told = parameter["schema"]
                assert parameter.get("examples") or "default" in told or "examples" in told, parameter["name"]
    share = document["components"]["schemas"]["ShareRequest"]["properties"]
    assert all(field["examples"] for field in share.values())


@pytest.mark.parametrize("module", ["agents.api.app", "agents.api.lambda_handler"])
def test_the_api_needs_neither_strands_nor_the_runtimes_sdk(module: str) -> None:
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "fastapi" in done.stdout.split()
    assert not {"strands", "bedrock_agentcore"} & set(done.stdout.split())
