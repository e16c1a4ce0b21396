import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeIn } from '../server/src/modules/prospects/filter/prospect-order.ts'
import { type ProspectFilter, readFilter } from '../server/src/modules/prospects/index.ts'
import { listProspects } from '../server/src/modules/prospects/list-prospects.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'
import { COMPANY, fillProspects } from './prospect-filters-data.ts'

const PEOPLE = Number(process.env.BENCH_PROSPECTS ?? 1_000_000)
/** As the table of the web app asks for. */
const LIMIT = 100
const SORT = '-createdAt'
const ROUNDS = 3
const MOST_TIMES = 5
/** Of the last so many pages without a filter the median is taken. */
const BASES = 9
/** Printed of each kind. */
const SHOWN = 12

const where = (...conditions: string[]): ProspectFilter => readFilter({ where: conditions })

const FILTERS: Readonly<Record<string, ProspectFilter>> = {
  list: { listId: 'list17' },
  'newest list': { listId: 'list39' },
  owner: { ownerId: 'user3' },
  'not contacted': { status: 'not_contacted' },
  replied: { status: 'replied' },
  'do not contact': { status: 'do_not_contact' },
  'tag of a fifth': { tagIds: ['tag0'] },
  'tag of 1 %': { tagIds: ['tag2'] },
  'tag of 100': { tagIds: ['tag4'] },
  'big cadence': { sequenceId: 'cadence0' },
  'answers to a cadence': { sequenceId: 'cadence1', sequenceState: 'replied' },
  'step of a cadence': { sequenceId: 'cadence2', stepId: 'step1' },
  'in a cadence': { sequenceState: 'open' },
  'in no cadence': { sequenceState: 'none' },
  'made in a month': readFilter({
    createdFrom: '2025-01-01T00:00:00Z',
    createdBefore: '2025-02-01T00:00:00Z',
  }),
  'made long ago': readFilter({ createdBefore: '2024-03-01T00:00:00Z' }),
  'active long ago': readFilter({ updatedBefore: '2024-02-01T00:00:00Z' }),
  'contacted in two weeks': readFilter({
    contactedFrom: '2025-06-01T00:00:00Z',
    contactedBefore: '2025-06-15T00:00:00Z',
  }),
  'title contains': where('title:contains:chief'),
  'title is': where('title:is:VP of Data'),
  'company contains': where('company:contains:firm123'),
  'company is': where('company:is:Firm4711 Group'),
  'city is': where('city:is:City77'),
  'no phone': where('phone:empty'),
  'has Twitter': where('twitterId:present'),
  'custom field is': where('custom.Industry:is:Industry7'),
  'words of one': { search: 'p500000' },
  'words of many': { search: 'firm' },
  'words of some': { search: 'last77' },
  'words of nobody': { search: 'zzz' },
}

type Measured = { name: string; milliseconds: number; base: number }

/** How long a page takes; the fastest of some, for what disturbs only slows. */
const pageTime = async (db: Database, filter: ProspectFilter, after?: string[]): Promise<number> => {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now()
    await listProspects(db, { companyId: COMPANY, filter, sort: SORT, after, limit: LIMIT })
    times.push(performance.now() - begun)
  }
  return Math.min(...times)
}

/** Where the hundredth page begins; undefined where there are fewer. */
const hundredth = async (db: Database, filter: ProspectFilter): Promise<string[] | undefined> => {
  const limit = LIMIT * 99
  const rows = await listProspects(db, { companyId: COMPANY, filter, sort: SORT, limit })
  const last = rows.at(-1)
  return rows.length < limit || last === undefined ? undefined : placeIn(SORT)(last)
}

/** Each filter, and each two of them that say different things. */
const combinations = (): [string, ProspectFilter][] => {
  const all = Object.entries(FILTERS)
  const pairs = all.flatMap(([first, a], index) =>
    all.slice(index + 1).flatMap(([second, b]): [string, ProspectFilter][] => {
      const given = ([, value]: [string, unknown]) => value !== undefined
      const ofA = new Map(Object.entries(a).filter(given))
      const ofB = new Map(Object.entries(b).filter(given))
      const isBoth = [...ofA.keys()].some((key) => ofB.has(key) && key !== 'fields' && key !== 'tagIds')
      if (isBoth) return []
      return [
        [
          `${first} + ${second}`,
          {
            ...Object.fromEntries([...ofA, ...ofB]),
            fields: [...(a.fields ?? []), ...(b.fields ?? [])],
            tagIds: [...(a.tagIds ?? []), ...(b.tagIds ?? [])],
          },
        ],
      ]
    }),
  )
  return [...all, ...pairs]
}

/**
 * With 1,000,000 prospects (or BENCH_PROSPECTS), each filter and each pair of them, first and hundredth page, beside the same page without a
 * filter.
 */
export const benchProspectFilters = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-filters-'))
  const log = createLog({ level: 'warn', pretty: true })
  const server = await openDatabaseServer({
    dataDir,
    log,
    durable: false,
    settings: { shared_buffers: '1GB' },
  })
  const db = connectDatabase({ url: server.url, log })
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    await fillProspects(db, PEOPLE)
    return await measure(db)
  } finally {
    await db.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const measure = async (db: Database): Promise<BenchRow[]> => {
  const bases: number[] = []
  // Measured anew each time, for what else a machine does slows both.
  const baseNow = async (): Promise<number> => {
    bases.push(await pageTime(db, {}))
    return median(bases.slice(-BASES))
  }
  for (let round = 0; round < BASES; round += 1) await baseNow()
  const firsts: Measured[] = []
  const hundredths: Measured[] = []
  for (const [name, filter] of combinations()) {
    const base = await baseNow()
    firsts.push({ name, milliseconds: await pageTime(db, filter), base })
    const after = await hundredth(db, filter)
    if (after === undefined) continue
    hundredths.push({ name, milliseconds: await pageTime(db, filter, after), base })
  }
  return [...rowsOf('first page', firsts), ...rowsOf('hundredth page', hundredths)]
}

const rowsOf = (page: string, measured: readonly Measured[]): BenchRow[] => {
  const ratioOf = ({ milliseconds, base }: Measured): number => milliseconds / base
  const worst = measured.toSorted((a, b) => ratioOf(b) - ratioOf(a))
  const over = worst.filter((one) => ratioOf(one) > MOST_TIMES).length
  console.log(
    `${page}: ${over} of ${measured.length} filters and pairs take more than ${MOST_TIMES} times a page without one`,
  )
  return worst.slice(0, SHOWN).map((one) => ({
    ...{ name: `${page}, ${one.name}`, ours: one.milliseconds, limit: one.base },
    ...{ ratio: ratioOf(one), target: MOST_TIMES, kind: 'cost' },
  }))
}

if (import.meta.main) printRows(await benchProspectFilters())
