import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, api, apiQuery, useApiMutation } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'

type Props = { isOpen: boolean; onClose(): void }

/** What may go twice, as the folders of sent mails tell it, and the button that lets mails leave again. */
export const ConfirmSending = ({ isOpen, onClose }: Props) => {
  const report = useQuery({ ...apiQuery('/sending/report'), enabled: isOpen, staleTime: 0 })
  const confirm = useApiMutation({
    mutate: () => api.post('/sending/confirm', { body: {} }),
    changes: ['/sending', '/day', '/notices'],
    done: ({ paused }) =>
      `Mails leave again; ${countOf(paused, 'prospect')} paused because they got a mail since.`,
    onDone: onClose,
  })
  return (
    <Modal opened={isOpen} onClose={onClose} title="Let mails leave again" size="lg">
      {report.error ? (
        <FailedState isSmall error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            The folders of sent mails are looked into; that can take a minute.
          </Text>
          <LoadingRows rows={3} />
        </Stack>
      ) : (
        <Stack>
          <Found report={report.data} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Not yet
            </Button>
            <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
              Let mails leave
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

const Found = ({ report }: { report: AnswerOf<'get', '/sending/report'> }) => {
  const { uncertain, due, firstDue, sent } = report
  return (
    <>
      <Text size="sm">
        {countOf(due, 'prospect')} {due === 1 ? 'has' : 'have'} a mail due that may have left since the
        backup, and {countOf(uncertain, 'mail')} {uncertain === 1 ? 'was' : 'were'} in hand when it was made.
      </Text>
      {firstDue.length > 0 && (
        <List size="sm" spacing={2}>
          {firstDue.map(({ prospectId, email, sequence }) => (
            <List.Item key={`${prospectId} ${sequence}`}>
              {email}, in {sequence}
            </List.Item>
          ))}
        </List>
      )}
      {sent && (
        <Text size="sm">
          {countOf(sent.mails.length, 'mail')} in the folders of sent mails{' '}
          {sent.mails.length === 1 ? 'is' : 'are'} not known here. Whoever got one is paused when you confirm.
        </Text>
      )}
      {sent?.unseen.map(({ mailbox, reason }) => (
        <Text key={mailbox} size="sm" c="var(--mantine-color-error)">
          {mailbox} could not be looked into: {reason}
        </Text>
      ))}
    </>
  )
}
