"""The words by which the offline model tells what is wanted. They meet small letters without accents."""

_I_SAID = (
    r"(?:(?:te|le|yo) )?(?:he |habia )?"
    r"(?:dije|dicho|conte\b|contado|comente|comentado|mencione|mencionado|pregunte|preguntado)"
)
_ASKING = r"(?:^|[¿.,;:\n]\s*|\b(?:dime|diga|digame|sabes?|recuerd\w+|acuerdas?) (?:de )?)(?:y )?"

# What was said before in the conversation.
MY_NAME = r"\b(?:como me llamo|mi nombre\s*(?:\?|$)|cual es mi nombre|quien soy\b)"
MY_ALLERGIES = (
    r"\ba que (?:\w+ )?(?:soy|es|era) alergic|\bmis alergias\b|\bque alergias? (?:tengo|(?:te |le )?dije)"
)
MY_MEDICINES = (
    r"\bque (?:medic\w+|remedios?|pastillas?) (?:tomo|uso|estoy tomando|(?:te |le )?dije)|"
    r"\bmis (?:medicamentos|medicinas|remedios)\b"
)
MY_AGE = r"\b(?:que edad tengo|cual es mi edad|cuantos anos tengo)\b"
MY_SYMPTOMS = (
    r"\b(?:que|cuales|los|mis) (?:\w+ ){0,2}?(?:sintomas?|molestias?)\b.{0,80}"
    rf"\b(?:{_I_SAID}|tengo|tenia|tuve|siento|tiene|refiere)|"
    r"\bcuales (?:son|eran|fueron) mis (?:sintomas|molestias)"
)
WHICH_PATIENT = r"\b(?:que|cual) paciente\b|\bquien es (?:el|la|mi) paciente"
FIRST_SAID = rf"\bprimer(?:[oa]|\s+mensaje)?\b.{{0,80}}\b{_I_SAID}"
LAST_SAID = rf"\bultim[oa]\b.{{0,80}}\b{_I_SAID}"
ALL_SAID = (
    rf"{_ASKING}que (?:mas |cosas )?{_I_SAID}|\blo anterior\b|"
    rf"\blo que {_I_SAID}\s*(?:[?.]|$|antes|ayer|hoy|hasta|al principio)|"
    r"\b(?:de )?que (?:hablamos|hablabamos|estabamos hablando|hemos hablado|veniamos hablando)|"
    r"\b(?:resum|repit)\w+ (?:de )?(?:lo|la|nuestra|todo)\b|\b(?:te acuerdas|se acuerda|recuerdas)\b"
)
WHICH_IS = r"\bcual (?:es|era|fue) (?P<thing>mi \w+)"

# What the tools know. A name found by NAMED_DOCUMENT is cut from the text as written.
NAMED_DOCUMENT = (
    r"\bdocumento (?:llamado )?[«\"'`]?"
    r"(?P<name>(?!(?:de|del|hay|tiene|tengo|que|es|mas|medico|nuevo)\b)\w[\w-]*)"
)
DOCUMENTS = (
    r"\b(?:documentos?|resultados?|laboratorios?|informes?|reportes?|examen(?:es)?|analisis|radiografias?|"
    r"recetas?|estudios?|ecografias?|archivos?)\b"
)
ALLERGIES = r"\balergi"
MEDICINES = r"\b(?:medicacion|medicamentos?|medicinas?|remedios|tratamientos?|que (?:esta tomando|toma))\b"
CONDITIONS = (
    r"\b(?:antecedentes?|diagnosticos?|enfermedad(?:es)?|condiciones|padece|padecimientos?|historial)\b"
)
VITALS = r"\b(?:signos vitales|vitales|presion|temperatura|frecuencia|saturacion|peso|talla)\b"
RECORD = (
    r"\b(?:datos|ficha|historia clinica|expediente|que edad tiene|cuantos anos tiene|"
    r"informacion del paciente)\b"
)
DATA = rf"{DOCUMENTS}|{ALLERGIES}|{MEDICINES}|{CONDITIONS}|{VITALS}|{RECORD}"

# What is said now.
REQUEST = (
    r"\?|\b(?:muestr\w+|mostrar\w*|dame|deme|dime|digame|lea|lee|abr[ae]|list[ae]|consult[ae]|revis[ae]|"
    r"busqu?[ae]|quiero ver|necesito ver|recuerd[ae]me)\b"
)
KEEP = r"\b(?:recuerd[ae]|anot[ae]|tom[ae] nota de|ten(?:ga)? (?:en cuenta|presente)) que\b"
HELP = (
    r"\b(?:ayuda\b|que (?:mas )?(?:puedes?|sabes?) hacer|en que (?:me )?puedes?|capacidades|"
    r"como (?:funciona|le uso|se usa)|quien (?:eres|es usted)|que eres|que es usted)"
)
KNOWLEDGE = (
    r"\b(?:pued[oe]|podria|deb[oe]|deberia|hay que|conviene) (?:tomar|comer|beber|hacer|usar|aplicar)|"
    r"\bpara que sirven?\b|\bque (?:es|son|causan?|significa) (?:el|la|los|las|un|una)\b|"
    r"\bes (?:grave|normal|malo|peligros[oa]|contagios[oa])|\befectos? (?:secundario|advers)|\bdosis\b|"
    r"\bcomo se (?:trata|cura|previene)"
)
QUESTION = rf"{REQUEST}|^(?:que|cual|cuales|como|cuando|cuanto|donde|quien|por que|puede|explique|explica)\b"
QUESTION = rf"{REQUEST}|^(?:que|cual|cuales|como|cuando|cuanto|donde|quien|por que|puede|expli[cq])"
PATIENT = r"\bpaciente\b"
THANKS = r"\b(?:gracias|agradezco|muy amable)\b"
GOODBYE = r"\b(?:adios|hasta (?:luego|pronto|manana|la vista)|cha[ou]|nos vemos)\b"
GREETING = r"\b(?:hola|buen(?:os)? dias?|buenas(?: (?:tardes|noches))?|que tal|saludos)\b"
ANYTHING = r"\S"
