"""The environment of the two programs: what `agents.config.Settings` reads in each, and what that takes."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infrastructure.stacks.audit import AuditTrail
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
        trail: AuditTrail,
    ) -> None:
        super().__init__(scope, id)
        self._stage, self._trail = stage, trail
        self._key = secretsmanager.Secret(
            self,
            "PseudonymKey",
            description="Names patients and sessions in logs, and seals the audit trail",
            encryption_key=notes.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=stage.removal,
        )
        why = "A new key would part the log lines of one patient, and begin a new audit trail: only by hand."
        accept(self._key, "AwsSolutions-SMG4", why)
        self._common: dict[str, Any] = {
            "SESSION_BUCKET": notes.bucket.bucket_name,
            "SESSION_PREFIX": PREFIX,
            "AUTH_ISSUER": people.issuer,
            "AUTH_AUDIENCE": people.audience,
            # Where the key is, not the key: a program's environment is seen by all who see its configuration.
            "PSEUDONYM_KEY_SECRET": self.key_secret,
            "AUDIT_TRAIL": trail.url,
            "LOG_LEVEL": stage.log_level,
        }

    @property
    def key_secret(self) -> str:
        return self._key.secret_arn

    def grant(self, role: iam.IRole) -> None:
        """What both programs need for what is named here, besides the notes (which they need differently)."""
        iam.Grant.add_to_principal(
            grantee=role, actions=["secretsmanager:GetSecretValue"], resource_arns=[self.key_secret]
        )
        self._trail.grant_appending(role)

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
