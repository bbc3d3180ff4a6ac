import fcntl
import json
from pathlib import Path

import pytest

from infrastructure.app import build
from tests.infrastructure.templates import Template


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Both stages, synthesised once a run, whichever of xdist's workers comes first.

    cdk-nag's AwsSolutions ran on them: a finding would have raised.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "cdk.out"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "manifest.json").exists():
            build(str(folder)).synth()
    return folder


@pytest.fixture(scope="session", params=["dev", "prod"])
def stage(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def template(assembly: Path, stage: str) -> Template:
    found = json.loads((assembly / f"HealthcareAssistant-{stage}.template.json").read_text())
    return Template(found["Resources"], found["Outputs"])
