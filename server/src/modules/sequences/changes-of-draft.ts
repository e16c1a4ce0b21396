import { changedSettings } from './changed-settings.ts'
import type { CadenceDefinition, MailOption, Step } from './definition.ts'
import { sameValue } from './draft.ts'
import { movedIds } from './moved-ids.ts'
import { stepNumbers } from './step-numbers.ts'

/** One difference between what is published and a draft. */
export type DraftChange = {
  kind: 'step_added' | 'step_removed' | 'step_changed' | 'step_moved' | 'settings_changed'
  /** Null for settings. */
  stepId: string | null
  /** What is different. */
  text: string
  /** What that means for prospects under way, where it means something. */
  effect: string | null
}

/** What a draft changes, in the order of its steps, settings last. Nothing is published before the first publishing. */
export const changesOfDraft = (published: CadenceDefinition, draft: CadenceDefinition): DraftChange[] => [
  ...removedSteps(published, draft),
  ...keptAndAddedSteps(published, draft),
  ...changedSettings(published.settings, draft.settings).map(
    (change): DraftChange => ({ kind: 'settings_changed', stepId: null, ...change }),
  ),
]

const removedSteps = (published: CadenceDefinition, draft: CadenceDefinition): DraftChange[] => {
  const kept = new Set(draft.steps.map(({ id }) => id))
  const name = namer(published)
  return published.steps.flatMap((step, index) =>
    kept.has(step.id)
      ? []
      : {
          kind: 'step_removed',
          stepId: step.id,
          text: `${name(step, index)} is removed.`,
          effect:
            step.kind === 'wait' ? null : 'Whoever waits for it goes on with the next step he has not had.',
        },
  )
}

const keptAndAddedSteps = (published: CadenceDefinition, draft: CadenceDefinition): DraftChange[] => {
  const name = namer(draft)
  const before = new Map(published.steps.map((step) => [step.id, step]))
  const moved = movedIds(published.steps, draft.steps)
  return draft.steps.flatMap((step, index): DraftChange[] => {
    const { id: stepId } = step
    const old = before.get(stepId)
    const title = name(step, index)
    if (!old)
      return [
        { kind: 'step_added', stepId, text: `${title} is new.`, effect: effectOfNew(step, index, draft) },
      ]
    const changes: DraftChange[] = []
    if (moved.has(stepId))
      changes.push({ kind: 'step_moved', stepId, text: `${title} is in another place.`, effect: null })
    const text = differenceOf(old, step)
    if (text !== null)
      changes.push({ kind: 'step_changed', stepId, text: `${title}: ${text}`, effect: effectOfChange(step) })
    return changes
  })
}

/** `Step 2 (mail “Follow-up”)`; a wait says after which step. */
const namer = (definition: CadenceDefinition) => {
  const numbers = stepNumbers(definition.steps)
  return (step: Step, index: number): string => {
    switch (step.kind) {
      case 'mail':
        return `Step ${numbers.get(step.id)} (mail “${step.options[0]?.template ?? ''}”)`
      case 'task':
        return `Step ${numbers.get(step.id)} (${TASK_WORDS[step.task]} “${step.title}”)`
      case 'wait': {
        const next = definition.steps.slice(index).find(({ kind }) => kind !== 'wait')
        return next ? `The wait before step ${numbers.get(next.id)}` : 'The last wait'
      }
    }
  }
}

const TASK_WORDS = { call: 'call', linkedin: 'LinkedIn', manual_mail: 'manual mail', todo: 'task' } as const

const effectOfNew = (step: Step, index: number, { steps }: CadenceDefinition): string | null => {
  if (step.kind === 'wait') return null
  const isLast = steps.slice(index + 1).every(({ kind }) => kind === 'wait')
  return isLast
    ? 'Everybody under way gets it at the end; whoever has completed the cadence does not.'
    : 'Whoever is past this place gets it next, before going on.'
}

const effectOfChange = (step: Step): string | null => {
  switch (step.kind) {
    case 'mail':
      return 'Whoever has not had this mail gets the new text.'
    case 'wait':
      return 'Whoever waits in it is scheduled anew.'
    case 'task':
      return 'Tasks that are open already keep their text.'
  }
}

const differenceOf = (old: Step, step: Step): string | null => {
  if (sameValue(old, step)) return null
  if (step.kind === 'mail' && old.kind === 'mail') return differenceOfMails(old.options, step.options)
  if (step.kind === 'wait' && old.kind === 'wait') return `${waitWords(old)} become ${waitWords(step)}.`
  if (step.kind === 'task' && old.kind === 'task')
    return old.title === step.title ? 'its note is different.' : `it was “${old.title}”.`
  return 'it is of another kind.'
}

const waitWords = ({ wait: { amount, unit } }: Extract<Step, { kind: 'wait' }>): string =>
  `${amount} ${unit.replace('_', ' ')}`

const differenceOfMails = (old: readonly MailOption[], options: readonly MailOption[]): string => {
  const before = new Map(old.map((option) => [option.id, option]))
  const after = new Set(options.map(({ id }) => id))
  const parts = options.flatMap((option) => {
    const earlier = before.get(option.id)
    if (!earlier) return [`option “${option.template}” is new`]
    const fields = OPTION_FIELDS.filter(([field]) => earlier[field] !== option[field]).map(([, word]) => word)
    return fields.length > 0
      ? [`${listed(fields)} of “${option.template}” ${fields.length === 1 ? 'differs' : 'differ'}`]
      : []
  })
  const gone = old.filter(({ id }) => !after.has(id)).map(({ template }) => `option “${template}” is removed`)
  const all = [...parts, ...gone]
  return all.length > 0 ? `${all.join('; ')}.` : 'its options are in another order.'
}

const OPTION_FIELDS = [
  ['template', 'name'],
  ['weight', 'weight'],
  ['subject', 'subject'],
  ['body', 'text'],
] as const

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
