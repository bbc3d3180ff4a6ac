"""The embedded clinic: synthetic patients with FHIR R4 fields, and the tool that reads one of them."""

import json
import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal

from strands import tool
from strands.types.tools import AgentTool

from agents.tools.results import failure, success

logger = logging.getLogger(__name__)

Record = Mapping[str, Any]  # patient_id, patient, and one list of resources a section
Section = Literal["summary", "allergies", "medications", "conditions", "vitals"]


class Clinic:
    """Records by patient identifier. Read from the package's data on first use, nothing at import."""

    def record(self, patient_id: str) -> Record | None:
        """The record of exactly this identifier (letter case aside), None if the clinic has none."""
        return self._records.get(patient_id.casefold())

    def patient_ids(self) -> tuple[str, ...]:
        """The identifiers of everyone with a record."""
        return tuple(record["patient_id"] for record in self._records.values())

    @cached_property
    def _records(self) -> dict[str, Record]:
        text = (files("agents.tools") / "clinic.json").read_text(encoding="utf-8")
        return {record["patient_id"].casefold(): record for record in json.loads(text)["patients"]}


def patient_info_tool(patient_id: str, clinic: Clinic) -> AgentTool:
    """The tool that reads this one patient's record."""

    @tool
    def patient_info(section: Section = "summary") -> dict[str, Any]:
        """Lee la ficha clínica del paciente de esta conversación.

        Úsela cuando la respuesta dependa de sus datos registrados: identidad, alergias, medicación,
        diagnósticos o signos vitales. Ya está ligada al paciente; no hay forma de leer la ficha de otro.
        Devuelve JSON en español. Una lista vacía significa que la ficha no registra nada en esa sección,
        no que se haya descartado. Si no hay ficha, lo dice en `aviso`.

        Args:
            section: Qué parte leer: "summary" (todo, en breve), "allergies" (alergias), "medications"
                (medicación), "conditions" (diagnósticos y antecedentes) o "vitals" (signos vitales).
        """
        try:
            record = clinic.record(patient_id)
            if record is None:
                return success({"aviso": "La clínica no tiene ficha de este paciente."})
            return success({"ficha": describe(record, section)}, "ficha")
        except Exception as error:  # noqa: BLE001  # strands would hand the error's text to the model and the notes
            logger.warning("the clinic's record could not be read: %s", type(error).__name__)
            return failure("No se pudo leer la ficha clínica. No es lo mismo que no tener datos.")

    return patient_info


def describe(record: Record, section: Section) -> dict[str, Any]:
    """A section of a record as the model reads it: Spanish keys, one line a resource."""
    if section == "summary":
        lines = {name: [line(item) for item in record[key]] for key, (name, line) in _SECTIONS.items()}
        return {**_identity(record["patient"]), **lines}
    name, line = _SECTIONS[section]
    return {name: [line(item) for item in record[section]]}


def _identity(patient: Mapping[str, Any]) -> dict[str, str]:
    name, identifier = patient["name"][0], patient["identifier"][0]
    return {
        "nombre": " ".join([*name["given"], name["family"]]),
        "sexo": {"male": "masculino", "female": "femenino"}.get(patient["gender"], "no registrado"),
        "fecha_de_nacimiento": patient["birthDate"],
        "pais": patient["address"][0]["country"],
        "identificador": f"{identifier['system'].rpartition(':')[2].upper()} {identifier['value']}",
    }


def _allergy(item: Mapping[str, Any]) -> str:
    reaction = item["reaction"][0]["manifestation"][0]["text"]
    criticality = {"high": "alta", "low": "baja"}.get(item["criticality"], "no evaluada")
    return f"{item['code']['text']} ({reaction}; criticidad {criticality})"


def _medication(item: Mapping[str, Any]) -> str:
    return f"{item['medicationCodeableConcept']['text']}, {item['dosage'][0]['text']}"


def _condition(item: Mapping[str, Any]) -> str:
    return f"{item['code']['text']} ({item['clinicalStatus']['text']}, desde {item['onsetDateTime']})"


def _vital(item: Mapping[str, Any]) -> str:
    return f"{item['code']['text']}: {item['valueString']} ({item['effectiveDateTime']})"


_SECTIONS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "allergies": ("alergias", _allergy),
    "medications": ("medicacion", _medication),
    "conditions": ("diagnosticos", _condition),
    "vitals": ("signos_vitales", _vital),
}
