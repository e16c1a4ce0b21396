import type { NewId } from '#platform/ids/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { CadenceDefinition, MailOption, Step } from './definition.ts'
import type { DraftDefinition, DraftOption, DraftStep } from './draft.ts'

/**
 * Gives every step and option its id, so that reports survive edits. A step keeps an id it was handed in with; one without takes that of
 * the earlier step it continues: one of the same kind and the same template (or title, or wait) at the same position, else the same
 * kind and template anywhere, else the same kind at the same position. Whatever is left is new. `earlier` are the definitions that the
 * sequence has had, the nearest first (draft, then published). Options are matched alike within their step: by id, template, position.
 */
export const keepIds = ({
  draft,
  earlier,
  newId,
}: {
  draft: DraftDefinition
  earlier: readonly CadenceDefinition[]
  newId: NewId
}): CadenceDefinition => {
  const known = earlier.map(({ steps }) => steps)
  const stepIds = matchIds({
    items: draft.steps,
    earlier: known,
    rules: [
      (item, position, old, oldPosition) => position === oldPosition && signature(item) === signature(old),
      (item, _position, old) => signature(item) === signature(old),
      (item, position, old, oldPosition) => position === oldPosition && subkind(item) === subkind(old),
    ],
    newId,
  })
  const stepsById = new Map(
    known.toReversed().flatMap((steps) => steps.map((step) => [step.id, step] as const)),
  )
  return {
    settings: draft.settings,
    steps: draft.steps.map((step, index) => withIds(step, stepIds[index] ?? newId(), stepsById, newId)),
  }
}

const withIds = (step: DraftStep, id: string, stepsById: Map<string, Step>, newId: NewId): Step => {
  if (step.kind !== 'mail') return { ...step, id }
  const before = stepsById.get(id)
  return {
    ...step,
    id,
    options: optionsWithIds(step.options, before?.kind === 'mail' ? before.options : [], newId),
  }
}

/** The options of a mail with their ids; `earlier` are those it had before. */
export const optionsWithIds = (
  options: readonly DraftOption[],
  earlier: readonly MailOption[],
  newId: NewId,
): MailOption[] => {
  const ids = matchIds({
    items: options,
    earlier: [earlier],
    rules: [
      (option, _position, old) => option.template.toLowerCase() === old.template.toLowerCase(),
      (_option, position, _old, oldPosition) => position === oldPosition,
    ],
    newId,
  })
  return options.map((option, index) => ({ ...option, id: ids[index] ?? newId() }))
}

type Rule<Item, Old> = (item: Item, position: number, old: Old, oldPosition: number) => boolean

/** For each item its id: handed in, or of the first earlier item that a rule matches and nobody else has, or new. */
const matchIds = <Item extends { id?: string | undefined }, Old extends { id: string }>(input: {
  items: readonly Item[]
  earlier: readonly (readonly Old[])[]
  rules: readonly Rule<Item, Old>[]
  newId: NewId
}): string[] => {
  const ids: (string | undefined)[] = []
  const taken = new Set<string>()
  const take = (index: number, id: string) => {
    ids[index] = id
    taken.add(id)
  }
  for (const [index, { id }] of input.items.entries())
    if (id !== undefined && isId(id) && !taken.has(id)) take(index, id)
  for (const rule of input.rules)
    for (const earlier of input.earlier)
      for (const [index, item] of input.items.entries()) {
        if (ids[index] !== undefined) continue
        const found = earlier.find((old, oldIndex) => !taken.has(old.id) && rule(item, index, old, oldIndex))
        if (found) take(index, found.id)
      }
  return input.items.map((_, index) => ids[index] ?? input.newId())
}

const subkind = (step: DraftStep): string => (step.kind === 'task' ? step.task : step.kind)

/** What makes two steps of different versions the same one in the eyes of their author. */
const signature = (step: DraftStep): string => {
  switch (step.kind) {
    case 'mail':
      return JSON.stringify(['mail', ...step.options.map(({ template }) => template.toLowerCase()).sort()])
    case 'wait':
      return JSON.stringify(['wait', step.wait.amount, step.wait.unit])
    case 'task':
      return JSON.stringify([step.task, step.title])
  }
}
