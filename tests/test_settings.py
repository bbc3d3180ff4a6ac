"""Settings: all that is wrong, at once, by name and never by value; and what a start proves."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from agents.bootstrap import build_conversations, build_store, read_settings
from agents.config import DEFAULT_BEDROCK_MODEL, Settings, load_settings
from agents.errors import SettingsError
from agents.sessions.agentcore_memory import AgentCoreMemoryStore
from agents.sessions.file import FileStore
from agents.sessions.memory import MemoryStore
from agents.sessions.s3 import S3Store
from tests.http_server import running
from tests.serving import ROOT

CANARY = "canario4711"
MEMORY = "agentcore-memory://notes-a1B2c3D4e5"
WRONG = {
    "PORT": f"{CANARY}",
    "LOG_LEVEL": CANARY,
    "DEFAULT_LANGUAGE": CANARY,
    "ENABLE_SESSION_MANAGEMENT": CANARY,
    "ASSISTANT_MODEL": f"{CANARY}:x",
    "SESSION_PREFIX": f"../{CANARY}",
    "TURN_LEASE_SECONDS": "0",
    "TURN_TIMEOUT_SECONDS": CANARY,
    "IDLE_TIMEOUT_SECONDS": "-1",
    "ABSOLUTE_TIMEOUT_SECONDS": "0",
    "WINDOW_MESSAGES": "1",
    "MAX_PROMPT_CHARACTERS": "0",
    "MAX_LIVE_SESSIONS": "0",
    "MAX_BODY_BYTES": "10",
    "PSEUDONYM_KEY": CANARY,
    "LOCAL_CALLER": f"admin:{CANARY}:*",
    "AUTH_ISSUER": f"file:///{CANARY}",
    "AUTH_JWKS_URL": f"ftp://{CANARY}/keys",
}


def problems(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert CANARY not in str(raised.value)
    return raised.value.problems


def test_every_wrong_setting_is_reported_at_once_and_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    together = {"SESSION_STORE": f"ftp://{CANARY}", "AUTH_AUDIENCE": CANARY}
    found = problems(monkeypatch, **WRONG, **together)
    assert {line.partition(":")[0] for line in found} >= {*WRONG, "SESSION_STORE"}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_reported_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    found = problems(monkeypatch, **{name: WRONG[name]})
    assert found[0].startswith(f"{name}: ")
    assert len(found[0]) > len(name) + 10


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PORT", "65536"), ("API_PORT", "0"), ("API_PORT", "65536")),
        *(("TURN_LEASE_SECONDS", "301"), ("TURN_TIMEOUT_SECONDS", "0"), ("TURN_TIMEOUT_SECONDS", "901")),
        *(("SWEEP_SECONDS", "0"), ("RUNTIME_READ_TIMEOUT_SECONDS", "0"), ("IDLE_TIMEOUT_SECONDS", "0")),
        *(("WINDOW_MESSAGES", "1001"), ("WINDOW_TOKENS", "499"), ("MAX_BODY_BYTES", "1023")),
        *(("SESSION_PREFIX", "/"), ("SESSION_PREFIX", "a/../b"), ("SESSION_PREFIX", "a\\b")),
        *(("ASSISTANT_MODEL", "ollama"), ("ASSISTANT_MODEL", "ollama:"), ("PSEUDONYM_KEY", "x" * 15)),
        *(("AUDIT_TRAIL", "file:///"), ("AUDIT_TRAIL", "cloudwatch://"), ("AUDIT_TRAIL", "file:trail")),
        *(("AUTH_ISSUER", "https://"), ("AUTH_JWKS_URL", "http://issuer.example/keys")),
    ],
)
def test_a_value_just_beyond_what_makes_sense_is_reported(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert problems(monkeypatch, **{name: value})[0].startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PORT", "65535"), ("API_PORT", "1"), ("TURN_LEASE_SECONDS", "300"), ("TURN_LEASE_SECONDS", "1")),
        *(("TURN_TIMEOUT_SECONDS", "900"), ("SWEEP_SECONDS", "1"), ("WINDOW_MESSAGES", "1000")),
        *(("WINDOW_MESSAGES", "2"), ("WINDOW_TOKENS", "500"), ("MAX_BODY_BYTES", "1024")),
        *(("PSEUDONYM_KEY", "x" * 16), ("AUDIT_TRAIL", "none"), ("AUDIT_TRAIL", "cloudwatch://group")),
    ],
)
def test_the_last_value_that_makes_sense_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    load_settings()


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("SESSION_STORE", {"SESSION_STORE": f"ftp://{CANARY}"}),
        ("SESSION_STORE", {"SESSION_STORE": CANARY}),
        ("SESSION_STORE", {"SESSION_STORE": f"s3:{CANARY}"}),
        ("SESSION_STORE", {"SESSION_STORE": f"s3://[{CANARY}"}),
        ("SESSION_STORE", {"SESSION_STORE": "s3:///processed/"}),
        ("SESSION_BUCKET", {"SESSION_STORE": "s3://uno/processed/", "SESSION_BUCKET": CANARY}),
        ("SESSION_PREFIX", {"SESSION_STORE": "s3://uno/processed/", "SESSION_PREFIX": f"{CANARY}/"}),
        ("AUTH_AUDIENCE", {"AUTH_ISSUER": f"https://{CANARY}.example"}),
        ("AUTH_AUDIENCE", {"AUTH_AUDIENCE": CANARY}),
        ("AUTH_JWKS_URL", {"AUTH_JWKS_URL": f"https://{CANARY}.example/keys"}),
        ("PSEUDONYM_KEY_SECRET", {"PSEUDONYM_KEY_SECRET": CANARY, "PSEUDONYM_KEY": CANARY * 2}),
        ("AUTH_ISSUER", {"AUTH_ISSUER": f"http://{CANARY}.example"}),
        (
            "LOCAL_CALLER",
            {"AUTH_ISSUER": "https://uno", "AUTH_AUDIENCE": "x", "LOCAL_CALLER": f"clinician:{CANARY}:*"},
        ),
    ],
)
def test_settings_that_disagree_are_reported(
    monkeypatch: pytest.MonkeyPatch, name: str, environment: dict[str, str]
) -> None:
    assert [line.partition(":")[0] for line in problems(monkeypatch, **environment)] == [name]


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_any_store_at_all_is_taken_or_reported_by_name(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SESSION_STORE", text)
        found: list[str] = []
        try:
            load_settings()
        except SettingsError as error:
            found = error.problems
    assert all(line.startswith("SESSION_") for line in found)


def test_an_empty_variable_is_an_absent_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SESSION_BUCKET", "SESSION_STORE", "PORT", "ASSISTANT_MODEL", "PSEUDONYM_KEY"):
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert (settings.port, settings.session_bucket, settings.model) == (8080, None, "offline")


def test_secrets_are_not_shown() -> None:
    assert CANARY not in repr(Settings(pseudonym_key=CANARY * 2))
    assert CANARY not in str(Settings(pseudonym_key=CANARY * 2).model_dump())


@pytest.fixture
def secrets() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("secretsmanager", region_name="us-east-1")


def test_a_key_may_stand_in_secrets_manager(secrets: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    arn = secrets.create_secret(Name="llave", SecretString=CANARY * 2)["ARN"]
    for name in ("llave", arn):
        monkeypatch.setenv("PSEUDONYM_KEY_SECRET", name)
        settings = read_settings()
        assert settings.pseudonym_secret() == (CANARY * 2).encode()
        assert CANARY not in repr(settings)


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        (None, "ResourceNotFoundException"),
        ({"SecretString": CANARY}, "characters"),
        ({"SecretBinary": CANARY.encode() * 2}, "characters"),
    ],
    ids=["none", "short", "binary"],
)
def test_a_key_that_cannot_be_had_is_said_at_start(
    secrets: Any, monkeypatch: pytest.MonkeyPatch, secret: dict[str, Any] | None, told: str
) -> None:
    """Never another key in its place: logs would not join up, and the trail would begin anew."""
    if secret is not None:
        secrets.create_secret(Name=f"de-{CANARY}", **secret)
    monkeypatch.setenv("PSEUDONYM_KEY_SECRET", f"de-{CANARY}")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert str(raised.value).count("PSEUDONYM_KEY_SECRET: ") == 1
    assert told in str(raised.value)
    assert CANARY not in str(raised.value)


def test_without_a_store_notes_are_files_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    store = build_store(load_settings())
    assert isinstance(store, FileStore)
    assert store.root == tmp_path / ".data"


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "notas de María"
    store = build_store(Settings(session_store=folder.as_uri()))
    assert isinstance(store, FileStore)
    assert store.root == folder


def test_a_bucket_alone_names_the_store(monkeypatch: pytest.MonkeyPatch, moto: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto)
    monkeypatch.setenv("SESSION_BUCKET", "mi-bucket")
    settings = load_settings()
    assert settings.session_store == "s3://mi-bucket/processed/"
    store = build_store(settings)
    assert isinstance(store, S3Store)
    assert store.client.meta.endpoint_url == moto
    store.client.close()


@pytest.mark.parametrize(
    ("url", "prefix"),
    [
        ("s3://b/processed/", "processed/"),
        ("s3://b/a/b", "a/b/"),
        ("s3://b", "processed/"),
        ("s3://b/", "processed/"),
    ],
)
def test_the_stores_path_is_the_whole_prefix(url: str, prefix: str) -> None:
    assert Settings(session_store=url).session_prefix == prefix


@pytest.mark.parametrize(
    "place",
    ["", "notes", "notes-short", "notes-a1B2c3D4e5/processed", "user@notes-a1B2c3D4e5", "1-a1B2c3D4e5"],
)
def test_a_memory_needs_an_id_of_the_services_form(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    found = problems(monkeypatch, SESSION_STORE=f"agentcore-memory://{place}")
    assert found == ["SESSION_STORE: needs the memory's id, for example agentcore-memory://notes-a1B2c3D4e5"]


def test_a_memorys_id_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSION_STORE", MEMORY)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", "http://127.0.0.1:9")
    store = build_store(load_settings())
    assert isinstance(store, AgentCoreMemoryStore)
    assert store.memory.id == "notes-a1B2c3D4e5"
    assert store.memory.client.meta.endpoint_url == "http://127.0.0.1:9"
    store.close()


def test_without_session_management_nothing_leaves_the_process(tmp_path: Path) -> None:
    settings = Settings(session_store=tmp_path.as_uri(), enable_session_management=False)
    assert isinstance(build_store(settings), MemoryStore)


@pytest.mark.parametrize(
    ("environment", "model"),
    [
        ({}, "offline"),
        ({"SESSION_STORE": "memory://"}, "offline"),
        ({"SESSION_BUCKET": "b"}, f"bedrock:{DEFAULT_BEDROCK_MODEL}"),
        ({"SESSION_STORE": "s3://b/processed/"}, f"bedrock:{DEFAULT_BEDROCK_MODEL}"),
        ({"SESSION_STORE": MEMORY}, f"bedrock:{DEFAULT_BEDROCK_MODEL}"),
        ({"SESSION_STORE": MEMORY, "AWS_ENDPOINT_URL_S3": "http://a:1"}, f"bedrock:{DEFAULT_BEDROCK_MODEL}"),
        ({"SESSION_STORE": MEMORY, "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE": "http://127.0.0.1:1"}, "offline"),
        ({"SESSION_BUCKET": "b", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}, "offline"),
        ({"SESSION_BUCKET": "b", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "offline"),
        ({"SESSION_BUCKET": "b", "ASSISTANT_MODEL": "offline"}, "offline"),
        ({"ASSISTANT_MODEL": "bedrock:otro"}, "bedrock:otro"),
        ({"ASSISTANT_MODEL": "ollama:llama3.1"}, "ollama:llama3.1"),
    ],
)
def test_what_answers_when_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], model: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.model == model
    assert settings.model_id == model.partition(":")[2] or settings.model_id == "offline"


# ---------------------------------------------------------------- what a start proves


def start_problem(settings: Settings) -> str:
    with pytest.raises(SettingsError) as raised:
        build_conversations(settings)
    return str(raised.value)


def test_a_missing_bucket_is_said_at_start(monkeypatch: pytest.MonkeyPatch, moto: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto)
    problem = start_problem(Settings(session_bucket="no-existe-4711", assistant_model="offline"))
    assert "SESSION_BUCKET" in problem
    assert "does not exist" in problem


def test_a_forbidden_bucket_is_said_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    def forbidden(request: object) -> Response:
        return Response(status_code=403)

    with running(Starlette(routes=[Route("/{any:path}", forbidden, methods=["GET", "PUT", "HEAD"])])) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url)
        problem = start_problem(Settings(session_bucket="ajeno", assistant_model="offline"))
    assert "SESSION_BUCKET" in problem
    assert "credentials" in problem


def test_an_endpoint_that_is_away_is_said_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert "cannot be reached" in start_problem(Settings(session_bucket="b", assistant_model="offline"))


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """Root may write anywhere; under a file nobody may."""
    folder = tmp_path / "a-file"
    folder.write_text("")
    folder.chmod(stat.S_IRUSR)
    return folder / "notes"


def test_an_unwritable_folder_is_said_at_start(settings: Callable[..., Settings], unwritable: Path) -> None:
    problem = start_problem(settings(session_store=unwritable.as_uri()))
    assert "SESSION_STORE" in problem
    assert "cannot write" in problem


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    given = {"HOST": "127.0.0.1", "ASSISTANT_MODEL": "offline", "AUDIT_TRAIL": "none", **environment}
    return subprocess.run(
        [sys.executable, "-m", "agents.main"],
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_start_with_wrong_settings_lists_them_and_exits_with_2() -> None:
    process = started(PORT=CANARY, SESSION_STORE=f"ftp://{CANARY}", LOCAL_CALLER=CANARY)
    assert process.returncode == 2
    assert "The settings are wrong:" in process.stderr
    for name in ("PORT", "SESSION_STORE", "LOCAL_CALLER"):
        assert f"  - {name}: " in process.stderr
    for word in (CANARY, "Traceback"):
        assert word not in process.stderr + process.stdout


def test_a_start_on_a_taken_port_names_it_and_exits_with_2() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = started(PORT=str(port), SESSION_STORE="memory://")
    assert process.returncode == 2
    assert f"PORT: {port} is in use" in process.stderr
    assert "Traceback" not in process.stderr
