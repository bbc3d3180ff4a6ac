"""Where notes are kept: an encrypted, versioned bucket that nothing expires, and its access logs."""

from typing import cast

from aws_cdk import ArnFormat, CfnElement, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infrastructure.stacks.findings import accept, accept_wildcard
from infrastructure.stage import Stage

PREFIX = "processed/"
DOCUMENTS = f"{PREFIX}*"
NOTES = f"{PREFIX}*_medical_notes/*"
REGISTRY = "registry/*"
SESSIONS = "registry/sessions/*"
_WHY = {
    DOCUMENTS: "Any patient's documents; whose, the code decides for each turn. No policy can know.",
    NOTES: "Notes folders are named for patients and sessions that come to be later.",
    REGISTRY: "Registry records are named for sessions and spellings that come to be later.",
    SESSIONS: "Registry records are named for sessions that come to be later.",
}


class Notes(Construct):
    """Bucket and key. The grants below are all that anyone gets on them."""

    def __init__(self, scope: Construct, id: str, stage: Stage) -> None:  # noqa: A002 - CDK's name
        super().__init__(scope, id)
        self.key = kms.Key(
            self,
            "Key",
            description="Medical notes and the secrets beside them",
            enable_key_rotation=True,
            removal_policy=stage.removal,
        )
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self.key,
            bucket_key_enabled=True,
            versioned=True,
            enforce_ssl=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            server_access_logs_bucket=self._access_logs(stage),
            server_access_logs_prefix="notes/",
            removal_policy=stage.removal,
        )

    def _access_logs(self, stage: Stage) -> s3.Bucket:
        """Keys name patients, so these logs are protected like notes; no medical record, they expire."""
        logs = s3.Bucket(
            self,
            "AccessLogs",
            encryption=s3.BucketEncryption.S3_MANAGED,
            versioned=True,
            enforce_ssl=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            lifecycle_rules=[
                s3.LifecycleRule(
                    expiration=Duration.days(stage.log_days),
                    noncurrent_version_expiration=Duration.days(30),
                )
            ],
            removal_policy=stage.removal,
        )
        accept(logs, "AwsSolutions-S1", "Logs of the log bucket would log their own delivery without end.")
        return logs

    def let_logs_encrypt(self) -> None:
        """CloudWatch Logs may use the key, for this stack's log groups only."""
        stack = Stack.of(self)
        groups = stack.format_arn(
            service="logs",
            resource="log-group",
            resource_name=f"{stack.stack_name}-*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        self.key.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal(f"logs.{stack.region}.amazonaws.com")],
                actions=[
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncrypt*",
                    "kms:GenerateDataKey*",
                    "kms:DescribeKey",
                ],
                resources=["*"],
                conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
            )
        )

    def grant_conversations(self, role: iam.IRole) -> None:
        """What a turn does: read documents, keep notes and registry. Older versions it can never remove."""
        self._grant_listing(role)
        self._grant(role, ["s3:GetObject"], [DOCUMENTS, REGISTRY])
        self._grant(role, ["s3:PutObject", "s3:DeleteObject"], [NOTES, REGISTRY])
        self._grant_key(role)

    def grant_reading(self, role: iam.IRole) -> None:
        """What the API does itself: show notes to their owner, and end a session (a registry record)."""
        self._grant_listing(role)
        self._grant(role, ["s3:GetObject"], [NOTES, SESSIONS])
        self._grant(role, ["s3:PutObject"], [SESSIONS])
        self._grant_key(role)

    def _grant_listing(self, role: iam.IRole) -> None:
        """Of the whole bucket: without it S3 answers 403 for an absent key, which then looks like an outage;
        and HeadBucket, the check at start, knows no prefix to limit it to."""
        iam.Grant.add_to_principal(
            grantee=role, actions=["s3:ListBucket"], resource_arns=[self.bucket.bucket_arn]
        )

    def _grant(self, role: iam.IRole, actions: list[str], keys: list[str]) -> None:
        arns = [self.bucket.arn_for_objects(key) for key in keys]
        iam.Grant.add_to_principal(grantee=role, actions=actions, resource_arns=arns)
        bucket = Stack.of(self).get_logical_id(cast("CfnElement", self.bucket.node.default_child))
        for key in keys:
            accept_wildcard(role, f"<{bucket}.Arn>/{key}", _WHY[key])

    def _grant_key(self, role: iam.IRole) -> None:
        self.key.grant(role, "kms:Decrypt", "kms:GenerateDataKey")
