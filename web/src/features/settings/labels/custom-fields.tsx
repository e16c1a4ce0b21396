import { Code, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'

/** The fields that prospects have besides those that all have. They come with imports and requests, so there is nothing to set up. */
export const CustomFields = () => {
  const variables = useQuery(apiQuery('/mails/variables'))
  const own = variables.data?.variables.filter((variable) => variable.of === 'custom') ?? []
  return (
    <Section
      title="Custom fields"
      about="A field is there as soon as an import, a request or somebody on a prospect’s page fills it in."
    >
      {variables.isPending && <LoadingRows rows={1} />}
      {variables.error && (
        <FailedState error={variables.error} onRetry={() => void variables.refetch()} isSmall />
      )}
      {variables.data && own.length === 0 && (
        <Text size="sm" c="dimmed">
          There are none yet.
        </Text>
      )}
      <Group gap="xs">
        {own.map(({ name }) => (
          <Code key={name}>{name}</Code>
        ))}
      </Group>
    </Section>
  )
}
