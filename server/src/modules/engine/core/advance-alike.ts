import { endWith } from './end-early.ts'
import type { Happening } from './happening.ts'
import { pauseUntil, pauseUntilReturn } from './pause.ts'
import { hold } from './reconsider.ts'
import { type Advance, type Situation, unchanged } from './transition.ts'

/** What is the same in cadences and journeys: answers, stops, pauses and holds. */
export const advanceAlike = (situation: Situation, happening: Happening): Advance => {
  const { stopOn } = situation.definition.settings
  switch (happening.kind) {
    case 'held':
      return hold(situation, happening.hold)
    case 'replied':
      // A sequence that goes on after replies still ends as answered: nobody who replied is "completed without reply".
      return stopOn.reply || situation.enrolment.phase === 'ended'
        ? endWith(situation, 'replied')
        : unchanged(situation)
    case 'colleague_replied':
      return stopOn.colleagueReply ? endWith(situation, 'replied_stopped') : unchanged(situation)
    case 'auto_replied':
      if (stopOn.autoReply === 'stop') return endWith(situation, 'auto_reply_stopped')
      return stopOn.autoReply === 'hold'
        ? pauseUntilReturn(situation, happening.returnsOn)
        : unchanged(situation)
    case 'mail_refused':
    case 'bounced':
      return endWith(situation, 'bounced')
    case 'unsubscribed':
      return endWith(situation, 'unsubscribed')
    case 'stopped':
      return endWith(situation, 'manually_stopped')
    case 'paused':
      return pauseUntil(situation, happening.until)
    default:
      return unchanged(situation)
  }
}
