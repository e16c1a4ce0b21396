import { Alert, Button, FileInput, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { api, sentenceOf, useApiMutation } from '#api/index.ts'

type Props = { isOpen: boolean; onClose(): void; onDone(journeyId: string): void }

/** Makes a journey of a file, or changes the draft of the one of the same name. */
export const ImportDialog = ({ isOpen, onClose, onDone }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Journey from a file" size="lg">
    <ImportForm onClose={onClose} onDone={onDone} />
  </Modal>
)

const ImportForm = ({ onClose, onDone }: Omit<Props, 'isOpen'>) => {
  const [text, setText] = useState('')
  const send = useApiMutation({
    mutate: () => api.post('/journeys/import', { body: { text, publish: false } }),
    changes: ['/journeys'],
    done: ({ name, created }) =>
      created ? `“${name}” is a draft.` : `The draft of “${name}” has what the file says.`,
    onDone: ({ journeyId }) => {
      onClose()
      onDone(journeyId)
    },
    onFailed: () => true,
  })
  const change = (next: string): void => {
    send.reset()
    setText(next)
  }
  return (
    <Stack>
      <FileInput
        label="File"
        placeholder="Choose a .yaml file"
        description="As an export or `cadenza journey example` writes it. A journey of the same name gets it as its draft."
        inputWrapperOrder={['label', 'input', 'description']}
        accept=".yaml,.yml,.txt"
        leftSection={<IconFileText size={16} aria-hidden />}
        onChange={async (file) => change(file ? await file.text() : '')}
      />
      <Textarea
        label="Or paste it here"
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        autosize
        minRows={8}
        maxRows={16}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        spellCheck={false}
      />
      {send.isError && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title="The file cannot be used"
          role="alert"
        >
          <Text size="sm" styles={{ root: { whiteSpace: 'pre-line' } }}>
            {sentenceOf(send.error)}
          </Text>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={text.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
          Import
        </Button>
      </Group>
    </Stack>
  )
}
