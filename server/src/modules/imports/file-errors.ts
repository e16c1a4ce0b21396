import { AppError, invalidInput, messageOf } from '#platform/errors/index.ts'

const UNREADABLE: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder; name a CSV file',
  EIO: 'the disk it lies on fails',
}

/** The error for a file that cannot be read. */
export const unreadable = (path: string, cause: unknown): AppError =>
  invalidInput(
    'file',
    `The file ${path} cannot be read: ${UNREADABLE[codeOf(cause)] ?? messageOf(cause)}.`,
    cause,
  )

const DATABASE_FULL = '53100'

/** What stopped an import, as a sentence for its user where he can do something about it; else the error itself. */
export const importError = (cause: unknown): unknown =>
  codeOf(cause) === DATABASE_FULL
    ? new AppError({
        code: 'unavailable',
        message:
          'The disk of the database is full. What was imported so far is kept; make room, and the import goes on where it stopped.',
        cause,
      })
    : cause

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
