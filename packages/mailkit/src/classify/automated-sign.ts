import type { ParsedMessage } from '../parse/parsed-message.ts'
import { readableText } from './bounce-parts.ts'
import { foldText } from './fold-text.ts'
import { autoSubmitted, bulkSign, hasHeader, isAnswer, isDiscussionList, isNobody } from './mail-signs.ts'

const LOOP = /^x-(?:[\w]+-)?(?:no-)?loop$/
const MACHINES = [
  'x-jira-fingerprint',
  'x-github-reason',
  'x-gitlab-project',
  'x-redmine-host',
  'x-otrs-loop',
  'x-notification-type',
]
const NEWSLETTER =
  /(?:view|read|see) (?:this|it|the) (?:\w+ ){0,3}(?:online|in (?:your|a) (?:web )?browser|on the web|web version)|(?:you(?:'re| are)|you have been) (?:receiv\w*|subscribed|getting|sent) (?:\w+ ){0,4}(?:this|these|because|to|as)|to (?:unsubscribe|be removed|stop receiving|change your (?:subscription|preferences|email))|unsubscribe (?:from|here|instructions|at|by|link|now)|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:subscription|preferences|profile)|if you (?:no longer|do not|don't) (?:wish|want|would like) to (?:receive|get)|this (?:e-?mail|newsletter|message|mailing) (?:was|is|has been) (?:sent|being sent|brought) to|(?:privacy policy|all rights reserved|terms (?:of use|and conditions))|newsletter|click here|abbestellen|newsletter abmelden|se desabonner|darse de baja|cancellati|update your profile|advertis(?:e|ing|ement)|subscription/g
const MIN_CUES = 3
const MAX_TEXT = 100_000

/** How many different things newsletters say are said. */
const newsletterCues = (text: string): number => {
  const cues = new Set<string>()
  for (const match of foldText(text).matchAll(NEWSLETTER)) cues.add(match[0].split(' ', 2).join(' '))
  return cues.size
}

/**
 * The sign by which a mail was made by a program for many or for nobody in particular; nothing for a person's. A person's post to a
 * discussion list is a person's.
 */
export const automatedSign = (message: ParsedMessage): string | undefined => {
  if (autoSubmitted(message) !== undefined) return 'auto-submitted'
  if (message.dispositionNotification !== undefined) return 'disposition-notification'
  const machine = MACHINES.find((name) => hasHeader(message, name))
  if (machine !== undefined) return machine
  const discussion = isDiscussionList(message)
  const bulk = bulkSign(message)
  if (bulk !== undefined && !discussion && !isAnswer(message)) return bulk
  if (isNobody(message.from?.address ?? '') && !discussion) return 'from'
  const loop = message.headers.find((header) => LOOP.test(header.name))
  if (loop !== undefined && !discussion && !isAnswer(message)) return loop.name
  if (discussion || isAnswer(message) || /^re\s*:/i.test(message.subject)) return undefined
  return newsletterCues(readableText(message).slice(0, MAX_TEXT)) >= MIN_CUES ? 'text' : undefined
}
