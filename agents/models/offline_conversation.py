"""A model request as the offline model sees it: who said what, which tools there are, what they answered."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from strands.types.content import ContentBlock, Message, Messages
from strands.types.tools import ToolResult, ToolSpec

_PATIENT_LINE = re.compile(r"Paciente de esta conversación: (?P<id>[A-Za-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """What one tool returned for the message being answered. `text` is its content, JSON or not."""

    tool: str
    text: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """One request. `said` are the user's earlier messages, oldest first; `asked` is the one to answer.

    `first` says that nobody has answered anything before; `tools` are the specifications by name; `patient`
    is whom the system prompt names.
    """

    said: tuple[str, ...]
    asked: str
    first: bool
    tools: Mapping[str, ToolSpec]
    answers: tuple[ToolAnswer, ...] = ()
    patient: str | None = None


def read_conversation(messages: Messages, tool_specs: Sequence[ToolSpec], system_prompt: str) -> Conversation:
    """A message's text blocks are one text; a user message without text (tool results) is nobody's words."""
    texts = [(at, text) for at, message in enumerate(messages) if (text := _words_of(message))]
    at, asked = texts[-1] if texts else (0, "")
    patient = _PATIENT_LINE.search(system_prompt)
    return Conversation(
        said=tuple(text for _, text in texts[:-1]),
        asked=asked,
        first=not any(message["role"] == "assistant" for message in messages[:at]),
        tools={spec["name"]: spec for spec in tool_specs},
        answers=_answers_in(messages[at + 1 :]),
        patient=patient["id"] if patient else None,
    )


def allowed_values(spec: ToolSpec, argument: str) -> list[str] | None:
    """The values a tool takes for an argument: [] for anything, None when it has no such argument."""
    schema = spec["inputSchema"]
    found = schema.get("json", schema).get("properties", {}).get(argument)
    return None if found is None else list(found.get("enum", []))


def _words_of(message: Message) -> str:
    if message["role"] != "user":
        return ""
    return "\n".join(block["text"].strip() for block in message["content"] if block.get("text", "").strip())


def _answers_in(messages: Messages) -> tuple[ToolAnswer, ...]:
    blocks: list[ContentBlock] = [block for message in messages for block in message["content"]]
    names = {
        block["toolUse"]["toolUseId"]: block["toolUse"]["name"] for block in blocks if "toolUse" in block
    }
    results: list[ToolResult] = [block["toolResult"] for block in blocks if "toolResult" in block]
    return tuple(
        ToolAnswer(names.get(result["toolUseId"], ""), _text_of(result), failed=result["status"] == "error")
        for result in results
    )


def _text_of(result: ToolResult) -> str:
    parts: list[Any] = [
        item["json"] if "json" in item else item.get("text", "") for item in result["content"]
    ]
    return "\n".join(
        part if isinstance(part, str) else json.dumps(part, ensure_ascii=False) for part in parts
    )
