"""Who did what: a log group to which the programs append, and which they can neither read nor change."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infrastructure.stacks.notes import Notes
from infrastructure.stage import Stage


class AuditTrail(Construct):
    """`url` is what the setting AUDIT_TRAIL says."""

    def __init__(self, scope: Construct, id: str, stage: Stage, notes: Notes) -> None:  # noqa: A002 - CDK's name
        super().__init__(scope, id)
        self._group = logs.LogGroup(
            self,
            "Group",
            encryption_key=notes.key,
            retention=stage.audit_retention,
            removal_policy=stage.removal,
        )
        notes.let_logs_encrypt()

    @property
    def url(self) -> str:
        return f"cloudwatch://{self._group.log_group_name}"

    def grant_appending(self, role: iam.IRole) -> None:
        """A stream of its own for each process, and entries in it."""
        iam.Grant.add_to_principal(
            grantee=role,
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resource_arns=[self._group.log_group_arn],
        )
