import { type Finding, hint, quoted, warning } from './finding.ts'

/**
 * Phrases of mails that nobody asked for. No filter works by such a list alone, but a person who reads them stops reading, and several of them
 * together look like what filters have learned from.
 */
const PHRASES = [
  ...[
    '100% free',
    '100% guaranteed',
    'act immediately',
    'act now',
    'apply now',
    'as seen on',
    'be your own boss',
  ],
  ...['best price', 'big bucks', 'buy direct', 'buy now', 'call now', 'cancel at any time', 'cash bonus'],
  ...[
    'cheap',
    'click below',
    'click here',
    'congratulations',
    'dear friend',
    'dear sir or madam',
    'do it today',
  ],
  ...[
    "don't delete",
    "don't miss",
    'double your',
    'earn extra cash',
    'earn money',
    'exclusive deal',
    'expires today',
  ],
  ...[
    'extra income',
    'fantastic offer',
    'fast cash',
    'final notice',
    'financial freedom',
    'for free',
    'free access',
  ],
  ...['free consultation', 'free gift', 'free money', 'free quote', 'free trial', 'get it now', 'get paid'],
  ...[
    'get rich',
    'great offer',
    'guaranteed',
    'hurry',
    'increase sales',
    'increase your revenue',
    'incredible deal',
  ],
  ...['instant results', 'limited offer', 'limited time', 'lowest price', 'make money', 'million dollars'],
  ...[
    'miracle',
    'money back',
    'money-back',
    'never before',
    'no catch',
    'no cost',
    'no credit card',
    'no fees',
  ],
  ...[
    'no gimmicks',
    'no obligation',
    'no questions asked',
    'no strings attached',
    'not spam',
    'offer expires',
  ],
  ...['once in a lifetime', 'one time offer', 'one-time offer', 'only today', 'order now', 'order today'],
  ...['passive income', 'pennies a day', 'please read', 'risk free', 'risk-free', 'satisfaction guaranteed'],
  ...['save big', 'special promotion', 'this is not spam', 'this will not last', 'time limited', 'unlimited'],
  ...['urgent', 'while supplies last', 'why pay more', 'winner', 'work from home', 'you have been selected'],
  ...["you're a winner", 'your income', 'zero risk'],
]

const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${PHRASES.map((phrase) => phrase.replaceAll(' ', '\\s+').replaceAll("'", "['’]")).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)

/** From so many phrases on they look like what filters have learned from. */
const MANY = 3

/** Phrases that sound like mass mail, in the order in which they come, each once. */
export const spamPhrases = (text: string): string[] => [
  ...new Set([...text.matchAll(PATTERN)].map(([phrase]) => phrase.replace(/\s+/g, ' ').toLowerCase())),
]

export const checkSpamWords = (text: string, field: Finding['field']): Finding[] => {
  const found = spamPhrases(text)
  if (found.length === 0) return []
  const message = `${quoted(found)} ${found.length === 1 ? 'sounds' : 'sound'} like mass mail; say it in your own words.`
  const isLoud = field === 'subject' || found.length >= MANY
  return [isLoud ? warning('spam-words', field, message) : hint('spam-words', field, message)]
}
