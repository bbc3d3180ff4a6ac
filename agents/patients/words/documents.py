"""What identifiers are called, and what each looks like.

All record numbers of a hospital (historia clínica, expediente, ficha, prontuário, MRN) are one kind,
`hc`: one hospital uses several of these words for one number. A weak name (`folio`) only counts beside a
patient.
"""

import re
from typing import NamedTuple


class Document(NamedTuple):
    """`country` is what the wording alone says; `weak` names are also used for other things, and those that
    count only `beside` a patient still more.
    """

    kind: str
    country: str | None = None
    weak: bool = False
    beside: bool = False


class Shape(NamedTuple):
    """How many digits a value of a kind has, and which letters may stand in it (a regex character class)."""

    least: int
    most: int
    letters: str = ""


SHAPES: dict[str, Shape] = {
    "id": Shape(1, 20, "a-z"),
    "cedula": Shape(5, 13, "vepn"),
    "dni": Shape(6, 13),
    "rut": Shape(6, 12, "k"),
    "curp": Shape(6, 10, "a-z"),
    "cpf": Shape(11, 11),
    "nss": Shape(10, 11),
    "passport": Shape(4, 12, "a-z"),
    "ti": Shape(8, 13),
    "ce": Shape(5, 12),
    "rc": Shape(6, 13),
    "cui": Shape(13, 13),
    "dui": Shape(8, 9),
    "hc": Shape(2, 20, "a-z"),
    "afiliacion": Shape(4, 20, "a-z"),
    "cns": Shape(15, 15),
    "rg": Shape(5, 10, "x"),
    "cuil": Shape(11, 11),
    "ppt": Shape(5, 15),
    "ine": Shape(8, 18, "a-z"),
    "ssn": Shape(9, 9),
}

# Abbreviations that also mean something else in a clinic need more digits than their kind alone would.
SHORT_NAMES: dict[str, int] = {
    "cc": 6,
    "ci": 5,
    "ce": 6,
    "ti": 8,
    "rc": 8,
    "hc": 3,
    "rg": 6,
    "ine": 10,
    "pp": 6,
    "exp": 3,
    "documento": 5,
    "doc": 5,
    "identificacion": 5,
    "identidad": 6,
    "di": 6,
}

_NAMES = """
id | id ; id paciente ; id de paciente ; id do paciente ; patient id ; paciente id ; patient_id
id | paciente_id ; id_paciente ; idpaciente ; patientid ; identificador ; identificador de paciente
id | identificacion del paciente
id | identificacion ; numero de identificacion ; no de identificacion ; documento ; documento de identidad
id | documento de identificacion ; doc ; doc identidad ; doc de identidad ; doc ident ; numero de documento
id | nro de documento ; num documento ; nro documento ; numero documento ; documento nacional ; doc id ; di
id | numero de identidad ; identidad
id | codigo de paciente ; codigo del paciente ; codigo paciente ; cod paciente ; cod pac
id | numero de paciente ; numero del paciente ; nro de paciente ; nro paciente ; num paciente
id | numero paciente ; no de paciente ; patient number ; patient no ; numero do paciente
id | codigo do paciente
cedula | cedula ; ced ; cedula de identidad ; cedula identidad ; numero de cedula ; nro de cedula
cedula | no de cedula ; num de cedula ; num cedula ; nro cedula ; numero cedula ; ci ; cid ; cedula nacional
cedula | carnet de identidad ; carne de identidad ; carnet ; carne ; carnet identidad
cedula | cedula de identidad personal ; cip ; cedula laminada
cedula DO | cedula de identidad y electoral ; cedula electoral
cedula CO | cedula de ciudadania ; cedula ciudadania ; cc ; ced ciudadania ; cedula de ciud
cedula CO | ced de ciudadania ; ced de ciud ; ced ciud
dni | dni ; documento nacional de identidad ; numero de dni ; nro de dni ; nro dni ; num dni ; numero dni
dni ES | nie ; numero de nie ; nif ; numero de identidad de extranjero
dni ES | numero de identificacion de extranjero ; tarjeta de identidad de extranjero ; tarjeta de residencia
rut | rut ; numero de rut
rut CL | run ; rol unico nacional ; rol unico tributario
curp MX | curp ; clave unica de registro de poblacion ; clave curp
cpf BR | cpf ; numero do cpf ; cadastro de pessoa fisica
nss MX | nss ; numero de seguridad social ; numero de seguro social ; num de seguridad social
nss MX | num seguridad social ; seguridad social ; seguro social ; numero imss ; nss imss ; numero de imss
nss MX | imss
passport | pasaporte ; passaporte ; passport ; numero de pasaporte ; nro de pasaporte ; nro pasaporte
passport | passport number ; pasap ; psp
ti | tarjeta de identidad ; tarjeta identidad ; ti
ce | cedula de extranjeria ; cedula extranjeria ; carnet de extranjeria ; carne de extranjeria
ce | carnet extranjeria ; ce ; cedula de residencia ; dimex ; documento de extranjeria
rc CO | registro civil ; registro civil de nacimiento ; nuip ; rc
cui GT | dpi ; cui ; codigo unico de identificacion ; documento personal de identificacion
dui SV | dui ; documento unico de identidad
hc | historia clinica ; historia clinica electronica ; historia clinica unica ; historia medica
hc | numero de historia ; numero de historia clinica ; nro de historia clinica ; nro de historia
hc | nro historia clinica ; num historia clinica ; no de historia clinica ; no de historia
hc | n historia clinica ; nro historia ; hist clinica ; hist clin ; hist ; h clinica ; hc ; hcl ; hce ; hcu
hc | nhc ; nhcl ; hcn ; historia
hc | expediente ; expediente clinico ; expediente medico ; expediente electronico ; numero de expediente
hc | expte ; expdte ; exte ; expt ; expd ; hclin ; hcli ; hist clinica nro ; pron ; prontuar
hc | nro de expediente ; no de expediente ; num de expediente ; num expediente ; exp ; exped ; exp clinico
hc | ece ; record medico ; record clinico ; numero de record ; nro de record ; no de record ; num de record
hc | numero record ; nro record ; no record ; num record
hc beside | record
hc | ficha ; ficha clinica ; ficha medica ; numero de ficha ; nro de ficha ; nro ficha
hc | numero de ficha clinica ; historial ; historial clinico ; historial medico ; legajo ; legajo clinico
hc | mrn ; medical record ; medical record number ; record number ; emr ; ehr ; chart ; chart number
hc | medical chart
hc | prontuario ; prontuario medico ; numero do prontuario ; pront ; registro clinico
hc | registro hospitalario ; registro do paciente ; numero de registro clinico ; numero de prontuario
hc weak | folio ; carpeta ; archivo ; registro ; numero de registro ; reg ; codigo ; cod
hc | folio clinico ; folio del expediente ; folio de expediente ; folio del paciente ; carpeta clinica
hc | archivo clinico
afiliacion | afiliacion ; numero de afiliacion ; nro de afiliacion ; num de afiliacion ; no de afiliacion
afiliacion | numero afiliacion ; numero de afiliado ; nro de afiliado ; nro afiliado ; afiliado ; afiliada
afiliacion | carnet de afiliacion ; numero de asegurado ; codigo de asegurado ; carnet de asegurado
afiliacion | numero de beneficiario ; carteirinha ; numero de socio ; tarjeta sanitaria ; nuhsa ; cipa
afiliacion | numero de tarjeta sanitaria ; tarjeta sanitaria individual ; tarjeta sanitaria europea
cns BR | cns ; cartao sus ; cartao nacional de saude ; cartao do sus ; numero do sus ; carteira do sus
cns BR | carteira sus
rg BR | rg ; registro geral ; carteira de identidade ; identidade
cuil AR | cuil
ppt CO | ppt ; pep ; permiso especial de permanencia ; permiso por proteccion temporal
ppt CO | permiso de proteccion temporal
ine MX | ine ; credencial ine ; clave de elector ; credencial de elector ; credencial para votar
ssn US | ssn ; social security number
"""

# Numbers of other people and things; what follows one of these names is swallowed with it.
NOT_DOCUMENTS = """
cedula profesional ; ced profesional ; ced prof ; cedula prof ; cedula medica ; cedula juridica
cedula catastral ; cedula de especialidad ; cedula de especialista ; cedula fiscal
tarjeta profesional ; tarjeta de credito ; tarjeta debito ; matricula ; matricula profesional
matricula nacional ; matricula provincial ; mp ; mn ; mat ; registro medico ; registro profesional
reg medico ; reg prof ; reg med
registro sanitario ; registro mercantil ; registro tributario ; rm ; rp ; colegiado ; colegiatura
numero de colegiado ; cmp ; cop ; cep ; rne ; rethus ; crm ; coren ; crf ; crefito ; licencia
licencia medica ; licencia profesional ; numero de licencia ; license
ruc ; rfc ; nit ; cuit ; rif ; rnc ; rtn ; cnpj ; rues ; nrc ; ruc empresa ; rup ; registro unico tributario
registro unico de contribuyentes
telefono ; telefonos ; tel ; tlf ; telf ; fono ; celular ; cel ; movil ; whatsapp ; wsp ; wasap ; fax
telefone ; phone ; numero de telefono ; numero de celular ; numero telefonico ; numero de contacto
nro de telefono
numero de cuenta ; cuenta ; numero de cama ; numero de habitacion ; numero de factura ; factura ; orden
numero de orden ; autorizacion ; numero de autorizacion ; radicado ; poliza ; numero de poliza ; lote
numero de lote ; serie ; numero de serie ; turno ; numero de turno ; ticket ; cita ; numero de cita
codigo de cita ; codigo postal ; cp ; placa
id de sesion ; session id ; id session ; sesion id ; id sesion ; sessionid ; id de la sesion ; id de usuario
user id ; id de la cita ; id cita ; id de cita ; id de orden ; id orden ; order id
id de mensaje ; id de muestra ; muestra id ; id muestra ; sample id ; id de equipo ; id del equipo
id del dispositivo ; device id
message id ; id de empleado ; employee id ; id empleado ; id doctor ; id medico ; doctor id
codigo cie ; cie ; cie10 ; cie 10 ; cid 10 ; cups ; codigo cups ; codigo de barras ; codigo de verificacion
codigo de acceso ; codigo de autorizacion ; codigo medico ; codigo de medico ; codigo del medico
codigo azul ; codigo rojo ; codigo de diagnostico ; codigo diagnostico ; codigo de area ; codigo de producto
fecha de nacimiento ; fn ; nacimiento ; dob ; f nac ; fec nac ; fecha nac ; data de nascimento ; nascimento
folio de receta ; folio de incapacidad ; folio fiscal ; folio de la receta ; folio de la incapacidad
historia de enfermedad ; archivo adjunto ; archivo pdf ; documento adjunto ; documento pdf
carnet de vacunas ; carnet de vacunacion ; carnet vacunas ; carne de vacunas ; carnet de conducir
carnet perinatal
"""

# Where and how a document turns up: whose it is nobody said.
FINDING = re.compile(
    r"(?:encontr|hall|aparec)[a-z]+\Z|(?:bolso|bolsa|bolsillo|bolsillos|cartera|billetera|mochila|ropa|pantalon)\Z"
)

# `HC odontológica 3321`, `ficha dental 9981`.
ADJECTIVES = frozenset(
    """
    odontologica odontologico dental ocupacional perinatal materna materno prenatal nutricional psicologica
    psicologico pediatrica pediatrico familiar digital electronica electronico fisica fisico unica unico
    hospitalaria hospitalario ambulatoria ambulatorio institucional interna interno certo certa
    correto correta
    """.split()
)

# `la muestra X1234567L`: what bears numbers written like a person's.
NUMBERED_THINGS = frozenset(
    """
    muestra muestras tubo equipo bolsa unidad serie referencia modelo placa reactivo pedido caja frasco
    paquete guia envio articulo bomba monitor
    """.split()
)

# What stands beside a professional's own document.
LICENCES = frozenset(
    "cmp cop cep rne crm coren mp mn mat matricula rm rp tp rethus colegiado licencia".split()
)

GLUED = frozenset(
    """
        cc ci ti ce hc hce hcl nhc id dni rut run nss mrn cpf rg paciente pte pcte cedula ced expediente
        ficha curp dpi dui cns nie
        """.split()
)

# By the stem of `colombiano`, `colombiana`.
NATIONALITIES = dict(
    pair.split(":")
    for pair in """
    colombian:CO ecuatorian:EC venezolan:VE peruan:PE chilen:CL argentin:AR bolivian:BO uruguay:UY paraguay:PY
    mexican:MX dominican:DO panamen:PA honduren:HN salvadoren:SV guatemaltec:GT costarricens:CR tic:CR
    nicaraguens:NI cuban:CU brasilen:BR brasileir:BR espanol:ES portugues:PT italian:IT frances:FR aleman:DE
    haitian:HT estadounidens:US norteamerican:US
    """.split()
)


def _documents() -> dict[tuple[str, ...], Document]:
    table: dict[tuple[str, ...], Document] = {}
    for line in _NAMES.strip().splitlines():
        head, _, names = line.partition("|")
        kind, *rest = head.split()
        country = next((word for word in rest if word.isupper()), None)
        for name in names.split(";"):
            table[tuple(name.split())] = Document(kind, country, "weak" in rest, "beside" in rest)
    for name in NOT_DOCUMENTS.replace("\n", ";").split(";"):
        if name.strip():
            table[tuple(name.split())] = Document("other")
    return table


def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], Document], ...]]:
    """Longest names first, so `cedula de extranjeria` is not read as `cedula`."""
    found: dict[str, list[tuple[tuple[str, ...], Document]]] = {}
    for words, document in _documents().items():
        found.setdefault(words[0], []).append((words, document))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in found.items()}


DOCUMENTS = _by_first_word()
