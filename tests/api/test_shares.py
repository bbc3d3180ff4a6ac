"""Sharing a session with a colleague, over HTTP. What a share is worth: `tests/security/test_sharing.py`."""

import json
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from agents.errors import AssistantError, AuditUnavailable, Conflict, Forbidden, InvalidRequest
from tests.api.conftest import FakeReader
from tests.api.test_chat import error_of

SHARES = "/sessions/consulta-1/shares"


def test_a_share_is_given_listed_and_taken_back(client: TestClient, reader: FakeReader) -> None:
    given = client.post(SHARES, json={"colleague": "eva", "minutes": 90})
    assert given.status_code == 200
    assert [share["colleague"] for share in given.json()["shares"]] == ["eva"]
    assert reader.shared == {"eva": timedelta(minutes=90)}
    assert client.get(SHARES).json() == given.json()
    assert client.delete(f"{SHARES}/eva").json() == {"session_id": "consulta-1", "shares": []}
    assert client.delete(f"{SHARES}/eva").status_code == 200, "taken back twice is taken back"


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("auth0%7C5f7c", "auth0|5f7c"),
        ("https%3A%2F%2Fid.test%2Feva", "https://id.test/eva"),
        ("a/b", "a/b"),
        ("Dra.%20Eva%20%C3%91", "Dra. Eva Ñ"),
    ],
)
def test_every_account_that_can_be_given_a_share_can_lose_it(
    written: str, account: str, client: TestClient, reader: FakeReader
) -> None:
    assert client.post(SHARES, json={"colleague": account, "minutes": 1}).status_code == 200
    assert client.delete(f"{SHARES}/{written}").json()["shares"] == []


BAD: dict[str, Any] = {
    "nobody": {"minutes": 5},
    "an empty name": {"colleague": "", "minutes": 5},
    "a long name": {"colleague": "x" * 257, "minutes": 5},
    "a number for a name": {"colleague": 7, "minutes": 5},
    "no time": {"colleague": "eva"},
    "null": {"colleague": "eva", "minutes": None},
    "nothing": {"colleague": "eva", "minutes": 0},
    "less": {"colleague": "eva", "minutes": -5},
    "more than a week": {"colleague": "eva", "minutes": 7 * 24 * 60 + 1},
    "for ever": {"colleague": "eva", "minutes": 10**400},
    "half a minute": {"colleague": "eva", "minutes": 0.5},
    "text": {"colleague": "eva", "minutes": "60"},
    "yes": {"colleague": "eva", "minutes": True},
    "a list": [],
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_a_share_without_a_colleague_or_a_bounded_time_is_a_400(
    body: Any, client: TestClient, reader: FakeReader
) -> None:
    response = client.post(SHARES, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert (response.status_code, error_of(response)["code"]) == (400, "invalid_request")
    assert reader.asked == []


def test_nothing_in_a_body_names_owner_or_patient(client: TestClient, reader: FakeReader) -> None:
    extra = {"caller": "rosa", "owner": "rosa", "patient_id": "Maria_Garcia"}
    client.post(SHARES, json={"colleague": "eva", "minutes": 5, **extra})
    assert {caller for caller, _ in reader.asked} == {"lopez"}


def test_taking_back_from_nobody_is_a_400(client: TestClient, reader: FakeReader) -> None:
    assert client.delete(f"{SHARES}/").status_code == 400
    assert client.delete(f"{SHARES}/{'x' * 257}").status_code == 400
    assert reader.asked == []


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [
        (Forbidden(), 403, None),
        (Conflict(), 409, "1"),
        (InvalidRequest(), 400, None),
        (AuditUnavailable(), 503, "5"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_refusal_has_its_documented_answer(
    method: str,
    error: AssistantError,
    status: int,
    retry: str | None,
    client: TestClient,
    reader: FakeReader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(*_: object) -> dict[str, Any]:
        raise error

    act, path = {"GET": ("shares", ""), "POST": ("share", ""), "DELETE": ("revoke", "/eva")}[method]
    monkeypatch.setattr(reader, act, refuses)
    body = {"colleague": "eva", "minutes": 5} if method == "POST" else None
    response = client.request(method, SHARES + path, json=body)
    assert (response.status_code, response.headers.get("retry-after")) == (status, retry)
    assert error_of(response)["code"] == error.code
