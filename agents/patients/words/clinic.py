"""Words that follow `paciente` and are never part of a name: grammar, verbs, findings, diseases, places,
payers.
"""

GRAMMAR = frozenset(
    """
    a al ante bajo cabe con contra desde durante en entre hacia hasta mediante para por pues segun sin
    sobre tras el lo los las un una unos unas este esta esto ese esa eso aquel aquella estos estas esos
    esas mi mis tu tus su sus nuestro nuestra nuestros yo usted ustedes ella ellos ellas nosotros me te se
    le les nos que quien quienes cual cuales cuyo cuya como cuando donde cuanto si no ni o u pero mas sino
    aunque porque ya aun todavia hoy ayer manana ahora antes despues luego siempre nunca tambien tampoco
    muy mucho mucha muchos muchas poco poca algo nada alguien nadie alguno alguna algun ninguno ninguna
    ningun todo toda todos todas cada otro otra otros otras mismo misma varios varias ambos demas bien mal
    mejor peor asi aqui alli ahi aca alla solo sola solamente recien casi tan tanto mientras entonces
    ademas incluso salvo excepto favor gracias hola buenas buenos dias tardes noches dia tarde noche lunes
    martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto
    septiembre setiembre octubre noviembre diciembre semana mes ano anos meses semanas hora horas minuto
    minutos primer primero primera segundo segunda tercer tercero tercera cuarto quinto ultimo ultima
    anterior siguiente actual nuevo nueva vez veces dos tres cuatro cinco seis siete ocho nueve diez cero
    uno em na num uma umas uns pra pelo pela pelos pelas ao aos com sem sob ate nem ou esse essa isso isto
    aquele aquela seu sua seus suas meu minha meus nosso ele ela eles elas voce voces hoje ontem amanha
    agora depois muito muita pouco sim nao tambem ja ainda the an of in on at to for from with without by
    and or but not is are was were has have had his her their its this that these those who which what
    when where how please hello hi thanks today yesterday tomorrow now
    """.split()
)

# What one says to whoever reads, behind a name as anywhere: courtesies, and what one calls people.
ADDRESSING = frozenset(
    """
    porfa porfaa porfaaa porfas porfi porfis porfita porfavor porfavorcito porfaplis plis pliz pls plz plss
    pliss pliis pleas please xfa xfas xfaa xfis xfi xfavor gracias graciass grasias grax gracs grac grcs gcs
    thx tks thks thanks obg obrigado obrigada vlw bendiciones saludos slds salu2 ok oki okis oka okey okay
    vale dale urgente urgentito rapido rapidito ahorita ahoritita nomas nomasito pue pues puej wey guey bro
    brother parce parcero pana mijo mija mijito mijita compa compi compita colega cole jefe jefa jefecito
    jefecita jefita profe maestro doc docto doctor doctora doctorcito doctorcita dr dra dres lic licen
    licenciado licenciada enfe joven amigo amiga amix amiguito amiguita bb bebe amorcito mami papi asap
    """.split()
)

VERBS = frozenset(
    """
    es era fue fuera fuese sea son eran fueron ser sido siendo esta estan estaba estuvo estar este estado
    estuviera estara sera seria hay habia hubo haya hubiera haber ha han he hemos tiene tienen tenia tuvo
    tener tenga tuviera tendra tengo tenemos refiere refieren referia refirio referir presenta presentan
    presento presentaba presente presentar presentando acude acudio acudir consulta consulto consultar
    consultan ingresa ingreso ingresar ingresado ingresan egresa egreso llega llego llegar llegaron viene
    vino venir va iba ir vaya niega nego negar pide pidio pedir pregunta pregunto preguntar dice dijo
    decir comenta comento comentar manifiesta manifesto informa informo relata relato cuenta conto
    menciona menciono sufre sufrio sufrir padece padecio toma tomo tomar tomaba usa uso usar usaba
    requiere requirio necesita necesito necesitar solicita solicito quiere quiso quiero querer puede pudo
    puedo poder debe debio deber sigue siguio seguir continua continuo continuar permanece mantiene
    mantuvo evoluciona evoluciono mejora mejoro empeora empeoro fallece fallecio murio muere nacio nace
    nacido pesa peso mide midio talla cursa curso cursando inicia inicio iniciar comienza comenzo recibe
    recibio recibir tolera tolero come comio duerme camina respira vomita vomito tose sangra sangro llora
    grita queja quejas reporta reporto muestra mostro ver vio visto veo vamos abre abrir abra cierra
    cerrar busca buscar agenda agendar cambia cambiar pasa paso pasar trae trajo traer lleva llevo llevar
    deja dejo dejar hace hizo hacer hago haga dio da dar doy sabe saber se sube subio baja bajo aparece
    aparecio parece parecia queda quedo quedar resulta resulto sale salio salir entra entro llamar
    llama llamado llamada nombre nombrado identificado identificada identificar atendido atendida atender
    atiendo atendi vista valorado valorada evaluado evaluada operado operada intervenido intervenida
    hospitalizado hospitalizada internado internada trasladado trasladada remitido remitida referido
    referida derivado derivada controlado controlada tratado tratada diagnosticado diagnosticada conocido
    conocida acompanado acompanada traido traida programado programada citado citada dado dada alta mandar
    mandame manda enviar envia envie enviame dame deme dime revisa revisar revise necesitamos esperando
    espera esperar debuta despierta despierto tiembla convulsiona convulsiono desmayo cae cayo golpeo
    fracturo quemo corto mordio lesiono tem tinha teve estava apresenta apresentou refere nega chegou veio
    foi foram faz fez pode quer precisa deu entrada segue evolui internou mede diz disse has had presents
    presented reports denies complains admitted discharged needs wants takes is was feels says said shows
    came comes tendria podria deberia quisiera gustaria confirma confirmar confirmo actualiza actualizar
    registra registrar registro anota anotar agrega agregar guarda guardar mostrar muestrame lista listar
    operan operaron opera dieron dan hicieron piden envian mandan llevan traen llaman vienen van salen
    creo creemos supongo pienso soy sou llamo estable firma firmo autoriza autorizo acepta rechaza
    """.split()
)

FINDINGS = frozenset(
    """
    febril afebril agudo aguda cronico cronica grave critico critica estable inestable delicado leve
    moderado moderada severo severa terminal oncologico oncologica diabetico diabetica hipertenso
    hipertensa hipotenso hipotensa asmatico asmatica epileptico epileptica cardiopata nefropata hepatopata
    obeso obesa desnutrido desnutrida deshidratado deshidratada alergico alergica embarazada gestante
    puerpera multipara primigesta primipara nulipara multigesta lactante lactancia neonato neonata
    prematuro prematura recien nacido nacida pretermino menor mayor adulto adulta anciano anciana joven
    nino nina bebe adolescente escolar preescolar pediatrico pediatrica geriatrico geriatrica masculino
    masculina femenino femenina hombre mujer varon hembra sexo genero edad consciente inconsciente
    orientado orientada desorientado desorientada lucido lucida somnoliento somnolienta estuporoso
    comatoso coma alerta activo activa reactivo agitado agitada ansioso ansiosa depresivo depresiva
    deprimido suicida psiquiatrico psiquiatrica intubado intubada sedado sedada ventilado ventilada
    postoperado postoperada posoperado postoperatorio postquirurgico quirurgico prequirurgico
    preoperatorio ambulatorio ambulatoria urgente urgencia urgencias emergencia emergencias uci ucin upc
    uti utip uce urg ingles cama camilla silla sala piso habitacion cuarto pabellon quirofano box
    consultorio turno cita sano sana enfermo enferma fallecido fallecida muerto muerta vivo viva positivo
    positiva negativo negativa sintomatico sintomatica asintomatico asintomatica sospechoso confirmado
    vacunado vacunada fumador fumadora exfumador alcoholico alcoholica drogadicto consumidor sedentario
    sedentaria ciego ciega sordo sorda mudo discapacitado discapacitada postrado postrada encamado palido
    palida icterico icterica cianotico cianotica diaforetico diaforetica disneico disneica taquicardico
    taquicardica bradicardico taquipneico polipneico eupneico normotenso normotensa anemico anemica
    febricula edematizado edematoso colaborador colaboradora cooperador cooperadora tranquilo tranquila
    irritable hiporactivo hipoactivo hiporexico dolor abdominal abdominales toracico toracica cefalea
    fiebre tos vomitos vomito diarrea nausea nauseas mareo mareos vertigo disnea edema edemas astenia
    adinamia anorexia sangrado hemorragia hemorragias sangre herida heridas fractura fracturas trauma
    traumatismo tce quemadura quemaduras mordedura caida golpe lesion lesiones tumor masa masas nodulo
    cancer carcinoma leucemia linfoma melanoma sarcoma metastasis diabetes hipertension hipotension asma
    epoc epid neumonia bronquitis bronquiolitis faringitis amigdalitis otitis sinusitis rinitis gripe
    influenza covid covid19 dengue zika chikungunya malaria paludismo tuberculosis tb tbc vih sida sifilis
    hepatitis cirrosis gastritis colitis apendicitis colecistitis pancreatitis peritonitis sepsis shock
    choque infarto iam iamcest iamsest angina arritmia fibrilacion insuficiencia falla cardiaca renal
    hepatica respiratoria respiratorio cardiaco hepatico pulmonar cerebral acv ecv ave ictus evc tia
    epilepsia convulsion convulsiones migrana demencia depresion ansiedad esquizofrenia bipolar autismo
    tea tdah lupus artritis artrosis osteoporosis gota fibromialgia anemia hemofilia drepanocitosis
    trombosis embolia tep tvp varices hernia hernias calculos litiasis infeccion infecciones itu ivu
    absceso celulitis ulcera ulceras pie cabeza cuello espalda pecho torax abdomen brazo pierna mano
    rodilla cadera hombro ojo ojos oido nariz boca garganta piel hueso corazon pulmon higado rinon utero
    ovario prostata mama mamas embarazo aborto parto cesarea preeclampsia eclampsia ruptura membranas
    amenorrea menopausia control controles gestacion sdg fum fur feto fetal glasgow nyha asa killip child
    pugh gold apache sofa qsofa curb crb apgar tanner karnofsky ecog rankin nihss barthel braden norton
    wells hasbled chads timi grace forrest fontaine rutherford fine meld bishop silverman downes centor
    gleason birads bi rads tirads figo tnm dukes breslow clark ckd erc irc irct hta dm dm1 dm2 dbt db hto
    hb tsh pcr vsg bun tac tc rm rmn rx eco ekg ecg eeg fc fr ta pa pam pas pad sat sato spo fio imc tfg
    hba1c rh orh grupo sanguineo factor o+ a+ ab+ g p c gesta gestas paras cesareas abortos grado clase
    estadio fase tipo nivel escala puntaje score i ii iii iv v vi vii viii ix x sin alta baja alto bajo
    media intermedio riesgo prioridad triage triaje codigo rojo azul verde amarillo naranja negro
    manchester parkinson alzheimer crohn chagas hodgkin down turner klinefelter marfan cushing addison
    graves basedow hashimoto sjogren raynaud behcet kawasaki still wegener goodpasture guillain barre
    wernicke korsakoff huntington tourette asperger rett ehlers danlos gaucher fabry pompe wilms ewing
    kaposi burkitt waldenstrom paget barrett mallory weiss zollinger ellison hirschsprung meckel budd
    chiari fallot ebstein eisenmenger brugada wolff parkinsonwhite bell ramsay hunt meniere horner charcot
    creutzfeldt von willebrand lyme reiter takayasu buerger dupuytren quervain colles bennett monteggia
    perthes osgood schlatter legg sars ebola mers h1n1 hpv vph ets its asc tiroides hipotiroidismo
    hipotiroideo hipotiroidea hipertiroidismo hipertiroideo hipertiroidea paracetamol ibuprofeno aspirina
    omeprazol losartan enalapril metformina insulina atorvastatina amoxicilina ceftriaxona ciprofloxacino
    dexametasona prednisona salbutamol morfina tramadol diclofenaco ketorolaco heparina warfarina
    enoxaparina clopidogrel furosemida espironolactona amlodipino carvedilol bisoprolol levotiroxina
    fluoxetina sertralina clonazepam diazepam haloperidol risperidona quimioterapia quimio radioterapia
    hemodialisis dialisis dialitico dialitica trasplante trasplantado trasplantada transplantado cirugia
    cirugias suero sueros oxigeno antibiotico antibioticos tratamiento tratamientos medicamento
    medicamentos dosis vacuna vacunas examen examenes laboratorio laboratorios resultado resultados
    biopsia radiografia ecografia tomografia resonancia hemocultivo hemocultivos urocultivo cultivo
    cultivos hemograma glucosa glicemia glucemia creatinina potasio sodio plaquetas leucocitos hemoglobina
    hematocrito saturacion presion arterial frecuencia temperatura talla signos vitales evolucion
    evoluciones antecedente antecedentes diagnostico diagnosticos problema problemas sintomas sintoma
    cuadro clinico clinica motivo enfermedad enfermedades historia historias historial expediente nota
    notas ficha receta recetas formula incapacidad interconsulta epicrisis cedula dni rut curp cpf nss id
    pasaporte documento identificacion identidad identificar ns nn desconocido desconocida anonimo anonima
    ejemplo prueba test virtual ficticio estandar simulado hipotetico y z xx nuevo nueva viejo vieja
    antiguo antigua regular frecuente recurrente policonsultante polimedicado polimedicada pluripatologico
    inmunosuprimido inmunosuprimida inmunocomprometido inmunodeprimido neutropenico neutropenica septico
    septica infectado infectada contagiado aislado aislada aislamiento quemado quemada politraumatizado
    politraumatizada politrauma traumatizado baleado apunalado accidentado accidentada intoxicado
    intoxicada mordido picado envenenado ahogado electrocutado paliativo paliativa domiciliario
    domiciliaria migrante indigena extranjero extranjera venezolano venezolana colombiano colombiana
    peruano peruana mexicano mexicana argentino argentina chileno chilena ecuatoriano ecuatoriana
    boliviano boliviana dominicano dominicana haitiano haitiana cubano cubana brasileno brasilena uruguayo
    uruguaya paraguayo paraguaya panameno panamena guatemalteco salvadoreno hondureno nicaraguense
    costarricense mestizo mestiza afrodescendiente blanca blanco testigo testigos jehova catolico
    evangelico soltero soltera casado casada viudo viuda divorciado union libre agricultor ama casa
    jubilado jubilada estudiante empleado obrero comerciante docente abogado ingeniero taxista chofer
    albanil campesino medico medica doctor doctora dr dra enfermero enfermera enf lic licenciado
    licenciada residente interno interna especialista cardiologia neurologia pediatria ginecologia
    obstetricia traumatologia oncologia nefrologia urologia psiquiatria dermatologia oftalmologia medicina
    general intensiva familiar externa consulta servicio area unidad departamento hospital centro posta
    sanatorio policlinico instituto ips eps essalud issste imss isssteinson iess ins minsa sis isapre
    fonasa pami sus sura sanitas compensar famisanar coosalud salud coomeva colsanitas particular privado
    privada subsidiado subsidiada contributivo beneficiario beneficiaria afiliado afiliada asegurado
    asegurada seguro popular social bienestar aseguradora prepagada empresa farmacia bogota lima mexico
    cdmx quito guayaquil caracas santiago medellin cali barranquilla cartagena buenos aires cordoba
    rosario mendoza valparaiso concepcion arequipa cusco trujillo piura iquitos puno monterrey guadalajara
    puebla merida tijuana cancun veracruz maracaibo valencia barquisimeto montevideo asuncion paz
    cochabamba sucre potosi oruro tarija managua tegucigalpa guatemala salvador panama brasil colombia
    peru chile ecuador venezuela bolivia uruguay paraguay cuba haiti honduras nicaragua amigo amiga
    hermano hermana madre padre papa mami papi hijo hija esposo esposa tio abuelo abuela familia pareja
    acompanante cuidador cuidadora vecino vecina responsable tutor gestacional hipertensiva obstetrica
    puerperal neonatal infantil juvenil tardio temprano derecho derecha izquierdo izquierda bilateral
    anterior posterior superior inferior proximal distal superficial profundo profunda difuso difusa
    localizado generalizado generalizada seguros central universitaria universitario medical swiss
    colmedica rimac pacifico osde sturge noonan edwards patau prader willi lesch nyhan duchenne becker
    lennox gastaut dravet fontan norwood whipple billroth nissen hartmann foley mahurkar ringer hunner
    fournier mirizzi stanford charlson zung beck hamilton intenso intensa roja azules tez deterioro
    mejoria opresivo opresiva punzante colico subito subita progresivo progresiva persistente intermitente
    matutino nocturno diurno normal anormal elevado elevada disminuido disminuida aumentado aumentada
    ausente presentes alterado alterada conservado conservada compensado compensada descompensado
    descompensada controlada mal sr sra senor senora don dona srta ninos pacientes paciente pte pcte tel
    telefono celular cel whatsapp correo email direccion domicilio fecha nacimiento hora firma febre dor
    tosse gravida estavel acamado acamada idoso idosa crianca menino menina rapaz moca senhora senhor
    mulher homem anos meses dias leito enfermaria pressao exames receita remedio pain fever cough years
    old male female diabetic pregnant stable unstable asthma bed room ward bp hr name number record chart
    history weight height age positive negative allergic allergy unknown unidentified puede puedo
    embarazadas hospitalario intrahospitalario complicado complicada sencillo simple dificil cronicos
    pediatricos adultos mayores especial especiales vip desaparecido perdido perdida correcto correcta
    incorrecto incorrecta equivocado equivocada confundido
    guanajuato yucatan antioquia jalisco tamaulipas sinaloa sonora chihuahua coahuila michoacan oaxaca
    chiapas tabasco campeche queretaro aguascalientes zacatecas nayarit colima tlaxcala carabobo zulia
    tachira anzoategui cundinamarca boyaca tolima huila risaralda quindio misiones formosa tucuman jujuy
    ferula collar corse sonda cateter tubo drenaje bota vendaje yeso faja protesis clavo placa marcapasos
    stent maniobra posicion chubut neuquen cajamarca huanuco ayacucho ucayali tacna moquegua
    """.split()
) - frozenset(
    """
    concepcion santiago salvador mercedes rosario mendoza trujillo cordoba valencia asuncion paz merida
    cali lima blanca blanco picado hidalgo negro clark grace hunt rojo franco
    """.split()
)

NEVER_A_NAME = (
    GRAMMAR
    - frozenset(
        """
    julio agosto abril domingo martes mayo enero segundo
    """.split()
    )
    | VERBS
    | FINDINGS
    | ADDRESSING
)

# Endings of findings, actions and qualities; a word with one of them is a name only if a name list holds it.
NOT_A_NAME_ENDINGS = tuple(
    """
    cion ciones sion siones itis osis emia emias algia algias patia patias mente ando iendo endo ado ados
    ada adas ido idos ida idas ivo iva ivos ivas oso osa osos osas ico ica icos icas able ables ible ibles
    ismo uria rragia rrea ectomia scopia grafia logia logico logica logo loga penia ario aria arios arias
    dad dades aje miento mientos ante antes ente entes tico tica plejia paresia plasia trofia uro oma omas
    ema emas cao coes mento agem ndo
    """.split()
)

MEDICAL_ENDINGS = tuple(
    """
    itis osis emia emias algia algias patia patias ectomia scopia grafia logia uria rragia rrea penia
    plejia paresia plasia trofia ectomizado ectomizada
    """.split()
)

AGES = frozenset("a ano anos anio anios aos m mes meses d dia dias semanas years yo y".split())

# A number before one of these is an amount, not an identifier.
UNITS = frozenset(
    """
    ano anos anio anios anito anitos aos a mes meses m semana semanas sem sdg sg dia dias d hora horas h hs
    hr hrs min mins minuto minutos seg segundo segundos noche noches kg kgs k kilo kilos kilogramo
    kilogramos g gr grs gramo gramos mg mgs mcg ug ng pg lb lbs libra libras onzas oz ml mls cc l lt lts
    litro litros dl cm cms mm mt mts metro metros mmhg lpm rpm bpm ppm fr ui u iu meq mmol mosm x grados
    grado c f celsius gy cgy paginas hojas folios tomos unidades rads kcal cal calorias soles pesos dolares
    reales quetzales bolivares usd cop mxn porciento am pm yr yrs year years month months week weeks day
    days hour hours times pulgadas km kms gotas puffs
    """.split()
)
# So is a small number before one of these.
COUNTED = frozenset(
    """
    vez veces tab tabs tableta tabletas pastilla pastillas comprimido comprimidos capsula capsulas ampolla
    ampollas amp frasco frascos caja cajas dosis unidades unidad sobre sobres gestas gesta hijos hijas
    abortos partos cesareas puntos pts episodios vomitos deposiciones evacuaciones crisis convulsiones
    sesiones controles ciclos camas pisos cuadras pacientes personas casos contactos cigarrillos cigarros
    cajetillas paquetes copas cervezas latidos resp porcentaje vezes visitas citas consultas examenes
    pruebas muestras preguntas cosas opciones turnos pies
    """.split()
)

# What has a number of its own: `la glucosa del paciente es 240` does not name a patient.
MEASURED = frozenset(
    """
    telefono telefonos tel tlf telf fono celular cel movil whatsapp wsp wasap fax contacto correo email
    edad peso talla estatura altura imc glucosa glicemia glucemia azucar hgt dxt presion tension ta pa
    sistolica diastolica pam fc fr frecuencia pulso saturacion sat spo spo2 satura temperatura temp t
    fiebre hemoglobina hb hto hematocrito creatinina urea bun plaquetas leucocitos leucos colesterol
    trigliceridos tsh hba1c glicosilada potasio sodio calcio pcr vsg ck troponina troponinas lactato inr
    dimero ferritina psa hcg dosis infusion goteo ritmo velocidad flujo fio2 peep volumen diuresis cama
    camas habitacion cuarto sala piso box consultorio camilla turno ticket hora fecha nacimiento nacio
    nacido fum fur codigo-postal cp direccion casa calle carrera avenida apto apartamento lote factura
    recibo orden autorizacion pedido cita radicado poliza saldo costo precio valor pago cuenta tarjeta pin
    clave contrasena otp token placa protocolo version pagina articulo resolucion ley glasgow apgar eva
    puntaje score kilos kg ml cc mg calorias angulo filtrado tfg ph pco2 po2 bicarbonato hco3 clearance
    leito pressao pressao-arterial batimentos saturacao idade telefone whats blood glucose weight height
    phone pressure temperature heart rate age room bed dose dob porcentaje porciento cifras valores
    niveles nivel lectura medicion
    """.split()
)

# Behind an unknown word with a capital these make a medicine: `Clavulin Junior`.
BRAND_ENDINGS = frozenset("junior forte plus duo max retard flex kids baby compuesto active advance".split())

# What a form of its own is for: `ficha 4512 de dengue`.
NOTIFIED = FINDINGS | frozenset(
    """
    rabia sarampion rubeola colera leptospirosis leishmaniasis hantavirus meningitis tosferina coqueluche
    difteria tetanos polio parotiditis varicela brucelosis lepra hanseniasis viruela
    notificacion investigacion vigilancia vacunacion reporte violencia accidente mortalidad inscripcion
    """.split()
)

# What only a patient does: `don Julio Paredes refiere tos`.
ATTENDING = frozenset(
    """
    presenta presento refiere refirio acude acudio ingresa ingreso ingresado cursa debuta niega consulta
    evoluciona convulsiono apresenta refere presents reports
    """.split()
)
