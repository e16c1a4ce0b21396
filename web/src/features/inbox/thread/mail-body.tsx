import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ThreadMail } from '../types.ts'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'

type Props = { threadId: string; mail: ThreadMail }

/** What was newly written; the whole mail in its place when it is asked for. */
export const MailBody = ({ threadId, mail }: Props) => {
  const [isWhole, setWhole] = useState(false)
  const [withImages, setWithImages] = useState(false)
  const hasMore = mail.html !== null || mail.text.trim() !== mail.newText.trim()
  const newText = mail.newText.trim()
  return (
    <Stack gap="sm">
      {isWhole ? (
        <WholeMail threadId={threadId} mail={mail} withImages={withImages} />
      ) : newText === '' ? (
        <Text size="sm" c="dimmed">
          {hasMore ? 'No new text; the whole mail has more.' : 'This mail has no text.'}
        </Text>
      ) : (
        <MailText text={newText} />
      )}
      {isWhole && mail.blockedImages > 0 && !withImages && (
        <Group gap="sm">
          <Button size="compact-xs" variant="default" onClick={() => setWithImages(true)}>
            Load remote images
          </Button>
          <Text size="xs" c="dimmed">
            They were left out: loading them tells the sender that the mail was read.
          </Text>
        </Group>
      )}
      {isWhole && mail.missingImages > 0 && (
        <Text size="xs" c="dimmed">
          Images that were sent along stay in the mailbox; open the mail in your mail program to see them.
        </Text>
      )}
      {hasMore && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          w="fit-content"
          onClick={() => setWhole(!isWhole)}
          aria-expanded={isWhole}
        >
          {isWhole ? 'Show only the new text' : 'Show the whole mail'}
        </Anchor>
      )}
    </Stack>
  )
}

/** The mail as it came, its quotes in it. */
const WholeMail = ({ threadId, mail, withImages }: Props & { withImages: boolean }) =>
  mail.html === null ? (
    <MailText text={mail.text} />
  ) : (
    <MailFrame
      key={String(withImages)}
      title={`Mail: ${mail.subject}`}
      source={withImages ? { address: frameAddress(threadId, mail.id) } : { html: mail.html }}
    />
  )

const frameAddress = (threadId: string, mailId: string): string =>
  `/api/v1/threads/${encodeURIComponent(threadId)}/frame?mail=${encodeURIComponent(mailId)}`
