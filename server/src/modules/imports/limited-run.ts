// A process of its own for tests, whose heap is limited by the flags it is started with: runs an import and prints how many rows it had.
import { connectDatabase } from '#platform/db/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { buildImports } from './imports-fixture.ts'

const [url = '', companyId = '', importId = ''] = process.argv.slice(2)
const db = connectDatabase({ url })
const { imports } = buildImports(db, { jobs: createInlineJobs({ db }) })
const { rows } = await imports.runImport({ companyId, importId })
await db.close()
process.stdout.write(String(rows))
