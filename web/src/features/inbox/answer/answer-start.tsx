import { Alert, Button, Kbd } from '@mantine/core'
import { IconCornerUpLeft } from '@tabler/icons-react'
import type { Thread } from '../types.ts'

/** Whether an answer may be written: not out of a colleague's mailbox, and to nobody who is not to be mailed. */
export const mayAnswer = ({ canAnswer, prospect }: Thread): boolean =>
  canAnswer && prospect.suppressedBy === null

const REASONS = {
  bounced: 'mails to this address come back.',
  unsubscribed: 'he asked for no more mails.',
  complaint: 'he reported a mail as spam.',
  do_not_contact: 'somebody of your team marked “do not contact”.',
} as const

/** The way to an answer, or why there is none. */
export const AnswerStart = ({ thread, onAnswer }: { thread: Thread; onAnswer(): void }) => {
  const { suppressedBy } = thread.prospect
  if (suppressedBy !== null)
    return <Alert color="gray">No mail may go to this prospect: {REASONS[suppressedBy]}</Alert>
  if (!thread.canAnswer)
    return (
      <Alert color="gray">
        This thread runs in a colleague’s mailbox. Ask a manager to give it to you, or write to the prospect
        from his page.
      </Alert>
    )
  return (
    <Button
      variant="default"
      w="fit-content"
      leftSection={<IconCornerUpLeft size={16} aria-hidden />}
      rightSection={<Kbd size="xs">r</Kbd>}
      onClick={onAnswer}
    >
      Answer
    </Button>
  )
}
