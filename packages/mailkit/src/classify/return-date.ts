import { foldText } from './fold-text.ts'
import { dateAt, fromGroups, nextWeekday } from './written-date.ts'

const DAY_MS = 86_400_000
const MAX_TEXT = 3000
/** A named day further away than this is not a return. */
const MAX_AHEAD_DAYS = 400
const WORD = '[\\p{L}]{3,12}'

/** What may stand between a leading word and the date: weekdays, articles. */
const FILLER =
  '(?:[,:\\s]|the\\b|on\\b|at\\b|den\\b|dem\\b|le\\b|el\\b|il\\b|dia\\b|o\\b|al\\b|am\\b|de\\b|zum\\b|and including\\b|including\\b|einschlie(?:ss|ß)lich\\b|inklusive\\b|[\\p{L}-]{2,10}(?:day|tag|di|ag|rdi)\\b|(?:lunes|martes|miercoles|jueves|viernes|lunedi|martedi|mercoledi|giovedi|venerdi|segunda|terca|quarta|quinta|sexta)(?:-feira)?\\b|mon\\b|tue\\b|wed\\b|thu\\b|fri\\b|mo\\b|di\\b|mi\\b|do\\b|fr\\b){0,6}'

/** Words after which the day of return stands, then those after which the last day of absence does. */
const LEADS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:(?:return\\w*|back|be back|available(?: again)?|resume\\w*|in the office(?: again)?|reachable)(?: (?:to|in|at|by|the|my|our|work|office|again|email|online|your|emails?|you|from|as of|starting|wieder))* ?(?:on|from|by|as of|starting|until)?|(?:ab|am(?= \\d{1,2}\\..{0,20}(?:wieder|zuruck))|wieder (?:ab|am|im buro am|erreichbar (?:ab|am)|da am)|zuruck(?: am| ab)?|erreichbar (?:ab|am))|(?:de retour|reviendrai|serai de retour|a partir du)(?: au bureau)?(?: le| du)?|(?:regreso|vuelvo|regresare|volvere|de vuelta|estare de vuelta|incorporo)(?: a la oficina)?(?: el)?|(?:rientro|rientrero|tornero|saro di ritorno)(?: in ufficio)?(?: il)?|(?:retorno|regresso|voltarei|de volta)(?: ao escritorio)?(?: (?:no )?(?:dia|em|a))?|(?:weer (?:aanwezig|bereikbaar|terug)|terug)(?: op| vanaf)?|tillbaka(?: den)?|tilbake(?: den)?|tilbage(?: den)?|вернусь|выйду)${FILLER}`,
    'gu',
  ),
  new RegExp(
    `(?<!\\p{L})(?:until|till|til|through|thru|bis(?: zum| einschl\\p{L}*)?|jusqu'?(?:au|a|en)|hasta(?: el)?|fino a(?:l)?|ate(?: (?:o )?dia| ao?)?|tot(?: en met)?|t/m|till och med|til og med|do|до|по)${FILLER}`,
    'gu',
  ),
]
/** `July 10-31`, `10. - 31. Juli`, `from 10 to 31 July`: the end counts. */
const RANGES: readonly RegExp[] = [
  new RegExp(
    `from .{0,40}? (?:to|until|through) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<word>${WORD})(?:,? (?<year>\\d{4}))?`,
    'u',
  ),
  new RegExp(
    `from .{0,40}? (?:to|until|through) (?<word>${WORD})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:/])(?:,? (?<year>\\d{4}))?`,
    'u',
  ),
  new RegExp(
    `(?<word>${WORD})\\.? \\d{1,2}(?:st|nd|rd|th)? ?(?:-|–|—|to|through|until) ?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:/])(?:,? (?<year>\\d{4}))?`,
    'u',
  ),
  new RegExp(
    `\\d{1,2}(?:st|nd|rd|th|\\.)? ?(?:-|–|—|to|bis|au|al) ?(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of| de| di)? (?<word>${WORD})(?:,? (?<year>\\d{4}))?`,
    'u',
  ),
  /\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.? ?(?:-|–|—|to|bis|au|al|until) ?(?<a>\d{1,2})[./](?<b>\d{1,2})(?:[./](?<year>\d{4}|\d{2}))?/u,
]

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * The day on which the writer of an absence note is back, as `YYYY-MM-DD`: what stands after "back on", "until" and their like in several
 * languages, or the end of a range of days. Dates without a year are the next such day.
 * @param writtenOn the calendar day of the note where it was written, `YYYY-MM-DD`
 * @param dayFirst how `5/6` is read where both numbers could be months; a note with dots always has the day first
 */
export const returnDateIn = ({
  text,
  writtenOn,
  dayFirst = false,
}: {
  text: string
  writtenOn: string
  dayFirst?: boolean
}): string | undefined => {
  const written = Date.parse(`${writtenOn}T00:00:00Z`)
  if (Number.isNaN(written)) return undefined
  const folded = foldText(text.slice(0, MAX_TEXT))
  const plausible = (time: number | undefined): time is number =>
    time !== undefined && time >= written && time <= written + MAX_AHEAD_DAYS * DAY_MS
  for (const words of LEADS) {
    for (const match of folded.matchAll(words)) {
      const rest = folded.slice(match.index + match[0].length, match.index + match[0].length + 60)
      const dotted = /^\d{1,2}\.\s?\d{1,2}\./.test(rest)
      const time = dateAt(rest, written, dayFirst || dotted)
      if (plausible(time)) return iso(time)
    }
  }
  for (const range of RANGES) {
    const groups = range.exec(folded)?.groups
    const time = groups && fromGroups(groups, written, dayFirst || /\d\.\d/.test(folded))
    if (plausible(time)) return iso(time)
  }
  for (const words of LEADS) {
    for (const match of folded.matchAll(words)) {
      // The filler may have eaten the weekday itself.
      const lead =
        /(?:next |this |coming |on |until |till |am |bis )?[\p{L}-]+,? ?$/u.exec(match[0])?.[0] ?? ''
      const after = folded.slice(match.index + match[0].length, match.index + match[0].length + 30)
      const time =
        nextWeekday(after, written) ?? nextWeekday(lead.replace(/^(?:on|until|till|am|bis) /, ''), written)
      if (plausible(time)) return iso(time)
    }
  }
  return undefined
}
