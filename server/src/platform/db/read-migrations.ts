import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Migration = { version: number; name: string; checksum: string; sql: string }

const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/

/**
 * Reads `0001_name.sql …` in order. Throws when a name has another form, or a number is missing or taken twice: both are mistakes of
 * the program's author, not of its user.
 */
export const readMigrations = async (directory: string): Promise<Migration[]> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (fileName, index) => {
      const [, number, name] = FILE_NAME.exec(fileName) ?? []
      if (number === undefined || name === undefined)
        throw new Error(`the migration ${fileName} must be called like 0001_what_it_does.sql`)
      if (Number(number) !== index + 1)
        throw new Error(
          `the migration ${fileName} should have the number ${String(index + 1).padStart(4, '0')}`,
        )
      // Git may check out CRLF on Windows; the same file must have the same checksum everywhere.
      const sql = (await readFile(join(directory, fileName), 'utf8')).replaceAll('\r\n', '\n')
      return { version: index + 1, name, checksum: createHash('sha256').update(sql).digest('hex'), sql }
    }),
  )
}
