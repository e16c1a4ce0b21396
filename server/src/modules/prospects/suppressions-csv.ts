import { csvRow } from '#platform/csv/index.ts'
import type { Suppression, SuppressionPlace } from './list-suppressions.ts'

const AT_A_TIME = 2_000

type Read = (input: { after: SuppressionPlace | undefined; limit: number }) => Promise<Suppression[]>

/** All suppressions, page after page, as a CSV that a spreadsheet opens safely. */
export async function* suppressionsCsv(read: Read): AsyncGenerator<string> {
  yield csvRow(['Kind', 'Value', 'Reason', 'Source', 'Detail', 'Since'], ',')
  let after: SuppressionPlace | undefined
  for (;;) {
    const page = await read({ after, limit: AT_A_TIME })
    const rows = page.map(({ kind, value, reason, source, detail, createdAt }) =>
      csvRow([kind, value, reason, source, detail ?? '', createdAt.toISOString()], ','),
    )
    if (rows.length > 0) yield rows.join('')
    after = page.at(-1)
    if (page.length < AT_A_TIME) return
  }
}
