"""The Lambda package: `agents/` and what the API imports, for arm64; no Strands, no runtime SDK."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = "3.11"  # the version that the tests and the runtime's image run
PRUNED = ("strands-agents", "bedrock-agentcore", "uvicorn")  # what only the runtime needs
SERVICES = ("bedrock-agentcore", "logs", "s3", "secretsmanager")  # whose descriptions boto3 has to find
CACHE = ".lambda"


def sources_only(root: Path) -> Path:
    """Our own code: enough to synthesise, not to run."""
    return root / "agents"


def build_package(root: Path) -> Path:
    """The folder to upload. It is built once for each state of uv.lock and `agents/`."""
    folder = root / CACHE / _state(root)
    if not folder.exists():
        shutil.rmtree(root / CACHE, ignore_errors=True)
        (root / CACHE).mkdir()
        with tempfile.TemporaryDirectory(dir=root / CACHE) as building:
            target = Path(building) / "package"
            _install(root, target)
            _copy_sources(root, target / "agents")
            target.rename(folder)  # whole or not at all
    return folder


def _install(root: Path, target: Path) -> None:
    pruned = [argument for name in PRUNED for argument in ("--prune", name)]
    # The CDK CLI asks for colours of all that it starts.
    export = [
        "--color",
        "never",
        "export",
        "--frozen",
        "--quiet",
        "--extra",
        "api",
        "--no-emit-project",
        *pruned,
    ]
    requirements = subprocess.run(  # noqa: S603 - our own arguments
        [_uv(), *export], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    platform = ["--python-platform", "aarch64-manylinux2014", "--python-version", PYTHON]
    install = ["pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", "--target", str(target)]
    subprocess.run(  # noqa: S603 - our own arguments
        [_uv(), *install, *platform, "--requirements", "-"],
        cwd=root,
        check=True,
        input=requirements,
        text=True,
    )
    shutil.rmtree(target / "bin", ignore_errors=True)
    for service in (target / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:  # two thirds of the package are other services
            shutil.rmtree(service)


def _copy_sources(root: Path, target: Path) -> None:
    shutil.copytree(root / "agents", target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))


def _state(root: Path) -> str:
    state = hashlib.sha256(Path(__file__).read_bytes())
    for path in [root / "uv.lock", *sorted((root / "agents").rglob("*"))]:
        if path.is_file() and "__pycache__" not in path.parts:
            state.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return state.hexdigest()[:16]


def _uv() -> str:
    """The one beside this Python, else the one on the path."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise SystemExit("uv is needed to build the Lambda package: https://docs.astral.sh/uv/")
    return found
