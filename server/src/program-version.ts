import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '..', '..', 'package.json')

/** The version of this program, as its package says it. */
export const readProgramVersion = async (): Promise<string> => {
  const { version }: { version: string } = JSON.parse(await readFile(PACKAGE, 'utf8'))
  return version
}
