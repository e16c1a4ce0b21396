import { Alert, Button, FileButton, Group, List, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'

/** Takes a pasted list, or a file of one. */
export const AddSuppressionsDialog = ({ onClose }: { onClose(): void }) => {
  const [text, setText] = useState('')
  const add = useApiMutation({
    mutate: () => api.post('/suppressions/many', { body: { text } }),
    changes: ['/suppressions', '/prospects'],
    done: ({ addresses, domains, prospects }) =>
      `${countOf(addresses, 'address', 'addresses')} and ${countOf(domains, 'domain')} on the list; ${countOf(prospects, 'prospect')} stopped.`,
    onDone: ({ refused }) => {
      if (refused.length === 0) onClose()
      else setText(refused.map((line) => line.text).join('\n'))
    },
  })
  const refused = add.data?.refused ?? []
  return (
    <Modal opened onClose={onClose} title="Add to the suppression list">
      <Stack>
        <Textarea
          label="Addresses and domains"
          description="One a line. What runs for them ends at once."
          placeholder={'ann@example.com\n@example.org'}
          autosize
          minRows={6}
          maxRows={14}
          data-autofocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {refused.length > 0 && (
          <Alert color="orange" title={`${countOf(refused.length, 'line')} could not be taken`} role="alert">
            <List size="sm">
              {refused.slice(0, 5).map((line) => (
                <List.Item key={line.line}>{line.reason}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Group justify="space-between">
          <FileButton
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(file) => void file?.text().then((read) => setText(read))}
          >
            {(props) => (
              <Button variant="default" {...props}>
                From a file
              </Button>
            )}
          </FileButton>
          <Group>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
              Add
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
