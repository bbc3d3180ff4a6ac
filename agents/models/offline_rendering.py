"""Tool results and quotations in words. Any JSON is shown by its keys: no tool's shape is known here."""

import json
from collections.abc import Iterable, Sequence

from agents.models.offline_conversation import ToolAnswer

_SHOWN = 1_500  # characters of one tool's result
_QUOTED = 160  # characters of one quotation
_NESTED = 4  # levels; what lies deeper is not shown
_SOURCES = {"patient_info": "la ficha clínica", "documents": "los documentos"}
_DENIED = "DENIED: "  # what strands puts before an intervention's reason
_FOR_THE_MODEL = frozenset({"nota"})  # advice to whoever reads the result, not part of the answer


def quoted(texts: Iterable[str]) -> str:
    """`«Hola»; «Tengo fiebre»`: each on one line and shortened."""
    return "; ".join(f"«{_shortened(' '.join(text.split()), _QUOTED)}»" for text in texts)


def answer_from_tools(answers: Sequence[ToolAnswer]) -> str:
    """What the tools returned, failures told as failures."""
    return "\n\n".join(_answer(answer) for answer in answers)


def _answer(answer: ToolAnswer) -> str:
    source = _SOURCES.get(answer.tool, f"la herramienta {answer.tool}".strip())
    found = _parsed(answer.text)
    if answer.failed:
        reason = found.get("error", "") if isinstance(found, dict) else _denial(answer.text)
        return f"No pude consultar {source}. {reason}".strip()
    return f"Según {source}:\n{_shortened(_lines(found), _SHOWN)}"


def _denial(text: str) -> str:
    """Why an intervention did not let the tool be called: its first sentence, the rest is for the model."""
    _, denied, reason = text.partition(_DENIED)
    return reason.partition(". ")[0] + "." if denied else ""


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _lines(value: object) -> str:
    """One line a key; where there is one key, its object's keys get the lines."""
    if not isinstance(value, dict):
        return _inline(value, _NESTED)
    shown = {key: item for key, item in value.items() if key not in _FOR_THE_MODEL}
    only = next(iter(shown.values())) if len(shown) == 1 else None
    rows = only if isinstance(only, dict) else shown
    return "\n".join(f"- {_words(key)}: {_inline(item, _NESTED)}" for key, item in rows.items())


def _inline(value: object, levels: int) -> str:
    if levels == 0:
        return "…"
    if isinstance(value, dict):
        return ", ".join(f"{_words(key)}: {_inline(item, levels - 1)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_inline(item, levels - 1) for item in value) or "nada registrado"
    if isinstance(value, bool):
        return "sí" if value else "no"
    return "sin dato" if value is None else str(value)


def _words(key: object) -> str:
    return str(key).replace("_", " ")


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
