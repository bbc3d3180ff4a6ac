"""The Lambda package, built as it is deployed: wheels from uv's cache, else from the package index."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pydantic_core
import pytest

from infrastructure.lambda_package import build_package

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 30_000_000  # bytes, zipped


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in a copy of the project, without anything of an earlier build; as the CDK CLI does it."""
    root = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "uv.lock", "README.md"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "agents", root / "agents", ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FORCE_COLOR", "1")
        return build_package(root)


def test_the_package_has_what_the_handler_needs_and_no_strands(package: Path) -> None:
    names = {path.name for path in package.iterdir()}
    assert {"agents", "boto3", "fastapi", "jwt", "mangum", "pydantic"} <= names
    assert not {"strands", "bedrock_agentcore", "uvicorn", "mcp", "bin"} & names
    assert (package / "agents" / "api" / "lambda_handler.py").exists()


def test_every_binary_in_it_is_for_arm(package: Path) -> None:
    binaries = [path.name for path in package.rglob("*.so")]
    assert binaries
    assert [name for name in binaries if "x86_64" in name] == []
    for path in package.rglob("*.so"):
        assert path.read_bytes()[18:20] == b"\xb7\x00", path.name  # ELF's machine: AArch64


def test_it_is_under_30_mb_zipped(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "package.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in package.rglob("*"):
            archive.write(path, path.relative_to(package))
    assert (tmp_path / "package.zip").stat().st_size < LARGEST


def test_the_handler_and_its_clients_need_nothing_that_is_not_in_the_package(package: Path) -> None:
    """Run without this machine's packages, but for those with arm binaries: it may not load them."""
    native = ("pydantic_core", "cryptography", "_cffi_backend", "cffi")
    here, seen = Path(pydantic_core.__file__).parents[1], package.parent / "seen"
    seen.mkdir()
    for source, is_native in ((package, False), (here, True)):
        for path in source.iterdir():
            if path.name.startswith(native) is is_native:
                (seen / path.name).symlink_to(path)
    code = "; ".join(
        (
            f"import sys; sys.path.insert(0, {str(seen)!r})",
            "import agents.api.lambda_handler, agents.bootstrap, agents.config",
            "settings = agents.config.Settings(agent_runtime_arn='x', session_bucket='notes')",
            "agents.api.lambda_handler.build_app(settings)",
            "agents.bootstrap.logs_client(settings)",
            "import boto3; boto3.client('secretsmanager', region_name='us-east-1')",
        )
    )
    subprocess.run([sys.executable, "-S", "-W", "error", "-c", code], check=True, cwd=package.parent)


def test_a_second_build_of_the_same_state_is_the_first_one(package: Path) -> None:
    before = package.stat().st_ino
    assert build_package(package.parents[1]).stat().st_ino == before
