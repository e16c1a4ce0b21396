import { endWith } from './end-early.ts'
import type { Happening } from './happening.ts'
import { mailSent, mailUnsent } from './mail-answered.ts'
import { pauseUntil, pauseUntilReturn, resume } from './pause.ts'
import { changeDefinition, hold, moveToNextDay, release } from './reconsider.ts'
import { runStep } from './run-step.ts'
import { closeTask } from './task-closed.ts'
import { type Advance, type Situation, unchanged } from './transition.ts'

/**
 * The one rule of the engine: what becomes of an enrolment when something happens to it, and what the outside has to carry out. Pure; the
 * enrolment is the very object that was given when nothing changes.
 */
export const advance = ({ happening, ...situation }: Situation & { happening: Happening }): Advance => {
  const { stopOn } = situation.definition.settings
  switch (happening.kind) {
    case 'due':
      return runStep(situation)
    case 'held':
      return hold(situation, happening.hold)
    case 'released':
      return release(situation)
    case 'mail_sent':
      return mailSent(situation, happening)
    case 'mail_unsent':
      return mailUnsent(situation, happening.stepId ?? null)
    case 'task_done':
      return closeTask(situation, happening)
    case 'task_skipped':
      return closeTask(situation, { outcome: null, at: happening.at })
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
    case 'resumed':
      return resume(situation, happening.mailOut ?? false)
    case 'definition_changed':
      return changeDefinition(situation)
    case 'too_many_today':
      return moveToNextDay(situation)
  }
}

export type { Advance } from './transition.ts'
