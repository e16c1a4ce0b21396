import { checkBody } from './check-body.ts'
import { checkSubject } from './check-subject.ts'
import { checkVariables, type TextVariables } from './check-variables.ts'
import type { Finding, MailToCheck } from './finding.ts'

/** How the variables of a text are found; null where its Liquid cannot be read. */
export type VariablesOf = (text: string, kind: 'subject' | 'html') => TextVariables | null

/** Everything that may be said about a mail before it goes, warnings first. */
export const checkMail = (
  mail: MailToCheck,
  { known, variablesOf }: { known: readonly string[]; variablesOf: VariablesOf },
): Finding[] => {
  const ofSubject = variablesOf(mail.subject, 'subject')
  const ofBody = variablesOf(mail.body, 'html')
  const findings = [
    ...(ofSubject ? checkVariables(ofSubject, 'subject', known) : []),
    ...(ofBody ? checkVariables(ofBody, 'body', known) : []),
    ...checkSubject(mail.subject),
    ...(mail.body.trim() === '' ? [] : checkBody(mail.body, mail)),
  ]
  return findings.toSorted((a, b) => order(a) - order(b))
}

const order = ({ severity }: Finding): number => (severity === 'warning' ? 0 : 1)
