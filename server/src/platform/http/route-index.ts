import type { RouteOptions } from 'fastify'

/** Remembers which methods each path answers, so that a wrong method is told from a wrong path. */
export type RouteIndex = {
  add(route: Pick<RouteOptions, 'method' | 'url'>): void
  /** Methods that exist for this path, in alphabetical order; empty when the path itself is unknown. */
  methodsOf(path: string): string[]
}

const patternOf = (url: string): RegExp => {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part.replace(/[.*+?^${}()|[\]\\]/g, (character) => (character === '*' ? '.*' : `\\${character}`))
  })
  return new RegExp(`^${parts.join('/')}/?$`, 'i')
}

/** Asked only when no route was found, so it need not be fast. */
export const createRouteIndex = (): RouteIndex => {
  const routes: { pattern: RegExp; methods: string[] }[] = []
  return {
    add: ({ method, url }) => {
      routes.push({ pattern: patternOf(url), methods: [method].flat() })
    },
    methodsOf: (path) =>
      [...new Set(routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : [])))].sort(),
  }
}
