"""The two helpers that other code imports by these names (design.md, section 3)."""

from __future__ import annotations

from agents.patients import Reading, find_patient
from agents.redaction.sanitize import sanitize_for_logging

__all__ = ["extract_patient_id_from_message", "sanitize_for_logging"]


def extract_patient_id_from_message(text: str) -> str | None:
    """The normal form of the one patient that `text` names, or corrects to.

    None when it names nobody, several, denies one, or is unclear: unclear is a question to ask, not a guess.
    """
    mention = find_patient(text)
    if mention.reading not in (Reading.NAMED, Reading.CORRECTED) or len(mention.patients) != 1:
        return None
    return mention.patients[0].value
