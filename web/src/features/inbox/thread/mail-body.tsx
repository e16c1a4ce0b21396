import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ThreadMail } from '../types.ts'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'

/** What was newly written; the rest of the mail below it when it is asked for. */
export const MailBody = ({ threadId, mail }: { threadId: string; mail: ThreadMail }) => {
  const [isWhole, setWhole] = useState(false)
  const [withImages, setWithImages] = useState(false)
  const hasMore = mail.html !== null || mail.text.trim() !== mail.newText.trim()
  const newText = mail.newText.trim()
  return (
    <Stack gap="sm">
      {newText === '' ? (
        <Text size="sm" c="dimmed">
          {hasMore ? 'No new text; the whole mail has more.' : 'This mail has no text.'}
        </Text>
      ) : (
        <MailText text={newText} />
      )}
      {hasMore && (
        <Group gap="md">
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={() => setWhole(!isWhole)}
            aria-expanded={isWhole}
          >
            {isWhole ? 'Fold the whole mail' : 'Show the whole mail'}
          </Anchor>
          {isWhole && mail.blockedImages > 0 && !withImages && (
            <Button size="compact-xs" variant="default" onClick={() => setWithImages(true)}>
              Load remote images
            </Button>
          )}
        </Group>
      )}
      {isWhole && mail.blockedImages > 0 && !withImages && (
        <Text size="xs" c="dimmed">
          Images of other servers were left out: loading them tells the sender that the mail was read.
        </Text>
      )}
      {isWhole && mail.missingImages > 0 && (
        <Text size="xs" c="dimmed">
          Images that were sent along stay in the mailbox; open the mail in your mail program to see them.
        </Text>
      )}
      {isWhole &&
        (mail.html === null ? (
          <MailText text={mail.text} isWhole />
        ) : (
          <MailFrame
            key={String(withImages)}
            title={`Mail: ${mail.subject}`}
            source={withImages ? { address: frameAddress(threadId, mail.id) } : { html: mail.html }}
          />
        ))}
    </Stack>
  )
}

const frameAddress = (threadId: string, mailId: string): string =>
  `/api/v1/threads/${encodeURIComponent(threadId)}/frame?mail=${encodeURIComponent(mailId)}`
