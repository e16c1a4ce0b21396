import { countOf, formatNumber } from '#ui/numbers.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import type { StartForecast } from './types.ts'

/** "248 of 250 prospects start. 740 mails go from Wed, 25 Nov to Fri, 11 Dec." */
export const forecastSentence = ({ asked, starting, mails, days }: StartForecast): string => {
  if (starting === 0) return asked === 1 ? 'The prospect would not be started.' : 'Nobody would be started.'
  const who =
    starting === asked
      ? `${asked === 1 ? 'The prospect starts' : `All ${formatNumber(asked)} prospects start`}.`
      : `${formatNumber(starting)} of ${countOf(asked, 'prospect')} ${starting === 1 ? 'starts' : 'start'}.`
  const own = days.filter(({ firstMails, followUps }) => firstMails + followUps > 0)
  const [first, last] = [own[0]?.day, own.at(-1)?.day]
  if (first === undefined || last === undefined) return `${who} No mail goes.`
  const when =
    first === last
      ? `on ${formatCalendarDay(first)}`
      : `from ${formatCalendarDay(first)} to ${formatCalendarDay(last)}`
  return `${who} ${countOf(mails, 'mail')} ${mails === 1 ? 'goes' : 'go'} ${when}.`
}
