import type { CompanyFilesDeps } from './company-files-deps.ts'
import { type ImportCompany, importCompany } from './import-company.ts'
import { removeCompany } from './remove-company.ts'
import { type ExportCompany, exportAsStream, exportToFile } from './write-company-file.ts'

export type { CompanyFilesDeps, CompanyFilesPorts, Person } from './company-files-deps.ts'
export type { ImportCompany, ImportedCompany } from './import-company.ts'
export { addCompanyFileRoutes } from './routes.ts'
export type { ExportCompany, ExportProgress } from './write-company-file.ts'

export type CompanyFiles = ReturnType<typeof createCompanyFiles>

/** All that a company has as one file, to take elsewhere, and a company from such a file. */
export const createCompanyFiles = (deps: CompanyFilesDeps) => ({
  exportToFile: (what: ExportCompany & { path: string }) => exportToFile(deps, what),
  exportAsStream: (what: ExportCompany) => exportAsStream(deps, what),
  importCompany: (what: ImportCompany) => importCompany(deps, what),
  removeCompany,
})
