import { basename } from 'node:path'
import { chooseMapping, type MappingChoice, noEmailColumn } from './choose-mapping.ts'
import { detectFile } from './detect-file.ts'
import { ownerForAll, readTagsForAll } from './given-to-all.ts'
import type { OnExisting } from './import.ts'
import { failImportsOfOlderFile, insertImport, setState, unfinishedImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { fileAt, type ImportSource, placeOf } from './upload-store.ts'

export const IMPORT_JOB = 'import'

export type StartImport = {
  companyId: string
  userId: string
  source: ImportSource
  /** As the user knows the file. Default: the end of its path. */
  fileName?: string | undefined
  /** The name of the list that all its prospects go into; made when there is none. */
  list: string
  /** Added to all its prospects. */
  tags?: readonly string[] | undefined
  /** The login mail of the member who gets rows that name no owner. Default: new ones are the user's, who is there keeps his. */
  owner?: string | undefined
  /** Where columns go that are not to go where they are guessed to. */
  mapping?: MappingChoice | undefined
  /** What to do with prospects that are there already. */
  onExisting: OnExisting
  /** A job runs it. Else the caller does, with `runImport`. */
  inBackground: boolean
}

export type StartedImport = {
  importId: string
  /** Rows that are done already: an import of this very file, list and mapping had stopped there and goes on. */
  resumedAt: number | null
  /** Rows that an import of this file had done before the file was changed; that one has failed, and this one begins anew. */
  changedSince: number | null
  /** Columns that are left out, or that the user may want to map in another way. */
  columns: { name: string; target: string | null }[]
}

/**
 * Makes an import of a file, or takes up the one that was not finished: same bytes, list, mapping and user. Nothing of the file is
 * written yet. Throws `invalid_input` on `file` for what is no CSV, on `mapping` where no column holds the addresses, on `tags` and `Owner`.
 */
export const startImport = async (deps: ImportsDeps, input: StartImport): Promise<StartedImport> => {
  const { companyId, userId, onExisting } = input
  const filePath = await placeOf(deps, { companyId, source: input.source })
  const {
    format,
    columns,
    totalBytes,
    digest: fileDigest,
  } = await detectFile(fileAt(deps, { companyId, place: filePath }))
  const mapping = chooseMapping(columns, input.mapping)
  if (!mapping.includes('Email')) throw noEmailColumn(columns)
  const tags = readTagsForAll(input.tags)
  const now = deps.clock.now()
  return deps.db.transaction(async (tx) => {
    const ownerId = await ownerForAll(tx, { companyId, userId, owner: input.owner })
    const list = await deps.ports.createList({ tx, companyId, userId, name: input.list })
    const [older] = await failImportsOfOlderFile(tx, {
      ...{ companyId, filePath, fileDigest, now },
      error: 'The file was changed before all of it was imported.',
    })
    const what = {
      companyId,
      userId,
      listId: list.id,
      tags,
      ownerId,
      fileDigest,
      format,
      mapping,
      onExisting,
    }
    const unfinished = await unfinishedImport(tx, what)
    const importId = unfinished?.id ?? deps.newId()
    if (unfinished) await setState(tx, { companyId, importId, state: 'waiting', filePath })
    else
      await insertImport(tx, {
        ...what,
        ...{ id: importId, filePath, totalBytes, now },
        fileName: input.fileName ?? basename(filePath),
      })
    if (input.inBackground)
      await deps.jobs.enqueue(tx, IMPORT_JOB, { companyId, importId }, { singletonKey: importId })
    return {
      importId,
      resumedAt: unfinished ? unfinished.rows : null,
      changedSince: older ? older.rows : null,
      columns: columns.names.map((name, index) => ({ name, target: mapping[index] ?? null })),
    }
  })
}
