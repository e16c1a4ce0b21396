import { rm } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { createImportsFixture, type ImportsFixture, peopleCsv } from './imports-fixture.ts'

let db: Database
let drop: () => Promise<void>
let scene: ImportsFixture
beforeAll(async () => {
  ;({ db, drop } = await createTestDatabase())
})
afterAll(() => drop())
beforeEach(async () => {
  scene = await createImportsFixture(db)
})
afterEach(() => scene.remove())

test('rows become prospects of the list, with their fields, tags and custom fields', async () => {
  const done = await scene.importText(
    '\ufeffE-Mail;Vorname;Nachname;Firma;Tags;Branche\r\n' +
      'jurgen@müller.example;Jürgen;Groß;"Groß; Söhne";heiß|neu;Stahl\r\n' +
      'ann@example.com;Ann;;;;\r\n',
  )
  expect(done).toMatchObject({
    ...{ ended: 'done', state: 'done', rows: 2, added: 2, updated: 0, skipped: 0, rejected: 0, repeated: 0 },
    ...{ list: 'Fair', fileName: 'people.csv', error: null },
  })
  expect(done.readBytes).toBe(done.totalBytes)
  expect(await scene.find('jurgen@müller.example')).toMatchObject({
    ...{
      firstName: 'Jürgen',
      fullName: 'Jürgen Groß',
      company: 'Groß; Söhne',
      list: 'Fair',
      source: 'import',
    },
    ...{ tags: ['heiß', 'neu'], customFields: { Branche: 'Stahl' }, ownerId: scene.userId },
  })
})

describe('every row counts once', () => {
  test('of rows with one address the last wins, and the others are repeated', async () => {
    const done = await scene.importText(
      'Email,FirstName,City\nann@example.com,Ann,Bonn\nbob@example.com,Bob,\nANN@example.com,Anna,\n<ann@example.com>,,Kiel',
    )
    expect(done).toMatchObject({ rows: 4, added: 2, repeated: 2 })
    expect(await scene.find('ann@example.com')).toMatchObject({ firstName: 'Anna', city: 'Kiel' })
  })

  test('also where they stand far from each other', async () => {
    const done = await scene.importText(`${peopleCsv(1500)}\nperson7@example.com,Last,Acme`)
    expect(done).toMatchObject({ rows: 1501, added: 1500, repeated: 1 })
    expect(await scene.find('person7@example.com')).toMatchObject({ firstName: 'Last' })
  })

  test('any file: the counts add up to its rows, and the last row of each address stands', async () => {
    const row = fc.record({
      person: fc.nat(12),
      name: fc.stringMatching(/^[A-Z][a-z]{0,6}$/),
      valid: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.boolean(), async (rows, skip) => {
        const before = await createImportsFixture(db)
        try {
          await before.importText('Email,FirstName\np0@example.com,Before\np1@example.com,Before')
          const lines = rows.map(
            ({ person, name, valid }) => `p${person}${valid ? '@example.com' : ''},${name}`,
          )
          const done = await before.importText(['Email,FirstName', ...lines].join('\n'), {
            onExisting: skip ? 'skip' : 'update',
          })
          const last = new Map(rows.filter(({ valid }) => valid).map(({ person, name }) => [person, name]))
          const there = [0, 1].filter((person) => last.has(person)).length
          expect(done).toMatchObject({
            rows: rows.length,
            rejected: rows.filter(({ valid }) => !valid).length,
            added: last.size - there,
            updated: skip ? 0 : there,
            skipped: skip ? there : 0,
            repeated: rows.filter(({ valid }) => valid).length - last.size,
          })
          for (const [person, name] of last)
            expect(await before.find(`p${person}@example.com`)).toMatchObject({
              firstName: skip && person < 2 ? 'Before' : name,
            })
        } finally {
          await before.remove()
        }
      }),
      { numRuns: 25 },
    )
  })

  test('an import of the same file again updates', async () => {
    await scene.importText(peopleCsv(10))
    expect(await scene.importText(peopleCsv(10))).toMatchObject({
      rows: 10,
      added: 0,
      updated: 10,
      repeated: 0,
    })
  })
})

test('nobody who is suppressed becomes mailable', async () => {
  const { prospects, companyId, userId } = scene
  const who = { tx: db, companyId, userId }
  await scene.importText('Email,FirstName\nann@example.com,Ann\nbob@example.com,Bob')
  const ann = await scene.find('ann@example.com')
  await prospects.suppress({
    ...who,
    kind: 'address',
    value: 'ann@example.com',
    reason: 'unsubscribed',
    source: 'app',
  })
  await prospects.suppress({
    ...who,
    kind: 'address',
    value: 'new@example.com',
    reason: 'bounced',
    source: 'app',
  })
  await prospects.suppress({
    ...who,
    kind: 'domain',
    value: 'rival.test',
    reason: 'do_not_contact',
    source: 'app',
  })
  const done = await scene.importText(
    'Email,FirstName,Status\nAnn@Example.com,Anna,Active\nnew@example.com,New,Active\neve@rival.test,Eve,Active\nbob@example.com,Rob,',
  )
  expect(done).toMatchObject({ added: 2, updated: 2 })
  expect(await scene.find(ann.email)).toMatchObject({ firstName: 'Anna', status: 'unsubscribed' })
  expect(await scene.find('new@example.com')).toMatchObject({ status: 'bounced', suppressedBy: 'bounced' })
  expect(await scene.find('eve@rival.test')).toMatchObject({ suppressedBy: 'do_not_contact' })
  expect(await scene.find('bob@example.com')).toMatchObject({ firstName: 'Rob', suppressedBy: null })
})

describe('rejected rows', () => {
  test('are told with their reasons, and can be corrected and imported again', async () => {
    const done = await scene.importText(
      'Email;Phone;Owner\nann@;+49 30;\nbob@example.com;=HYPERLINK("x");eve@acme.test\n;1;\ncarl@example.com;2;\0@x\n' +
        'dan@example.com;3;nobody@acme.test\neve@example.com;4;;;5\nfay@example.com;"6;\ngil@example.com;7;',
      { mapping: { Owner: 'Owner' } },
    )
    expect(done).toMatchObject({ rows: 8, added: 2, rejected: 6 })
    const csv = await scene.rejected(done.id)
    const [header = '', ...rows] = csv.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(header).toBe('"Rejected row";"Rejected because";"Email";"Phone";"Owner"')
    expect(rows.map((row) => row.split(';"')[0])).toEqual(['"1"', '"3"', '"4"', '"5"', '"6"', '"7"'])
    expect(rows[0]).toMatch(/^"1";"Email is not a valid mail address: .*";"ann@";"'\+49 30";""$/)
    expect(rows[1]).toContain('The row has no mail address.')
    expect(rows[3]).toContain('nobody@acme.test')
    expect(rows[4]).toContain('5 cells, but the header names 3 columns')
    expect(rows[5]).toContain('A quote in this row is not closed')
    const again = await scene.importText(csv.replace('"ann@"', '"ann@example.com"'))
    expect(again).toMatchObject({ added: 2, rejected: 4 })
    expect(await scene.find('ann@example.com')).toMatchObject({ phone: '+49 30', customFields: {} })
  })

  test('of megabytes are kept short', async () => {
    const long = 'x'.repeat(1_500_000)
    const done = await scene.importText(
      `Email,Notes\nann@example.com,${long}\nbob@example.com,ok\ncarl@x.com,"${long}"`,
    )
    expect(done).toMatchObject({ rows: 3, added: 1, rejected: 2 })
    expect((await scene.rejected(done.id)).length).toBeLessThan(10_000)
  })
})

describe('a start is refused for', () => {
  test.each([
    ['Name,Phone\nAnn,1', {}, 'mapping', 'Its columns are “Name”, “Phone”.'],
    ['Emial,Phone\na@x.com,1', {}, 'mapping', 'Perhaps it is “Emial”'],
    ['Email,Phone\na@x.com,1', { mapping: { Fone: 'Phone' } }, 'mapping', 'no column “Fone”'],
    ['Email\na@x.com', { list: ' ' }, 'List', 'needs a name'],
    ['', {}, 'file', 'is empty'],
  ])('%j %j', async (content, options, field, message) => {
    await scene.write(content)
    await expect(scene.start(options)).rejects.toMatchObject({
      code: 'invalid_input',
      field,
      message: expect.stringContaining(message),
    })
    expect(await scene.imports.listImports({ companyId: scene.companyId, limit: 10 })).toEqual([])
  })
})

test('a file with only a header is an import of no rows', async () => {
  expect(await scene.importText('Email,Name\r\n')).toMatchObject({ state: 'done', rows: 0, added: 0 })
})

test('duplicate column names and columns that are mapped by hand', async () => {
  await scene.importText('Mail 1,Size,Size\nann@example.com,S,L', {
    mapping: { 'Mail 1': 'Email', 'Size (2)': 'City' },
  })
  expect(await scene.find('ann@example.com')).toMatchObject({ city: 'L', customFields: { Size: 'S' } })
})

describe('a preview', () => {
  test('says what the first rows would do, and writes nothing', async () => {
    await scene.importText('Email,FirstName\nold@example.com,Old')
    await scene.write(
      'Email,FirstName,Size,Tags\nold@example.com,New,L,\nann@example.com,Ann,,hot\nbad,,,\nann@example.com,A,,\nx@y.z,"q\n',
    )
    const prepared = await scene.look({ onExisting: 'skip' })
    expect(prepared).toMatchObject({ encoding: 'utf-8', delimiter: ',', problem: null })
    expect(prepared.columns).toContainEqual({ name: 'Size', target: 'custom:Size', samples: ['L'] })
    expect(prepared.rows.map(({ outcome }) => outcome)).toEqual(['skip', 'add', 'reject', 'update', 'reject'])
    expect(prepared.rows[0]).toMatchObject({
      status: 'not_contacted',
      prospect: { customFields: { Size: 'L' } },
    })
    expect(prepared.rows[1]?.prospect).toEqual({
      ...{
        email: 'ann@example.com',
        fields: { FirstName: 'Ann' },
        customFields: {},
        tags: ['hot'],
        owner: null,
      },
    })
    expect(prepared.rows[2]?.mistake).toContain('Email is not a valid mail address')
    expect(
      await scene.prospects.findByEmail({ companyId: scene.companyId, email: 'ann@example.com' }),
    ).toBeUndefined()
  })

  test('tells what would change, what would not, and what would be refused', async () => {
    await scene.importText('Email,FirstName,City\nann@example.com,Ann,Rome\nbob@example.com,Bob,', {
      tags: ['old'],
    })
    await scene.write(
      'Email,FirstName,City,Owner\nann@example.com,Anna,,\nbob@example.com,Bob,,\neve@example.com,Eve,,nobody@acme.test\n',
    )
    const { rows } = await scene.look({ list: 'fair', tags: ['OLD'] })
    expect(rows).toMatchObject([
      { outcome: 'update', changes: [{ field: 'FirstName', from: 'Ann', to: 'Anna' }] },
      { outcome: 'unchanged', changes: [] },
      { outcome: 'reject', mistake: expect.stringContaining('nobody@acme.test') },
    ])
    const { rows: forEve } = await scene.look({ importer: { userId: scene.colleagueId, heldToOwn: true } })
    expect(forEve[0]).toMatchObject({
      outcome: 'reject',
      mistake: expect.stringContaining('another member'),
    })
  })

  test('names the problem that a mapping can solve', async () => {
    await scene.write('Kontakt\nann@example.com')
    expect((await scene.look()).problem).toContain('--map "Kontakt=Email"')
    expect((await scene.look({ mapping: { Kontakt: 'Email' } })).problem).toBeNull()
  })
})

describe('what an import gives to all', () => {
  test('is added to every row: tags, and an owner for rows that name none', async () => {
    const { importText, find, colleagueId, userId } = scene
    const done = await importText(
      'Email,Tags,Owner\nann@example.com,hot,\nbob@example.com,,steve@acme.test',
      { tags: [' Fair 2026 ', 'fair 2026', 'HOT'], owner: 'Eve@acme.test' },
    )
    expect(done).toMatchObject({ added: 2, tags: ['fair 2026', 'HOT'], owner: 'eve@acme.test' })
    expect(await find('ann@example.com')).toMatchObject({ tags: ['fair 2026', 'HOT'], ownerId: colleagueId })
    expect(await find('bob@example.com')).toMatchObject({ tags: ['fair 2026', 'HOT'], ownerId: userId })
  })

  test('is refused where it cannot be given', async () => {
    await scene.write(peopleCsv(1))
    await expect(scene.start({ owner: 'nobody@acme.test' })).rejects.toMatchObject({ field: 'Owner' })
    await expect(scene.start({ tags: ['a|b'] })).rejects.toMatchObject({ field: 'tags' })
    // Eve is a rep: she gives prospects to nobody.
    const byEve = { userId: scene.colleagueId, owner: 'steve@acme.test' }
    await expect(scene.start(byEve)).rejects.toMatchObject({ code: 'forbidden', field: 'Owner' })
    expect(await scene.start({ userId: scene.colleagueId, owner: 'eve@acme.test' })).toMatchObject({
      resumedAt: null,
    })
  })
})

test('imports are listed page by page, the latest first', async () => {
  const { companyId, imports } = scene
  const ids: string[] = []
  for (const list of ['A', 'B', 'C']) ids.unshift((await scene.importText(peopleCsv(1), { list })).id)
  const first = await imports.listImports({ companyId, limit: 2 })
  const second = await imports.listImports({ companyId, limit: 2, before: first.at(-1)?.id })
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids)
  expect(await imports.importById({ companyId: 'another', importId: ids[0] ?? '' })).toBeUndefined()
})

describe('uploads', () => {
  const bytes = async function* (text: string) {
    for (const piece of text.match(/.{1,10}/gs) ?? []) yield Buffer.from(piece)
  }

  test('are kept until their import is done', async () => {
    const { companyId, imports } = scene
    const kept = await imports.keepUpload({ companyId, content: bytes(peopleCsv(3)) })
    expect(kept.bytes).toBe(Buffer.byteLength(peopleCsv(3)))
    const { importId } = await scene.start({ source: { uploadId: kept.uploadId }, fileName: 'mine.csv' })
    const done = await imports.runImport({ companyId, importId })
    expect(done).toMatchObject({ added: 3, fileName: 'mine.csv' })
    expect(await scene.uploads()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('leave nothing behind when they break off', async () => {
    const { companyId, imports } = scene
    const breaksOff = async function* () {
      yield Buffer.from('Email\n')
      throw new Error('the client went away')
    }
    await expect(imports.keepUpload({ companyId, content: breaksOff() })).rejects.toThrow('went away')
    expect(await scene.uploads()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('are not found by another company, nor under a name that is a path', async () => {
    const { companyId, imports } = scene
    const { uploadId } = await imports.keepUpload({ companyId, content: bytes('Email\na@x.com') })
    for (const which of [
      { companyId: 'another', uploadId },
      { companyId, uploadId: '../people' },
    ])
      await expect(
        scene.look({ companyId: which.companyId, source: { uploadId: which.uploadId } }),
      ).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a file that is gone fails its import for good', async () => {
  await scene.write(peopleCsv(3))
  const { importId } = await scene.start()
  await rm(scene.path)
  const { companyId, imports } = scene
  await expect(imports.runImport({ companyId, importId })).rejects.toThrow('there is no such file')
  expect(await imports.importById({ companyId, importId })).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('there is no such file'),
  })
})
