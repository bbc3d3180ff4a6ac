"""Whom a care team treats: a JSON file, `{"cardiologia": ["Juan_Perez_123", "12.345.678"], ...}`.

A clinician's token names their teams; this file names the teams' patients. It is read again when it changes,
so taking a patient out takes effect at the next request. A team that it does not name treats nobody.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from agents.errors import StoreUnavailable

Teams = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class CareTeams:
    """`teams` blocks: it looks at the file each time."""

    path: Path
    _read_at: tuple[int, int] | None = None
    _teams: Teams = field(default_factory=dict)

    def teams(self) -> Teams:
        """Patients by team. Raises StoreUnavailable: rights that cannot be read are not guessed."""
        try:
            state = self.path.stat()
            if (version := (state.st_mtime_ns, state.st_size)) != self._read_at:
                self._teams, self._read_at = _parsed(self.path.read_text(encoding="utf-8")), version
        except (OSError, ValueError) as error:
            self._read_at = None
            raise StoreUnavailable(
                "No se pudo comprobar sus permisos. Reintente en unos segundos."
            ) from error
        return self._teams


def _parsed(text: str) -> Teams:
    """Raises ValueError for anything but an object of lists of texts."""
    loaded = json.loads(text)
    if not isinstance(loaded, dict) or not all(_is_team(patients) for patients in loaded.values()):
        raise ValueError("a care team is a list of patients")
    return {team: tuple(patients) for team, patients in loaded.items()}


def _is_team(patients: object) -> bool:
    return isinstance(patients, list) and all(isinstance(patient, str) for patient in patients)
