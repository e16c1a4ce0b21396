import { countOf, formatNumber } from '#ui/numbers.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import type { StartForecast } from './types.ts'

type Told = Pick<StartForecast, 'asked' | 'areAll' | 'starting' | 'foretold' | 'mails' | 'days'>

/**
 * "248 of 250 prospects start. 740 mails go from Wed, 25 Nov to Fri, 11 Dec." Where the mails are those of the first alone: "To the first
 * 10,000 of them 20,000 mails go …"
 */
export const forecastSentence = ({ asked, areAll, starting, foretold, mails, days }: Told): string => {
  if (starting === 0) return asked === 1 ? 'The prospect would not be started.' : 'Nobody would be started.'
  const who =
    starting === asked
      ? `${asked === 1 ? 'The prospect starts' : `${areAll ? 'All' : 'The first'} ${formatNumber(asked)} prospects start`}.`
      : `${formatNumber(starting)} of ${areAll ? '' : 'the first '}${countOf(asked, 'prospect')} ${starting === 1 ? 'starts' : 'start'}.`
  const own = days.filter(({ firstMails, followUps }) => firstMails + followUps > 0)
  const [first, last] = [own[0]?.day, own.at(-1)?.day]
  if (first === undefined || last === undefined) return `${who} No mail goes.`
  const when =
    first === last
      ? `on ${formatCalendarDay(first)}`
      : `from ${formatCalendarDay(first)} to ${formatCalendarDay(last)}`
  const whom = foretold === starting ? '' : `To the first ${formatNumber(foretold)} of them `
  return `${who} ${whom}${countOf(mails, 'mail')} ${mails === 1 ? 'goes' : 'go'} ${when}.`
}
