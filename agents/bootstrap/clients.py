"""Clients of AWS. boto3 is imported when the first is made: not every program and setting needs one."""

from typing import TYPE_CHECKING, Any

from agents.config import Settings

if TYPE_CHECKING:
    from mypy_boto3_bedrock_agentcore import BedrockAgentCoreClient
    from mypy_boto3_s3 import S3Client

CONNECTIONS = 64  # to one service; and the threads of one process that use them
_MANY = {"max_pool_connections": CONNECTIONS, "tcp_keepalive": True}


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


def logs_client(settings: Settings) -> Any:
    """For the trail only. Impatient: a turn waits for it."""
    return _client(settings, "logs", seconds=3, attempts=2)


def secrets_client(settings: Settings) -> Any:
    """For one key, at start."""
    return _client(settings, "secretsmanager", seconds=5, attempts=3)


def _client(settings: Settings, service: str, *, seconds: float, attempts: int, **options: Any) -> Any:
    """Standard retries back off with jitter, and stop when most requests fail: no outage grows by them."""
    import boto3
    from botocore.config import Config

    retries: Any = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(connect_timeout=2, read_timeout=seconds, retries=retries, **options)
    made: Any = boto3.client  # its types know services by literal names
    return made(service, region_name=settings.aws_region, config=config)
