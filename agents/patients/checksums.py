"""What a checksum and a shape add to a claim: confidence, and a country where only one has numbers like it.

A checksum never decides that a number is a patient's, nor that it is not: records hold numbers with
typing errors. The country depends on the number and on the words for it, never on dots or dashes, so an
alias is stable.
"""

from importlib import import_module

from agents.patients.claims import Claim

# Modules of python-stdnum. Imported when a number asks for one: the package takes as long as half of ours.
_DOMINICAN, _ECUADORIAN = "stdnum.do.cedula", "stdnum.ec.ci"
_CHECKS = {
    "cpf": "stdnum.br.cpf",
    "curp": "stdnum.mx.curp",
    "nss": "stdnum.luhn",
    "rut": "stdnum.cl.rut",
}
_NAMED, _WEAK, _FAILED, _LABELLED, _CHECKED = 0.6, 0.4, 0.7, 0.9, 0.98


def country_and_confidence(claim: Claim, value: str) -> tuple[str | None, float]:
    """The ISO country of an identifier, if its words or digits tell, and how sure it is one."""
    country = claim.country or _country_of(claim.kind, value)
    return country, _confidence(claim, value, country)


def _country_of(kind: str, value: str) -> str | None:
    if kind == "cedula" and value[:1] in "VE" and value[1:].isdigit():
        return "VE"
    if kind == "cedula" and len(value) == 14 and value[:-1].isdigit() and value[-1].isalpha():
        return "NI"
    if kind == "cedula" and len(value) == 11 and _valid(_DOMINICAN, value):
        return "DO"
    if kind == "rut" and _valid(_CHECKS["rut"], value):
        return "CL"
    if kind == "ti":
        return "CO" if len(value) < 13 else "HN"
    if kind == "dni" and value[-1].isalpha():
        return "ES"
    return "HN" if kind == "dni" and len(value) == 13 else None


def _confidence(claim: Claim, value: str, country: str | None) -> float:
    if claim.doubt or claim.bare:
        return _WEAK
    if claim.kind in ("name", "id"):
        return _LABELLED if any(map(str.isdigit, value)) else _NAMED
    if claim.kind in _CHECKS:
        return _CHECKED if _valid(_CHECKS[claim.kind], value) else _FAILED
    if claim.kind == "cedula" and (country == "DO" or _valid(_ECUADORIAN, value)):
        return _CHECKED
    return _LABELLED


def _valid(module: str, value: str) -> bool:
    return bool(import_module(module).is_valid(value))
