import { Alert, Button, FileInput, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { ApiError, api, sentenceOf, useApiMutation } from '#api/index.ts'

type Props = { isOpen: boolean; onClose(): void; onDone(cadence: { id: string }): void }

/** Makes a cadence of a file, as an export or `cadenza cadence example` writes it. */
export const ImportDialog = ({ isOpen, onClose, onDone }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Cadence from a file" size="lg">
    <ImportForm onClose={onClose} onDone={onDone} />
  </Modal>
)

const ImportForm = ({ onClose, onDone }: Omit<Props, 'isOpen'>) => {
  const [text, setText] = useState('')
  const send = useApiMutation({
    mutate: ({ newOnly }: { newOnly: boolean }) =>
      api.post('/cadences/import', { body: { text, newOnly, publish: false } }),
    changes: ['/cadences'],
    done: ({ name, created }) =>
      created ? `“${name}” is a draft.` : `The draft of “${name}” has what the file says.`,
    onDone: ({ cadenceId }) => {
      onClose()
      onDone({ id: cadenceId })
    },
    onFailed: () => true,
  })
  const isTaken = send.error instanceof ApiError && send.error.status === 409
  return (
    <Stack>
      <FileInput
        label="File"
        placeholder="Choose a .yaml file"
        accept=".yaml,.yml,.txt"
        leftSection={<IconFileText size={16} aria-hidden />}
        onChange={async (file) => {
          send.reset()
          setText(file ? await file.text() : '')
        }}
      />
      <Textarea
        label="Or paste it here"
        value={text}
        onChange={(event) => {
          send.reset()
          setText(event.currentTarget.value)
        }}
        autosize
        minRows={8}
        maxRows={16}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        spellCheck={false}
      />
      {send.isError && (
        <Alert
          color={isTaken ? 'yellow' : 'red'}
          icon={<IconAlertTriangle size={18} />}
          title={isTaken ? 'There is one of this name' : 'The file cannot be used'}
        >
          <Text size="sm" styles={{ root: { whiteSpace: 'pre-line' } }}>
            {sentenceOf(send.error)}
          </Text>
          {isTaken && (
            <Button mt="sm" size="xs" variant="default" onClick={() => send.mutate({ newOnly: false })}>
              Change the draft of that one
            </Button>
          )}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={text.trim() === ''}
          loading={send.isPending}
          onClick={() => send.mutate({ newOnly: true })}
        >
          Import
        </Button>
      </Group>
    </Stack>
  )
}
