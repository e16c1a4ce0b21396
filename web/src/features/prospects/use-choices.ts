import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'

export type Choice = { value: string; label: string }
export type Choices = Record<'lists' | 'tags' | 'owners' | 'sequences' | 'customFields', Choice[]>

const MOST = { params: { query: { limit: 200 } } }

const named = (items: readonly { id: string; name: string }[] | undefined): Choice[] =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }))

/** What filters and actions can choose from. */
export const useChoices = (): Choices => {
  const lists = useQuery(apiQuery('/lists', MOST))
  const tags = useQuery(apiQuery('/tags', MOST))
  const cadences = useQuery(apiQuery('/cadences', MOST))
  const journeys = useQuery(apiQuery('/journeys', MOST))
  const customFields = useQuery(apiQuery('/custom-fields'))
  const { items: members } = useMembers()
  return {
    lists: named(lists.data?.items),
    tags: named(tags.data?.items),
    owners: members.map(({ userId, name, email }) => ({ value: userId, label: name || email })),
    sequences: [...named(cadences.data?.items), ...named(journeys.data?.items)],
    customFields: (customFields.data?.items ?? []).map((name) => ({ value: name, label: name })),
  }
}
