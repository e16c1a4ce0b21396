import type { Settings } from '#features/sequences/types.ts'
import type { Definition } from '../types.ts'

type SavedStep = Definition['steps'][number]
type Saved<Kind extends SavedStep['kind']> = Extract<SavedStep, { kind: Kind }>
type SavedOption = Saved<'mail'>['options'][number]

/** What stays the same while a thing is edited, and the server's id once it has one. */
type Kept<Part extends { id: string }> = Omit<Part, 'id'> & { key: string; id?: string | undefined }

export type MailOption = Kept<SavedOption>
export type MailStep = Omit<Kept<Saved<'mail'>>, 'options'> & { options: MailOption[] }
export type WaitStep = Kept<Saved<'wait'>>
export type TaskStep = Kept<Saved<'task'>>
export type Step = MailStep | WaitStep | TaskStep
export type TaskKind = TaskStep['task']

/** A cadence as it is edited. */
export type Draft = { settings: Settings; steps: Step[] }

export const draftOf = ({ settings, steps }: Definition): Draft => ({
  settings,
  steps: steps.map((step) =>
    step.kind === 'mail'
      ? { ...step, key: step.id, options: step.options.map((option) => ({ ...option, key: option.id })) }
      : { ...step, key: step.id },
  ),
})

const withoutKey = <Part extends { key: string }>({ key: _key, ...part }: Part): Omit<Part, 'key'> => part

/** As the server takes it. */
export const toSave = ({ settings, steps }: Draft) => ({ settings, steps: steps.map(stepToSave) })

const stepToSave = (step: Step) => {
  switch (step.kind) {
    case 'mail':
      return { ...withoutKey(step), options: step.options.map(withoutKey) }
    case 'wait':
      return withoutKey(step)
    case 'task':
      return withoutKey(step)
  }
}

/** The draft with the ids that the server gave to what was sent; what was added or removed since stays so. */
export const adoptIds = (draft: Draft, sent: Draft, saved: Definition): Draft => {
  const ids = new Map<string, string>()
  for (const [index, step] of sent.steps.entries()) {
    const answer = saved.steps[index]
    if (!answer) continue
    ids.set(step.key, answer.id)
    if (step.kind !== 'mail' || answer.kind !== 'mail') continue
    for (const [place, option] of step.options.entries()) {
      const id = answer.options[place]?.id
      if (id !== undefined) ids.set(option.key, id)
    }
  }
  const adopt = <Part extends { key: string; id?: string | undefined }>(part: Part): Part => ({
    ...part,
    id: part.id ?? ids.get(part.key),
  })
  return {
    ...draft,
    steps: draft.steps.map((step) =>
      step.kind === 'mail' ? adopt({ ...step, options: step.options.map(adopt) }) : adopt(step),
    ),
  }
}

export const insertStep = (draft: Draft, index: number, step: Step): Draft => ({
  ...draft,
  steps: draft.steps.toSpliced(index, 0, step),
})

export const removeStep = (draft: Draft, key: string): Draft => ({
  ...draft,
  steps: draft.steps.filter((step) => step.key !== key),
})

export const replaceStep = (draft: Draft, step: Step): Draft => ({
  ...draft,
  steps: draft.steps.map((one) => (one.key === step.key ? step : one)),
})

/** Changes a mail, if it is there still. */
export const changeMail = (draft: Draft, key: string, change: (step: MailStep) => MailStep): Draft => {
  const step = draft.steps.find((one) => one.key === key)
  return step?.kind === 'mail' ? replaceStep(draft, change(step)) : draft
}

/** Moves a step to a place counted in the steps without it; beyond the ends it stops there. */
export const moveStep = (draft: Draft, key: string, to: number): Draft => {
  const step = draft.steps.find((one) => one.key === key)
  if (!step) return draft
  const others = draft.steps.filter((one) => one.key !== key)
  return { ...draft, steps: others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, step) }
}

export const indexOfStep = ({ steps }: Draft, key: string): number =>
  steps.findIndex((step) => step.key === key)
