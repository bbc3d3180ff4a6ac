"""What the stack promises, asked of the synthesised templates. Needs Node; one synthesis takes ~10 s."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agents.shared.headers import FORWARDED_AUTHORIZATION
from infrastructure.stage import read_stages
from tests.infrastructure.templates import Template, resolve

BUCKET = "NotesBucket"


# --- notes ----------------------------------------------------------------------------------------------


def test_notes_are_encrypted_versioned_private_and_never_expire(template: Template) -> None:
    bucket = template.only("AWS::S3::Bucket", BUCKET)
    encryption = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "LifecycleConfiguration" not in bucket
    assert bucket["LoggingConfiguration"]["LogFilePrefix"] == "notes/"
    assert template.only("AWS::KMS::Key")["EnableKeyRotation"] is True


def test_access_logs_are_protected_like_the_notes(template: Template) -> None:
    logs = template.only("AWS::S3::Bucket", "AccessLogs")
    assert "BucketEncryption" in logs
    assert logs["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(logs["PublicAccessBlockConfiguration"].values()) == {True}


def test_every_bucket_refuses_what_is_not_tls(template: Template) -> None:
    policies = [resolve(p["Properties"]) for p in template.of_type("AWS::S3::BucketPolicy").values()]
    assert len(policies) == len(template.of_type("AWS::S3::Bucket"))
    for policy in policies:
        denials = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert {"Bool": {"aws:SecureTransport": "false"}} in [s["Condition"] for s in denials]


def test_deleting_a_stack_of_real_patients_leaves_their_notes(template: Template, stage: str) -> None:
    kept = {"dev": "Delete", "prod": "Retain"}[stage]
    for kind in ("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"):
        for name, resource in template.of_type(kind).items():
            assert resource["DeletionPolicy"] == kept, name
            assert resource["UpdateReplacePolicy"] == kept, name


def test_the_audit_trail_is_a_log_group_of_its_own_encrypted_and_kept_for_years(
    template: Template, stage: str
) -> None:
    group = template.only("AWS::Logs::LogGroup", "Audit")
    assert group["KmsKeyId"] == f"arn:{template.named('AWS::KMS::Key')}"
    assert group["RetentionInDays"] == {"dev": 90, "prod": 3653}[stage]
    kept = template.resources[template.named("AWS::Logs::LogGroup", "Audit")]["DeletionPolicy"]
    assert kept == {"dev": "Delete", "prod": "Retain"}[stage]


def test_the_pseudonym_key_is_made_in_aws_and_stands_in_no_template(template: Template, stage: str) -> None:
    secret = template.only("AWS::SecretsManager::Secret", "PseudonymKey")
    assert secret["GenerateSecretString"]["PasswordLength"] == 64
    assert "SecretString" not in secret
    assert secret["KmsKeyId"] == f"arn:{template.named('AWS::KMS::Key')}"
    kept = template.of_type("AWS::SecretsManager::Secret").values()
    assert {each["DeletionPolicy"] for each in kept} == {{"dev": "Delete", "prod": "Retain"}[stage]}


# --- runtime --------------------------------------------------------------------------------------------


def test_the_runtime_sees_the_forwarded_token_and_no_other_header(template: Template) -> None:
    runtime = template.only("AWS::BedrockAgentCore::Runtime")
    assert runtime["RequestHeaderConfiguration"] == {"RequestHeaderAllowlist": [FORWARDED_AUTHORIZATION]}


def test_the_runtime_is_pinned_named_and_bounded(template: Template, stage: str) -> None:
    runtime = template.only("AWS::BedrockAgentCore::Runtime")
    assert runtime["PlatformVersion"] == "V2"
    assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]{0,47}", runtime["AgentRuntimeName"])
    assert runtime["AgentRuntimeName"].endswith(stage)
    assert runtime["LifecycleConfiguration"] == {"IdleRuntimeSessionTimeout": 900, "MaxLifetime": 28800}


def test_the_image_is_built_for_arm_from_nothing_but_its_parts(assembly: Path, stage: str) -> None:
    manifest = json.loads((assembly / f"HealthcareAssistant-{stage}.assets.json").read_text())
    (image,) = manifest["dockerImages"].values()
    assert image["source"]["platform"] == "linux/arm64"
    shipped = {path.name for path in (assembly / image["source"]["directory"]).iterdir()}
    assert shipped == {".dockerignore", "Dockerfile", "README.md", "agents", "pyproject.toml", "uv.lock"}


def test_agentcores_own_log_of_requests_and_replies_stays_off(template: Template) -> None:
    assert not any(r["Type"].startswith("AWS::Logs::Delivery") for r in template.resources.values())


# --- front door -----------------------------------------------------------------------------------------


def test_only_health_answers_without_a_token(template: Template) -> None:
    methods = template.of_type("AWS::ApiGateway::Method").values()
    kinds = {m["Properties"]["HttpMethod"]: m["Properties"]["AuthorizationType"] for m in methods}
    assert kinds == {"ANY": "COGNITO_USER_POOLS", "GET": "NONE"}


def test_requests_are_throttled_and_logged_without_what_they_say(template: Template, stage: str) -> None:
    door = template.only("AWS::ApiGateway::Stage")
    (settings,) = door["MethodSettings"]
    rates = {"dev": (5, 10), "prod": (50, 100)}
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == rates[stage]
    assert (settings["LoggingLevel"], settings["DataTraceEnabled"]) == ("OFF", False)
    logged = set(re.findall(r"\$context\.[\w.]+", door["AccessLogSetting"]["Format"]))
    assert "$context.status" in logged
    for tells in ("path", "authorizer", "identity", "requestOverride"):
        assert not any(f"$context.{tells}" in field for field in logged), tells


def test_the_gateways_own_answers_have_the_shape_of_all_others(template: Template) -> None:
    answers = [
        resolve(a["Properties"]) for a in template.of_type("AWS::ApiGateway::GatewayResponse").values()
    ]
    assert {a["ResponseType"] for a in answers} >= {"UNAUTHORIZED", "THROTTLED", "INTEGRATION_TIMEOUT"}
    for answer in answers:
        body = json.loads(answer["ResponseTemplates"]["application/json"])
        assert set(body["error"]) == {"code", "message"}


def test_log_groups_do_not_keep_for_ever(template: Template, stage: str) -> None:
    days = {"dev": 30, "prod": 365}[stage]
    for name, group in template.of_type("AWS::Logs::LogGroup").items():
        if not name.startswith("Audit"):
            assert group["Properties"]["RetentionInDays"] == days, name
    runtime = template.only("Custom::LogRetention")
    assert runtime["RetentionInDays"] == days
    assert runtime["LogGroupName"].startswith("/aws/bedrock-agentcore/runtimes/")


def test_nobody_makes_their_own_account_or_gives_themselves_rights(template: Template) -> None:
    pool = template.only("AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    client = template.only("AWS::Cognito::UserPoolClient")
    assert {"custom:role", "custom:patients", "custom:teams"} <= set(client["ReadAttributes"])
    assert client["WriteAttributes"] == ["email"]


def test_real_patients_data_needs_a_second_factor(template: Template, stage: str) -> None:
    assert (
        template.only("AWS::Cognito::UserPool")["MfaConfiguration"]
        == {"dev": "OPTIONAL", "prod": "ON"}[stage]
    )
    flows = template.only("AWS::Cognito::UserPoolClient")["ExplicitAuthFlows"]
    assert ("ALLOW_ADMIN_USER_PASSWORD_AUTH" in flows) is (stage == "dev")


def test_the_stack_tells_all_that_the_manual_asks_it_for(template: Template) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text()
    asked = set(re.findall(r"\$\(out (\w+)\)", manual)) | {"RuntimeArn"}
    assert {"ApiUrl", "UserPoolClientId", "NotesBucket", "AuditTrail"} <= asked
    assert asked <= set(template.outputs)


# --- checks by others -----------------------------------------------------------------------------------


def test_cfn_lint_finds_nothing(assembly: Path) -> None:
    """W3005: CDK itself repeats dependencies that a reference already makes."""
    templates = [str(path) for path in assembly.glob("*.template.json")]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--ignore-checks", "W3005", "--", *templates]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"log_days": 7}, "log_days"),
        ({"audit_days": 7}, "audit_days"),
        ({"burst": None}, "burst"),
        ({"sandbx": 1}, "sandbx"),
    ],
)
def test_a_stage_that_is_wrong_is_told_by_name(values: dict[str, Any], told: str) -> None:
    right = {"sandbox": True, "log_days": 30, "audit_days": 90, "requests_per_second": 1, "burst": 1}
    assert len(read_stages({"uat": right})) == 1
    wrong = {name: value for name, value in (right | values).items() if value is not None}
    with pytest.raises(ValueError, match=f"stage uat: .*{told}"):
        read_stages({"uat": wrong})
