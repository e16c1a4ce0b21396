import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, isUnder, sentenceOf, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import type { CadenceSummary } from './types.ts'
import { CADENCE_PATHS } from './use-cadence-actions.ts'

type Which = Pick<CadenceSummary, 'id' | 'name' | 'version'>

/** Takes a cadence out of use; one that was never published is deleted, so it asks before. */
export const useArchive = ({ leavesPage = false } = {}) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const archive = useApiMutation({
    mutate: ({ id }: Which) => api.post('/cadences/{id}/archive', { params: { path: { id } } }),
    done: ({ deleted }, { name }) => (deleted ? `“${name}” is deleted.` : `“${name}” is archived.`),
    onDone: ({ deleted }, { id }) => {
      if (leavesPage) void navigate({ to: '/cadences' })
      // What is deleted is not asked for again.
      if (deleted)
        queries.removeQueries({
          predicate: ({ queryKey }) =>
            queryKey[0] === '/cadences/{id}' && JSON.stringify(queryKey).includes(id),
        })
      void queries
        .invalidateQueries({
          predicate: ({ queryKey }) => CADENCE_PATHS.some((path) => isUnder(queryKey, path)),
        })
        .catch((error: unknown) => notifications.show({ color: 'red', message: sentenceOf(error) }))
    },
  })
  return (cadence: Which): void => {
    const isDraft = cadence.version === 0
    confirm({
      title: isDraft ? `Delete “${cadence.name}”?` : `Archive “${cadence.name}”?`,
      text: isDraft
        ? 'It was never published, so nothing refers to it. It cannot be brought back.'
        : 'Nothing of it leaves any more, and nobody can be started in it. Its reports stay, and it can be restored.',
      confirm: isDraft ? 'Delete' : 'Archive',
      isDestructive: true,
      onConfirm: () => archive.mutate(cadence),
    })
  }
}
