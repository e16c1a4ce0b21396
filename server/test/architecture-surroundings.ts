import { codeOf, type Source } from './architecture-sources.ts'

/** What only one place may ask of its surroundings; everybody else is handed it. */
const RULES: { what: string; pattern: RegExp; allowed: RegExp; inSql?: true }[] = [
  {
    what: 'reads the environment, which only config.ts does',
    pattern:
      /\bprocess\.env\b|\bprocess\[['"]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from 'node:process'/,
    allowed: /^server\/src\/config\.ts$/,
  },
  {
    what: 'asks the time, which only platform/clock does',
    pattern:
      /\bDate\.now\b|\bnew Date\b(?!\s*\()|\bnew Date\(\s*\)|(?<![.\w])Date\(\s*\)|\bDateTime\.(?:now|local|utc)\(\s*\)/,
    allowed: /^server\/src\/platform\/clock\//,
  },
  {
    what: 'lets the database say what time it is',
    inSql: true,
    pattern:
      /(?<![.\w])now\(\)|\b(?:CURRENT_(?:TIMESTAMP|DATE|TIME)|LOCALTIMESTAMP)\b|\b(?:clock|statement|transaction)_timestamp\(\)/,
    // The note of when a migration was applied is for people; `doctor` compares the database's clock with ours.
    allowed: /^server\/src\/(?:platform\/db\/migrate\.ts$|doctor\/check-installation\.ts$)/,
  },
  {
    what: 'makes its own chance instead of taking `random`',
    pattern: /\bMath\.random\(/,
    // Whoever gets out of another's way must not do it in step with him, whatever the seed.
    allowed: /^server\/src\/platform\/(?:data-folder\/take-turn|db\/retry-deadlocks)\.ts$/,
  },
]

/** Texts in which a statement stands, which is written in capitals. */
const sqlIn = (code: string): string =>
  (code.match(/`[^`]*`|'[^'\n]*'|"[^"\n]*"/g) ?? [])
    .filter((text) => /\b(?:SELECT|INSERT|UPDATE|DELETE|VALUES|WHERE|SET|DEFAULT)\b/.test(text))
    .join('\n')

/** Every file that asks its surroundings for what it should be handed, as a sentence. */
export const ownSurroundings = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) => {
    const code = codeOf(source)
    const sql = sqlIn(code)
    return RULES.filter(({ pattern, inSql }) => pattern.test(inSql ? sql : code))
      .filter(({ allowed }) => !allowed.test(source.path))
      .map(({ what }) => `${source.path} ${what}`)
  })
