import { normaliseAddress } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { type DraftDefinition, type DraftStep, tidyDraft } from '../draft.ts'
import { selectCalendarByName } from '../holiday-calendars/calendar-queries.ts'
import type { Issue } from '../issues.ts'
import type { MailboxDirectory } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'
import { selectTemplatesByName, type Template } from '../templates/template-queries.ts'
import type { CadenceFile, FileOption, FileStep } from './file-types.ts'

/** Turns the names in a file into what they stand for: mailboxes, a holiday calendar, saved templates. Names without are issues. */
export const resolveCadenceFile = async (
  tx: Queryable,
  input: { companyId: string; file: CadenceFile; mailboxes: MailboxDirectory },
): Promise<{ definition: DraftDefinition; issues: Issue[] }> => {
  const { companyId, file } = input
  const issues: Issue[] = []
  const { mailboxes, holidays, ...settings } = file.settings
  const { calendar, ...days } = holidays
  const calendarId = await resolveCalendar(tx, { companyId, calendar, issues })
  const nameKeys = file.steps.flatMap((step) =>
    step.kind === 'mail' ? step.options.filter(isOpen).map(({ template }) => nameKey(template)) : [],
  )
  const templates = await selectTemplatesByName(tx, { companyId, nameKeys })
  const definition = tidyDraft({
    settings: {
      ...settings,
      holidays: { ...days, ...(calendarId !== null && { calendarId }) },
      mailboxes:
        mailboxes.of === 'list'
          ? {
              of: 'list',
              mailboxIds: await resolveMailboxes(tx, { ...input, addresses: mailboxes.addresses, issues }),
            }
          : mailboxes,
    },
    steps: file.steps.map((step, index) => resolveStep(step, `steps[${index}]`, templates, issues)),
  })
  return { definition, issues }
}

const resolveMailboxes = async (
  tx: Queryable,
  input: { companyId: string; mailboxes: MailboxDirectory; addresses: readonly string[]; issues: Issue[] },
): Promise<string[]> => {
  const keys = input.addresses.map(normaliseAddress)
  const ids = await input.mailboxes.mailboxIdsByAddress(tx, { companyId: input.companyId, addresses: keys })
  return input.addresses.flatMap((address, index) => {
    const id = ids.get(keys[index] ?? '')
    if (id !== undefined) return id
    input.issues.push({
      path: `mailboxes[${index}]`,
      message: `there is no mailbox ${address}; add it with \`cadenza mailbox add\`, or write starter or owner.`,
    })
    return []
  })
}

const resolveCalendar = async (
  tx: Queryable,
  input: { companyId: string; calendar: string | undefined; issues: Issue[] },
): Promise<string | null> => {
  if (input.calendar === undefined) return null
  const found = await selectCalendarByName(tx, {
    companyId: input.companyId,
    nameKey: nameKey(input.calendar),
  })
  if (!found)
    input.issues.push({
      path: 'holidays.calendar',
      message: `there is no holiday calendar "${input.calendar}"; a country (country: US) and days need none.`,
    })
  return found?.id ?? null
}

const isOpen = ({ body }: FileOption): boolean => body === undefined

const resolveStep = (
  step: FileStep,
  path: string,
  templates: ReadonlyMap<string, Template>,
  issues: Issue[],
): DraftStep => {
  if (step.kind !== 'mail') return step
  const options = step.options.map((option, index) => {
    if (!isOpen(option)) return { ...option, subject: option.subject ?? '', body: option.body ?? '' }
    const saved = templates.get(nameKey(option.template))
    if (!saved)
      issues.push({
        path: `${path}.mail[${index}].template`,
        message: `there is no saved template "${option.template}" to take the text from; write a body here.`,
      })
    return { ...option, subject: option.subject ?? saved?.subject ?? '', body: saved?.body ?? '' }
  })
  return { ...step, options }
}
