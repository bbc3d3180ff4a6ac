"""The Lambda package: what is in it, how large it is, how long its import takes beside FastAPI's own.

`python -m benchmarks.lambda_package`; needs uv, and the package index the first time.
"""

import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from infrastructure.lambda_package import build_package

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 30_000_000  # bytes, zipped
SLOWEST = 1.5  # times FastAPI's import
RUNS = 15
_TIMED = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


def zipped_size(folder: Path) -> int:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in folder.rglob("*"):
                archive.write(path, path.relative_to(folder))
        return file.tell()


def contents(folder: Path) -> dict[str, int]:
    """Bytes a top-level name, the largest first."""
    sizes = {
        path.name: sum(part.stat().st_size for part in [path, *path.rglob("*")] if part.is_file())
        for path in folder.iterdir()
    }
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def import_ratio(module: str = "agents.api.lambda_handler", to: str = "fastapi") -> float:
    """In processor time, by interleaved runs: a busy machine slows both. The first fills the bytecode caches.

    FastAPI alone has no endpoint; its first one makes it load the old pydantic too, a fifth of its own time.
    """
    times: dict[str, list[float]] = {module: [], to: []}
    for _ in range(RUNS + 1):
        for name, taken in times.items():
            command = [sys.executable, "-c", _TIMED.format(name)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            taken.append(float(done.stdout))
    return statistics.median(times[module][1:]) / statistics.median(times[to][1:])


def main() -> int:
    package = build_package(ROOT)
    sizes = contents(package)
    size, ratio = zipped_size(package), import_ratio()
    for name, taken in list(sizes.items())[:15]:
        print(f"{taken / 1e6:8.1f} MB  {name}")
    print(
        f"{sum(sizes.values()) / 1e6:8.1f} MB  in {len(sizes)} names; zipped {size / 1e6:.1f} MB (under 30)"
    )
    print(f"import: {ratio:.2f} times FastAPI's own (under {SLOWEST})")
    strands = [name for name in sizes if name.startswith(("strands", "bedrock_agentcore"))]
    print(f"Strands or the runtime's SDK: {strands or 'none'}")
    return 0 if size < LARGEST and ratio < SLOWEST and not strands else 1


if __name__ == "__main__":
    sys.exit(main())
