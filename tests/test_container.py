"""What matters in the image and the developers' compose file; no container engine is needed to check it."""

import re
from pathlib import Path

import yaml

from agents.config import Settings

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    if line and not line.startswith("#")
]
FINAL = LINES[max(i for i, line in enumerate(LINES) if line.startswith("FROM ")) :]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def position(text: str) -> int:
    return next(i for i, line in enumerate(LINES) if text in line)


def locked(package: str) -> str:
    found = re.search(rf'^name = "{package}"\nversion = "(.+)"', (ROOT / "uv.lock").read_text(), re.MULTILINE)
    assert found is not None
    return found[1]


def test_it_runs_as_an_unprivileged_user() -> None:
    users = [line.split()[1] for line in FINAL if line.startswith("USER ")]
    assert users
    assert users[-1] not in ("0", "root")
    assert "USER" in FINAL[-4]  # whatever runs, runs after it
    assert not any(line.startswith("RUN ") for line in FINAL[FINAL.index(f"USER {users[-1]}") :])


def test_it_is_traced_and_listens_where_agentcore_calls() -> None:
    assert FINAL[-1] == 'CMD ["opentelemetry-instrument", "python", "-m", "agents.main"]'
    assert "EXPOSE 8080" in FINAL
    assert any("DOCKER_CONTAINER=1" in line for line in FINAL if line.startswith("ENV "))  # binds 0.0.0.0
    assert all("--extra otel" in line for line in LINES if "uv sync" in line)


def test_new_code_reuses_the_layer_of_the_dependencies() -> None:
    assert (
        position("COPY pyproject.toml uv.lock") < position("--no-install-project") < position("COPY agents")
    )


def test_it_builds_for_any_platform_without_buildkit() -> None:
    assert not any("--platform" in line or "--mount" in line or "TARGETARCH" in line for line in LINES)


def test_it_holds_locked_dependencies_and_no_secrets() -> None:
    assert all("--frozen" in line for line in LINES if "uv sync" in line)
    assert not re.search(r"^(ARG|ENV).*(SECRET|PASSWORD|TOKEN|_KEY)", "\n".join(LINES), re.MULTILINE)
    copied = {
        name
        for line in LINES
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    }
    ignored, *allowed = [
        line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")
    ]
    assert ignored == "*"
    assert {f"!{name}" for name in copied} == {line for line in allowed if line.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)


def test_versions_are_those_that_are_tested() -> None:
    python = re.search(r"runtime_type: PYTHON_(\d)_(\d+)", (ROOT / ".bedrock_agentcore.yaml").read_text())
    assert python is not None
    images = {line.split()[1] for line in LINES if line.startswith("FROM ")}
    assert images == {f"python:{python[1]}.{python[2]}-slim"}
    assert f"uv:{locked('uv')} " in LINES[position("COPY --from=ghcr.io")]
    assert COMPOSE["services"]["s3"]["image"] == f"motoserver/moto:{locked('moto')}"


def test_compose_serves_this_machine_only_and_needs_no_more_than_two_services() -> None:
    services = COMPOSE["services"]
    assert all(
        port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", ())
    )
    assert {name for name, service in services.items() if "profiles" in service} == {"postgres", "redis"}


def test_compose_gives_the_assistant_settings_that_it_knows() -> None:
    given = COMPOSE["services"]["assistant"]["environment"]
    ours = {name: value for name, value in given.items() if name.lower() in Settings.model_fields}
    settings = Settings(**{name.lower(): value for name, value in ours.items()})
    assert settings.session_store == "s3://notes/processed/"
    assert settings.model == "offline"
