"""A site's own rules for tool calls, in Cedar: they can take away, never grant.

Tools exist only for the one patient whom a caller may see; before each call the site's policies are asked
besides. What they are told is verified and never text: the caller of this turn, the tool's name, the patient
whom the agent is for. Not the tool's arguments: a model writes those.

strands has a handler for Cedar (`vended_interventions.cedar`). This one stands on the same intervention and
the same engine, since that one lets a call through when a `forbid` fails to evaluate, tells the model
the engine's words (they name the caller), and keeps a count of calls in the notes.
"""

import json
import logging
from collections.abc import Iterator
from typing import Any, Final, Literal

import cedarpy
from strands.hooks.events import BeforeToolCallEvent
from strands.interventions import Deny, InterventionHandler, Proceed

from agents.identity import Caller, Role
from agents.patients.normal import normal_form
from agents.redaction.scrub import scrub
from agents.tools import CALLER, CAPABILITIES

logger = logging.getLogger(__name__)

DENIED: Final = (
    "Las reglas de esta institución no permiten usar esta herramienta aquí. Dígalo así a quien pregunta; "
    "no la intente de nuevo ni responda como si hubiera leído los datos."
)
# What policies may speak of: against it a misspelt attribute or tool is an error at start.
_SCHEMA: Final = f"""
entity Role enum {json.dumps(list(Role))};
entity User = {{ role: Role, teams: Set<String> }};
entity Patient;
action {", ".join(CAPABILITIES)} appliesTo {{ principal: User, resource: Patient, context: {{}} }};
"""


class Rules:
    """Policies that were parsed and checked once; they are asked from several threads at once."""

    def __init__(self, policies: str) -> None:
        """Raises ValueError, in words for whoever wrote the policies, without what could be somebody's id."""
        if problems := _problems(policies):
            raise ValueError("; ".join(scrub(problem) for problem in problems))
        self._policies = cedarpy.PolicySet.from_str(policies)
        self._schema = cedarpy.Schema.from_str(_SCHEMA)

    def allow(self, caller: Caller | None, tool: str, patient_id: str) -> bool:
        """Whether a policy permits the call, none forbids it, and all of them could be evaluated."""
        if caller is None:
            return False
        who, whom = {"type": "User", "id": caller.id}, {"type": "Patient", "id": patient_id.casefold()}
        what, role = {"type": "Action", "id": tool}, {"type": "Role", "id": str(caller.role)}
        said = {"role": {"__entity": role}, "teams": sorted(caller.teams)}
        entities: list[dict[str, object]] = [
            {"uid": who, "attrs": said, "parents": []},
            {"uid": whom, "attrs": {}, "parents": []},
        ]
        request = {"principal": who, "action": what, "resource": whom, "context": {}}
        try:
            result = cedarpy.is_authorized(request, self._policies, entities, self._schema)
        except Exception as error:  # noqa: BLE001  whatever it is, a rule that cannot be asked has not agreed
            logger.error("a site rule could not be evaluated: %s", type(error).__name__)
            return False
        if result.diagnostics.errors:  # Cedar passes over a policy that fails, also a `forbid`
            logger.error("a site rule could not be evaluated")
            return False
        return result.allowed

    def handler(self, patient_id: str) -> InterventionHandler:
        """What stands before the tools of this patient's agent."""
        return _BeforeTools(self, patient_id)


class _BeforeTools(InterventionHandler):
    name = "site-rules"

    def __init__(self, rules: Rules, patient_id: str) -> None:
        self._rules = rules
        self._patient_id = patient_id

    @property
    def on_error(self) -> Literal["deny"]:
        return "deny"

    def before_tool_call(self, event: BeforeToolCallEvent, **kwargs: Any) -> Proceed | Deny:
        caller = event.invocation_state.get(CALLER)
        allowed = self._rules.allow(
            caller if isinstance(caller, Caller) else None, event.tool_use["name"], self._patient_id
        )
        return Proceed() if allowed else Deny(DENIED)


def _problems(policies: str) -> list[str]:
    try:
        found = json.loads(cedarpy.policies_to_json_str(policies))
    except ValueError as error:
        return [f"is no Cedar: {error}"]
    result = cedarpy.validate_policies(policies, _SCHEMA)
    if not result.validation_passed:
        return [f"does not fit the tools: {each.error}" for each in result.errors]
    if all(policy["effect"] != "permit" for policy in found["staticPolicies"].values()):
        return ["permits nothing, so no tool would work; begin with permit(principal, action, resource);"]
    if any(each != (normal_form(each) or "").casefold() for each in _patients_in(found)):
        return ["names a patient otherwise than as in patient_context.patient_id, in small letters"]
    return []


def _patients_in(policies: object) -> Iterator[str]:
    """The ids of `Patient::"..."` in policies as JSON. One that is nobody's would forbid nothing."""
    if isinstance(policies, dict):
        if policies.get("type") == "Patient" and isinstance(policies.get("id"), str):
            yield policies["id"]
        policies = list(policies.values())
    for each in policies if isinstance(policies, list) else ():
        yield from _patients_in(each)
