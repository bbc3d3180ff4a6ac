"""The assistant itself: AgentCore Runtime, its image, its role."""

from pathlib import Path
from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_bedrockagentcore as agentcore
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infrastructure.stacks.environment import Environment
from infrastructure.stacks.findings import HERE, PARTITION, accept_managed_policy, accept_wildcard
from infrastructure.stacks.notes import Notes
from infrastructure.stage import Stage

# As agents/shared/headers.py has it; a test holds the two together.
FORWARDED_AUTHORIZATION = "X-Amzn-Bedrock-AgentCore-Runtime-Custom-Authorization"
_AREAS = ("us", "us-gov", "eu", "apac", "jp", "au", "global")  # of cross-region inference profiles


class Assistant(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - CDK's name
        stage: Stage,
        notes: Notes,
        environment: Environment,
        root: Path,
    ) -> None:
        super().__init__(scope, id)
        self.runtime = agentcore.Runtime(
            self,
            "Runtime",
            runtime_name=f"healthcare_assistant_{stage.name}",
            description="Healthcare assistant for Spanish-speaking Latin America",
            # Built when it is deployed, by Docker. Only what .dockerignore lets through is in it.
            agent_runtime_artifact=agentcore.AgentRuntimeArtifact.from_asset(
                str(root), platform=ecr_assets.Platform.LINUX_ARM64
            ),
            platform_version=agentcore.PlatformVersion.V2,
            lifecycle_configuration=agentcore.LifecycleConfiguration(
                idle_runtime_session_timeout=Duration.minutes(15), max_lifetime=Duration.hours(8)
            ),
            # The proxy signs its calls, so the caller's own token comes in this one.
            request_header_configuration=agentcore.RequestHeaderConfiguration(
                allowlisted_headers=[FORWARDED_AUTHORIZATION]
            ),
            environment_variables=environment.of_runtime(),
        )
        notes.grant_conversations(self.runtime.role)
        environment.grant(self.runtime.role)
        self._grant_model(stage.model)
        self._accept_its_own()
        self._keep_logs(stage)

    def _grant_model(self, model: str) -> None:
        """One model; a cross-region profile (`us.` and the like) may call it in any of its regions."""
        stack = Stack.of(self)
        area, _, foundation = model.partition(".")
        if area not in _AREAS:
            self._allow_model(f"arn:{stack.partition}:bedrock:{stack.region}::foundation-model/{model}")
            return
        profile = stack.format_arn(service="bedrock", resource="inference-profile", resource_name=model)
        anywhere = f"bedrock:*::foundation-model/{foundation}"
        through = {"StringEquals": {"bedrock:InferenceProfileArn": profile}}
        self._allow_model(profile)
        self._allow_model(f"arn:{stack.partition}:{anywhere}", through)
        reason = "The profile chooses the region; the condition admits no other caller."
        accept_wildcard(self.runtime.role, f"arn:{PARTITION}:{anywhere}", reason)

    def _allow_model(self, arn: str, conditions: dict[str, Any] | None = None) -> None:
        actions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
        statement = iam.PolicyStatement(actions=actions, resources=[arn], conditions=conditions)
        self.runtime.role.add_to_principal_policy(statement)

    def _keep_logs(self, stage: Stage) -> None:
        """AgentCore makes the group itself and keeps it for ever. Its delivery of APPLICATION_LOGS stays off:
        they hold requests and replies."""
        logs.LogRetention(
            self,
            "Logs",
            log_group_name=f"/aws/bedrock-agentcore/runtimes/{self.runtime.agent_runtime_id}-DEFAULT",
            retention=stage.retention,
        )
        for child in Stack.of(self).node.children:
            if child.node.id.startswith("LogRetention"):  # CDK's own function that sets it, at deployment
                accept_managed_policy(child, "AWSLambdaBasicExecutionRole", "CDK's: it logs.")
                accept_wildcard(child, "*", "CDK's: it sets retention on the group it is told.")

    def _accept_its_own(self) -> None:
        """What the construct itself grants to every runtime."""
        group = f"arn:{PARTITION}:logs:{HERE}:log-group:/aws/bedrock-agentcore/runtimes/*"
        accept_wildcard(self.runtime.role, group, "AgentCore names the group after it has made the runtime.")
        accept_wildcard(self.runtime.role, f"{group}:log-stream:*", "Streams are named as they come to be.")
        accept_wildcard(
            self.runtime.role,
            f"arn:{PARTITION}:logs:{HERE}:log-group:*",
            "logs:DescribeLogGroups, by which AgentCore finds the group.",
        )
        accept_wildcard(
            self.runtime.role,
            "*",
            "Traces and metrics (one namespace) and the registry's login know no resources.",
        )
        accept_wildcard(
            self.runtime.role,
            f"arn:{PARTITION}:bedrock-agentcore:{HERE}:workload-identity-directory/default/workload-identity/*",
            "AgentCore names the runtime's identity after it has made it.",
        )
