/** "wrote" in the languages of mail programs, as it stands in the line above a quote. */
const WROTE = [
  'wrote',
  'writes',
  'sent',
  'schrieb\\w*',
  'geschrieben',
  'a ecrit',
  'a écrit',
  'escribio',
  'escribió',
  'va escriure',
  'escreveu',
  'ha scritto',
  'schreef',
  'skrev',
  'skrifaði',
  'kirjoitti',
  'napisał(?:\\(a\\)|a)?',
  'pisze',
  'napsal(?:\\(a\\)|a)?',
  'napísal',
  'írta',
  'a scris',
  'написал\\S*',
  'пишет',
  'пише',
  'написа',
  'yazdı',
  'yazmış',
  'έγραψε',
  'rašė',
  'rakstīja',
  'kirjutas',
  'napisao',
  'je napisal',
  'đã viết',
  'menulis',
  'เขียนว่า',
  'כתב\\S*',
  'كتب\\S*',
  '写道',
  '寫道',
  '书写',
  '書きました',
  'のメール',
  '작성',
  '씀',
]
const VERB = new RegExp(`(?:^|[\\s,>)"'*])(?:${WROTE.join('|')})(?![a-z])`, 'iu')
const STARTER =
  /^[\s>*-]*(?:on|le|am|il|el|op|em|den|dne|w dniu|dnia|pada|vào|στις|в|на|ti|pe|tarihinde|на|a[z]?|data|în|kl|em|dana|il giorno|ons?dag|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d{4}년|在|於|于|\p{L}{2,12}[.,]{0,2} \d)(?=[\s\d年년，,])/iu
const ADDRESS = /[^\s<>"]+@[^\s<>"]+/
const DATE_THEN_SENDER = /^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2},? .{0,80}<[^<>\s]+@[^<>\s]+>:?\s*$/
const ENDS = /[:：]\s*\*?$|-{2,}\s*$/
/** Programs of several countries leave out the verb: a date, a time, the sender, a colon. */
const TIME = /\b\d{1,2}[:.]\d{2}\b/
const YEAR_OR_DAY = /\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/
const MAX_LENGTH = 400
const MAX_LINES = 4

/** The line stands right above quoted lines, empty ones not counted. */
const quoteFollows = (lines: readonly string[], at: number): boolean => {
  const next = lines.slice(at, at + 3).find((line) => line.trim() !== '')
  return next !== undefined && /^\s*>/.test(next)
}

const isAttribution = (text: string, beforeQuote: boolean): boolean => {
  if (text.length > MAX_LENGTH) return false
  const dated = TIME.test(text) && YEAR_OR_DAY.test(text) && ADDRESS.test(text)
  if (!VERB.test(text)) return dated && ENDS.test(text)
  if (!ENDS.test(text)) return dated && /\bwrote$/i.test(text)
  const telling = ADDRESS.test(text) || (STARTER.test(text) && /\d/.test(text))
  return telling || beforeQuote
}

/**
 * How many lines from `at` are the line that a mail program puts above a quote ("On Monday, Ann wrote:"), in whatever language; it may
 * be wrapped over up to four. 0 if there is none.
 */
export const attributionLength = (lines: readonly string[], at: number): number => {
  const first = lines[at] ?? ''
  if (first.trim() === '' || first.length > MAX_LENGTH) return 0
  if (DATE_THEN_SENDER.test(first)) return 1
  let text = ''
  for (let count = 1; count <= MAX_LINES; count++) {
    const line = lines[at + count - 1]
    // A wrap may leave the bracket that closes the address alone on its line.
    if (line === undefined || line.trim() === '' || line.length > MAX_LENGTH) return 0
    if (/^\s*>(?!:?\s*$)/.test(line)) return 0
    text = count === 1 ? line.trim() : `${text} ${line.trim()}`
    // A second line is only read on when the first looks like the beginning of one.
    if (isAttribution(text, quoteFollows(lines, at + count))) {
      return count === 1 || STARTER.test(first) || ADDRESS.test(first) ? count : 0
    }
    if (count === 1 && !STARTER.test(first) && !ADDRESS.test(first)) return 0
  }
  return 0
}
