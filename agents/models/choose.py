"""The model by name: `offline`, `bedrock[:<model-id>]`, `ollama:<name>`; imported when chosen."""

from botocore.config import Config
from strands.models.model import Model

from agents.config import DEFAULT_BEDROCK_MODEL, Settings
from agents.errors import SettingsError

_OLLAMA = "http://localhost:11434"


def model_id(settings: Settings) -> str:
    """What replies name, e.g. `offline` or Bedrock's own model id."""
    provider, _, name = settings.model.partition(":")
    return name or (DEFAULT_BEDROCK_MODEL if provider == "bedrock" else provider)


def choose_model(settings: Settings) -> Model:
    """Build the client of the chosen provider. Asks nothing of it yet."""
    provider = settings.model.partition(":")[0]
    if provider == "offline":
        from agents.models.offline import OfflineModel

        return OfflineModel()
    if provider == "bedrock":
        from strands.models.bedrock import BedrockModel

        patience = Config(connect_timeout=5, read_timeout=int(settings.turn_timeout_seconds))
        return BedrockModel(
            model_id=model_id(settings), region_name=settings.aws_region, boto_client_config=patience
        )
    try:
        from strands.models.ollama import OllamaModel
    except ImportError:
        raise SettingsError(
            ["ASSISTANT_MODEL: ollama needs the extra: pip install healthcare-assistant[ollama]"]
        ) from None
    return OllamaModel(_OLLAMA, model_id=model_id(settings))
