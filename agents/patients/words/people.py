"""People in a message who are not the patient, and those who are the patient under another word."""

import re

PATIENT_WORDS = frozenset(
    """
    paciente pte pcte pac px patient pacientito pacientita pct pctte doente enfermito
    """.split()
)
PATIENT_PLURALS = frozenset("pacientes patients ptes pctes".split())

TITLES = frozenset(
    """
    sr sra srta senor senora senorita don dona dna d na sn mr mrs ms miss seu senhor senhora
    """.split()
)
DOCTOR_TITLES = frozenset(
    """
        dr dra dres doctor doctora doutor doutora lic licdo licda licenciado licenciada enf psic ps nut qf
        klgo klga ing abg
        """.split()
)

PROFESSIONALS = DOCTOR_TITLES | frozenset(
    """
    medico medica medicos enfermero enfermera enfermeros enfermeiro enfermeira residente interno interna
    cirujano cirujana pediatra psiquiatra obstetra matrona matron partera especialista anestesista
    farmaceutico farmaceutica quimico bioquimico nutricionista nutriologo nutriologa dietista terapeuta
    fisioterapeuta kinesiologo kinesiologa psicologo psicologa odontologo odontologa dentista tecnico
    tecnica tecnologo tecnologa paramedico paramedica auxiliar camillero camillera secretaria secretario
    recepcionista admisionista administrativo administrativa administrador administradora jefe jefa director
    directora coordinador coordinadora gerente internista intensivista urgenciologo emergenciologo tratante
    profesional personal trabajador trabajadora funcionario funcionaria digitador cajero cajera vigilante
    guardia estudiante pasante docente profesor profesora maestro maestra abogado abogada auditor auditora
    perito fiscal policia bombero rescatista chofer conductor promotor promotora gestor gestora operador
    operadora asesor asesora doctor physician nurse surgeon resident provider clinician therapist assistant
    interpreter interprete traductor traductora visitante visitantes repartidor repartidora mensajero
    mensajera portero portera celador celadora vacunador vacunadora transcriptor transcriptora sacerdote
    pastor notario juez jueza plantonista socorrista interconsultante forense legista instrumentista
    """.split()
)

CHILDREN = frozenset(
    """
    hijo hija hijito hijita nino nina bebe nene nena guagua guagueta menor lactante bebito bebita filho
    cipote cipota chavalo chavala patojo patoja chamaco chamaca gurisa wawa escuincle chilpayate
    filha crianca son daughter child baby chamo chama pequeno pequena nieto nieta
    """.split()
)

RELATIVES = frozenset(
    """
    madre padre mama papa mami papi mamita papito mamá apa ama hermano hermana hermanito hermanita hijo hija
    tio tia abuelo abuela abuelito abuelita esposo esposa marido mujer conyuge conviviente pareja novio
    novia primo prima sobrino sobrina nieto nieta suegro suegra cunado cunada yerno nuera padrastro
    madrastra padrino madrina padres papas progenitor progenitora tutor tutora apoderado apoderada
    representante responsable familiar familiares pariente parientes acompanante acompanantes acudiente
    cuidador cuidadora testigo vecino vecina amigo amiga donante donador donadora titular cotizante
    empleador patron contratante garante aval fiador pagador solicitante remitente informante allegado
    companero companera jefe suegros mae pai irmao irma acompanhante responsavel filho filha avo mother
    father mom dad parent guardian wife husband spouse brother sister son daughter caregiver companion
    relative friend grandmother grandfather denunciante agresor agresora victimario conductor propietario
    dueno duena compadre comadre ahijado ahijada bisabuelo bisabuela tatarabuelo consuegro consuegra
    roommate roomie
    """.replace("á", "a").split()
)

ORGANISATIONS = frozenset(
    """
    empresa clinica hospital laboratorio farmacia eps ips aseguradora seguro institucion proveedor
    consultorio compania fundacion universidad colegio ministerio secretaria alcaldia municipio banco
    prestador entidad sociedad drogueria botica ong cooperativa obra isapre mutual company insurer
    pharmacy employer distribuidora proveedora contratista
    """.split()
)

# What a patient belongs to, unlike what sells things to a hospital.
INSURERS = frozenset("eps ips aseguradora seguro isapre mutual obra insurer".split())
SELLERS = frozenset(
    "farmacia botica drogueria proveedor proveedora distribuidor distribuidora contratista pharmacy".split()
)

OTHERS = PROFESSIONALS | RELATIVES | ORGANISATIONS

COURTS = frozenset("juzgado tribunal fiscalia procuraduria comisaria defensoria corte audiencia".split())

BILLS = frozenset(
    "factura facturar recibo cheque poliza deposito transferencia cuenta boleta comprobante pago".split()
)

# Before a name, these say who stands behind the patient, or writes.
SIGNERS = frozenset(
    """
    contacto firma firmante firman autoriza firmado recibe elaboro elaborado reviso prescriptor prescribe
    tomador facturar assinado assinatura signed emergencia paga pago recoge recogio reclama cobra acompana
    acompanado acompanada trae trajo retira retiro retirara autorizo autorizamos autorizan otorgo otorgado
    """.split()
)

# Before a colon, a list of those who are not the patient: `testigos: Ana Ruiz CC 456, Luis Soto CC 457`.
LISTED = frozenset(
    """
    testigos acompanantes familiares firmantes responsables visitas visitantes contactos garantes fiadores
    avales autorizados acudientes cuidadores
    """.split()
)

# `la esposa trae su DNI`, `el hijo vino con la cédula`: whose document it may be.
CARRYING = frozenset(
    """
    trae trajo traen trajeron traia muestra mostro presenta presento porta portaba lleva llevaba tiene tenia
    entrega entrego deja dejo ensena enseno da dio aporta aporto exhibe exhibio adjunta adjunto manda mando
    envia envio anda andaba vino viene llego llega identifica identifico carga saco has brings brought shows
    showed gave trouxe traz mostrou tem apresentou entregou
    """.split()
)

# `ocupación: docente`.
OCCUPATIONS = frozenset("ocupacion profesion oficio ocupacao profissao".split())
# Of whose health a worker's examination is: `examen de ingreso, trabajador DNI 456, apto`.
OCCUPATIONAL = frozenset(
    """
    ocupacional ocupacionales laboral emo apto apta aptitud audiometria espirometria retiro minero operario
    """.split()
)
# `paciente policía`: what a patient is; a `paciente médico` may be cut from `paciente, médico ...`.
LAYMEN = frozenset(
    """
    estudiante docente profesor profesora maestro maestra abogado abogada policia bombero chofer conductor
    secretaria secretario cajero cajera vigilante guardia
    """.split()
)

# Only before a colon: `vacunó: CC 456`.
HANDS = frozenset(
    """
    transcribe transcribio vacuno vacuna aplico digito digita atendio atiende valoro evaluo tomo administro
    preparo verifico valido visita visitas despacho entrego
    """.split()
)

# `entrega los resultados a ...`: to whom papers are handed.
HANDING = re.compile(
    r"(?:entreg|entregu)[a-z]+\Z|(?:dar|dale|dele|denle|dieron|dio|doy|demos|darle|darles)\Z"
)
HANDED = frozenset(
    """
    resultado resultados examen examenes informe informes reporte orden ordenes receta recetas copia copias
    papel papeles documento documentos sobre historia epicrisis certificado certificados constancia
    incapacidad carnet formula placas radiografia radiografias laboratorios analisis estudios cuerpo cadaver
    restos pertenencias llaves valores laudo exames
    """.split()
)

# `avisar a Luis Soto`, `refiere Luis Soto`, `llega con Luis Soto`: who is named need not be the patient.
CALLING = re.compile(
    r"(?:llam|entrevist|avis|inform|notifi[cq]|comuni[cq]|contact|ubi[cq])(?:u?ar|a|e|o|u?en|an|aron|ado|u?emos|amos|ando)?\Z"
)
REPORTING = frozenset(
    """
    informa informo refiere refirio reporta reporto relata relato manifiesta manifesto comunica notifica
    notifico segun avisa aviso denuncia denuncio
    """.split()
)
COMING = frozenset("vive convive llega llego viene vino acude acudio ingresa ingreso entra entro".split())
# `mi mamá firma`, `mi esposo me acompaña`: what a relative does who is not the patient.
ACTING_FOR_ANOTHER = re.compile(
    r"(?:firm|pag|acompan|autori[cz]|cuid(?!ados)|recog|retir|reclam|cobr|represent|llev|hosped|visit)[a-z]+\Z"
    r"|(?:tra(?:e|er|jo|en|igo|era)|responde)\Z"
)
# `habla Luis Soto`, `aquí Luis Soto`: the caller.
PRESENTING = frozenset("habla escribe saluda aqui".split())
# `la cita es para mi mamá`, `escribo por mi mamá`.
FOR_WHOM = frozenset(
    """
    cita consulta turno control atencion escribo llamo consulto pregunto vengo solicito pido hablo escrevo
    preguntar consultar solicitar saber
    """.split()
)

# `soy ...`: what the caller is, when the caller is not the patient.
ROLES = OTHERS | frozenset(
    """
        de del cuidador quien encargado encargada turno guardia admision admisiones laboratorio recepcion
        archivo caja farmacia enfermeria facturacion sistemas contabilidad compras soporte informatica
        auditoria calidad cartera estadistica mantenimiento billing
        """.split()
)

# Who `se llama ...`; what else has a name is no patient.
PERSONS = (
    PATIENT_WORDS
    | CHILDREN
    | OTHERS
    | TITLES
    | frozenset(
        """
        persona personas mujer hombre varon joven adulto adulta anciano anciana adolescente muchacho muchacha
        chico chica gestante embarazada puerpera parturienta neonato neonata recien nacido nacida rn
        hospitalizado hospitalizada internado internada ingresado ingresada enfermo enferma accidentado
        accidentada herido herida lesionado lesionada usuario usuaria afiliado afiliada cliente gemelo gemela
        mellizo beba bebe mulher homem menino menina rapaz moca moco idoso idosa man woman boy girl
        viejita viejito vieja viejo viejecita ancianita nena donita guambra wambra cholita muchachita
        masculino masculina femenino femenina diabetico diabetica hipertenso hipertensa que quien
        """.split()
    )
)
