"""What the two programs are told: every variable is there, `Settings` reads it, and they agree."""

from collections.abc import Callable

import boto3
import pytest
from moto import mock_aws

from agents.audit.cloudwatch import CloudWatchTrail
from agents.bootstrap import auditor, read_settings
from agents.config import DEFAULT_BEDROCK_MODEL, Settings
from tests.infrastructure.templates import Template


def runtime_environment(template: Template) -> dict[str, str]:
    found: dict[str, str] = template.only("AWS::BedrockAgentCore::Runtime")["EnvironmentVariables"]
    return found


def proxy_environment(template: Template) -> dict[str, str]:
    found: dict[str, str] = template.only("AWS::Lambda::Function", "Proxy")["Environment"]["Variables"]
    return found


BOTH = {
    *("SESSION_BUCKET", "SESSION_PREFIX", "AUTH_ISSUER", "AUTH_AUDIENCE"),
    *("PSEUDONYM_KEY_SECRET", "AUDIT_TRAIL", "LOG_LEVEL"),
}
RUNTIME = BOTH | {"ASSISTANT_MODEL", "AWS_REGION"}
PROXY = BOTH | {"AGENT_RUNTIME_ARN", "AGENT_RUNTIME_QUALIFIER", "RUNTIME_READ_TIMEOUT_SECONDS"}
PROGRAMS = [
    pytest.param(runtime_environment, RUNTIME, id="runtime"),
    pytest.param(proxy_environment, PROXY, id="proxy"),
]
Environment = Callable[[Template], dict[str, str]]


def read(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings()


@pytest.mark.parametrize(("environment", "names"), PROGRAMS)
def test_settings_read_every_variable_of_the_environment_and_each_is_there(
    environment: Environment, names: set[str], template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable taken from the stack is missing here by its name; one that nobody reads is too many."""
    found = environment(template)
    assert set(found) == names
    read_names = {field.upper() for field in read(found, monkeypatch).model_fields_set}
    assert read_names >= names


def test_the_runtime_keeps_notes_in_the_bucket_and_asks_bedrock(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read(runtime_environment(template), monkeypatch)
    assert settings.session_store == f"s3://{template.named('AWS::S3::Bucket', 'NotesBucket')}/processed/"
    assert settings.model == f"bedrock:{DEFAULT_BEDROCK_MODEL}"
    assert settings.local_caller is None


def test_both_programs_trust_the_same_tokens_and_name_people_alike(template: Template) -> None:
    runtime, proxy = runtime_environment(template), proxy_environment(template)
    for name in BOTH:
        assert runtime[name] == proxy[name], name


def test_the_proxy_waits_longer_than_a_turn_and_lambda_longer_than_the_proxy(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read(proxy_environment(template), monkeypatch)
    timeout = template.only("AWS::Lambda::Function", "Proxy")["Timeout"]
    assert settings.turn_timeout_seconds < settings.runtime_read_timeout_seconds < timeout


@pytest.mark.parametrize("environment", [runtime_environment, proxy_environment])
def test_the_pseudonym_key_is_in_no_environment(environment: Environment, template: Template) -> None:
    """All who may look at a program's configuration would see it there, also if CloudFormation put it in."""
    assert "PSEUDONYM_KEY" not in environment(template)
    assert "{{resolve:" not in str(environment(template))


@pytest.mark.parametrize("environment", [runtime_environment, proxy_environment])
def test_with_its_environment_a_program_keeps_the_trail_under_the_shared_key(
    environment: Environment, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On moto, with the secret and the log group that the template names."""
    told = environment(template)
    group = template.named("AWS::Logs::LogGroup", "Audit")
    with mock_aws():
        secrets = boto3.client("secretsmanager", region_name="us-east-1")
        secrets.create_secret(Name=told["PSEUDONYM_KEY_SECRET"], SecretString="k" * 64)
        logs = boto3.client("logs", region_name="us-east-1")
        logs.create_log_group(logGroupName=group)
        read(told, monkeypatch)
        settings = read_settings()
        assert settings.pseudonym_secret() == b"k" * 64
        trail = auditor(settings).trail
        assert isinstance(trail, CloudWatchTrail)
        trail.append({"act": "read"})
        streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
        kept = logs.get_log_events(logGroupName=group, logStreamName=streams[0]["logStreamName"])
    assert len(kept["events"]) == 1
