import { checkTone } from './check-tone.ts'
import { type Finding, hint, warning } from './finding.ts'
import { withoutLiquid } from './mail-text.ts'
import { checkSpamWords } from './spam-words.ts'

/** What a mailbox list shows of a subject on a desk; a phone shows about 40 characters. */
const SHOWN = 60

export const checkSubject = (subject: string): Finding[] => {
  const text = withoutLiquid(subject).trim()
  const findings: Finding[] = []
  if (text.length > SHOWN)
    findings.push(
      hint(
        'long-subject',
        'subject',
        `The subject has ${text.length} characters; inboxes cut it after about ${SHOWN}.`,
      ),
    )
  if (/^(?:re|fwd?|aw|wg)\s*:/i.test(text))
    findings.push(
      warning(
        'feigned-reply',
        'subject',
        'A first mail that begins like an answer angers people and filters; leave the subject empty to go on in a thread.',
      ),
    )
  return [...findings, ...checkTone(text, 'subject'), ...checkSpamWords(text, 'subject')]
}
