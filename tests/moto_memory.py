"""moto's AgentCore Memory, corrected to what the service does.

moto 5.2.5 keeps events and gives them back, and no more: oldest first, without pages, filters, sessions or
tokens, for ids, payloads and memories of any kind. What is put right here is said by the service's own model
(patterns, limits, defaults), by its API reference (tokens, pages, filters), and by what others report from
accounts: the newest event first, an id that begins with the event's own time, a session that nobody wrote to
is empty, a memory that does not exist is a 404. How soon a list shows what was written nobody here could see.
"""

import json
import re
import secrets
import threading
from datetime import datetime
from functools import cache
from typing import Any

import botocore.session
import pytest
from botocore.model import Shape
from moto.bedrockagentcore.exceptions import ResourceNotFoundException, ValidationException
from moto.bedrockagentcore.models import BedrockAgentCoreBackend, Event
from moto.bedrockagentcore.responses import BedrockAgentCoreResponse
from moto.bedrockagentcorecontrol.models import bedrockagentcorecontrol_backends
from moto.core.responses import ActionResult

_ALONE = threading.Lock()
_EVENT_MAX = 10_000_000


def correct(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(BedrockAgentCoreBackend, "tokens", {}, raising=False)
    for name, call in {
        "create_event": _create,
        "list_events": _list,
        "list_sessions": _list_sessions,
    }.items():
        patch.setattr(BedrockAgentCoreResponse, name, call, raising=False)
    for name in ("get_event", "delete_event"):
        patch.setattr(BedrockAgentCoreResponse, name, _checked(getattr(BedrockAgentCoreResponse, name)))


def _create(self: Any) -> ActionResult:
    given = _params(self, "CreateEvent")
    if len(json.dumps(given["payload"])) > _EVENT_MAX:
        raise ValidationException("the event is too large")
    token = given.pop("clientToken", None)
    with _ALONE:
        if token not in self.backend.tokens:
            self.backend.tokens[token] = _store(self.backend, given)
        return ActionResult({"event": self.backend.tokens[token].to_dict()})


def _store(backend: BedrockAgentCoreBackend, given: dict[str, Any]) -> Event:
    at = given["eventTimestamp"]
    seconds = at.timestamp() if isinstance(at, datetime) else float(at)
    place = (given["memoryId"], given["actorId"], given["sessionId"])
    event = Event(*place, at, given["payload"], given.get("branch"), given.get("metadata"))
    whole, fraction = divmod(seconds, 1)  # to be strict: the worst that a reader of numbers could do
    event.event_id = f"{int(whole) * 1000 + int(fraction * 1000):019d}#{secrets.token_hex(4)}"
    backend.events.setdefault(place, {})[event.event_id] = event
    return event


def _list(self: Any) -> ActionResult:
    given = _params(self, "ListEvents")
    wanted = given.get("filter", {}).get("eventMetadata", [])
    with _ALONE:
        place = (given["memoryId"], given["actorId"], given["sessionId"])
        events = sorted(self.backend.events.get(place, {}).values(), key=lambda event: event.event_id)[::-1]
    found = [event for event in events if all(_matches(event, each) for each in wanted)]
    page, token = _page(found, given)
    shown = [event.to_dict(include_payload=given.get("includePayloads", True)) for event in page]
    return ActionResult({"events": shown, "nextToken": token})


def _matches(event: Event, expression: dict[str, Any]) -> bool:
    assert expression["operator"] == "EQUALS_TO"
    held: dict[str, Any] = event.metadata
    return bool(held.get(expression["left"]["metadataKey"]) == expression["right"]["metadataValue"])


def _list_sessions(self: Any) -> ActionResult:
    given = _params(self, "ListSessions")
    with _ALONE:
        rooms = sorted(
            session
            for (memory, actor, session), events in self.backend.events.items()
            if (memory, actor) == (given["memoryId"], given["actorId"])
            and (events or given.get("filter", {}).get("eventFilter") != "HAS_EVENTS")
        )
    page, token = _page(rooms, given)
    shown = [{"sessionId": room, "actorId": given["actorId"], "createdAt": 0} for room in page]
    return ActionResult({"sessionSummaries": shown, "nextToken": token})


def _page(found: list[Any], given: dict[str, Any]) -> tuple[list[Any], str | None]:
    start = int(given.get("nextToken") or 0)
    end = start + given.get("maxResults", 20)
    return found[start:end], str(end) if end < len(found) else None


def _checked(call: Any) -> Any:
    def checked(self: Any) -> Any:
        with _ALONE:
            _demand_memory(self, self._get_params()["memoryId"])
            return call(self)

    return checked


def _params(self: Any, operation: str) -> dict[str, Any]:
    given: dict[str, Any] = dict(self._get_params())
    _demand(_model(operation), given)
    _demand_memory(self, given["memoryId"])
    return given


def _demand_memory(self: Any, memory_id: str) -> None:
    if memory_id not in bedrockagentcorecontrol_backends[self.current_account][self.region].memories:
        raise ResourceNotFoundException(f"Memory not found: {memory_id}")


@cache
def _model(operation: str) -> Shape:
    service = botocore.session.get_session().get_service_model("bedrock-agentcore")
    shape = service.operation_model(operation).input_shape
    assert shape is not None
    return shape


def _demand(shape: Any, value: Any) -> None:
    """The service's own model: lengths and patterns, which its client leaves to it."""
    match shape.type_name:
        case "structure" if not shape.is_document_type:
            for name, member in shape.members.items():
                if value.get(name) is not None:
                    _demand(member, value[name])
        case "list":
            for item in value:
                _demand(shape.member, item)
        case "map":
            for name, item in value.items():
                _demand(shape.key, name)
                _demand(shape.value, item)
        case "string" if not re.fullmatch(shape.metadata.get("pattern", "(?s:.*)"), value):
            raise ValidationException(f"{shape.name} does not match")
    size = value if shape.type_name == "integer" else len(value) if hasattr(value, "__len__") else 0
    if not shape.metadata.get("min", 0) <= size <= shape.metadata.get("max", size):
        raise ValidationException(f"{shape.name} is too long or too short")
