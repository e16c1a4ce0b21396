import { Autocomplete, Radio, SimpleGrid, Stack, TagsInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { Section } from '#ui/section.tsx'
import type { Choices } from './choices.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { splitTags } from './split-tags.ts'

type Props = {
  choices: Choices
  errors: Readonly<Record<string, string>>
  onChange(changed: Partial<Choices>): void
}

/** What all prospects of the file get, and what becomes of those who are there already. */
export const ImportOptions = ({ choices, errors, onChange }: Props) => {
  const mayGive = useHasRole('admin', 'manager')
  const lists = useInfiniteQuery(apiPages('/lists', { params: { query: { limit: 200 } } }))
  const tags = useQuery(apiQuery('/tags', { params: { query: { limit: 200 } } }))
  return (
    <Section title="For all of them">
      <SimpleGrid cols={{ base: 1, sm: mayGive ? 3 : 2 }} spacing="md">
        <Autocomplete
          label="List"
          description="Made when there is none of that name"
          required
          data={[...new Set(itemsOf(lists.data).map(({ name }) => name))]}
          limit={20}
          value={choices.list}
          error={errors.list}
          onChange={(list) => onChange({ list })}
        />
        <TagsInput
          label="Tags"
          description="Added to those they have"
          data={tags.data?.items.map(({ name }) => name) ?? []}
          limit={20}
          splitChars={[',', ';', '|']}
          value={choices.tags}
          error={errors.tags}
          onChange={(chosen) => onChange({ tags: splitTags(chosen) })}
        />
        {mayGive && (
          <OwnerChoice value={choices.owner} error={errors.owner} onChange={(owner) => onChange({ owner })} />
        )}
      </SimpleGrid>
      <Radio.Group
        mt="md"
        label="Who is there already"
        value={choices.onExisting}
        onChange={(value) => onChange({ onExisting: value === 'skip' ? 'skip' : 'update' })}
      >
        <Stack gap="xs" mt={6}>
          <Radio
            value="update"
            label="Is updated: what the file says replaces what he had, empty cells change nothing"
          />
          <Radio value="skip" label="Stays as he is" />
        </Stack>
      </Radio.Group>
    </Section>
  )
}
