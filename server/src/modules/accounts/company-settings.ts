import { IANAZone } from 'luxon'
import type { Database } from '#platform/db/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { readName } from './plain-text.ts'
import { checkTaskOutcomes, type TaskOutcome, USUAL_OUTCOMES } from './task-outcomes.ts'
import { BUILT_IN_PAGE, checkUnsubscribePage, type UnsubscribePage } from './unsubscribe-page-settings.ts'

/** What a company decides for all its users. */
export type CompanySettings = {
  /** What the company is called, also to people who unsubscribe. */
  name: string
  /** IANA zone of "today" and of report days. */
  zone: string
  /** Most automatic mails to one person on one day, over all sequences; 1 to 50. */
  mailsPerPersonAndDay: number
  /** Hard bounces in the last 100 mails of a mailbox or sequence, in percent, above which it pauses itself; 1 to 100. */
  bouncePausePercent: number
  /** ISO 3166 country, optionally with region ("US-CA"), of public holidays; null: none. */
  country: string | null
  /** What people can say of a task that is done. */
  taskOutcomes: TaskOutcome[]
  /** Whoever signs in without a second factor gets no further than to set one up. */
  requireTwoFactor: boolean
  /** What people read who unsubscribe. */
  unsubscribePage: UnsubscribePage
}

type Stored = Omit<CompanySettings, 'name' | 'zone'>

const DEFAULTS: Stored = {
  mailsPerPersonAndDay: 2,
  bouncePausePercent: 5,
  country: null,
  taskOutcomes: USUAL_OUTCOMES,
  requireTwoFactor: false,
  unsubscribePage: BUILT_IN_PAGE,
}

const wholeNumber = (field: string, value: unknown, least: number, most: number): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw invalidInput(field, `${field} must be a whole number from ${least} to ${most}.`)
  return value
}

/** Throws invalid_input for what is no IANA zone. */
export const readZone = (value: unknown): string => {
  if (typeof value !== 'string' || !IANAZone.isValidZone(value))
    throw invalidInput('zone', 'zone must be the name of a time zone, such as Europe/Berlin.')
  return value
}

const readLineOf = (value: unknown, field: string): string => {
  if (typeof value !== 'string') throw invalidInput(field, `${field} must be text.`)
  return readName(value, field)
}

const CHECKS: { [K in keyof CompanySettings]: (value: unknown) => CompanySettings[K] } = {
  name: (value) => readLineOf(value, 'name'),
  zone: readZone,
  mailsPerPersonAndDay: (value) => wholeNumber('mailsPerPersonAndDay', value, 1, 50),
  bouncePausePercent: (value) => wholeNumber('bouncePausePercent', value, 1, 100),
  country: (value) => {
    if (value === null || (typeof value === 'string' && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value)))
      return value
    throw invalidInput('country', 'country must be an ISO 3166 code such as DE or US-CA, or null for none.')
  },
  taskOutcomes: checkTaskOutcomes,
  requireTwoFactor: (value) => {
    if (typeof value === 'boolean') return value
    throw invalidInput('requireTwoFactor', 'requireTwoFactor must be true or false.')
  },
  unsubscribePage: checkUnsubscribePage,
}

const isSetting = (name: string): name is keyof CompanySettings => Object.hasOwn(CHECKS, name)

type StoredSettings = { name: string; zone: string; settings: object }

/** Settings from a companies row; what was never set has its default. */
export const readCompanySettings = (row: StoredSettings): CompanySettings => ({
  ...DEFAULTS,
  ...row.settings,
  name: row.name,
  zone: row.zone,
})

/** The given settings, checked. Throws invalid_input naming the first that is unknown or wrong. */
export const checkCompanySettings = (change: object): Partial<CompanySettings> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      if (!isSetting(name))
        throw invalidInput(
          name,
          `${name} is not a setting. The settings are ${Object.keys(CHECKS).join(', ')}.`,
        )
      return [name, CHECKS[name](value)]
    }),
  )

export const getCompanySettings = async (
  db: Pick<Database, 'query'>,
  { companyId }: { companyId: string },
): Promise<CompanySettings> => {
  const { rows } = await db.query<StoredSettings>(
    'SELECT name, zone, settings FROM companies WHERE company_id = $1',
    [companyId],
  )
  if (!rows[0]) throw notFound('There is no such company.')
  return readCompanySettings(rows[0])
}

/** Changes the given settings and leaves the others; returns all. */
export const changeCompanySettings = async (
  db: Pick<Database, 'query'>,
  { companyId, change }: { companyId: string; change: object },
): Promise<CompanySettings> => {
  const { name, zone, ...stored } = checkCompanySettings(change)
  const { rows } = await db.query<StoredSettings>(
    `UPDATE companies SET name = coalesce($4, name), name_key = coalesce(lower($4), name_key),
       zone = coalesce($2, zone), settings = settings || $3::jsonb
     WHERE company_id = $1 RETURNING name, zone, settings`,
    [companyId, zone ?? null, JSON.stringify(stored), name ?? null],
  )
  if (!rows[0]) throw notFound('There is no such company.')
  return readCompanySettings(rows[0])
}
