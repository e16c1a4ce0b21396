import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#platform/errors/index.ts'

/** How to sign in to the demo company; kept beside its data, so that every start can say it. */
export type DemoCredentials = { email: string; password: string; apiKey: string }

const fileIn = (dataDir: string): string => join(dataDir, 'demo-sign-in.json')

export const newPassword = (): string => randomBytes(9).toString('base64url')

/** What `keepCredentials` kept, or undefined. Throws `unavailable` when the file is damaged. */
export const readCredentials = async (dataDir: string): Promise<DemoCredentials | undefined> => {
  let text: string
  try {
    text = await readFile(fileIn(dataDir), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const found = parsed(text)
  if (!isCredentials(found))
    throw new AppError({
      code: 'unavailable',
      message: `${fileIn(dataDir)} is damaged. Delete the folder ${dataDir} to begin the demo anew.`,
    })
  return found
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isCredentials = (found: unknown): found is DemoCredentials =>
  typeof found === 'object' &&
  found !== null &&
  ['email', 'password', 'apiKey'].every((key) => typeof Reflect.get(found, key) === 'string')

export const keepCredentials = (dataDir: string, credentials: DemoCredentials): Promise<void> =>
  writeFile(fileIn(dataDir), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
