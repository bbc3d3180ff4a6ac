"""The model by name: `offline`, `bedrock[:<model-id>]`, `ollama:<name>`; imported when chosen."""

from botocore.config import Config
from strands.models.model import Model

from agents.config import Settings
from agents.errors import SettingsError

_OLLAMA = "http://localhost:11434"


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
            model_id=settings.model_id, region_name=settings.aws_region, boto_client_config=patience
        )
    try:
        from strands.models.ollama import OllamaModel
    except ImportError:
        raise SettingsError(
            ["ASSISTANT_MODEL: ollama needs the extra: pip install healthcare-assistant[ollama]"]
        ) from None
    return OllamaModel(_OLLAMA, model_id=settings.model_id)
