import { createWriteStream } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SingleBar } from 'cli-progress'
import type { Member } from '#modules/accounts/index.ts'
import type {
  ImportProgress,
  MappingChoice,
  OnExisting,
  RanImport,
  StartedImport,
} from '#modules/imports/index.ts'
import { AppError, conflict, messageOf } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { print } from './output.ts'

type Imports = Pick<App, 'imports'>

/**
 * Imports a file for a member, with a bar on a terminal, and writes the rejected rows beside it. Ctrl-C ends it after the batch under way;
 * the same command goes on from there, as it does after a kill. Throws where it did not come to the end.
 */
export const importProspects = async (
  { app, member, workingDir }: { app: Imports; member: Member; workingDir: string },
  input: {
    file: string
    list: string
    mapping: MappingChoice
    onExisting: OnExisting
    json: boolean | undefined
  },
): Promise<void> => {
  const { companyId, userId } = member
  const { list, mapping, onExisting } = input
  const path = resolve(workingDir, input.file)
  const started = await app.imports.startImport({
    ...{ companyId, userId, source: { path }, list, mapping, onExisting, inBackground: false },
  })
  const ran = await runWithBar(app, { companyId, importId: started.importId })
  if (ran.ended === 'stopped')
    throw new AppError({
      code: 'unavailable',
      message: `Stopped after ${ran.rows} rows. The same command goes on from there.`,
    })
  if (ran.ended === 'overtaken')
    throw conflict(
      'Another process is at work on this import and brings it to its end; nothing was done twice.',
    )
  const rejected =
    ran.rejected > 0 ? await writeRejectedRows(app, { companyId, importId: ran.id, path }) : null
  report(input.json, { path, started, ran, rejected })
}

/** Prints the rejected rows of an import to standard output. */
export const printRejectedRows = async (
  app: Imports,
  which: { companyId: string; importId: string },
): Promise<void> => {
  await pipeline(Readable.from(app.imports.rejectedRowsCsv(which)), process.stdout, { end: false })
}

const runWithBar = async (
  app: Imports,
  which: { companyId: string; importId: string },
): Promise<RanImport> => {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{bar} {percentage} % | {rows} rows',
        stream: process.stderr,
        clearOnComplete: true,
      })
    : undefined
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  process.once('SIGINT', onInterrupt)
  bar?.start(1, 0, { rows: 0 })
  try {
    return await app.imports.runImport({
      ...which,
      signal: stop.signal,
      onProgress: ({ rows, readBytes, totalBytes }: ImportProgress) => {
        bar?.setTotal(totalBytes)
        bar?.update(readBytes, { rows })
      },
    })
  } finally {
    bar?.stop()
    process.off('SIGINT', onInterrupt)
  }
}

type Rejected = { file: string } | { mistake: string }

/** `people.rejected.csv` beside `people.csv`. */
const writeRejectedRows = async (
  app: Imports,
  { path, ...which }: { companyId: string; importId: string; path: string },
): Promise<Rejected> => {
  const { dir, name } = parse(path)
  const file = join(dir, `${name}.rejected.csv`)
  try {
    await pipeline(Readable.from(app.imports.rejectedRowsCsv(which)), createWriteStream(file))
    return { file }
  } catch (error) {
    // The import is done; its rejected rows can still be had.
    return {
      mistake: `The rejected rows could not be written to ${file}: ${messageOf(error)}. Print them with: cadenza prospects rejected ${which.importId}`,
    }
  }
}

const report = (
  json: boolean | undefined,
  {
    path,
    started,
    ran,
    rejected,
  }: { path: string; started: StartedImport; ran: RanImport; rejected: Rejected | null },
): void => {
  const { id: importId, list, rows, added, updated, skipped } = ran
  const { resumedAt, changedSince, columns } = started
  const rejectedFile = rejected && 'file' in rejected ? rejected.file : null
  const warnings = [
    ...(changedSince === null
      ? []
      : [
          `The file was changed since an import of it had stopped after ${changedSince} rows; this one began anew.`,
        ]),
    ...(rows === 0 ? ['The file names its columns, but has no rows.'] : []),
    ...(rejected && 'mistake' in rejected ? [rejected.mistake] : []),
  ]
  const counts = { added, updated, skipped, rejected: ran.rejected, repeated: ran.repeated }
  const result = { importId, list, rows, ...counts, resumedAt, columns, rejectedFile, warnings }
  const leftOut = columns.filter(({ target }) => target === null).map(({ name }) => name)
  print(json, result, () => [
    `Imported ${path} into “${list}”: ${rows} rows${resumedAt === null ? '' : `, from row ${resumedAt + 1} on in this run`}.`,
    `  ${Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}`,
    `Columns: ${columns.flatMap(({ name, target }) => (target === null ? [] : `${name} → ${target}`)).join(', ')}.`,
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(', ')}.`] : []),
    ...(rejectedFile === null ? [] : [`The rejected rows, each with its reason: ${rejectedFile}`]),
    ...warnings,
  ])
}
