"""Builds the real things from Settings: stores, model, clients. The only place that does; nothing at import.

What only some of the programs and settings use is imported where it is used: the API ships to Lambda without
Strands, and its start is what the first caller of a new process waits for.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from agents.audit.auditor import Auditor
from agents.audit.chain import Report, Sealer
from agents.audit.trail import NoTrail, Trail
from agents.callers.authentication import Authenticator
from agents.callers.care_teams import CareTeams
from agents.config import SHORTEST_KEY, Settings, load_settings
from agents.contract import Lack
from agents.errors import SettingsError, StoreUnavailable
from agents.reading import SessionReader
from agents.sessions.layout import Layout
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from agents.shared import session_ids
from agents.shared.logs import configure_logging
from agents.shared.pseudonym import Pseudonyms
from agents.shared.sanitize import use_recognizer
from agents.turn.replies import Composer

if TYPE_CHECKING:
    from mypy_boto3_bedrock_agentcore import BedrockAgentCoreClient
    from mypy_boto3_s3 import S3Client
    from strands import Agent

    from agents.assistant import Assistant
    from agents.conversation import Conversations
    from agents.sessions.strands_manager import NotesSessionManager
    from agents.tools.rules import Rules

logger = logging.getLogger(__name__)

S3_CONNECTIONS = 64
_MANY = {"max_pool_connections": S3_CONNECTIONS, "tcp_keepalive": True}


def read_settings() -> Settings:
    """The environment's settings, with the key that they say stands in Secrets Manager. Raises SettingsError.

    There only the programs' own roles can read it; in their environments everybody could who may look at how
    they are configured, and with it name the patients of every log line and forge the audit trail.
    """
    settings = load_settings()
    if settings.pseudonym_key_secret is None:
        return settings
    client = _client(settings, "secretsmanager", seconds=5, attempts=3)
    try:
        key = client.get_secret_value(SecretId=settings.pseudonym_key_secret).get("SecretString", "")
    except Exception as error:  # noqa: BLE001 - of many kinds, and each means the same
        why = getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__)
        raise SettingsError([f"PSEUDONYM_KEY_SECRET: cannot be read ({why})"]) from None
    if len(key) < SHORTEST_KEY:
        raise SettingsError([f"PSEUDONYM_KEY_SECRET: must hold text of {SHORTEST_KEY} characters or more"])
    return settings.model_copy(update={"pseudonym_key": SecretStr(key)})


def build_store(settings: Settings) -> Store:
    """The store that the settings name. Not checked yet: `store.check()` proves that it can be used."""
    if not settings.enable_session_management:
        return MemoryStore()
    store = _named_store(settings)
    keys, plain = settings.encryption_keys()
    if not keys:
        return store
    from agents.sessions.encryption import EncryptedStore, KeyRing

    return EncryptedStore(store, KeyRing(keys, plain=plain))


def _named_store(settings: Settings) -> Store:
    url = urlsplit(settings.session_store)
    match settings.store_scheme:
        case "memory":
            return MemoryStore()
        case "file":
            from agents.sessions.file import FileStore

            return FileStore(Path(unquote(url.path)))
        case "s3":
            from agents.sessions.s3 import S3Store

            return S3Store(s3_client(settings), url.netloc, Layout(settings.session_prefix).probe)
        case "redis" | "rediss":
            with _extra("redis", "SESSION_STORE"):
                from agents.sessions.redis_store import redis_store
            return redis_store(settings.session_store)
        case "postgresql":
            with _extra("postgres", "SESSION_STORE"):
                from agents.sessions.postgres_store import PostgresStore
            return PostgresStore(settings.session_store)
        case _:  # settings admit one more, AgentCore Memory
            from agents.sessions.agentcore_memory import AgentCoreMemoryStore
            from agents.sessions.agentcore_rooms import Memory

            memory = Memory(memory_client(settings), url.netloc)
            return AgentCoreMemoryStore(memory, probe=Layout(settings.session_prefix).probe)


@contextmanager
def _extra(name: str, setting: str) -> Iterator[None]:
    """Around the import of what is not installed unless asked for."""
    try:
        yield
    except ImportError:
        problem = f"{setting}: this needs the extra {name!r}: uv sync --extra {name}"
        raise SettingsError([problem]) from None


def s3_client(settings: Settings) -> "S3Client":
    """One for the whole process: it is thread-safe, and making one costs more than a request.

    Its patience ends with the default lease: a request that S3 never answers has failed after 15 seconds.
    """
    client: S3Client = _client(settings, "s3", seconds=5, attempts=3, **_MANY)
    return client


def memory_client(settings: Settings) -> "BedrockAgentCoreClient":
    """For AgentCore Memory. As patient, but it asks more often: its quotas are a few events a second."""
    client: BedrockAgentCoreClient = _client(settings, "bedrock-agentcore", seconds=3, attempts=5, **_MANY)
    return client


def _client(settings: Settings, service: str, *, seconds: float, attempts: int, **options: Any) -> Any:
    """Standard retries back off with jitter, and stop when most requests fail: no outage grows by them."""
    import boto3
    from botocore.config import Config

    retries: Any = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(connect_timeout=2, read_timeout=seconds, retries=retries, **options)
    made: Any = boto3.client  # its types know services by literal names
    return made(service, region_name=settings.aws_region, config=config)


def safe_logging(settings: Settings, pseudonyms: Pseudonyms) -> None:
    """Logs that cannot tell, from now on. Raises SettingsError for an extra that is not installed."""
    configure_logging(settings.log_level, pseudonyms)
    if settings.scrub_with_presidio:
        with _extra("presidio", "SCRUB_WITH_PRESIDIO"):
            from agents.shared.presidio import Presidio
        use_recognizer(Presidio())


def build_assistant(settings: Settings, store: Store) -> "Assistant":
    from agents.assistant import Assistant
    from agents.context import context_manager
    from agents.models.choose import choose_model
    from agents.sessions.notebook import Window
    from agents.sessions.registry import Registry
    from agents.tool_sources import KnownPatients, StoredDocuments
    from agents.tools import Clinic, Sources

    clinic, registry = Clinic(), Registry(store, Layout(settings.session_prefix))
    documents = StoredDocuments(_documents(settings, store))
    sources = Sources(clinic, documents, settings.session_prefix, KnownPatients(clinic, registry))
    return Assistant(
        choose_model(settings),
        settings.model_id,
        sources,
        settings.default_language,
        Window(
            messages=None if settings.context_window == "none" else settings.window_messages,
            summarised=settings.context_window == "summarizing",
        ),
        lambda: context_manager(settings),
        _rules(settings),
    )


def _documents(settings: Settings, store: Store) -> Store:
    """Where document processing leaves what it made: in the clear, and never in AgentCore Memory."""
    if settings.store_scheme == "agentcore-memory" and settings.enable_session_management:
        from agents.sessions.s3 import S3Store

        return S3Store(s3_client(settings), bucket) if (bucket := settings.session_bucket) else MemoryStore()
    from agents.sessions.encryption import EncryptedStore

    return store.inner if isinstance(store, EncryptedStore) else store


def _rules(settings: Settings) -> "Rules | None":
    """Raises SettingsError for policies that cannot be read, or could not be obeyed."""
    if settings.tool_policies is None:
        return None
    with _extra("cedar", "TOOL_POLICIES"):
        from agents.tools.rules import Rules
    try:
        return Rules(Path(settings.tool_policies).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        problem = f"must name a file of Cedar policies ({type(error).__name__})"
    except ValueError as error:
        problem = f"the file {error}"
    raise SettingsError([f"TOOL_POLICIES: {problem}"])


def build_conversations(settings: Settings, **parts: Any) -> "Conversations":
    """Everything a turn needs. `store`, `assistant` and `auditor` may be given; they are built otherwise."""
    from agents.assistant import agent_state
    from agents.conversation import Conversations
    from agents.sessions.archive import Archive
    from agents.sessions.io import Workers
    from agents.sessions.recovery import Recovery
    from agents.tools import consistent_with_documents
    from agents.turn.answering import Answering
    from agents.turn.replies import INTERRUPTED

    store: Store = parts.get("store") or build_store(settings)
    store.check()
    assistant: Assistant = parts.get("assistant") or build_assistant(settings, store)
    archive = Archive(store, Layout(settings.session_prefix), Workers(S3_CONNECTIONS))
    lease = timedelta(seconds=settings.turn_lease_seconds)
    answering = Answering(
        archive=archive,
        assistant=assistant,
        composer=_composer(settings, store),
        lease=lease,
        timeout=settings.turn_timeout_seconds,
        consistent=lambda patient_id: consistent_with_documents(patient_id, assistant.sources),
    )
    recovery = Recovery(archive, assistant.window, INTERRUPTED, lease, agent_state)
    told = parts.get("auditor") or auditor(settings)
    return Conversations(archive, recovery, answering, settings.max_live_sessions, told)


def session_reader(
    settings: Settings, store: Store | None = None, told: Auditor | None = None
) -> SessionReader:
    """Sessions for reading and ending, without Strands. `store` and `told` are built if not given."""
    store = store or build_store(settings)
    layout, composer = Layout(settings.session_prefix), _composer(settings, store)
    return SessionReader(store, layout, composer, told or auditor(settings))


def authenticator(settings: Settings) -> Authenticator:
    """Raises SettingsError for a file of care teams that cannot be read now."""
    if settings.care_teams is None:
        return Authenticator(settings)
    teams = CareTeams(Path(settings.care_teams))
    try:
        teams.teams()
    except StoreUnavailable as error:
        problem = f"must name a JSON file of teams and their patients ({type(error.__cause__).__name__})"
        raise SettingsError([f"CARE_TEAMS: {problem}"]) from None
    return Authenticator(settings, care_teams=teams)


def auditor(settings: Settings) -> Auditor:
    """What keeps the audit trail. Raises SettingsError if one is required and cannot be written."""
    pseudonyms = Pseudonyms(settings.pseudonym_secret())
    told = Auditor(_trail(settings), pseudonyms, settings.audit_required)
    if settings.audit_required and not told.active:
        raise SettingsError(["AUDIT_REQUIRED: there is no trail; set AUDIT_TRAIL"])
    if not told.active:
        logger.warning("no audit trail is kept; set AUDIT_TRAIL")
    try:
        told.trail.check()
    except Exception as error:
        if settings.audit_required:
            raise SettingsError([f"AUDIT_TRAIL: cannot be written ({type(error).__name__})"]) from None
        logger.error("the audit trail cannot be written", exc_info=error)
    return told


def sealer(settings: Settings) -> Sealer:
    """The seals of this installation's trail: keyed where PSEUDONYM_KEY is set."""
    return Sealer(settings.pseudonym_secret() if settings.pseudonym_key else None)


def audit_file(settings: Settings) -> Path | None:
    """The trail's file, if it is one. In a folder (a final slash) each key has a trail of its own."""
    url = urlsplit(settings.audit_url)
    if url.scheme != "file":
        return None
    path = Path(unquote(url.path))
    return path / f"trail-{sealer(settings).key_id}.jsonl" if url.path.endswith("/") else path


def logs_client(settings: Settings) -> Any:
    """For the trail only. Impatient: a turn waits for it."""
    return _client(settings, "logs", seconds=3, attempts=2)


def audit_group(settings: Settings) -> str:
    """The log group of `cloudwatch://<group>`, whose name may begin with a slash (`cloudwatch:///aws/x`)."""
    return unquote(settings.audit_url.removeprefix("cloudwatch://"))


def verified_group(settings: Settings) -> dict[str, Report]:
    """What is found in each stream of the trail's log group. Needs rights to read it."""
    from agents.audit.cloudwatch import verify_group

    return dict(verify_group(logs_client(settings), audit_group(settings), sealer(settings)))


def _trail(settings: Settings) -> Trail:
    if settings.audit_url.startswith("cloudwatch:"):
        from agents.audit.cloudwatch import CloudWatchTrail

        return CloudWatchTrail(logs_client(settings), audit_group(settings), sealer(settings))
    path = audit_file(settings)
    if path is None:
        return NoTrail()
    from agents.audit.file import FileTrail

    return FileTrail(path, sealer(settings))


def _composer(settings: Settings, store: Store) -> Composer:
    durable = store.durable and settings.enable_session_management
    lacking: dict[Lack, bool] = {"single_process": not store.shared, "retention": store.expires}
    lacks = [lack for lack, is_lacking in lacking.items() if is_lacking]
    layout = Layout(settings.session_prefix)
    return Composer(settings, layout, store.bucket, durable, settings.model_id, lacks)


def session_manager(
    conversations: "Conversations", session_id: str, patient_id: str | None
) -> "NotesSessionManager":
    """A session manager of its own, outside any turn, on the same store and client."""
    from agents.assistant import agent_state
    from agents.patients import normal_form
    from agents.sessions.strands_manager import manager_for

    patient = normal_form(patient_id) if patient_id is not None else None
    if patient_id is not None and patient is None:
        raise ValueError("the patient's identifier has no letters or digits")
    notebook = conversations.archive.notebook_at(patient, session_ids.validate(session_id), None)
    notebook.registered = False
    window = conversations.answering.assistant.window
    return manager_for(notebook, window, agent_state(patient, session_id))


def healthcare_agent(conversations: "Conversations", session_id: str, patient_id: str | None) -> "Agent":
    """An agent of its own. Where TOOL_POLICIES is set its tools want a caller in the invocation state."""
    from agents.identity import Role
    from agents.patients import normal_form

    patient = normal_form(patient_id) if patient_id is not None else None
    manager = session_manager(conversations, session_id, patient_id)
    return conversations.answering.assistant.agent(patient, Role.CLINICIAN, manager)
