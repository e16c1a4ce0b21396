import type { MailOption, SequenceSettings, Step } from './definition.ts'
import type { Definition } from './definition-journey.ts'
import { htmlBody } from './html-body.ts'

type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> & { id?: string | undefined } : never

/** A mail option as it is handed in: its id may be missing, and is then found again or made. */
export type DraftOption = WithoutId<MailOption>
export type DraftStep =
  | (Omit<WithoutId<Extract<Step, { kind: 'mail' }>>, 'options'> & { options: DraftOption[] })
  | WithoutId<Extract<Step, { kind: 'wait' | 'task' }>>

/** A definition as people hand it in, before its steps have ids. */
export type DraftDefinition = { settings: SequenceSettings; steps: DraftStep[] }

/** Trims what people type and turns plain-text bodies into HTML. Doing it twice changes nothing. */
export const tidyDraft = ({ settings, steps }: DraftDefinition): DraftDefinition => ({
  settings: tidySettings(settings),
  steps: steps.map(tidyStep),
})

export const tidySettings = (settings: SequenceSettings): SequenceSettings => ({
  ...settings,
  days: settings.days.toSorted((a, b) => a - b),
  stopOn: {
    ...settings.stopOn,
    taskOutcomes: settings.stopOn.taskOutcomes.map((outcome) => storable(outcome).trim()),
  },
})

const tidyStep = (step: DraftStep): DraftStep => {
  switch (step.kind) {
    case 'mail':
      return { ...step, options: step.options.map(tidyOption) }
    case 'wait':
      return step
    case 'task':
      return {
        ...step,
        title: storable(step.title).trim(),
        note: storable(step.note).replaceAll('\r\n', '\n').trim(),
      }
  }
}

export const tidyOption = (option: DraftOption): DraftOption => ({
  ...option,
  template: storable(option.template).trim(),
  subject: storable(option.subject).trim(),
  body: htmlBody(storable(option.body)),
})

/** Without what PostgreSQL cannot keep: NUL characters and halves of surrogate pairs. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** Whether two definitions say the same, ids included. */
export const sameDefinition = (a: Definition | null, b: Definition | null): boolean => sameValue(a, b)

/** Whether two parts of definitions are the same, whatever the order of their keys. */
export const sameValue = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** JSON with sorted keys: jsonb hands keys back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
