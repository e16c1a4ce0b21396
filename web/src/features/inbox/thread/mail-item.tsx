import { Avatar, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { StateBadge } from '#ui/badges/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from '../inbox.module.css'
import { mailWords } from '../kind-words.ts'
import type { ThreadMail } from '../types.ts'
import { AttachmentList } from './attachment-list.tsx'
import { MailBody } from './mail-body.tsx'
import { SentBadge, SentNotice } from './sent-state.tsx'

type Props = { threadId: string; mail: ThreadMail; startsOpen: boolean; onEdit(mail: ThreadMail): void }

/** One mail of a thread; earlier ones are folded to a line. */
export const MailItem = ({ threadId, mail, startsOpen, onEdit }: Props) => {
  const [isOpen, setOpen] = useState(startsOpen)
  const name = mail.from.name || mail.from.address
  if (!isOpen)
    return (
      <UnstyledButton className={classes.folded} onClick={() => setOpen(true)} aria-expanded={false}>
        <Group gap="sm" wrap="nowrap">
          <Text size="sm" fw={550} className={classes.when}>
            {name}
          </Text>
          <Text size="sm" c="dimmed" truncate flex={1}>
            {mail.newText.trim().slice(0, 160) || mail.subject}
          </Text>
          <SentBadge mail={mail} />
          <Text size="xs" c="dimmed" className={classes.when}>
            <Time at={mail.at} />
          </Text>
        </Group>
      </UnstyledButton>
    )
  const words = mailWords(mail.kind)
  return (
    <article className={classes.mail} aria-label={`Mail from ${name}`}>
      <Stack gap="sm">
        <UnstyledButton onClick={() => setOpen(false)} aria-expanded>
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <Avatar
              size={32}
              radius="xl"
              name={name}
              color={mail.direction === 'in' ? 'accent' : 'gray'}
              aria-hidden
            />
            <Stack gap={0} flex={1} miw={0}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {name}
                </Text>
                {mail.direction === 'in' && words && <StateBadge label={words} tone="quiet" />}
                <SentBadge mail={mail} />
              </Group>
              <Text size="xs" c="dimmed" className={classes.wordBreak}>
                {recipientsText(mail)}
              </Text>
            </Stack>
            <Text size="xs" c="dimmed" className={classes.when}>
              <Time at={mail.at} />
            </Text>
          </Group>
        </UnstyledButton>
        <MailBody threadId={threadId} mail={mail} />
        <AttachmentList threadId={threadId} mail={mail} />
        <SentNotice mail={mail} onEdit={onEdit} />
      </Stack>
    </article>
  )
}

const recipientsText = ({ from, to, cc, cadenceName }: ThreadMail): string => {
  const list = (some: ThreadMail['to']) => some.map(({ address }) => address).join(', ')
  return [
    from.name === '' ? '' : from.address,
    `to ${list(to)}`,
    cc.length > 0 ? `copy to ${list(cc)}` : '',
    cadenceName === null ? '' : `by the cadence ${cadenceName}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
