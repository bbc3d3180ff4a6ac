"""The system prompts, one file a language and role.

The patient's identifier is the only thing ever written into one: neither notes, documents nor what a caller
says can reach the instructions. It stands at the end, so that the text before it stays the same for every
patient and a provider's prompt cache keeps it.
"""

import re
from functools import cache
from importlib.resources import files

_SAFE_TOKEN = re.compile(r"[A-Za-z0-9_]+")
_SAFE_NAME = re.compile(r"[a-z_]+")
_PLACE = "{patient_id}"
_NOBODY = "-"  # no identifier can be a dash; the prompts say what it means


def system_prompt(language: str, role: str, patient_id: str | None) -> str:
    """The instructions for a conversation in `language` ("es-LATAM") with a `role` ("clinician", "patient").

    Raises ValueError for a language or role without a prompt, and for a patient_id that is not a token of
    ASCII letters, digits and `_`.
    """
    if patient_id is not None and not _SAFE_TOKEN.fullmatch(patient_id):
        raise ValueError(
            "the patient's identifier is not a safe token"
        )  # without the value: logs may show it
    return _template(language, role).replace(_PLACE, patient_id or _NOBODY)


@cache
def _template(language: str, role: str) -> str:
    name = f"{language}_{role}".lower().replace("-", "_")
    file = files(__name__) / f"{name}.md"
    if not _SAFE_NAME.fullmatch(name) or not file.is_file():
        raise ValueError(f"there is no system prompt for language {language!r} and role {role!r}")
    return file.read_text(encoding="utf-8").strip()
