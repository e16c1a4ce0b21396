import { importsOf, moduleOf, type Source } from './architecture-sources.ts'

/** Where each part of the server may reach, beside itself. What is not named here (main.ts, app.ts, cli …) puts the parts together. */
const ARROWS: Record<string, readonly string[]> = {
  platform: [],
  modules: ['platform'],
  'klenty-api': ['modules', 'platform'],
  mcp: ['modules', 'platform'],
}

/** What carries out the engine's effects or reports to it is handed over in app.ts. */
const NOT_BESIDE_ENGINE = ['outbound', 'tasks', 'inbound', 'tracking', 'imports']

/** Pure types and defaults of one module that others may import without its door, since the door brings in a database. */
const PURE_FILES = [
  'server/src/modules/sequences/definition.ts',
  'server/src/modules/sequences/definition-journey.ts',
]

const partOf = (path: string): string | undefined => /^server\/src\/([^/]+)\//.exec(path)?.[1]

/** Every import that an arrow of the architecture forbids, as a sentence. */
export const wrongArrows = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const reason = reasonAgainst(source.path, target)
      return reason === undefined ? [] : [`${source.path} imports ${target}: ${reason}`]
    }),
  )

const reasonAgainst = (path: string, target: string): string | undefined => {
  if (path.startsWith('packages/')) return reasonAgainstPackage(path, target)
  if (target.startsWith('server/test/')) return 'what runs needs nothing of the tests'
  if (!target.startsWith('server/src/')) return undefined
  const from = partOf(path)
  const to = partOf(target)
  const allowed = from === undefined ? undefined : ARROWS[from]
  if (allowed && to !== from && !allowed.includes(to ?? ''))
    return `${from} must not know ${to ?? 'the root'}`
  return reasonAgainstModule(moduleOf(path), target)
}

const reasonAgainstPackage = (path: string, target: string): string | undefined => {
  const own = path.split('/', 2).join('/')
  if (/^server\/|^web\/|^@cadenza\/(?:server|web)\b/.test(target))
    return 'packages know nothing of the server'
  return target.startsWith('packages/') && !target.startsWith(`${own}/`)
    ? 'packages import each other by name'
    : undefined
}

const reasonAgainstModule = (from: string | undefined, target: string): string | undefined => {
  const to = moduleOf(target)
  if (to === undefined || to === from) return undefined
  if (from === 'engine' && NOT_BESIDE_ENGINE.includes(to)) return `engine is told of ${to} by app.ts`
  if (to === 'engine' && from !== undefined && NOT_BESIDE_ENGINE.includes(from))
    return `${from} is told of engine by app.ts`
  const isDoor = target === `server/src/modules/${to}/index.ts` || PURE_FILES.includes(target)
  return isDoor ? undefined : `the door of ${to} is its index.ts`
}

/** Modules that import each other in a circle, as `a → b → a`. */
export const moduleCycles = (sources: readonly Source[]): string[] => {
  const graph = new Map<string, Set<string>>()
  for (const source of sources) {
    const from = moduleOf(source.path)
    if (from === undefined) continue
    const targets = graph.get(from) ?? new Set()
    graph.set(from, targets)
    for (const target of importsOf(source)) {
      const to = moduleOf(target)
      if (to !== undefined && to !== from) targets.add(to)
    }
  }
  return [...graph.keys()].flatMap((start) => {
    const way = wayBack(graph, start)
    // A circle is found from each of its members; the first in the alphabet tells of it.
    return way && way.toSorted()[0] === start ? [[...way, start].join(' → ')] : []
  })
}

/** The shortest way from a module back to itself. */
const wayBack = (graph: Map<string, Set<string>>, start: string): string[] | undefined => {
  const ways: string[][] = [[start]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
