// Installations for tests of company files.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { manualClock } from '#platform/clock/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createEmptyTestDatabase, createTestDatabase } from '#test/database.ts'
import { growTo, newest } from '#test/grow-database.ts'
import { createApp } from '../../app.ts'
import { entryOfTable, PEOPLE_ENTRY } from './manifest.ts'
import { openCompanyFile } from './open-company-file.ts'

/** Another key than the one that the rows of old versions were sealed with. */
export const SECRETS = createSecrets('a key for tests that is long enough')

/** The company of the rows in server/test/old-versions, which has a row in every table. */
export const OLD_COMPANY = '00000000000000000000c001'

export type FilesScene = Awaited<ReturnType<typeof filesScene>>

/** @param content `grown`: rows in every table, as time brings them; `empty`: nobody is there */
export const filesScene = async (content: 'grown' | 'empty') => {
  const { db, url, drop } = await (content === 'grown' ? createEmptyTestDatabase() : createTestDatabase())
  if (content === 'grown') await growTo(db, newest)
  const folder = await mkdtemp(join(tmpdir(), 'company-files-'))
  const clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  const app = await createApp({
    ...{ db, clock, log: silentLog(), jobs: createInlineJobs({ db }), random: () => 0.5 },
    secrets: SECRETS,
    config: { dataDir: folder, publicUrl: undefined },
  })
  let files = 0
  return {
    app,
    db,
    url,
    folder,
    exported: async (companyId = OLD_COMPANY): Promise<string> => {
      files += 1
      const path = join(folder, `${files}.zip`)
      await app.companyFiles.exportToFile({ companyId, path })
      return path
    },
    close: async () => {
      await app.close()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Lines = Record<string, Record<string, unknown>[]>

/** Every line of a file, by table. */
export const linesOf = async (path: string): Promise<Lines> => {
  const file = await openCompanyFile(path)
  try {
    const all: Lines = {}
    const read = async (entry: string): Promise<Record<string, unknown>[]> =>
      (await text(await file.read(entry)))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    all.people = await read(PEOPLE_ENTRY)
    for (const { name } of file.manifest.tables) all[name] = await read(entryOfTable(name))
    return all
  } finally {
    file.close()
  }
}
