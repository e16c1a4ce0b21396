import { notifications } from '@mantine/notifications'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { PathOf } from './api.ts'
import { sentenceOf } from './api-error.ts'

type Options<Input, Answer> = {
  mutate(input: Input): Promise<Answer>
  /** Queries of these paths, and of paths below them, are asked anew before the mutation counts as done. */
  changes?: readonly PathOf<'get'>[]
  /** Said when it is done. */
  done?: string | ((answer: Answer, input: Input) => string)
  onDone?(answer: Answer, input: Input): void
  /** Takes the error; true: it has been shown, else it is said in a notification. */
  onFailed?(error: unknown, input: Input): boolean
}

/** A change of something: asks anew for what it changes, says that it is done, and says what went wrong. */
export const useApiMutation = <Input = void, Answer = unknown>({
  mutate,
  changes = [],
  done,
  onDone,
  onFailed,
}: Options<Input, Answer>): UseMutationResult<Answer, Error, Input> => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: mutate,
    onSuccess: async (answer, input) => {
      onDone?.(answer, input)
      if (done !== undefined)
        notifications.show({ message: typeof done === 'string' ? done : done(answer, input) })
      await Promise.all(
        changes.map((path) =>
          queries.invalidateQueries({ predicate: ({ queryKey }) => isUnder(queryKey, path) }),
        ),
      )
    },
    onError: (error, input) => {
      if (onFailed?.(error, input)) return
      notifications.show({ color: 'red', message: sentenceOf(error), autoClose: 8_000 })
    },
  })
}

/** Whether a key begins with the path or with one below it. */
export const isUnder = ([first]: readonly unknown[], path: string): boolean =>
  typeof first === 'string' && (first === path || first.startsWith(`${path}/`))
