/*
 * How people ask for no more mails, folded (see `foldText`), each as the beginning of a sentence after words of politeness. Only what can
 * hardly mean anything else is here: a request that is not recognised still counts as an answer and stops the mails, while an answer
 * that is mistaken for a request is lost.
 */

/** What may stand before a request. */
export const POLITE =
  "(?:please|pls|plz|kindly|just|so|and|but|could you|can you|would you|will you|you can|i (?:want|would like|wish|'d like|ask you|request) (?:you )?to|i'd like (?:you )?to|again|bitte|und|ich (?:mochte|bitte|will)|konnen sie|konnten sie|merci de|veuillez|svp|s'il vous plait|pouvez-vous|pourriez-vous|je (?:souhaite|voudrais|vous demande)(?: de)?|et|por favor|les? (?:pido|ruego|agradeceria)|quiero|quisiera|deseo|puede[ns]?|podria[ns]?|y|per favore|per cortesia|vi prego di|la prego di|desidero|vorrei|e|gostaria(?: de)?|solicito|peco|favor|alsjeblieft|alstublieft|graag|gelieve|kunt u|kan je|wil je|ik wil|vanligen|snalla|venligst|vennligst|prosze|poprosze|пожалуйста|прошу(?: вас)?)"

/** Ends a word in any script, as `\\b` does in ASCII only. */
const END = '(?!\\p{L})'
/** Nothing more than small words follows, so that "unsubscribe rates are rising" is no request. */
const ALONE =
  '(?= *(?:$|[.,:;!?)(-]|me\\b|us\\b|please\\b|pls\\b|from\\b|off\\b|of\\b|now\\b|immediately\\b|asap\\b|thank|thx\\b|today\\b|all\\b|my\\b|this\\b|\\S+@\\S+|bitte\\b|danke\\b|merci\\b|gracias\\b|grazie\\b))'

export const REQUESTS: readonly string[] = [
  // English
  `un-?subscribe(?: me| us)?${ALONE}`,
  `opt(?: me| us)?[ -]?out${ALONE}`,
  'stop[.! ]*$',
  'stop (?:sending|e-?mailing|contacting|writing|spamming|messaging|mailing|bothering)\\b',
  'stop (?:all |these |this |your |the )*(?:e-?mails?|messages?|spam|mailings?)\\b',
  "(?:do not|don't|dont|never)(?: ever)? (?:e-?mail|contact|write(?: to)?|message|bother|mail|spam) (?:me|us|this address)\\b",
  "(?:do not|don't|dont|never)(?: ever)? send (?:me |us )?(?:any|more|further|these|such|e-?mails?|messages?|anything)\\b",
  'no (?:more|further) (?:of )?(?:these|your|e-?mails?|mails?|messages?|contact)\\b',
  '(?:remove|delete|erase|drop|unlist) (?:me|us|my (?:e-?mail|address|name|data|details|contact)\\S*(?: (?:address|id|details))?|this (?:e-?mail|address)(?: address)?|\\S+@\\S+)(?= *(?:$|[.,;!?-]|from\\b|off\\b|immediately\\b|now\\b|asap\\b|please\\b|thank))',
  'take (?:me|us|my (?:e-?mail|address|name)(?: address)?|\\S+@\\S+) (?:off|out of|from)\\b',
  'cease (?:and desist|(?:all )?contact|e-?mailing|sending)\\b',
  // German
  `(?:mich |uns )?(?:bitte )?(?:abmelden|abbestellen|austragen)${END}`,
  `melden sie (?:mich|uns) .{0,30}\\bab${END}`,
  `(?:loschen|entfernen|streichen|nehmen|austragen) sie (?:bitte )?(?:mich|uns|meine)${END}`,
  '(?:losch|entfern|streich|nimm|trag)e?t? (?:bitte )?(?:mich|uns|meine) .{0,40}\\b(?:liste|verteiler|newsletter|datenbank|adresse|aus)' +
    END,
  'keine (?:weiteren |mehr )?(?:e-?mails?|mails?|nachrichten|werbung)(?: mehr)?(?: an| von|$|[.,!])',
  '(?:schreiben|kontaktieren|senden|schicken|mailen) sie (?:mir|mich|uns) (?:bitte )?(?:nicht mehr|nichts mehr|keine)' +
    END,
  '(?:mich |mir |uns )?(?:bitte )?nicht (?:mehr|weiter) (?:kontaktieren|anschreiben|schreiben|anmailen|belastigen)',
  // French
  `(?:me |nous |de me )?(?:desinscri(?:re|vez)|desabonne[rz])(?:-moi|-nous)?${END}`,
  '(?:me |nous |de me )?(?:retire[rz]|supprime[rz]|enleve[rz])(?:-moi|-nous| mon adresse| mes coordonnees)? (?:de|du|des)\\b.{0,30}\\b(?:liste|listes|mailing|base|fichiers?|envois)',
  "(?:de )?ne (?:me |nous |m'|plus (?:me |nous |m'))(?:contacte[rz]|envoye[rz]|ecri(?:re|vez)|sollicite[rz]|plus\\b)",
  // Spanish
  `(?:dar(?:me|nos)?|denme|deme|dame|dennos) de baja${END}`,
  '(?:no (?:me|nos) (?:envien?|escriban?|contacten?|manden?)|(?:dej(?:en|e|a|ad) de|no) (?:enviar|escribir|contactar|mandar)(?:me|nos))' +
    END,
  `(?:elimin(?:ar|en?|a)|quit(?:ar|en?|a)|borr(?:ar|en?|a)|sac(?:ar|a)|saquen)(?:me|nos)${END}`,
  '(?:eliminar|eliminen?|borrar|borren?) mi (?:correo|direccion|e-?mail|nombre)',
  // Italian
  `(?:cancella(?:te)?|rimuov(?:i|ete)|togli(?:ete)?|disiscriv(?:i|ete))(?:mi|ci)${END}`,
  `non (?:contatta|scrive|invia|manda|scrivi)(?:te)?(?:mi|ci)${END}`,
  '(?:cancellare|rimuovere|eliminare) (?:il mio|la mia|i miei) (?:indirizzo|e-?mail|mail|nome|dati)',
  // Portuguese
  '(?:descadastr(?:ar|e|em)|remov(?:er|am|a)|retir(?:ar|em?)|exclu(?:ir|am|a))(?:-?me| (?:o )?meu| (?:a )?minha) ?(?:e-?mail|endereco|nome|conta|d[ao]|$)',
  `descadastr(?:ar|e|em)${END}`,
  `nao (?:me |nos )?(?:envi(?:e|em|ar)|contact(?:e|em|ar)|mand(?:e|em|ar))(?: mais|-me)${END}`,
  'cancelar (?:a )?(?:minha )?(?:inscricao|subscricao|assinatura)',
  // Dutch
  `(?:schrijf|meld) (?:me|mij|ons) (?:uit|af)${END}`,
  '(?:verwijder|haal) (?:me|mij|ons|mijn (?:e-?mail|adres|gegevens|naam))',
  `geen (?:e-?)?mails? meer|(?:mij |me )?(?:uitschrijven|afmelden)${END}`,
  '(?:mail|contacteer|benader|stuur) (?:me|mij|ons) (?:niet|niets|geen .{0,20}) meer',
  // Scandinavian
  '(?:avregistrera|avmeld|afmeld|meld)(?: (?:mig|meg|oss|os))?(?: av| af)?[.! ]*$|ta bort (?:mig|min)|fjern (?:mig|meg|min)|sluta (?:skicka|maila|mejla)|slutt (?:a )?send|stop med at sende',
  // Polish, Russian
  '(?:o )?(?:wypis|usun)\\p{L}* (?:mnie|mojego|moj\\p{L}*|z (?:listy|bazy))',
  '(?:отпи(?:шите|сать|ска|саться)|удалите|уберите|исключите)(?: меня| мой| мою| нас|[.! ]*$)|не (?:пишите|присылайте|отправляйте|беспокойте|шлите)',
  // Japanese, Chinese
  '配信(?:を)?停止|配信不要|メール(?:を)?(?:停止|不要)|退订|退訂|取消订阅|取消訂閱',
]

/** What a mail program or a person puts as the subject of a mail that does nothing else. */
export const SUBJECTS =
  '(?:un-?subscribe|opt[ -]?out|remove(?: me)?|stop|abmelden|abmeldung|abbestellen|desinscription|se desabonner|desabonnement|desuscribir(?:me|se)?|darse de baja|baja|cancelar (?:suscripcion|inscricao)|disiscriv\\p{L}*|cancellami|cancellazione|descadastrar|uitschrijven|afmelden|avsluta|avmeld(?:ing)?|afmeld(?:ing)?|avregistrera|отписаться|отписка|wypisz|配信停止|退订)'
