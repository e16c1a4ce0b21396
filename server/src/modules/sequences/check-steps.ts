import type { WaitUnit } from './definition.ts'
import type { DraftOption, DraftStep } from './draft.ts'
import type { Issue } from './issues.ts'
import { liquidMistake } from './liquid-mistake.ts'
import { nameMistake } from './sequence-name.ts'
import { taskWord } from './step-words.ts'

const MOST_STEPS = 200
const MOST_OPTIONS = 26
const LONGEST_SUBJECT = 500
const LONGEST_BODY = 500_000
const LONGEST_TITLE = 300
const LONGEST_NOTE = 20_000
const HIGHEST_WEIGHT = 1_000_000
/** About two years of each unit. */
const LONGEST_WAIT: Record<WaitUnit, number> = {
  minutes: 1_051_200,
  hours: 17_520,
  days: 730,
  business_days: 520,
}

/** Everything wrong with the steps of a cadence. Paths are those of a cadence file: `steps[2].mail[0].body`. */
export const checkSteps = (steps: readonly DraftStep[]): Issue[] => {
  const issues: Issue[] = []
  if (!steps.some(({ kind }) => kind !== 'wait'))
    issues.push({
      path: 'steps',
      message: 'a cadence needs at least one step that does something: a mail, a call, a task.',
    })
  if (steps.length > MOST_STEPS)
    issues.push({ path: 'steps', message: `a cadence has at most ${MOST_STEPS} steps.` })
  const firstMail = steps.findIndex(({ kind }) => kind === 'mail')
  for (const [index, step] of steps.slice(0, MOST_STEPS).entries())
    issues.push(...checkStep(step, `steps[${index}]`, index === firstMail))
  return issues
}

const checkStep = (step: DraftStep, path: string, isFirstMail: boolean): Issue[] => {
  switch (step.kind) {
    case 'mail':
      return checkMail(step.options, `${path}.mail`, isFirstMail)
    case 'wait':
      return checkWait(step.wait, `${path}.wait`)
    case 'task':
      return checkTask(step, `${path}.${taskWord(step.task)}`)
  }
}

export const checkWait = ({ amount, unit }: { amount: number; unit: WaitUnit }, path: string): Issue[] => {
  if (!Number.isInteger(amount) || amount < 1)
    return [
      { path, message: `${amount} is no time to wait; write a whole number of 1 or more, such as 3 days.` },
    ]
  const longest = LONGEST_WAIT[unit]
  return amount > longest
    ? [{ path, message: `a wait is at most ${longest} ${unit.replace('_', ' ')}.` }]
    : []
}

export const checkTask = (task: { title: string; note: string }, path: string): Issue[] => {
  const issues: Issue[] = []
  if (task.title.trim() === '') issues.push({ path: `${path}.title`, message: 'say what is to be done.' })
  if (task.title.length > LONGEST_TITLE || /[\r\n]/.test(task.title))
    issues.push({
      path: `${path}.title`,
      message: `a title is one line of at most ${LONGEST_TITLE} characters; the rest belongs in the note.`,
    })
  if (task.note.length > LONGEST_NOTE)
    issues.push({ path: `${path}.note`, message: `a note has at most ${LONGEST_NOTE} characters.` })
  return [...issues, ...checkLiquid(task.title, `${path}.title`), ...checkLiquid(task.note, `${path}.note`)]
}

export const checkMail = (options: readonly DraftOption[], path: string, isFirstMail: boolean): Issue[] => {
  if (options.length === 0)
    return [{ path, message: 'a mail needs at least one option with a subject and a body.' }]
  if (options.length > MOST_OPTIONS) return [{ path, message: `a mail has at most ${MOST_OPTIONS} options.` }]
  const issues = options.flatMap((option, index) => checkOption(option, `${path}[${index}]`, isFirstMail))
  if (options.every(({ weight }) => weight === 0))
    issues.push({
      path,
      message: 'every option has the weight 0, so none could be sent; give one of them a weight.',
    })
  const names = options.map(({ template }) => template.trim().toLowerCase())
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice !== -1)
    issues.push({
      path: `${path}[${twice}].template`,
      message: `another option of this mail is called "${options[twice]?.template}" too; reports could not tell them apart.`,
    })
  return issues
}

const checkOption = (option: DraftOption, path: string, isFirstMail: boolean): Issue[] => {
  const issues: Issue[] = []
  const wrongName = nameMistake(option.template)
  if (wrongName) issues.push({ path: `${path}.template`, message: `${wrongName}.` })
  if (!Number.isFinite(option.weight) || option.weight < 0 || option.weight > HIGHEST_WEIGHT)
    issues.push({
      path: `${path}.weight`,
      message: `${option.weight} is no weight; write 1, 2, 50 …: its share relative to the other options, or 0 to switch it off.`,
    })
  if (isFirstMail && option.subject.trim() === '')
    issues.push({
      path: `${path}.subject`,
      message:
        'the first mail needs a subject; only a follow-up may leave it out, to answer in the same thread.',
    })
  if (/[\r\n]/.test(option.subject) || option.subject.length > LONGEST_SUBJECT)
    issues.push({
      path: `${path}.subject`,
      message: `a subject is one line of at most ${LONGEST_SUBJECT} characters.`,
    })
  if (option.body.trim() === '')
    issues.push({ path: `${path}.body`, message: 'the mail has no text; write its body.' })
  if (option.body.length > LONGEST_BODY)
    return [...issues, { path: `${path}.body`, message: `a body has at most ${LONGEST_BODY} characters.` }]
  return [
    ...issues,
    ...checkLiquid(option.subject, `${path}.subject`),
    ...checkLiquid(option.body, `${path}.body`),
  ]
}

export const checkLiquid = (text: string, path: string): Issue[] => {
  const mistake = liquidMistake(text)
  return mistake ? [{ path, message: mistake }] : []
}
