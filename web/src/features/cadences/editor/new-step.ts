import { newKey } from '#api/new-key.ts'
import type { Draft, MailOption, Step, TaskKind } from './draft.ts'
import { stepNumbers } from './step-words.ts'

export type StepChoice = 'mail' | 'wait' | TaskKind

const TITLES: Record<TaskKind, string> = {
  call: 'Call {{ FirstName | default: "the prospect" }}',
  linkedin: 'Send a connection request',
  manual_mail: 'Write a personal mail',
  todo: '',
}

/** A step to begin from. Its first mail option is named for the number that it has at its place. */
export const newStep = (choice: StepChoice, draft: Draft, index: number): Step => {
  const key = newKey()
  if (choice === 'wait') return { key, kind: 'wait', wait: { amount: 3, unit: 'days' } }
  if (choice !== 'mail') return { key, kind: 'task', task: choice, title: TITLES[choice], note: '' }
  const before = draft.steps.slice(0, index)
  const number = stepNumbers(before).size + 1
  return { key, kind: 'mail', options: [{ ...emptyOption(), template: `Mail ${number}` }] }
}

const emptyOption = (): MailOption => ({ key: newKey(), template: '', weight: 1, subject: '', body: '' })

/** Another option beside those of a mail: a copy of the last, to be changed, under a name of its own. */
export const anotherOption = (options: readonly MailOption[]): MailOption => {
  const last = options.at(-1)
  const base = (options[0]?.template ?? 'Mail').replace(/ [B-Z]$/, '')
  const names = new Set(options.map(({ template }) => template.toLowerCase()))
  const letter = [...'BCDEFGHIJKLMNOPQRSTUVWXYZ'].find((one) => !names.has(`${base} ${one}`.toLowerCase()))
  return {
    ...(last ?? emptyOption()),
    id: undefined,
    key: newKey(),
    weight: last?.weight === 0 ? 1 : (last?.weight ?? 1),
    template: `${base} ${letter ?? newKey()}`,
  }
}
