"""The parts list: everything of one stage."""

from pathlib import Path

from aws_cdk import CfnOutput, Stack
from constructs import Construct

from infrastructure.stacks.audit import AuditTrail
from infrastructure.stacks.environment import Environment
from infrastructure.stacks.front_door import FrontDoor
from infrastructure.stacks.notes import Notes
from infrastructure.stacks.people import People
from infrastructure.stacks.runtime import Assistant
from infrastructure.stage import Stage


class AssistantStack(Stack):
    """`root` is the project's folder, for the runtime's image; `code` the folder of the Lambda package."""

    def __init__(self, scope: Construct, id: str, *, stage: Stage, root: Path, code: Path) -> None:  # noqa: A002
        super().__init__(scope, id, termination_protection=not stage.sandbox)
        notes = Notes(self, "Notes", stage)
        people = People(self, "People", stage)
        trail = AuditTrail(self, "Audit", stage, notes)
        environment = Environment(self, "Environment", stage, notes, people, trail)
        assistant = Assistant(self, "Assistant", stage, notes, environment, root)
        door = FrontDoor(self, "FrontDoor", stage, notes, people, assistant, environment, code)
        outputs = {
            "ApiUrl": door.api.url,
            "RuntimeArn": assistant.runtime.agent_runtime_arn,
            "RuntimeId": assistant.runtime.agent_runtime_id,
            "RuntimeRoleArn": assistant.runtime.role.role_arn,
            "NotesBucket": notes.bucket.bucket_name,
            "AuditTrail": trail.url,
            "PseudonymKeySecret": environment.key_secret,
            "UserPoolId": people.pool.user_pool_id,
            "UserPoolClientId": people.audience,
        }
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)
