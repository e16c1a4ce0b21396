import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, sentenceOf } from '#api/index.ts'
import type { ThreadMail } from '../types.ts'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'

type Props = { threadId: string; mail: ThreadMail }

/** What was newly written; the whole mail in its place when it is asked for. */
export const MailBody = ({ threadId, mail }: Props) => {
  const [isWhole, setWhole] = useState(false)
  const [withImages, setWithImages] = useState(false)
  // No query: news of the thread would have it fetched again from the mailbox.
  const attached = useMutation({
    mutationFn: () =>
      api.get('/threads/{id}/images', { params: { path: { id: threadId }, query: { mail: mail.id } } }),
  })
  const hasMore = mail.html !== null || mail.text.trim() !== mail.newText.trim()
  const newText = mail.newText.trim()
  return (
    <Stack gap="sm">
      {isWhole ? (
        <WholeMail
          threadId={threadId}
          mail={mail}
          withImages={withImages}
          withAttached={attached.data?.html}
        />
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
      {isWhole && mail.missingImages > 0 && mail.direction === 'in' && !attached.isSuccess && (
        <Group gap="sm">
          <Button
            size="compact-xs"
            variant="default"
            loading={attached.isPending}
            onClick={() => attached.mutate()}
          >
            Show attached images
          </Button>
          <Text
            size="xs"
            c={attached.isError ? 'var(--mantine-color-error)' : 'dimmed'}
            role={attached.isError ? 'alert' : undefined}
          >
            {attached.isPending && 'They are being fetched from the mailbox …'}
            {attached.isError && sentenceOf(attached.error)}
            {attached.isIdle && 'They are fetched from the mailbox: the sender does not learn of it.'}
          </Text>
        </Group>
      )}
      {isWhole && attached.isSuccess && attached.data.missingImages > 0 && (
        <Text size="xs" c="dimmed">
          {leftOut(attached.data.missingImages)}
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

const leftOut = (images: number): string =>
  `${images === 1 ? 'One image is' : `${images} images are`} not shown: no PNG, JPEG, GIF or WebP, too large, or not in the mail.`

/** The mail as it came, its quotes in it; with the images that were sent along, once they are here. */
const WholeMail = ({
  threadId,
  mail,
  withImages,
  withAttached,
}: Props & { withImages: boolean; withAttached: string | undefined }) =>
  mail.html === null ? (
    <MailText text={mail.text} />
  ) : (
    <MailFrame
      key={`${withImages} ${withAttached !== undefined}`}
      title={`Mail: ${mail.subject}`}
      source={
        withImages
          ? { address: frameAddress(threadId, mail.id, withAttached !== undefined) }
          : { html: withAttached ?? mail.html }
      }
    />
  )

const frameAddress = (threadId: string, mailId: string, withAttached: boolean): string =>
  `/api/v1/threads/${encodeURIComponent(threadId)}/frame?mail=${encodeURIComponent(mailId)}${withAttached ? '&attached=also' : ''}`
