import { Divider, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '#app/session.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { formatInstant } from '#ui/time/index.ts'
import { AnswerComposer } from '../answer/answer-composer.tsx'
import { AnswerStart, mayAnswer } from '../answer/answer-start.tsx'
import { draftOfMail, firstDraft } from '../answer/draft.ts'
import { useDraft } from '../answer/use-draft.ts'
import classes from '../inbox.module.css'
import { KIND_WORDS } from '../kind-words.ts'
import type { Thread } from '../types.ts'
import { useThread } from '../use-inbox.ts'
import type { ThreadChanges } from '../use-thread-changes.ts'
import { MailItem } from './mail-item.tsx'
import { ProspectStrip } from './prospect-strip.tsx'
import { ThreadActions, type ThreadMenu } from './thread-actions.tsx'

type Props = { threadId: string; changes: ThreadChanges; onLeft(): void; onBack(): void }

/** A thread with all its mails, and the answer that is written to it. */
export const ThreadPane = ({ threadId, ...props }: Props) => {
  const { data, error, refetch } = useThread(threadId)
  if (data) return <ThreadView key={data.id} thread={data} {...props} />
  if (error) return <FailedState isSmall error={error} onRetry={() => void refetch()} />
  return <LoadingRows rows={4} height={96} />
}

const ThreadView = ({ thread, changes, onLeft, onBack }: Omit<Props, 'threadId'> & { thread: Thread }) => {
  const [menu, setMenu] = useState<ThreadMenu>(null)
  const { draft, write, discard } = useDraft(thread.id)
  useReadWhenOpened(thread, changes)
  const answer = () => {
    if (mayAnswer(thread) && draft === null) write(firstDraft(thread))
  }
  const isDone = thread.state === 'done'
  useShortcuts('Thread', [
    { keys: 'r', label: 'Answer', run: answer },
    {
      keys: 'e',
      label: isDone ? 'Open again' : 'Done',
      run: () => {
        changes.setDone([thread], !isDone)
        onLeft()
      },
    },
    { keys: 's', label: 'Snooze', run: () => setMenu('snooze') },
    { keys: 'a', label: 'Assign', run: () => setMenu('assign') },
    {
      keys: 'u',
      label: thread.unread ? 'Mark as read' : 'Mark as unread',
      run: () => changes.setUnread([thread], !thread.unread),
    },
    { keys: 'Escape', label: 'Back to the list', run: onBack },
  ])
  return (
    <Stack gap="md" component="section" aria-label="Thread">
      <ThreadActions {...{ thread, changes, menu, onLeft, onBack }} onMenu={setMenu} />
      <Stack gap={4}>
        <Group gap="xs" align="center">
          <Title order={2} className={classes.wordBreak}>
            {thread.subject || '(no subject)'}
          </Title>
          <StateBadge {...KIND_WORDS[thread.kind]} />
        </Group>
        <Text size="xs" c="dimmed" className={classes.wordBreak}>
          In {thread.mailboxAddress}
          {thread.snoozedUntil !== null && ` · put off until ${formatInstant(thread.snoozedUntil)}`}
        </Text>
      </Stack>
      <Divider color="var(--app-line)" />
      <ProspectStrip prospect={thread.prospect} />
      <div>
        {thread.isCut && (
          <Text size="xs" c="dimmed" mb="xs">
            This thread is long; its oldest mails are not shown.
          </Text>
        )}
        {thread.mails.map((mail, index) => (
          <MailItem
            key={mail.id}
            threadId={thread.id}
            mail={mail}
            startsOpen={index === thread.mails.length - 1 || isToBeSeen(mail)}
            onEdit={(edited) => write(draftOfMail(edited))}
          />
        ))}
      </div>
      {draft !== null ? (
        <AnswerComposer thread={thread} draft={draft} onChange={write} onClose={discard} />
      ) : (
        <AnswerStart thread={thread} onAnswer={answer} />
      )}
    </Stack>
  )
}

const isToBeSeen = ({ state }: Thread['mails'][number]): boolean =>
  state === 'queued' || state === 'refused' || state === 'uncertain'

/** Whoever it was given to has read it when he has opened it; once, so that he can mark it as unread again. */
const useReadWhenOpened = (thread: Thread, changes: ThreadChanges): void => {
  const { userId } = useSession()
  const hasRead = useRef(false)
  useEffect(() => {
    if (hasRead.current) return
    hasRead.current = true
    if (thread.unread && thread.assigneeId === userId) changes.setUnread([thread], false)
  }, [thread, changes, userId])
}
