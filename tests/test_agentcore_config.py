"""The AgentCore toolkit reads .bedrock_agentcore.yaml as we mean it."""

import re
from pathlib import Path

import pytest
from bedrock_agentcore_starter_toolkit.utils.runtime.config import load_config
from bedrock_agentcore_starter_toolkit.utils.runtime.schema import BedrockAgentCoreConfigSchema
from moto import mock_aws

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / ".bedrock_agentcore.yaml"


@pytest.fixture
def config() -> BedrockAgentCoreConfigSchema:
    return load_config(CONFIG, autofill_missing_aws=False)


def test_code_is_the_default_and_a_container_the_alternative(config: BedrockAgentCoreConfigSchema) -> None:
    kinds = {name: agent.deployment_type for name, agent in config.agents.items()}
    assert kinds == {
        "healthcare_assistant": "direct_code_deploy",
        "healthcare_assistant_container": "container",
    }
    assert config.get_agent_config().name == "healthcare_assistant"


@pytest.mark.parametrize("name", ["healthcare_assistant", "healthcare_assistant_container"])
def test_an_agent_is_complete(config: BedrockAgentCoreConfigSchema, name: str) -> None:
    agent = config.get_agent_config(name)
    assert agent.name == name
    assert agent.platform == "linux/arm64"
    assert agent.validate(for_local=True) == []
    assert (ROOT / agent.entrypoint).is_file()


def test_the_toolkit_finds_entrypoint_and_dockerfile_from_relative_paths(
    config: BedrockAgentCoreConfigSchema,
) -> None:
    code, container = config.agents.values()
    assert code.source_path is not None
    assert not Path(code.entrypoint).is_absolute()
    assert Path(code.entrypoint).relative_to(code.source_path) == Path("agents/main.py")
    assert container.source_path is None  # else the toolkit wants a Dockerfile of its own


def test_the_file_names_no_account() -> None:
    assert not re.search(r"\d{12}|arn:|amazonaws\.com|: /", CONFIG.read_text())


@mock_aws
def test_account_and_region_come_from_whoever_deploys() -> None:
    for agent in load_config(CONFIG).agents.values():
        assert agent.validate(for_local=False) == []
