"""The API against its own OpenAPI document: schemathesis makes up requests, good and bad."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agents.api.app import create_app
from agents.api.parts import Parts
from agents.api.runtime_client import connect
from agents.config import Settings
from agents.errors import NotFound
from agents.identity import Caller
from tests.api.conftest import ARN, FakeAuthenticator, FakeReader
from tests.api.fake_runtime import FakeRuntime, served

CASES = 70  # each way for each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


class EveryOtherSession(FakeReader):
    def _found(self, caller: Caller, session_id: str) -> dict[str, Any]:
        if len(session_id) % 2:
            raise NotFound
        return {"session_id": session_id}


@pytest.fixture(scope="module")
def schema() -> Iterator[schemathesis.BaseSchema]:
    """The application before a well-behaved runtime: whatever goes wrong here is the API's doing."""
    with served(FakeRuntime().app) as url, pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", url)
        parts = Parts(connect(Settings(agent_runtime_arn=ARN)), EveryOtherSession(), FakeAuthenticator())
        yield schemathesis.openapi.from_asgi("/openapi.json", create_app(parts, max_body_bytes=100_000))


def test_every_answer_is_a_documented_one_and_no_server_error(schema: schemathesis.BaseSchema) -> None:
    answers: Counter[str] = Counter()
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        for mode in GenerationMode:
            if mode.is_positive or operation.label != "GET /health":  # which takes nothing to get wrong
                answers.update(_ask(operation.as_strategy(generation_mode=mode)))
    assert answers.total() >= 1000
    assert {"200", "400", "401", "404"} <= set(answers)


def _ask(cases: SearchStrategy[Case[Any]]) -> Counter[str]:
    statuses: Counter[str] = Counter()

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cases)
    def check(case: Case[Any]) -> None:
        response = case.call_and_validate(checks=CHECKS, headers={"Authorization": "Bearer lopez"})
        statuses[str(response.status_code)] += 1

    check()
    return statuses
