import { checkLinks } from './check-links.ts'
import { checkTone } from './check-tone.ts'
import { type Finding, hint, warning } from './finding.ts'
import { type MailElements, mailElements } from './mail-elements.ts'
import { visibleText, wordsOf } from './mail-text.ts'
import { checkSpamWords } from './spam-words.ts'

/** Longer ones are read less, and answered less. */
const MANY_WORDS = 200
const WORDS_BESIDE_AN_IMAGE = 20
/** What mail programs leave out or distrust. */
const ACTIVE = ['script', 'form', 'iframe', 'object', 'embed', 'video', 'audio']

export const checkBody = (body: string, { unsubscribe }: { unsubscribe: boolean }): Finding[] => {
  const text = visibleText(body)
  const elements = mailElements(body)
  const words = wordsOf(text).length
  const findings: Finding[] = []
  if (words > MANY_WORDS)
    findings.push(
      hint('long-body', 'body', `The mail has ${words} words; most are read up to about ${MANY_WORDS}.`),
    )
  if (!unsubscribe && !/\{\{-?\s*unsubscribe[\s_-]*link\b/i.test(body))
    findings.push(
      warning(
        'no-unsubscribe',
        'body',
        'The mail has no way out: put {{ UnsubscribeLink }} into a link, or switch the unsubscribe line on in the settings.',
      ),
    )
  return [
    ...findings,
    ...checkElements(elements, words),
    ...checkLinks(elements.links),
    ...checkTone(text, 'body'),
    ...checkSpamWords(text, 'body'),
  ]
}

const checkElements = ({ images, names }: MailElements, words: number): Finding[] => {
  const findings: Finding[] = []
  const active = ACTIVE.filter((name) => names.has(name))
  if (active.length > 0)
    findings.push(
      warning(
        'active-content',
        'body',
        `Mail programs leave out <${active.join('>, <')}>; say it in words and a link.`,
      ),
    )
  if (images.some(({ alt }) => alt === null))
    findings.push(
      hint(
        'image-without-text',
        'body',
        'An image has no text (alt) for readers whose mail program does not load images.',
      ),
    )
  if (images.some(({ src }) => /^http:/i.test(src)))
    findings.push(
      warning(
        'unsafe-image',
        'body',
        'An image is loaded from http://, which mail programs block; use https://.',
      ),
    )
  if (images.length > 0 && words < images.length * WORDS_BESIDE_AN_IMAGE)
    findings.push(
      warning(
        'mostly-images',
        'body',
        'The mail is more image than text; filters take such mails for advertising.',
      ),
    )
  return findings
}
