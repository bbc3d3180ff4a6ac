"""The audit trail: where it goes, and what seals it."""

import logging
from pathlib import Path
from urllib.parse import unquote, urlsplit

from agents.audit.auditor import Auditor
from agents.audit.chain import Report, Sealer
from agents.audit.trail import NoTrail, Trail
from agents.bootstrap.clients import logs_client
from agents.config import Settings
from agents.errors import SettingsError
from agents.redaction.pseudonym import Pseudonyms

logger = logging.getLogger(__name__)


def auditor(settings: Settings) -> Auditor:
    """What keeps the audit trail. Raises SettingsError if one is required and cannot be written."""
    pseudonyms = Pseudonyms(settings.pseudonym_secret())
    told = Auditor(_trail(settings), pseudonyms, settings.audit_required)
    if settings.audit_required and not told.active:
        raise SettingsError(["AUDIT_REQUIRED: there is no trail; set AUDIT_TRAIL"])
    if not told.active:
        logger.warning("no audit trail is kept; set AUDIT_TRAIL")
    try:
        told.trail.check()
    except Exception as error:
        if settings.audit_required:
            raise SettingsError([f"AUDIT_TRAIL: cannot be written ({type(error).__name__})"]) from None
        logger.error("the audit trail cannot be written", exc_info=error)
    return told


def _trail(settings: Settings) -> Trail:
    if settings.audit_url.startswith("cloudwatch:"):
        from agents.audit.cloudwatch import CloudWatchTrail

        return CloudWatchTrail(logs_client(settings), audit_group(settings), sealer(settings))
    path = audit_file(settings)
    if path is None:
        return NoTrail()
    from agents.audit.file import FileTrail

    return FileTrail(path, sealer(settings))


def sealer(settings: Settings) -> Sealer:
    """The seals of this installation's trail: keyed where PSEUDONYM_KEY is set."""
    return Sealer(settings.pseudonym_secret() if settings.pseudonym_key else None)


def audit_file(settings: Settings) -> Path | None:
    """The trail's file, if it is one. In a folder (a final slash) each key has a trail of its own."""
    url = urlsplit(settings.audit_url)
    if url.scheme != "file":
        return None
    path = Path(unquote(url.path))
    return path / f"trail-{sealer(settings).key_id}.jsonl" if url.path.endswith("/") else path


def audit_group(settings: Settings) -> str:
    """The log group of `cloudwatch://<group>`, whose name may begin with a slash (`cloudwatch:///aws/x`)."""
    return settings.audit_url.removeprefix("cloudwatch://")


def verified_group(settings: Settings) -> dict[str, Report]:
    """What is found in each stream of the trail's log group. Needs rights to read it."""
    from agents.audit.cloudwatch import verify_group

    return dict(verify_group(logs_client(settings), audit_group(settings), sealer(settings)))
