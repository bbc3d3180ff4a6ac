"""The store that SESSION_STORE names. Each kind's module, and its driver, is imported when it is the one."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from agents.bootstrap.clients import memory_client, s3_client
from agents.bootstrap.extras import extra
from agents.config import Settings
from agents.sessions.layout import Layout
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store


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
            with extra("redis", "SESSION_STORE"):
                from agents.sessions.redis_store import redis_store
            return redis_store(settings.session_store)
        case "postgresql":
            with extra("postgres", "SESSION_STORE"):
                from agents.sessions.postgres_store import PostgresStore
            return PostgresStore(settings.session_store)
        case _:  # settings admit one more, AgentCore Memory
            from agents.sessions.agentcore_memory import AgentCoreMemoryStore
            from agents.sessions.agentcore_rooms import Memory

            memory = Memory(memory_client(settings), url.netloc)
            return AgentCoreMemoryStore(memory, probe=Layout(settings.session_prefix).probe)


def documents_store(settings: Settings, store: Store) -> Store:
    """Where document processing leaves what it made: in the clear, and never in AgentCore Memory."""
    if settings.store_scheme == "agentcore-memory" and settings.enable_session_management:
        from agents.sessions.s3 import S3Store

        return S3Store(s3_client(settings), bucket) if (bucket := settings.session_bucket) else MemoryStore()
    from agents.sessions.encryption import EncryptedStore

    return store.inner if isinstance(store, EncryptedStore) else store
