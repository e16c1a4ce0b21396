import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#platform/errors/index.ts'

const SHORTEST = 32

/**
 * The instance's key: the one given, else that of the file `secret.key` in the data folder, which is made (readable by its owner only)
 * where there is none. Throws an AppError when the file is there but holds no key.
 */
export const loadSecretKey = async (options: {
  dataDir: string
  secretKey: string | undefined
}): Promise<string> => {
  if (options.secretKey !== undefined) return options.secretKey
  const path = pathOfKey(options)
  return checkKey(path, (await readIfThere(path)) ?? (await makeKey(path)))
}

/** The key in the file `secret.key` of a data folder; undefined where there is no such file. Throws as above. */
export const findSecretKey = async (options: { dataDir: string }): Promise<string | undefined> => {
  const path = pathOfKey(options)
  const key = await readIfThere(path)
  return key === undefined ? undefined : checkKey(path, key)
}

const pathOfKey = ({ dataDir }: { dataDir: string }): string => join(dataDir, 'secret.key')

const checkKey = (path: string, key: string): string => {
  if (key.length >= SHORTEST) return key
  throw new AppError({
    code: 'unavailable',
    field: 'SECRET_KEY',
    message: `The file ${path} holds no key. Bring it back from where you keep it; delete it only if this installation has no mailboxes yet.`,
  })
}

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Written whole beside its place and linked in: of two processes one wins, and no half-written key is ever seen. */
const makeKey = async (path: string): Promise<string> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return (await readFile(path, 'utf8')).trim()
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
