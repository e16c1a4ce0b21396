import type { Definition } from '../types.ts'

const SETTINGS = 'Settings'
const PARTS: Record<string, string> = { subject: 'subject', body: 'text', template: 'name', weight: 'weight' }

/** A place of a definition as its author knows it: `steps[2].mail[0].subject` is "Step 2, subject of “Follow-up”". */
export const placeWords = (path: string, definition: Definition | null): string => {
  const [, indexText, option, part] = /^steps\[(\d+)\](?:\.\w+(?:\[(\d+)\])?)?(?:\.(\w+))?/.exec(path) ?? []
  if (indexText === undefined) return path.startsWith('steps') ? 'Steps' : SETTINGS
  const index = Number(indexText)
  const steps = definition?.steps ?? []
  const number = steps.slice(0, index + 1).filter(({ kind }) => kind !== 'wait').length
  const step = steps[index]
  if (step?.kind === 'wait') return `The wait before step ${number + 1}`
  const word = part === undefined ? undefined : (PARTS[part] ?? part)
  const name =
    step?.kind === 'mail' && step.options.length > 1 ? step.options[Number(option ?? 0)]?.template : undefined
  const rest = [word, name && `“${name}”`].filter(Boolean).join(' of ')
  return rest === '' ? `Step ${number}` : `Step ${number}, ${rest}`
}
