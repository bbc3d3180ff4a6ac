"""What each program does first: read its settings, and make its logs unable to tell."""

import logging

from pydantic import SecretStr

from agents.bootstrap.clients import secrets_client
from agents.bootstrap.extras import extra
from agents.config import SHORTEST_KEY, Settings, load_settings
from agents.errors import SettingsError
from agents.redaction.logs import configure_logging
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.sanitize import use_recognizer

# A greeting; and a complaint about each generator that Strands leaves unfinished when a turn loses its fence.
_SAY_NOTHING = {"strands.telemetry.metrics": logging.WARNING, "opentelemetry.context": logging.CRITICAL}


def read_settings() -> Settings:
    """The environment's settings, with the key that they say stands in Secrets Manager. Raises SettingsError.

    There only the programs' own roles can read it; in their environments everybody could who may look at how
    they are configured, and with it name the patients of every log line and forge the audit trail.
    """
    settings = load_settings()
    if settings.pseudonym_key_secret is None:
        return settings
    client = secrets_client(settings)
    try:
        key = client.get_secret_value(SecretId=settings.pseudonym_key_secret).get("SecretString", "")
    except Exception as error:  # noqa: BLE001 - of many kinds, and each means the same
        why = getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__)
        raise SettingsError([f"PSEUDONYM_KEY_SECRET: cannot be read ({why})"]) from None
    if len(key) < SHORTEST_KEY:
        raise SettingsError([f"PSEUDONYM_KEY_SECRET: must hold text of {SHORTEST_KEY} characters or more"])
    return settings.model_copy(update={"pseudonym_key": SecretStr(key)})


def safe_logging(settings: Settings, pseudonyms: Pseudonyms) -> None:
    """Logs that cannot tell, from now on. Raises SettingsError for an extra that is not installed."""
    configure_logging(settings.log_level, pseudonyms)
    for name, level in _SAY_NOTHING.items():
        logging.getLogger(name).setLevel(level)
    if settings.scrub_with_presidio:
        with extra("presidio", "SCRUB_WITH_PRESIDIO"):
            from agents.redaction.presidio import Presidio
        use_recognizer(Presidio())
