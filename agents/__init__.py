"""Healthcare assistant for Spanish-speaking Latin America, on Amazon Bedrock AgentCore Runtime."""
