import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AnswerOf, InitArguments, PathOf } from './api.ts'
import { call } from './call.ts'

/** Paths whose answers are pages: `items` and the place of the next. */
export type PagedPath = {
  [P in PathOf<'get'>]: AnswerOf<'get', P> extends { items: unknown[]; next: string | null } ? P : never
}[PathOf<'get'>]

/** One item of a paged path. */
export type ItemOf<P extends PagedPath> = AnswerOf<'get', P> extends { items: (infer Item)[] } ? Item : never

type Page<Item> = { items: Item[]; next: string | null }

/**
 * A query of one path, for `useQuery`, `useSuspenseQuery` and loaders. Its key begins with the path, so that what changed can be named by
 * it: `['/tasks/{id}', …]`.
 *
 * @example const { data } = useQuery(apiQuery('/tasks/{id}', { params: { path: { id } } }))
 */
export const apiQuery = <P extends PathOf<'get'>>(path: P, ...[init]: InitArguments<'get', P>) =>
  queryOptions({
    queryKey: [path, init ?? {}] as const,
    queryFn: ({ signal }) => call('get', path, { ...init, signal }) as Promise<AnswerOf<'get', P>>,
  })

/** The pages of a list one after the other, for `useInfiniteQuery`; `itemsOf` makes one list of them. */
export const apiPages = <P extends PagedPath>(path: P, ...[init]: InitArguments<'get', P>) =>
  infiniteQueryOptions({
    // The same path is also asked for once, whose data has another form.
    queryKey: [path, init ?? {}, 'pages'] as const,
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      call('get', path, withCursor(init, pageParam, signal)) as Promise<Page<ItemOf<P>>>,
    getNextPageParam: ({ next }) => next,
  })

const withCursor = (init: object | undefined, cursor: string | null, signal: AbortSignal): object => {
  const given: { params?: { query?: object } } = init ?? {}
  if (cursor === null) return { ...given, signal }
  return { ...given, signal, params: { ...given.params, query: { ...given.params?.query, cursor } } }
}

/** All items that were loaded, in their order. */
export const itemsOf = <Item>(data: { pages: readonly { items: readonly Item[] }[] } | undefined): Item[] =>
  data?.pages.flatMap(({ items }) => items) ?? []
