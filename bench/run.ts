import { type BenchRow, printRows } from './bench-row.ts'

const BENCHES: Record<string, () => Promise<BenchRow[]>> = {
  api: async () => (await import('./api.ts')).benchApi(),
  dispatcher: async () => (await import('./dispatcher.ts')).benchDispatcher(),
  forecast: async () => (await import('./forecast.ts')).benchForecast(),
  import: async () => (await import('./import.ts')).benchImport(),
  mails: async () => (await import('./mails.ts')).benchMails(),
  'prospect-filters': async () => (await import('./prospect-filters.ts')).benchProspectFilters(),
  reports: async () => (await import('./reports.ts')).benchReports(),
  'web-table': async () => (await import('./web-table.ts')).benchWebTable(),
  'web-size': async () => (await import('./web-size.ts')).benchWebSize(),
}

// Run: npm run bench [-- api mails …]
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in BENCHES))
if (unknown === undefined)
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.log(`\n${name}`)
    printRows(await bench())
  }
else {
  console.error(`There is no bench “${unknown}”; there are ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 2
}
