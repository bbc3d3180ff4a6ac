"""What the agent can do for one authorised patient.

No tool takes a patient as an argument: the patient is fixed when the tools are made, so nothing that the
model reads or is told can make a tool look at somebody else.
"""

import re

from strands.types.tools import AgentTool

from agents.tools.clinic import Clinic, patient_info_tool
from agents.tools.documents import consistent_with_documents, documents_tool
from agents.tools.sources import DocumentSource, Sources

__all__ = [
    "CALLER",
    "CAPABILITIES",
    "Clinic",
    "DocumentSource",
    "Sources",
    "consistent_with_documents",
    "tools_for",
]

# Names of the tools that `tools_for` makes. Said in every reply; making the tools costs milliseconds.
CAPABILITIES = ("patient_info", "documents")
CALLER = "caller"  # where strands' invocation state holds the verified caller of the turn
_SAFE_TOKEN = re.compile(r"[A-Za-z0-9_]+")


def tools_for(patient_id: str | None, sources: Sources) -> list[AgentTool]:
    """The tools of this patient; none without one, since each of them is about a patient.

    A tool's name is its capability's name. Raises ValueError for an identifier that is not a token of ASCII
    letters, digits and `_`: it would name other folders than its own.
    """
    if patient_id is None:
        return []
    if not _SAFE_TOKEN.fullmatch(patient_id):
        raise ValueError("the patient's identifier is not a safe token")
    return [patient_info_tool(patient_id, sources.clinic), documents_tool(patient_id, sources)]
