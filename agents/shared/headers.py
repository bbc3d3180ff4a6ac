"""Names of HTTP headers that the runtime, its clients and the infrastructure must agree on."""

from typing import Final

SESSION_ID: Final = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"

# What the runtime shows to the agent must begin so, besides Authorization itself. The proxy calls the runtime
# with its own AWS signature in Authorization, so the client's token travels here; only the proxy may set it.
FORWARDED_AUTHORIZATION: Final = "X-Amzn-Bedrock-AgentCore-Runtime-Custom-Authorization"
