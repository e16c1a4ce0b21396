import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeZip } from '#platform/backup/index.ts'
import { ARRIVALS } from './arrivals.ts'
import { companyTables } from './company-tables.ts'
import { type FilesScene, filesScene, OLD_COMPANY } from './files-scene.ts'
import { isSecret, LEFT_OUT } from './left-out.ts'
import { entryOfTable, MANIFEST_ENTRY, PEOPLE_ENTRY } from './manifest.ts'
import { openCompanyFile } from './open-company-file.ts'

let source: FilesScene
let target: FilesScene
let whole: string
beforeAll(async () => {
  ;[source, target] = await Promise.all([filesScene('grown'), filesScene('empty')])
  whole = await source.exported()
})
afterAll(() => Promise.all([source, target].map((scene) => scene.close())))

const rowsIn = async ({ db }: FilesScene): Promise<number> => {
  const { rows } = await db.query<{ count: number }>(
    'SELECT (SELECT count(*) FROM companies) + (SELECT count(*) FROM auth_users) AS count',
  )
  return rows[0]?.count ?? 0
}
const refuses = async (scene: FilesScene, path: string, expected: { field: string; message: RegExp }) => {
  const before = await rowsIn(scene)
  await expect(scene.app.companyFiles.importCompany({ path })).rejects.toMatchObject({
    ...{ name: 'AppError', field: expected.field, message: expect.stringMatching(expected.message) },
  })
  expect(await rowsIn(scene)).toBe(before)
}

/** The file with some entries changed, and a manifest that fits them where `honest`. */
const changed = async (
  name: string,
  change: (entry: string, content: string) => string,
  { honest = true, manifest: other = {} }: { honest?: boolean; manifest?: object } = {},
): Promise<string> => {
  const file = await openCompanyFile(whole)
  const { manifest } = file
  const contents = new Map<string, string>()
  for (const entry of [PEOPLE_ENTRY, ...manifest.tables.map((table) => entryOfTable(table.name))])
    contents.set(entry, change(entry, await text(await file.read(entry))))
  file.close()
  const contentOf = (entry: string) => {
    const content = contents.get(entry) ?? ''
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { rows: content.split('\n').length - 1, bytes: Buffer.byteLength(content), sha256 }
  }
  const fitting = {
    people: contentOf(PEOPLE_ENTRY),
    tables: manifest.tables.map((table) => ({ ...table, ...contentOf(entryOfTable(table.name)) })),
  }
  contents.set(MANIFEST_ENTRY, JSON.stringify({ ...manifest, ...(honest && fitting), ...other }))
  const path = join(source.folder, name)
  await writeZip(
    [...contents].map(([entry, content]) => ({
      name: entry,
      open: async () => Readable.from([Buffer.from(content)]),
    })),
    { into: createWriteStream(path), mtime: new Date(0) },
  )
  return path
}
const inEntry = (wanted: string, from: string | RegExp, to: string) => (entry: string, content: string) =>
  entry === wanted ? content.replace(from, to) : content

describe('the tables', () => {
  test('are in an order in which each refers only to those before it, and to none that stays behind', async () => {
    const seen = new Set<string>(['auth_users'])
    for (const { name, refersTo } of await companyTables(target.db)) {
      expect(
        refersTo.filter((other) => !seen.has(other)),
        name,
      ).toEqual([])
      seen.add(name)
    }
  })

  test('that stay behind are there; no column that opens something is left without a value', async () => {
    const { rows } = await target.db.query<{ table: string; column: string; needed: boolean }>(
      `SELECT table_name AS table, column_name AS column, is_nullable = 'NO' AND column_default IS NULL AS needed
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN (
         SELECT table_name FROM information_schema.columns WHERE column_name = 'company_id')`,
    )
    const names = new Set(rows.map(({ table }) => table))
    expect(Object.keys(LEFT_OUT).filter((table) => !names.has(table))).toEqual([])
    const unset = rows.filter(
      ({ table, column, needed }) =>
        needed && isSecret(column) && !LEFT_OUT[table] && !ARRIVALS[table]?.[column],
    )
    expect(unset).toEqual([])
    const arriving = Object.entries(ARRIVALS).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    )
    const there = new Set(rows.map(({ table, column }) => `${table}.${column}`))
    expect(arriving.filter((column) => !there.has(column))).toEqual([])
  })
})

describe('nothing is changed by', () => {
  test('a company that is here already, or another of its name', async () => {
    await refuses(source, whole, { field: 'FILE', message: /The company Acme is here already/ })
    await target.app.accounts.addUser({ company: 'ACME', email: 'other@acme.test' })
    await refuses(target, whole, { field: '--name', message: /another company called ACME here/ })
  })

  test('a file that was cut off, changed, or is none of ours', async () => {
    const bytes = await readFile(whole)
    const broken = join(source.folder, 'broken.zip')
    for (const content of [
      ...[bytes.subarray(0, bytes.length - 30), bytes.subarray(0, bytes.length / 2)],
      ...[Buffer.from('PK, but no zip'), Buffer.alloc(0)],
    ]) {
      await writeFile(broken, content)
      await refuses(target, broken, { field: 'FILE', message: /is no export of a company, or was cut off/ })
    }
    await refuses(target, join(source.folder, 'none.zip'), { field: 'FILE', message: /There is no file/ })
    const file = await openCompanyFile(whole)
    file.close()
    const flipped = Buffer.from(bytes)
    const place = bytes.indexOf('tables/prospects.jsonl') + 60
    flipped.writeUInt8(flipped.readUInt8(place) ^ 8, place)
    await writeFile(broken, flipped)
    await expect(target.app.companyFiles.importCompany({ path: broken, name: 'New' })).rejects.toMatchObject({
      name: 'AppError',
      field: 'FILE',
    })
    const other = changed('other.zip', inEntry('tables/lists.jsonl', 'Default', 'Defekt'), { honest: false })
    await expect(target.app.companyFiles.importCompany({ path: await other, name: 'New' })).rejects.toThrow(
      /the bytes of lists are not those that were written. Nothing was imported/,
    )
    expect(await rowsIn(target)).toBe(2)
  })

  test.each([
    ['another schema', { schema: ['x'] }, /with 1 migrations, and this one has \d+. Run the same version/],
    ['a newer form', { format: 2 }, /made by a newer version of Cadenza/],
    ['a backup', { kind: undefined }, /A backup is brought back with cadenza restore/],
    ['an id of nobody', { company: { id: "'; --", name: 'X' } }, /its manifest cannot be read/],
    ['no tables', { tables: [] }, /its tables are not those of its version/],
  ])('a manifest of %s', async (_, manifest, message) => {
    const path = await changed('manifest.zip', (_entry, content) => content, { manifest })
    await expect(target.app.companyFiles.importCompany({ path, name: 'New' })).rejects.toThrow(message)
    expect(await rowsIn(target)).toBe(2)
  })

  test.each([
    ['people.jsonl', /"hello@klenty.com"/, '"no address"', /people must be a mail address/],
    ['people.jsonl', /^.*\n/, 'null\n', /a line of people.jsonl is no person/],
    ['tables/lists.jsonl', /^\{/, '{{', /lists cannot be filled/],
    ['tables/prospects.jsonl', /"list_id": "\w+"/, '"list_id": "x"', /prospects cannot be filled/],
  ])('%s with something wrong in it', async (entry, from, to, message) => {
    const path = await changed('wrong.zip', inEntry(entry, from, to))
    await expect(target.app.companyFiles.importCompany({ path, name: 'New' })).rejects.toMatchObject({
      ...{ name: 'AppError', message: expect.stringMatching(message) },
    })
    expect(await rowsIn(target)).toBe(2)
  })

  test('a line that makes somebody else of this installation a member', async () => {
    const { userId } = await target.app.accounts.requireUserByEmail({ email: 'other@acme.test' })
    const path = await changed(
      'stranger.zip',
      inEntry('tables/memberships.jsonl', '"00000000000000000000d002"', `"${userId}"`),
    )
    const changing = target.app.companyFiles.importCompany({ path, name: 'New' })
    await expect(changing).rejects.toMatchObject({ name: 'AppError', field: 'FILE' })
    expect(await rowsIn(target)).toBe(2)
  })
})

test('a line cannot say that it is of another company; the company may have another name here', async () => {
  const { companyId } = await target.app.accounts.requireUserByEmail({ email: 'other@acme.test' })
  const path = await changed(
    'smuggled.zip',
    inEntry('tables/lists.jsonl', /^\{/, `{"company_id": "${companyId}", `),
  )
  const brought = await target.app.companyFiles.importCompany({ path, name: ' Acme of old ' })
  expect(brought).toMatchObject({ companyId: OLD_COMPANY, name: 'Acme of old' })
  const { rows } = await target.db.query('SELECT name, name_key FROM companies WHERE company_id = $1', [
    OLD_COMPANY,
  ])
  expect(rows).toEqual([{ name: 'Acme of old', name_key: 'acme of old' }])
  expect(await target.app.prospects.companyLists({ companyId })).toHaveLength(1)
})

test('an export overwrites nothing', async () => {
  const exporting = source.app.companyFiles.exportToFile({ companyId: OLD_COMPANY, path: whole })
  await expect(exporting).rejects.toThrow(/is there already, and an export overwrites nothing/)
  const unknown = source.app.companyFiles.exportToFile({ companyId: 'x', path: join(source.folder, 'x.zip') })
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
  await expect(open(join(source.folder, 'x.zip'))).rejects.toMatchObject({ code: 'ENOENT' })
})
