// A process of its own for tests: runs an import, and stops in the middle of its third batch, rows written and nothing committed.
import { connectDatabase } from '#platform/db/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { buildImports } from './imports-fixture.ts'

const [url = '', companyId = '', importId = ''] = process.argv.slice(2)
const db = connectDatabase({ url })
const jobs = createInlineJobs({ db })
const { prospects } = buildImports(db, { jobs: { ...jobs, define: () => {} } })
let batches = 0
const { imports } = buildImports(db, {
  jobs,
  ports: {
    writeImportedRows: async (batch) => {
      const result = await prospects.writeImportedRows(batch)
      batches += 1
      if (batches < 3) return result
      process.stdout.write('in the third batch\n')
      return new Promise(() => {})
    },
  },
})
await imports.runImport({ companyId, importId })
