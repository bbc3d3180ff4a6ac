"""Who tells callers apart, and which patients their care teams treat."""

from pathlib import Path

from agents.callers.authentication import Authenticator
from agents.callers.care_teams import CareTeams
from agents.config import Settings
from agents.errors import SettingsError, StoreUnavailable


def authenticator(settings: Settings) -> Authenticator:
    """Raises SettingsError for a file of care teams that cannot be read now."""
    if settings.care_teams is None:
        return Authenticator(settings)
    teams = CareTeams(Path(settings.care_teams))
    try:
        teams.teams()
    except StoreUnavailable as error:
        problem = f"must name a JSON file of teams and their patients ({type(error.__cause__).__name__})"
        raise SettingsError([f"CARE_TEAMS: {problem}"]) from None
    return Authenticator(settings, care_teams=teams)
