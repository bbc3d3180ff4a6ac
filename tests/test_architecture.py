"""The direction of imports (design, section 5), who reads the environment; importing builds nothing."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Packages whose modules have a row each.
OPEN = ("callers", "turn")
# From the top: a module imports from rows below its own, or from its own package unless that is open.
ROWS = (
    "serve",
    "main api cli session_management_example",
    "runtime",
    "bootstrap",
    "conversation reading",
    "turn.answering turn.admission audit guard callers.authentication tool_sources",
    "turn.opening",
    "turn.planning",
    "turn.speaking turn.decision turn.message turn.replies assistant context intake models",
    "callers.care_teams callers.tokens sessions contract prompts tools",
    "config",
    "shared",
    "identity redaction",
    "errors patients safety",
    "callers turn",
)
# Values in, values out: no store, no model, no clock, no network, no thread.
PURE = (
    "patients",
    "safety",
    "contract",
    "errors",
    "identity",
    "sessions.changes",
    "sessions.layout",
    "sessions.records",
    "turn.admission",
    "turn.decision",
    "turn.planning",
    "turn.replies",
)
PURE_FROM_OUTSIDE = {
    *("__future__", "abc", "bisect", "collections", "dataclasses", "datetime", "enum", "functools"),
    *("hashlib", "itertools", "math", "re", "string", "types", "typing", "unicodedata"),
    *("importlib", "json", "pydantic", "stdnum"),
}


def modules(folder: str) -> dict[str, ast.Module]:
    """Every module under a folder by its dotted name, parsed."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text()
        )
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "cdk.out" not in path.parts
    }


AGENTS = modules("agents")


def imports(tree: ast.Module) -> Iterator[str]:
    """All that a module imports, wherever it does, but for type checkers alone."""
    skipped = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in AGENTS else node.module


def part(module: str) -> str:
    """`sessions` for `agents.sessions.file`; `turn.decision` for `agents.turn.decision`."""
    names = module.split(".")[1:]
    return ".".join(names[:2] if names and names[0] in OPEN else names[:1])


def row_of(module: str) -> int:
    return next(number for number, row in enumerate(ROWS) if part(module) in row.split())


def test_every_module_has_its_place() -> None:
    known = {name for row in ROWS for name in row.split()}
    assert {part(name) for name in AGENTS} - {""} == known


@pytest.mark.parametrize("name", [name for name in AGENTS if part(name)])
def test_imports_run_downwards(name: str) -> None:
    for imported in imports(AGENTS[name]):
        if imported.startswith("agents.") and part(imported) != part(name):
            assert row_of(imported) > row_of(name), f"{name} imports {imported}"


def test_tools_and_sessions_do_not_know_each_other() -> None:
    for one, other in (("tools", "sessions"), ("sessions", "tools")):
        for name, tree in AGENTS.items():
            if part(name) == one:
                assert not any(part(each) == other for each in imports(tree) if each.startswith("agents"))


def test_stores_know_nothing_of_strands() -> None:
    knowing = {
        name for name, tree in AGENTS.items() if any(each.startswith("strands") for each in imports(tree))
    }
    assert {name for name in knowing if part(name) == "sessions"} == {"agents.sessions.strands_manager"}


@pytest.mark.parametrize("start", PURE)
def test_the_deciding_parts_are_pure(start: str) -> None:
    """Also in what they import: nothing that does I/O is reached from them."""
    first = f"agents.{start}"
    pending = [name for name in AGENTS if name == first or name.startswith(first + ".")]
    assert pending
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in seen or name in ("agents.sessions.registry", "agents.sessions.store"):
            continue  # Alias is a value that stands with the code that reads it; a store is an interface
        seen.add(name)
        for imported in imports(AGENTS[name]):
            if imported.startswith("agents"):
                if imported == "agents.config":
                    continue  # for its type; reading happens in `load_settings`
                pending.append(imported)
            else:
                assert imported.split(".")[0] in PURE_FROM_OUTSIDE, f"{name} imports {imported}"


@pytest.mark.parametrize(
    "start", ["patients", "safety", "identity", "sessions.changes", "turn.decision", "turn.planning"]
)
def test_the_deciding_parts_have_no_clock_and_no_dice(start: str) -> None:
    for name, tree in AGENTS.items():
        if name == f"agents.{start}" or name.startswith(f"agents.{start}."):
            calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
            assert not calls & {"datetime.now", "date.today", "datetime.utcnow", "open", "print", "input"}


def test_only_config_reads_the_environment() -> None:
    reading = {
        name
        for name, tree in AGENTS.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv", "putenv"))
        or (isinstance(node, ast.ImportFrom) and node.module == "os")
    }
    assert reading <= {"agents.config"}


def test_infrastructure_imports_config_alone() -> None:
    trees = modules("infrastructure").values()
    assert {each for tree in trees for each in imports(tree) if each.startswith("agents")} <= {
        "agents.config"
    }


def in_a_new_process(code: str) -> dict[str, list[str]]:
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    seen: dict[str, list[str]] = json.loads(process.stdout.splitlines()[-1])
    return seen


def test_the_lambda_loads_nothing_before_the_first_request_that_this_may_never_need() -> None:
    """Strands it does not even have; clients, drivers, token keys and the reading of text come with a use."""
    seen = in_a_new_process(
        "import json, sys, agents.api.lambda_handler\nprint(json.dumps({'loaded': sorted(sys.modules)}))"
    )["loaded"]
    assert "fastapi" in seen
    packages = {name.partition(".")[0] for name in seen}
    assert not packages & {
        *("strands", "bedrock_agentcore", "uvicorn", "pydantic_settings"),
        *("boto3", "botocore", "urllib3", "jwt", "cryptography", "redis", "psycopg"),
    }
    ours = {name for name in seen if name.startswith("agents.patients")}
    assert ours == {"agents.patients", "agents.patients.normal", "agents.patients.spelling"}


BUILDS_NOTHING = """
import builtins, io, json, secrets, socket, sys, threading, uuid
built = []

def watch(owner, name, what, ours=False):
    real = getattr(owner, name)
    def watched(*args, **kwargs):
        frames, frame = [], sys._getframe(1)
        while frame is not None:
            frames.append(frame.f_code.co_filename)
            frame = frame.f_back
        if not ours or any('/agents/' in each and 'site-packages' not in each for each in frames[:3]):
            built.append(what)
        return real(*args, **kwargs)
    setattr(owner, name, watched)

import boto3, botocore.session
from agents.config import Settings
watch(boto3.Session, '__init__', 'a boto3 session')
watch(boto3.Session, 'client', 'a boto3 client')
watch(botocore.session.Session, 'create_client', 'a botocore client')
watch(threading.Thread, 'start', 'a thread')
watch(socket.socket, 'connect', 'a connection')
watch(Settings, '__init__', 'settings')
watch(secrets, 'token_bytes', 'a secret', ours=True)
watch(secrets, 'token_hex', 'a secret', ours=True)
watch(uuid, 'uuid4', 'an id', ours=True)
import agents.main
%s
print(json.dumps({'built': built, 'threads': [t.name for t in threading.enumerate()]}))
"""


def test_importing_the_entrypoint_builds_nothing() -> None:
    """AgentCore restores snapshots taken after the import: ids, clients and credentials would be shared."""
    seen = in_a_new_process(BUILDS_NOTHING % "")
    assert seen == {"built": [], "threads": ["MainThread"]}


def test_the_watch_sees_what_a_start_builds() -> None:
    chosen = "import os; os.environ.update(SESSION_STORE='memory://', AUDIT_TRAIL='none')"
    start = f"{chosen}; agents.main.runtime.start()"
    assert {"settings", "a secret"} <= set(in_a_new_process(BUILDS_NOTHING % start)["built"])
