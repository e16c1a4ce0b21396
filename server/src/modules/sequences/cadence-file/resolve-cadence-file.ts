import { normaliseAddress } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import type { SequenceSettings } from '../definition.ts'
import { type DraftDefinition, type DraftOption, tidyDraft } from '../draft.ts'
import { selectCalendarByName } from '../holiday-calendars/calendar-queries.ts'
import type { Issue } from '../issues.ts'
import type { MailboxDirectory } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'
import { selectTemplatesByName } from '../templates/template-queries.ts'
import type { CadenceFile, FileOption } from './file-types.ts'

/** Turns the names in a file into what they stand for: mailboxes, a holiday calendar, saved templates. Names without are issues. */
export const resolveCadenceFile = async (
  tx: Queryable,
  input: {
    companyId: string
    file: CadenceFile
    mailboxes: MailboxDirectory
    /** Only what this member sees can be named; without it all. */
    ownerId?: string | undefined
  },
): Promise<{ definition: DraftDefinition; issues: Issue[] }> => {
  const { steps } = input.file
  const issues: Issue[] = []
  const settings = await resolveSettings(tx, { ...input, settings: input.file.settings, issues })
  const optionsOf = await templateResolver(tx, {
    ...input,
    options: steps.flatMap((step) => (step.kind === 'mail' ? step.options : [])),
    issues,
  })
  const definition = tidyDraft({
    settings,
    steps: steps.map((step, index) =>
      step.kind === 'mail' ? { ...step, options: optionsOf(step.options, `steps[${index}].mail`) } : step,
    ),
  })
  return { definition, issues }
}

/** The settings of a file with mailboxes and the calendar by id. */
export const resolveSettings = async (
  tx: Queryable,
  input: {
    companyId: string
    settings: CadenceFile['settings']
    mailboxes: MailboxDirectory
    ownerId?: string | undefined
    issues: Issue[]
  },
): Promise<SequenceSettings> => {
  const { companyId, issues } = input
  const { mailboxes, holidays, ...settings } = input.settings
  const { calendar, ...days } = holidays
  const calendarId = await resolveCalendar(tx, { companyId, calendar, issues })
  return {
    ...settings,
    holidays: { ...days, ...(calendarId !== null && { calendarId }) },
    mailboxes:
      mailboxes.of === 'list'
        ? {
            of: 'list',
            mailboxIds: await resolveMailboxes(tx, { ...input, addresses: mailboxes.addresses, issues }),
          }
        : mailboxes,
  }
}

const resolveMailboxes = async (
  tx: Queryable,
  input: {
    companyId: string
    mailboxes: MailboxDirectory
    ownerId?: string | undefined
    addresses: readonly string[]
    issues: Issue[]
  },
): Promise<string[]> => {
  const keys = input.addresses.map(normaliseAddress)
  const ids = await input.mailboxes.mailboxIdsByAddress(tx, {
    companyId: input.companyId,
    addresses: keys,
    userId: input.ownerId,
  })
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

/** Reads the saved templates that options name, and fills the options of one mail (at `path`) with their texts. */
export const templateResolver = async (
  tx: Queryable,
  {
    companyId,
    options: all,
    ownerId,
    issues,
  }: {
    companyId: string
    options: readonly FileOption[]
    ownerId?: string | undefined
    issues: Issue[]
  },
): Promise<(options: readonly FileOption[], path: string) => DraftOption[]> => {
  const nameKeys = all.filter(isOpen).map(({ template }) => nameKey(template))
  const templates = await selectTemplatesByName(tx, { companyId, nameKeys, seenBy: ownerId })
  return (options, path) =>
    options.map((option, index) => {
      if (!isOpen(option)) return { ...option, subject: option.subject ?? '', body: option.body ?? '' }
      const saved = templates.get(nameKey(option.template))
      if (!saved)
        issues.push({
          path: `${path}[${index}].template`,
          message: `there is no saved template "${option.template}" to take the text from; write a body here.`,
        })
      return { ...option, subject: option.subject ?? saved?.subject ?? '', body: saved?.body ?? '' }
    })
}
