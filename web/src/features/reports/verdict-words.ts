import type { AnswerOf } from '#api/index.ts'

type Step = AnswerOf<'get', '/reports/steps'>['steps'][number]
export type Comparison = NonNullable<Step['comparison']['replied']>

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`
const points = (share: number): string => (100 * share).toFixed(1)
const whole = new Intl.NumberFormat('en')

/**
 * What a comparison says, in sentences that claim no more than it does.
 *
 * @param nameOf how an option is called: "Option 2"
 * @param what what is compared: "replies"
 */
export const verdictWords = (
  { verdict, leaderId, difference, mailsNeeded, options }: Comparison,
  { nameOf, what }: { nameOf(id: string): string; what: string },
): { headline: string; detail: string } => {
  const leader = options.find(({ id }) => id === leaderId)
  if (verdict === 'too_few')
    return {
      headline: 'Not enough mails yet',
      detail: `With fewer than 50 mails an option, or fewer than 10 ${what} in all, the difference may be chance. Let it run.`,
    }
  if (!leader || !difference)
    return { headline: 'No difference so far', detail: 'The options do equally well.' }
  const chance = percent(leader.chanceToBeBest)
  if (verdict === 'decided')
    return {
      headline: `${nameOf(leader.id)} is better`,
      detail: `The chance that it is the best is ${chance}. It brings ${points(difference.low)} to ${points(difference.high)} more ${what} in a hundred mails than the next.`,
    }
  return {
    headline: `${nameOf(leader.id)} is ahead, but not surely`,
    detail: `The chance that it is the best is ${chance}. ${
      mailsNeeded === null
        ? ''
        : `If the difference is as large as it looks, about ${whole.format(mailsNeeded)} mails an option would show it.`
    }`.trim(),
  }
}
