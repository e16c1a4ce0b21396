import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { isUnder, sentenceOf, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { SEQUENCE_CALLS } from './sequence-calls.ts'
import type { SequenceKind, SequenceSummary } from './types.ts'
import { useOpenSequence } from './use-open-sequence.ts'

type Which = Pick<SequenceSummary, 'id' | 'name' | 'version'>

/** Takes a cadence or a journey out of use; one that was never published is deleted, so it asks before. */
export const useArchive = (kind: SequenceKind, { leavesPage }: { leavesPage: boolean }) => {
  const { openList } = useOpenSequence(kind)
  const queries = useQueryClient()
  const { paths, archive: call } = SEQUENCE_CALLS[kind]
  const archive = useApiMutation({
    mutate: ({ id }: Which) => call(id),
    done: ({ deleted }, { name }) => (deleted ? `“${name}” is deleted.` : `“${name}” is archived.`),
    onDone: ({ deleted }, { id }) => {
      if (leavesPage) void openList()
      // What is deleted is not asked for again.
      if (deleted)
        queries.removeQueries({
          predicate: ({ queryKey }) =>
            isUnder(queryKey, `${paths[0]}/{id}`) && JSON.stringify(queryKey).includes(id),
        })
      void queries
        .invalidateQueries({ predicate: ({ queryKey }) => paths.some((path) => isUnder(queryKey, path)) })
        .catch((error: unknown) => notifications.show({ color: 'red', message: sentenceOf(error) }))
    },
  })
  return (sequence: Which): void => {
    const isDraft = sequence.version === 0
    confirm({
      title: isDraft ? `Delete “${sequence.name}”?` : `Archive “${sequence.name}”?`,
      text: isDraft
        ? 'It was never published, so nothing refers to it. It cannot be brought back.'
        : 'Nothing of it leaves any more, and nobody can be started in it. Its reports stay, and it can be restored.',
      confirm: isDraft ? 'Delete' : 'Archive',
      isDestructive: true,
      onConfirm: () => archive.mutate(sequence),
    })
  }
}
