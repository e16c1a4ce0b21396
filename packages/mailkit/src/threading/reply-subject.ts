/** What mail programs of other languages put where an English one puts "Re". Those that mean "forwarded" are not among them. */
const REPLY_WORDS = [
  're',
  'ré',
  'aw', // German
  'antw', // Dutch, German
  'antwort',
  'sv', // Swedish, Norwegian, Danish, Icelandic
  'vs', // Finnish
  'vá', // Hungarian
  'odp', // Polish, Czech
  'res', // Portuguese
  'rif', // Italian
  'r', // Italian
  'ynt', // Turkish
  'yan', // Turkish
  'atb', // Latvian
  'ats', // Lithuanian
  'bls', // Indonesian
  'απ',
  'σχετ',
  'ответ',
  'отв',
  'на',
  'rе', // the second letter Cyrillic
  'השב',
  'תגובה',
  'رد',
  '回复',
  '回覆',
  '答复',
  '答覆',
  '返信',
  '답장',
  '회신',
]

const PREFIX = new RegExp(
  `^(?:${REPLY_WORDS.join('|')})\\s*(?:\\[\\d+\\]|\\(\\d+\\)|\\^\\d+|\\*\\d+)?\\s*[:：]\\s*`,
  'iu',
)
const MAX_PREFIXES = 50

/** The subject without any "Re:", "AW:", "SV:", "回复：" … before it, space runs made one. "Fwd:" stays: a forward is another thing. */
export const baseSubject = (subject: string): string => {
  let rest = subject.replace(/\s+/g, ' ').trim()
  for (let i = 0; i < MAX_PREFIXES; i++) {
    const shorter = rest.replace(PREFIX, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest
}

/** The subject of an answer: exactly one "Re: " before the base subject, whatever stood there before. */
export const replySubject = (subject: string): string => `Re: ${baseSubject(subject)}`.trim()
