"""The emergencies the screen knows, and what to do about each until help arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Emergency(StrEnum):
    """In order of urgency: what kills within minutes stands first."""

    UNCONSCIOUS = "unconscious"
    ANAPHYLAXIS = "anaphylaxis"
    BREATHLESSNESS = "breathlessness"
    BLEEDING = "bleeding"
    SEIZURE = "seizure"
    CHEST_PAIN = "chest_pain"
    STROKE = "stroke"
    POISONING = "poisoning"
    SUICIDE = "suicide"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """What was found, most urgent first and each once, and the words that must stand first in the reply."""

    emergencies: tuple[Emergency, ...]
    text: str

    @classmethod
    def of(cls, found: Iterable[Emergency]) -> "RedFlag":
        """The flag for at least one emergency; `text` depends on them alone, never on a message."""
        members = set(found)
        emergencies = tuple(emergency for emergency in Emergency if emergency in members)
        return cls(emergencies, _compose(emergencies))


def _compose(emergencies: tuple[Emergency, ...]) -> str:
    names = ", ".join(_NAMES[emergency] for emergency in emergencies)
    heading = f"POSIBLE EMERGENCIA: {names}."
    actions = [f"- {_ACTIONS[emergency]}" for emergency in emergencies]
    return "\n".join([heading, _CALL, "Mientras llega la ayuda:", *actions, _CLOSING])


# National ambulance lines, as their ministries publish them (2025); 911 is the unified line in most of
# the region.
_CALL = (
    "Llame ahora al número de emergencias de su país: 123 (Colombia), 106 (Perú), 131 (Chile), 107 "
    "(Argentina), 192 (Brasil), 911 (México, Ecuador, Venezuela, Uruguay y la mayoría de los demás). "
    "Si ya está en un servicio de salud, active el código de emergencia de su institución."
)

_CLOSING = (
    "Si la ambulancia no llega, otra persona debe llevar a quien está en peligro al servicio de "
    "urgencias más cercano; quien tiene los síntomas no debe conducir. Este asistente no reemplaza la"
    " atención de urgencias."
)

_NAMES = {
    Emergency.UNCONSCIOUS: "pérdida del conocimiento o peligro inmediato de muerte",
    Emergency.ANAPHYLAXIS: "reacción alérgica grave",
    Emergency.BREATHLESSNESS: "dificultad grave para respirar",
    Emergency.BLEEDING: "sangrado grave",
    Emergency.SEIZURE: "convulsión",
    Emergency.CHEST_PAIN: "dolor de pecho o infarto",
    Emergency.STROKE: "ataque cerebral (ACV)",
    Emergency.POISONING: "intoxicación o envenenamiento",
    Emergency.SUICIDE: "riesgo de suicidio",
}

# Lay first aid that holds before anyone has examined the person; written for this project after the
# sources named.
_ACTIONS = {
    # AHA 2020/2025 BLS: unresponsive and not breathing normally -> compressions at 100-120/min, AED.
    Emergency.UNCONSCIOUS: (
        "Si no responde y no respira con normalidad, comprima fuerte y rápido el centro del pecho sin "
        "parar y pida un desfibrilador. Si respira, acueste a la persona de lado. No le dé nada por la boca."
    ),
    # WAO 2020, EAACI 2021: adrenaline in the mid-outer thigh at once, lying down, legs raised, no
    # standing up.
    Emergency.ANAPHYLAXIS: (
        "Si hay un autoinyector de adrenalina, aplíquelo ya en la cara externa del muslo. Mantenga a la "
        "persona acostada con las piernas en alto; sentada si le cuesta respirar. No la haga caminar ni "
        "espere a que un antialérgico haga efecto."
    ),
    # AHA/Red Cross 2024 first aid: position of comfort, own inhaler, back blows and thrusts when choking.
    Emergency.BREATHLESSNESS: (
        "Siente a la persona con el tronco erguido, afloje la ropa y use su inhalador u oxígeno si los tiene "
        "indicados. Si se atragantó y no puede toser ni hablar: 5 golpes en la espalda y 5 compresiones "
        "abdominales (en menores de un año, en el pecho). No la acueste a la fuerza."
    ),
    # AHA/Red Cross 2024, Stop the Bleed: direct pressure, tourniquet on a limb; WHO 2023 for post-
    # partum bleeding.
    Emergency.BLEEDING: (
        "Si la herida es visible, presione fuerte y sin soltar con una tela limpia; si un brazo o una "
        "pierna no deja de sangrar, ponga un torniquete por encima. Si es vómito, tos o sangrado interno "
        "o vaginal, acueste a la persona de lado y abríguela. No retire objetos clavados ni dé comida, "
        "bebida o aspirina."
    ),
    # AHA/Red Cross 2024, ILAE: protect, turn on the side, time it; nothing in the mouth.
    Emergency.SEIZURE: (
        "Retire lo que pueda golpear a la persona, proteja su cabeza, póngala de lado en cuanto pueda y "
        "mida cuánto dura. No la sujete ni le meta nada en la boca."
    ),
    # AHA/ACC 2021 chest pain, AHA/Red Cross 2024: rest, no exertion; aspirin by dispatcher's or
    # doctor's word only.
    Emergency.CHEST_PAIN: (
        "Reposo absoluto, sentado o semisentado, con la ropa floja. No camine, no haga esfuerzos y no "
        "espere a que pase. Pregunte a quien conteste la llamada si debe tomar aspirina; no la tome si es"
        " alérgico o sangra."
    ),
    # AHA/ASA 2019: last-known-well time decides treatment; nothing by mouth (aspiration, bleeding strokes).
    Emergency.STROKE: (
        "Anote la hora en que se le vio bien por última vez: decide el tratamiento. Acueste a la "
        "persona; de lado si vomita o está adormecida. No le dé comida, bebida, aspirina ni remedios "
        "para la presión."
    ),
    # WHO guidelines for poison control, AAPCC: no vomiting, no milk or charcoal on one's own, keep
    # the container.
    Emergency.POISONING: (
        "No provoque el vómito ni dé leche, aceite o remedios caseros. Guarde el envase y diga qué, "
        "cuánto y a qué hora. Si hay gas o humo, salga al aire libre. Si fue picadura o mordedura, "
        "inmovilice la zona sin cortar, chupar ni ligar."
    ),
    # WHO mhGAP 2.0 SUI, PAHO: company, means out of reach, listening; lines as published in 2025.
    Emergency.SUICIDE: (
        "Lo que siente importa y hay ayuda ahora. No se quede solo, ni deje sola a la persona: busque ya "
        "a alguien de confianza y aleje medicamentos, armas, venenos y objetos cortantes. También "
        "atienden líneas de crisis: México 800 911 2000, Chile *4141, Perú 113 (opción 5), Brasil 188."
    ),
}
