"""Builds the real things from Settings: stores, model, clients. The only place that does; nothing at import.

What only some of the programs and settings use is imported where it is used: the API ships to Lambda without
Strands, and its start is what the first caller of a new process waits for.
"""

from agents.bootstrap.assistants import build_assistant, healthcare_agent, session_manager
from agents.bootstrap.auditing import audit_file, audit_group, auditor, sealer, verified_group
from agents.bootstrap.callers import authenticator
from agents.bootstrap.clients import CONNECTIONS, logs_client, memory_client, s3_client
from agents.bootstrap.conversations import build_conversations, session_reader
from agents.bootstrap.starting import read_settings, safe_logging
from agents.bootstrap.stores import build_store

__all__ = [
    "CONNECTIONS",
    "audit_file",
    "audit_group",
    "auditor",
    "authenticator",
    "build_assistant",
    "build_conversations",
    "build_store",
    "healthcare_agent",
    "logs_client",
    "memory_client",
    "read_settings",
    "s3_client",
    "safe_logging",
    "sealer",
    "session_manager",
    "session_reader",
    "verified_group",
]
