import json
from pathlib import Path

import pytest

from infrastructure.app import build
from tests.infrastructure.templates import Template


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both stages, synthesised once. cdk-nag's AwsSolutions ran on them: a finding would have raised."""
    folder = tmp_path_factory.mktemp("cdk.out")
    build(str(folder)).synth()
    return folder


@pytest.fixture(scope="session", params=["dev", "prod"])
def stage(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def template(assembly: Path, stage: str) -> Template:
    found = json.loads((assembly / f"HealthcareAssistant-{stage}.template.json").read_text())
    return Template(found["Resources"], found["Outputs"])
