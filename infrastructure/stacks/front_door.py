"""What callers reach: API Gateway with its authorizer, and the Lambda proxy behind it."""

import json
from pathlib import Path
from typing import cast

from aws_cdk import CfnElement, Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infrastructure.lambda_package import PYTHON
from infrastructure.stacks.environment import Environment
from infrastructure.stacks.findings import accept, accept_managed_policy, accept_wildcard
from infrastructure.stacks.notes import Notes
from infrastructure.stacks.people import People
from infrastructure.stacks.runtime import Assistant
from infrastructure.stage import Stage

# The gateway's own answers, in the shape of all others. It cannot read a message, so where it refuses one
# it says what to do in an emergency to everybody.
_EMERGENCY = "Si es una emergencia, llame ahora al número de emergencias de su país."
_ANSWERS: dict[str, tuple[apigateway.ResponseType, str, str, str, int | None]] = {
    "Unauthorized": (
        apigateway.ResponseType.UNAUTHORIZED,
        "401",
        "unauthenticated",
        f"Debe iniciar sesión para usar el asistente. {_EMERGENCY}",
        None,
    ),
    "Denied": (
        apigateway.ResponseType.ACCESS_DENIED,
        "401",
        "unauthenticated",
        f"Debe iniciar sesión para usar el asistente. {_EMERGENCY}",
        None,
    ),
    "NoSuchPath": (
        apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
        "404",
        "no_such_path",
        "Esa dirección no existe.",
        None,
    ),
    "TooLarge": (
        apigateway.ResponseType.REQUEST_TOO_LARGE,
        "413",
        "payload_too_large",
        "El mensaje es demasiado largo. Envíelo en partes más cortas.",
        None,
    ),
    "Throttled": (
        apigateway.ResponseType.THROTTLED,
        "429",
        "too_many_requests",
        f"Hay demasiadas solicitudes. Reintente en unos segundos. {_EMERGENCY}",
        2,
    ),
    "Timeout": (
        apigateway.ResponseType.INTEGRATION_TIMEOUT,
        "504",
        "assistant_timeout",
        "El asistente aún no responde. Para recoger la respuesta, repita el mensaje con el mismo messageId."
        f" {_EMERGENCY}",
        None,
    ),
    "Failed": (
        apigateway.ResponseType.DEFAULT_5_XX,
        "502",
        "assistant_failed",
        "El asistente no completó la respuesta. Para no duplicar su mensaje, repítalo con el mismo messageId."
        f" {_EMERGENCY}",
        None,
    ),
}


class FrontDoor(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,  # noqa: A002 - CDK's name
        stage: Stage,
        notes: Notes,
        people: People,
        assistant: Assistant,
        environment: Environment,
        code: Path,
    ) -> None:
        super().__init__(scope, id)
        self.role = iam.Role(self, "ProxyRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        told = environment.of_api(assistant.runtime.agent_runtime_arn)
        self.proxy = self._proxy(stage, notes, told, code)
        notes.grant_reading(self.role)
        environment.grant(self.role)
        assistant.runtime.grant_invoke_runtime(self.role)
        runtime = Stack.of(self).get_logical_id(cast("CfnElement", assistant.runtime.node.default_child))
        accept_wildcard(self.role, f"<{runtime}.AgentRuntimeArn>/*", "The runtime's endpoints.")
        self.api = self._api(stage)
        self._routes(people)
        self._answers()

    def _proxy(self, stage: Stage, notes: Notes, environment: dict[str, str], code: Path) -> lambda_.Function:
        log_group = self._log_group("ProxyLogs", stage)
        log_group.grant_write(self.role)  # in place of Lambda's managed policy, which may write to any group
        proxy = lambda_.Function(
            self,
            "Proxy",
            description="HTTP API in front of the assistant's runtime",
            runtime=lambda_.Runtime(f"python{PYTHON}", lambda_.RuntimeFamily.PYTHON),
            architecture=lambda_.Architecture.ARM_64,
            handler="agents.api.lambda_handler.handler",
            code=lambda_.Code.from_asset(str(code), exclude=["**/__pycache__"]),
            memory_size=1024,
            # Longer than the gateway waits: a turn that outlasts it is read to its end, and kept.
            timeout=Duration.minutes(15),
            environment=environment,
            environment_encryption=notes.key,
            log_group=log_group,
            role=self.role,
        )
        accept(proxy, "AwsSolutions-L1", f"Python {PYTHON} is what the tests and the runtime's image run.")
        return proxy

    def _api(self, stage: Stage) -> apigateway.RestApi:
        api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name=f"healthcare-assistant-{stage.name}",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=True,
            deploy_options=apigateway.StageOptions(
                stage_name="v1",
                throttling_rate_limit=stage.requests_per_second,
                throttling_burst_limit=stage.burst,
                access_log_destination=apigateway.LogGroupLogDestination(
                    self._log_group("AccessLogs", stage)
                ),
                access_log_format=_access_log(),
                # Execution logs write paths, which hold session ids, and at the finer levels bodies.
                logging_level=apigateway.MethodLoggingLevel.OFF,
                data_trace_enabled=False,
                metrics_enabled=True,
            ),
        )
        accept(api, "AwsSolutions-APIG2", "The application validates, and answers in the one error shape.")
        accept(api, "AwsSolutions-APIG3", "WAF is for the wider infrastructure; requests are throttled here.")
        accept(api, "AwsSolutions-APIG6", "Execution logs would hold session ids; access logs are kept.")
        accept_managed_policy(
            api, "AmazonAPIGatewayPushToCloudWatchLogs", "API Gateway's, for its access logs."
        )
        return api

    def _routes(self, people: People) -> None:
        authorizer = apigateway.CognitoUserPoolsAuthorizer(
            self, "Authorizer", cognito_user_pools=[people.pool], results_cache_ttl=Duration.minutes(1)
        )
        integration = apigateway.LambdaIntegration(self.proxy, allow_test_invoke=False)
        # The application knows its paths and methods and documents their answers: one route for all of them.
        self.api.root.add_resource("{proxy+}").add_method("ANY", integration, authorizer=authorizer)
        health = self.api.root.add_resource("health").add_method("GET", integration)
        for finding in ("AwsSolutions-APIG4", "AwsSolutions-COG4"):
            accept(health, finding, "It says only that the proxy runs; load balancers and people ask it.")

    def _answers(self) -> None:
        for name, (kind, status, code, message, retry_after) in _ANSWERS.items():
            headers = {"Cache-Control": "'no-store'"}
            if retry_after is not None:
                headers["Retry-After"] = f"'{retry_after}'"
            self.api.add_gateway_response(
                name,
                type=kind,
                status_code=status,
                response_headers=headers,
                templates={
                    "application/json": json.dumps(
                        {"error": {"code": code, "message": message}}, ensure_ascii=False
                    )
                },
            )

    def _log_group(self, name: str, stage: Stage) -> logs.LogGroup:
        return logs.LogGroup(self, name, retention=stage.retention, removal_policy=stage.removal)


def _access_log() -> apigateway.AccessLogFormat:
    """No path (it holds a session id), no address, no claims, no body."""
    fields = {
        "request": "$context.requestId",
        "time": "$context.requestTimeEpoch",
        "method": "$context.httpMethod",
        "route": "$context.resourcePath",
        "status": "$context.status",
        "milliseconds": "$context.responseLatency",
        "bytes": "$context.responseLength",
        "refused": "$context.error.responseType",
    }
    return apigateway.AccessLogFormat.custom(json.dumps(fields))
