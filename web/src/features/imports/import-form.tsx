import { Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { Callout } from '#ui/callout.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { askedOf, firstChoices } from './choices.ts'
import { ImportOptions } from './import-options.tsx'
import { MappingSection } from './mapping-section.tsx'
import { PreviewSection } from './preview-section.tsx'
import type { ImportPreview } from './types.ts'
import { usePreview } from './use-preview.ts'

type Props = { uploadId: string; fileName: string | undefined }

/** Where the columns of a file go, what all its prospects get, and what the first rows would do. */
export const ImportForm = ({ uploadId, fileName }: Props) => {
  const navigate = useNavigate()
  const [choices, setChoices] = useState(() => firstChoices(fileName))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [settled] = useDebouncedValue(choices, 300)
  const preview = usePreview({ uploadId, ...askedOf(settled) })
  const start = useApiMutation({
    mutate: () =>
      api.post('/imports', {
        body: { uploadId, ...(fileName !== undefined && { fileName }), ...askedOf(choices) },
      }),
    changes: ['/imports', '/lists', '/tags'],
    onDone: ({ importId }) => void navigate({ to: '/prospects/imports/$importId', params: { importId } }),
    onFailed: (error) => {
      const found = formErrors(error, ['list', 'tags', 'owner', 'mapping'])
      setErrors(found ?? {})
      return found !== null
    },
  })
  if (preview.error && !preview.data)
    return <FailedState error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <LoadingRows rows={8} height={52} />
  const problem = problemOf(preview.data)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setErrors({})
        start.mutate()
      }}
    >
      <Stack gap="lg">
        <ImportOptions
          choices={choices}
          errors={errors}
          onChange={(changed) => setChoices({ ...choices, ...changed })}
        />
        <MappingSection
          columns={preview.data.columns}
          mapping={choices.mapping}
          error={errors.mapping ?? preview.error?.message}
          onChange={(mapping) => setChoices({ ...choices, mapping })}
        />
        {problem && (
          <Callout icon={IconAlertTriangle} color="orange" title="Not yet">
            {problem}
          </Callout>
        )}
        {hasAddresses(preview.data) && (
          <PreviewSection preview={preview.data} isOld={preview.isPlaceholderData} />
        )}
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            It runs in the background; you can leave the page.
          </Text>
          <Button type="submit" loading={start.isPending} disabled={problem !== null}>
            Start the import
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What is still to be chosen; the server's own words speak to the command line. */
const problemOf = (preview: ImportPreview): string | null =>
  hasAddresses(preview) ? preview.problem : 'Choose above which column holds the mail addresses.'

const hasAddresses = ({ columns }: ImportPreview): boolean => columns.some(({ target }) => target === 'Email')
