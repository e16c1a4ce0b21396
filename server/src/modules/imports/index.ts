import { importById, listImports } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { type PrepareImport, prepareImport } from './prepare-import.ts'
import { type RejectedRow, rejectedRows } from './rejected-rows.ts'
import { rejectedRowsCsv } from './rejected-rows-csv.ts'
import { retryImport } from './retry-import.ts'
import { type RunImport, runImport } from './run-import.ts'
import { runImportJob } from './run-import-job.ts'
import { IMPORT_JOB, type StartImport, startImport } from './start-import.ts'
import { keepUpload, removeOldUploads } from './upload-store.ts'

export type { MappingChoice } from './choose-mapping.ts'
export { TARGET_FIELDS } from './column-target.ts'
export { type DetectedFile, detectFile } from './detect-file.ts'
export type { Import, ImportCounts, ImportState, OnExisting } from './import.ts'
export type { ImportsDeps } from './imports-deps.ts'
export type { PreparedImport, PrepareImport } from './prepare-import.ts'
export type { PreviewProspect, PreviewRow } from './preview-rows.ts'
export { addImportRoutes } from './routes.ts'
export type { ImportProgress, RanImport, RunImport } from './run-import.ts'
export type { StartedImport, StartImport } from './start-import.ts'
export type { ImportSource } from './upload-store.ts'

export type Imports = ReturnType<typeof createImports>

/** Prospects from CSV files. Defines the job that runs imports in the background, so it is made before the jobs are started. */
export const createImports = (deps: ImportsDeps) => {
  deps.jobs.define(IMPORT_JOB, (payload: { companyId: string; importId: string }, { signal }) =>
    runImportJob(deps, { ...payload, signal }),
  )
  return {
    keepUpload: (input: Parameters<typeof keepUpload>[1]) => keepUpload(deps, input),
    removeOldUploads: () => removeOldUploads(deps),
    prepareImport: (input: PrepareImport) => prepareImport(deps, input),
    startImport: (input: StartImport) => startImport(deps, input),
    runImport: (input: RunImport) => runImport(deps, input),
    importById: (input: { companyId: string; importId: string }) => importById(deps.db, input),
    listImports: (input: Parameters<typeof listImports>[1]) => listImports(deps.db, input),
    retryImport: (input: { companyId: string; importId: string }) => retryImport(deps, input),
    rejectedRows: (input: Parameters<typeof rejectedRows>[1]): Promise<RejectedRow[]> =>
      rejectedRows(deps, input),
    rejectedRowsCsv: (input: { companyId: string; importId: string }) => rejectedRowsCsv(deps, input),
  }
}
