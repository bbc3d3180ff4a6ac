"""The environment of the two programs: what `agents.config.Settings` reads in each."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infrastructure.stacks.findings import accept
from infrastructure.stacks.notes import PREFIX, Notes
from infrastructure.stacks.people import People
from infrastructure.stage import Stage

READ_TIMEOUT = 660  # seconds; above the longest turn (TURN_TIMEOUT_SECONDS) with its storage


class Environment(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - CDK's name
        stage: Stage,
        notes: Notes,
        people: People,
    ) -> None:
        super().__init__(scope, id)
        self._stage = stage
        key = secretsmanager.Secret(
            self,
            "PseudonymKey",
            description="Names patients and sessions in logs",
            encryption_key=notes.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=stage.removal,
        )
        accept(key, "AwsSolutions-SMG4", "A new key would part the log lines of one patient: only by hand.")
        # Resolved by CloudFormation: no template holds it. Whoever may read the programs' configuration can.
        self._common: dict[str, Any] = {
            "SESSION_BUCKET": notes.bucket.bucket_name,
            "SESSION_PREFIX": PREFIX,
            "AUTH_ISSUER": people.issuer,
            "AUTH_AUDIENCE": people.audience,
            "PSEUDONYM_KEY": key.secret_value.unsafe_unwrap(),
            "LOG_LEVEL": stage.log_level,
        }

    def of_runtime(self) -> dict[str, str]:
        return self._common | {
            "ASSISTANT_MODEL": f"bedrock:{self._stage.model}",
            "AWS_REGION": Stack.of(self).region,
        }

    def of_api(self, runtime_arn: str) -> dict[str, str]:
        """Lambda sets AWS_REGION itself, and refuses ours."""
        return self._common | {
            "AGENT_RUNTIME_ARN": runtime_arn,
            "AGENT_RUNTIME_QUALIFIER": "DEFAULT",
            "RUNTIME_READ_TIMEOUT_SECONDS": str(READ_TIMEOUT),
        }
