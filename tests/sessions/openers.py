"""How a store is opened, here and in other processes: light to import, for those start with nothing."""

from collections.abc import Callable

from agents.sessions.store import Store


def s3_store(endpoint: str, bucket: str, attempts: int = 1) -> Store:
    import boto3
    from botocore.config import Config

    from agents.sessions.s3 import S3Store

    retries = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(max_pool_connections=64, retries=retries, read_timeout=5)  # type: ignore[arg-type]
    return S3Store(boto3.client("s3", endpoint_url=endpoint, config=config), bucket)


def memory_store(endpoint: str, memory_id: str, attempts: int = 1) -> Store:
    import boto3
    from botocore.config import Config

    from agents.sessions.agentcore_memory import AgentCoreMemoryStore
    from agents.sessions.agentcore_rooms import Memory

    retries = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(max_pool_connections=64, retries=retries, read_timeout=5)  # type: ignore[arg-type]
    client = boto3.client("bedrock-agentcore", endpoint_url=endpoint, config=config)
    return AgentCoreMemoryStore(Memory(client, memory_id))


def sealed(open_inner: Callable[[], Store]) -> Store:
    from agents.sessions.encryption import EncryptedStore, KeyRing

    return EncryptedStore(open_inner(), KeyRing({"k1": b"1" * 32}))
