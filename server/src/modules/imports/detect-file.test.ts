import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detectFile } from './detect-file.ts'
import { localFile } from './import-file.ts'
import { readRecords } from './read-records.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16le with mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be with mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': (text: string) => Buffer.from(text, 'latin1'),
} as const
type Encoded = keyof typeof ENCODERS

const file = async (content: string | Uint8Array): Promise<string> => {
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  return path
}
const detect = async (content: string | Uint8Array) => detectFile(localFile(await file(content)))

const allCells = async (path: string) => {
  const { format } = await detectFile(localFile(path))
  const cells: string[][] = []
  for await (const { records } of readRecords(localFile(path), format))
    cells.push(...records.map((record) => record.cells))
  return cells.slice(format.rowsAbove)
}

test('reads the same rows in every encoding, delimiter and line end', async () => {
  const rows = [
    ['Email', 'Vorname', 'Firma'],
    ['jürgen@müller.example', 'Jürgen', 'Groß & Söhne, Köln; Bonn'],
    ['anaïs@example.com', 'Anaïs', 'Café "Zoë"\nLyon'],
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Encoded>(...(Object.keys(ENCODERS) as Encoded[])),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      async (encoding, delimiter, lineEnd, declared) => {
        const text = rows
          .map((cells) =>
            cells.map((cell) => (/[^\p{L}@.]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)),
          )
          .map((cells) => cells.join(delimiter))
          .join(lineEnd)
        const head = declared ? `sep=${delimiter}${lineEnd}` : ''
        expect(await allCells(await file(ENCODERS[encoding](head + text)))).toEqual(rows)
      },
    ),
    { numRuns: 150 },
  )
})

test('a letter that is cut in two by the pieces in which a file is read stays one', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `p${index}@example.com,Jürgen 💌 Żółć`)
  for (const encoding of ['utf-8', 'utf-16le with mark'] as const) {
    const cells = await allCells(await file(ENCODERS[encoding](['Email,Name', ...rows].join('\n'))))
    expect(cells).toHaveLength(20_001)
    expect(new Set(cells.slice(1).map(([, name]) => name))).toEqual(new Set(['Jürgen 💌 Żółć']))
  }
})

test('a first accent far down in the file decides', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `p${index}@example.com,Ann`).join('\n')
  expect((await detect(`Email,Name\n${rows}\na@x.com,Zoë`)).format.encoding).toBe('utf-8')
  const latin1 = Buffer.from(`Email,Name\n${rows}\na@x.com,Zoë`, 'latin1')
  expect((await detect(latin1)).format.encoding).toBe('windows-1252')
})

test('finds the header below the notes of a LinkedIn export', async () => {
  const { format, columns } = await detect(
    'Notes:\n"When exporting your connection data, you may notice that some, or all, addresses are missing."\n\n' +
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Lee,https://www.linkedin.com/in/ann,ann@x.com,Acme,CEO,01 Jan 2026\n',
  )
  expect(format.header[3]).toBe('Email Address')
  expect(columns.rows).toHaveLength(1)
})

describe('says what is wrong with', () => {
  const refused = async (content: string | Uint8Array): Promise<string> => {
    const error = await detect(content).then(
      () => undefined,
      (cause: unknown) => cause,
    )
    expect(error).toMatchObject({ code: 'invalid_input', field: 'file' })
    return error instanceof Error ? error.message : ''
  }

  test('an empty file', async () => {
    for (const content of ['', '\n\r\n', '\ufeff', ',,\n'])
      expect(await refused(content)).toContain('The file is empty')
  })
  test('a file without a header', async () => {
    expect(await refused('ann@example.com,Ann\nbob@example.com,Bob')).toContain(
      '“ann@example.com” is a mail address',
    )
  })
  test('a header that cannot be read', async () => {
    expect(await refused('Email,"Name\nann@example.com,Ann')).toContain('must name the columns')
    expect(await refused(`Email,${'x'.repeat(300_000)}\na@x.com`)).toContain('longer than')
  })
  test('workbooks, archives, pictures', async () => {
    expect(await refused(Buffer.from('504b030414000600080000002100', 'hex'))).toContain('Excel workbook')
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('save the table as “CSV UTF-8”')
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256))
    expect(await refused(noise)).toContain('The file is no text')
  })
  test('a file that is not there, and a folder', async () => {
    await expect(detectFile(localFile(join(folder, 'none.csv')))).rejects.toThrow('there is no such file')
    await expect(detectFile(localFile(folder))).rejects.toThrow('it is a folder')
  })
  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = await file('Email\na@x.com')
    await chmod(path, 0)
    await expect(detectFile(localFile(path))).rejects.toThrow('may not read it')
    await chmod(path, 0o600)
  })
})

test('a stray zero byte makes no binary of a text', async () => {
  expect((await detect('Email,Name\na@x.com,A\0nn\n')).format.encoding).toBe('utf-8')
})
