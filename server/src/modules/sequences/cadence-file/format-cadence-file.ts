import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml'
import type { MailOption, SequenceSettings, Step, StopRules, Weekday } from '../definition.ts'
import { plainBody } from '../html-body.ts'
import { taskWord } from '../step-words.ts'
import { formatDay } from './day-words.ts'
import type { CadenceFile } from './file-types.ts'
import { formatWait } from './wait-words.ts'

/** What a file is made of: a definition whose mailboxes and calendar have been turned into names. */
export type ExportableCadence = { name: string; settings: CadenceFile['settings']; steps: readonly Step[] }

/**
 * A cadence as a file that `parseCadenceFile` reads back to the same definition. Ids are left out unless asked for: a re-import finds
 * its steps by their form. Bodies that plain text stands for are written as plain text.
 */
export const formatCadenceFile = (cadence: ExportableCadence, options: { ids?: boolean } = {}): string => {
  const { settings, steps } = cadence
  const document = new Document({
    name: cadence.name,
    ...formatSettings(settings),
    steps: steps.map((step) => formatStep(step, options.ids ?? false)),
  })
  return writeFile(document, document.get('steps'))
}

/** Every setting, as `readSettings` reads it back. */
export const formatSettings = (settings: CadenceFile['settings']): Record<string, unknown> => ({
  zone: settings.zone.of === 'fixed' ? settings.zone.zone : settings.zone.of,
  window: `${settings.window.from}-${settings.window.to}`,
  days: formatDays(settings.days),
  mailboxes: settings.mailboxes.of === 'list' ? settings.mailboxes.addresses : settings.mailboxes.of,
  ...(settings.throttle !== null && { throttle: settings.throttle }),
  stopOn: formatStopRules(settings.stopOn),
  ...formatHolidays(settings.holidays),
  track: formatTrack(settings.track),
  unsubscribe: settings.unsubscribe,
  reentry: settings.reentry,
})

/** A file's text, with an empty line between the parts of its list or map of steps. */
export const writeFile = (document: Document, parts: unknown): string => {
  visit(document, { Scalar: showAsBlock })
  if (isSeq(parts))
    for (const [index, step] of parts.items.entries()) if (isMap(step)) step.spaceBefore = index > 0
  if (isMap(parts))
    for (const [index, { key }] of parts.items.entries()) if (isScalar(key)) key.spaceBefore = index > 0
  return document.toString({ lineWidth: 0 })
}

/** Texts of several lines are written as a block (`|`), never folded: a diff shows the lines that changed. */
const showAsBlock = (_key: unknown, node: Scalar): undefined => {
  if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n'))
    node.type = Scalar.BLOCK_LITERAL
}

const formatDays = (days: readonly Weekday[]): string[] | string => {
  const [first, last] = [days[0], days.at(-1)]
  const inARow =
    first !== undefined && last !== undefined && days.length > 2 && last - first === days.length - 1
  return inARow ? `${formatDay(first)}-${formatDay(last)}` : days.map(formatDay)
}

const formatStopRules = ({ taskOutcomes, ...rules }: StopRules) => ({
  ...rules,
  ...(taskOutcomes.length > 0 && { taskOutcomes }),
})

const formatHolidays = (holidays: CadenceFile['settings']['holidays']) => {
  const { country, calendar, days } = holidays
  if (country === undefined && calendar === undefined && days.length === 0) return {}
  return {
    holidays: {
      ...(country !== undefined && { country }),
      ...(calendar !== undefined && { calendar }),
      ...(days.length > 0 && { days }),
    },
  }
}

const formatTrack = ({ opens, clicks }: SequenceSettings['track']) =>
  opens === clicks ? opens : { opens, clicks }

const formatStep = (step: Step, ids: boolean): Record<string, unknown> => {
  const id = ids ? { id: step.id } : {}
  switch (step.kind) {
    case 'wait':
      return { ...id, wait: formatWait(step.wait) }
    case 'task':
      return {
        ...id,
        [taskWord(step.task)]: step.note === '' ? step.title : { title: step.title, note: step.note },
      }
    case 'mail':
      return {
        ...id,
        mail: formatOptions(step.options, ids),
      }
  }
}

export const formatOptions = (options: readonly MailOption[], ids: boolean): Record<string, unknown>[] =>
  options.map((option) => ({
    ...(ids && { id: option.id }),
    template: option.template,
    ...(options.length > 1 || option.weight !== 1 ? { weight: option.weight } : {}),
    ...(option.subject !== '' && { subject: option.subject }),
    body: plainBody(option.body) ?? option.body,
  }))
