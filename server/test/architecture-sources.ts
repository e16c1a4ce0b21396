import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'

/** A source file; `path` is seen from the checkout, with forward slashes. */
export type Source = { path: string; text: string }

/** Every TypeScript file below these folders of the checkout. */
export const readSources = async (checkout: string, folders: readonly string[]): Promise<Source[]> => {
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(checkout, folder), { recursive: true }))
        .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
        .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules/')),
    ),
  )
  return Promise.all(
    names.flat().map(async (path) => ({ path, text: await readFile(join(checkout, path), 'utf8') })),
  )
}

export const isTest = (path: string): boolean => path.endsWith('.test.ts')

/** The text without the comments that begin a line; those behind code stay, since a `//` there may be part of a string. */
export const codeOf = ({ text }: Source): string => text.replace(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)/gm, '')

/** The comment that a file begins with. */
export const headerOf = ({ text }: Source): string =>
  /^(?:\s*(?:\/\*[\s\S]*?\*\/|\/\/.*(?:\n|$)))+/.exec(text)?.[0] ?? ''

/** Import and export statements begin a line (Biome sees to that); `import(…)` may stand anywhere. */
const IMPORT =
  /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** What a file imports: paths seen from the checkout for files of ours, the specifier as it stands for packages. */
export const importsOf = (source: Source): string[] =>
  [...codeOf(source).matchAll(IMPORT)].map(([, from, bare, dynamic]) =>
    resolveImport(source.path, from ?? bare ?? dynamic ?? ''),
  )

/** The `imports` of server/package.json. */
const resolveImport = (path: string, specifier: string): string => {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  if (specifier.startsWith('#test/')) return specifier.replace('#test/', 'server/test/')
  if (specifier.startsWith('#')) return specifier.replace('#', 'server/src/')
  return specifier
}

/** The files that run when `entry` does: it and all that it imports, directly or not. The others serve tests. */
export const reachedFrom = (sources: readonly Source[], entry: string): Source[] => {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<Source>()
  const waiting = [entry]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = byPath.get(path)
    if (!source || reached.has(source)) continue
    reached.add(source)
    waiting.push(...importsOf(source))
  }
  return [...reached]
}

/** `server/src/modules/tasks/task.ts` is of the module tasks; undefined for what is of none. */
export const moduleOf = (path: string): string | undefined =>
  /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1]
