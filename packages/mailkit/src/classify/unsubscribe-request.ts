import type { ParsedMessage } from '../parse/parsed-message.ts'
import { foldText } from './fold-text.ts'

/** The subject that mail programs write when someone uses `List-Unsubscribe` by mail. */
const SUBJECT =
  /^(?:re ?: ?)?(?:unsubscribe|un-subscribe|opt.?out|remove(?: me)?|abmelden|abbestellen|desinscription|se desabonner|desabonnement|desuscribir(?:me|se)?|darse de baja|baja|cancelar (?:suscripcion|inscricao)|disiscrivi(?:mi|ti)?|cancellami|descadastrar|uitschrijven|afmelden|avsluta|avmeld(?:ing)?|afmeld(?:ing)?|avregistrera|отписаться|отписка|wypisz)\b.{0,60}$/
/** Requests that are a whole answer, or its first sentence. */
const REQUEST =
  /^(?:(?:hi|hello|hey|dear|hallo|bonjour|hola|ciao)[^.!\n]{0,30}[,.!]? )?(?:(?:please|pls|kindly|bitte|merci de|veuillez|por favor|per favore|alsjeblieft|graag|could you|can you|would you|i (?:want|would like|wish) (?:you )?to|i'd like to|je souhaite|ich mochte(?: mich)?|quiero|desidero|stop (?:emailing me )?and)\s+)*(?:(?:please )?unsubscribe\b|un-subscribe\b|opt(?: me)? ?-?out\b|stop$|stop[.!]+|stop (?:sending|e-?mailing|contacting|writing|spamming|mailing|all|these|this|emails?|messages?|it)\b|(?:do not|don't|dont|never|no longer) (?:ever )?(?:e-?mail|contact|write|send|message|mail)\b|no more (?:e-?mails?|mails?|messages?|of these)\b|(?:remove|delete|take) (?:me|us|my (?:e-?mail|address|name|data|details)|this (?:e-?mail|address)|our|\S+@\S+)\b|cease (?:and desist|contact)|austragen|abmelden|abbestellen|(?:keine|nicht) (?:weiteren |mehr )?(?:e-?mails?|mails?|kontaktieren|anschreiben)|(?:loschen|entfernen|streichen|nehmen) sie (?:mich|meine)|(?:me )?(?:desinscrire|desabonner|retirer|supprimer)|ne (?:plus )?(?:me )?(?:m'envoyer|contacter|ecrire)|(?:no|dejen de) (?:me )?(?:enviar|envien|escriban|contacten|mandar|manden)|(?:dar(?:me|se)?|denme|dame) de baja|elimin(?:ar|en|a)(?:me|mi)?|borrar(?:me)?|quitar(?:me)?|(?:cancellar|rimuover|toglier)(?:e|mi|temi)|non (?:mi )?(?:contattar|scriver|inviar)|remov(?:er|am|a)(?: meu| -?me)?|nao (?:me )?(?:envie|enviar|contacte)|uitschrijven|verwijder|geen (?:e-?mails?|mails?)|отпис|удалите|не (?:пишите|присылайте)|prosze (?:o )?(?:usun|wypis))/
const MAX_REQUEST = 300
/** What turns a request about one thing into a talk: "please remove me from the meeting", "stop by tomorrow". */
const OTHER_MATTER =
  /\b(?:meeting|invite|calendar|thread|cc\b|copy|stop by|instead|unless|but (?:please|do|i)|until)\b/

/**
 * Whether a mail asks for no more mails: by the subject that unsubscribe links write, or because what the person wrote is nothing else. A
 * longer answer that says so among other things is for a person to read.
 * @param newText what the person newly wrote, so that the unsubscribe line of our own quoted mail does not count
 */
export const isUnsubscribeRequest = (message: ParsedMessage, newText: string): boolean => {
  if (SUBJECT.test(foldText(message.subject.slice(0, 200)))) return true
  const text = foldText(newText.slice(0, 2000))
  return text.length <= MAX_REQUEST && REQUEST.test(text) && !OTHER_MATTER.test(text)
}
