"""Words as they are made, through API, real client and real runtime. By order, not by a stopwatch."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from agents.api.app import create_app
from agents.api.parts import Parts
from agents.api.runtime_client import connect
from agents.config import Settings
from tests.api.conftest import ARN, FakeAuthenticator, FakeReader
from tests.api.fake_runtime import served as serving
from tests.http_server import Gate, Served, events


@pytest.fixture
def api(served: Served, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", served.url)
    parts = Parts(connect(Settings(agent_runtime_arn=ARN)), FakeReader(), FakeAuthenticator())
    return create_app(parts, max_body_bytes=10_000)


def test_the_first_word_is_heard_before_the_model_makes_the_last(
    served: Served, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, speak = Gate(), served.model.stream

    async def held(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        async for part in speak(*args, **kwargs):
            if "tres" in str(part):
                await gate.pass_through()
            yield part

    monkeypatch.setattr(served.model, "stream", held)
    served.model.steps = ["Uno dos tres."]
    headers, body = {"Authorization": "Bearer lopez"}, {"message": "hola", "stream": True}
    with (
        serving(api) as url,
        httpx.stream("POST", f"{url}/chat/abc", json=body, headers=headers, timeout=30) as response,
    ):
        told = events(response.iter_lines())
        assert next(told) == ("delta", {"text": "Uno "})
        assert not gate.go.is_set(), "the model has not been let go on"
        gate.go.set()
        rest = list(told)
    assert [name for name, _ in rest] == ["delta", "delta", "final"]
    assert rest[-1][1]["message"].strip() == "Uno dos tres."
    assert rest[-1][1]["session_info"]["notes_saved"] is True


def test_a_caller_who_goes_away_gets_the_reply_by_repeating_the_message_id(served: Served, api: Any) -> None:
    """As behind a gateway that waits 29 seconds: the turn goes on, and is answered once."""
    gate = Gate()
    served.model.before = gate.pass_through
    headers, body = {"Authorization": "Bearer lopez"}, {"message": "hola", "messageId": "m1"}
    with serving(api) as url, httpx.Client(base_url=url, headers=headers, timeout=30) as client:
        with pytest.raises(httpx.TimeoutException):
            client.post("/chat/abc", json=body, timeout=0.3)
        assert gate.reached.wait(20)
        running = client.post("/chat/abc", json=body)
        assert (running.status_code, running.headers["retry-after"]) == (409, "1")
        gate.go.set()
        served.settle()
        answered = client.post("/chat/abc", json=body)
    assert answered.json()["metadata"]["conversation_count"] == 1
    assert len(served.model.requests) == 1
