import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from agents.api.app import create_app
from agents.api.parts import Parts
from agents.api.runtime_client import AgentCoreRuntime, connect
from agents.config import Settings
from agents.errors import NotFound, Unauthenticated
from agents.identity import Caller, Role
from tests.api.fake_runtime import FakeRuntime, reply, served

ARN = "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/asistente-abc123"
LOPEZ = Caller("lopez", Role.CLINICIAN, frozenset({"*"}))


class FakeAuthenticator:
    """`Bearer <name>` is that clinician's token; anything else nobody's."""

    def caller(
        self, authorization: str | None, forwarded: str | None, host: str | None, headers: Mapping[str, str]
    ) -> Caller:
        assert forwarded is None
        if authorization is None or not authorization.startswith("Bearer "):
            raise Unauthenticated
        return Caller(authorization.removeprefix("Bearer "), Role.CLINICIAN, frozenset({"*"}))


@dataclass
class FakeReader:
    """One session, `consulta-1`, of López."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)

    pages: list[tuple[int, int]] = field(default_factory=list)
    shared: dict[str, timedelta] = field(default_factory=dict)

    def info(self, caller: Caller, session_id: str) -> dict[str, Any]:
        return self._view(caller, session_id, "active")

    def messages(self, caller: Caller, session_id: str, after: int = 0, limit: int = 50) -> dict[str, Any]:
        self.pages.append((after, limit))
        page: dict[str, Any] = {"patient_id": None, "total": 0, "messages": [], "next": None}
        return self._found(caller, session_id) | page

    def end(self, caller: Caller, session_id: str) -> dict[str, Any]:
        return self._view(caller, session_id, "ended")

    def shares(self, caller: Caller, session_id: str) -> dict[str, Any]:
        until = "2026-01-31T15:30:22Z"
        listed = [{"colleague": name, "until": until} for name in self.shared]
        return self._found(caller, session_id) | {"shares": listed}

    def share(self, caller: Caller, session_id: str, colleague: str, period: timedelta) -> dict[str, Any]:
        self._found(caller, session_id)
        self.shared[colleague] = period
        return self.shares(caller, session_id)

    def revoke(self, caller: Caller, session_id: str, colleague: str) -> dict[str, Any]:
        self._found(caller, session_id)
        self.shared.pop(colleague, None)
        return self.shares(caller, session_id)

    def _view(self, caller: Caller, session_id: str, status: str) -> dict[str, Any]:
        told = {name: reply(session_id)[name] for name in ("patient_context", "session_info")}
        return self._found(caller, session_id) | told | {"status": status, "conversation_count": 1}

    def _found(self, caller: Caller, session_id: str) -> dict[str, Any]:
        self.asked.append((caller.id, session_id))
        if (caller.id, session_id) != ("lopez", "consulta-1"):
            raise NotFound
        return {"session_id": session_id}


@pytest.fixture(scope="session")
def _fake() -> Iterator[FakeRuntime]:
    fake = FakeRuntime()
    with served(fake.app) as url:
        fake.url = url
        yield fake


@pytest.fixture
def fake(_fake: FakeRuntime) -> FakeRuntime:
    """The runtime of this test: well-behaved, nothing asked of it yet."""
    _fake.__dict__.update({k: v for k, v in FakeRuntime().__dict__.items() if k in ("behaviour", "calls")})
    return _fake


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, fake: FakeRuntime) -> pytest.MonkeyPatch:
    for name, value in {
        "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE": fake.url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture
def settings(aws: pytest.MonkeyPatch) -> Settings:
    return Settings(agent_runtime_arn=ARN, runtime_read_timeout_seconds=10, max_body_bytes=10_000)


@pytest.fixture
def runtime(settings: Settings) -> AgentCoreRuntime:
    return connect(settings)


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader()


@pytest.fixture
def app(runtime: AgentCoreRuntime, reader: FakeReader, settings: Settings) -> FastAPI:
    parts = Parts(runtime=runtime, reader=reader, authenticator=FakeAuthenticator())
    return create_app(parts, max_body_bytes=settings.max_body_bytes)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, headers={"Authorization": "Bearer lopez"}) as client:
        yield client


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    return caplog
