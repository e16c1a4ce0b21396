import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api, download, sentenceOf, useApiMutation } from '#api/index.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import classes from '../inbox.module.css'
import type { ThreadMail } from '../types.ts'

type Props = { threadId: string; mail: Pick<ThreadMail, 'id' | 'attachments' | 'isCut'> }

/** What was attached; each file is fetched from the mailbox when it is pressed. */
export const AttachmentList = ({ threadId, mail }: Props) => {
  const shown = mail.attachments.map((one, index) => ({ ...one, index })).filter(({ inline }) => !inline)
  if (shown.length === 0 && !mail.isCut) return null
  const last = mail.attachments.length - 1
  return (
    <Group
      component="ul"
      gap="xs"
      align="flex-start"
      className={classes.attachments}
      aria-label="Attachments"
    >
      {shown.map(({ index, ...attachment }) => (
        <Attachment
          key={index}
          {...attachment}
          isLonger={mail.isCut && index === last}
          which={{ threadId, mailId: mail.id, index }}
        />
      ))}
      {mail.isCut && <ListAll threadId={threadId} mailId={mail.id} />}
    </Group>
  )
}

/** Of a large mail only the beginning was read when it came. */
const ListAll = ({ threadId, mailId }: { threadId: string; mailId: string }) => {
  const { mutate, isPending } = useApiMutation({
    mutate: () =>
      api.post('/threads/{id}/attachments', { params: { path: { id: threadId } }, body: { mail: mailId } }),
    changes: ['/threads/{id}'],
  })
  return (
    <Group component="li" gap="sm" w="100%">
      <Button size="compact-xs" variant="default" loading={isPending} onClick={() => mutate()}>
        List all attachments
      </Button>
      <Text size="xs" c="dimmed">
        The mail is large and was read in part: there may be more in it.
      </Text>
    </Group>
  )
}

type AttachmentProps = {
  fileName: string
  size: number
  /** Only a part of it is known. */
  isLonger: boolean
  which: { threadId: string; mailId: string; index: number }
}

const Attachment = ({ fileName, size, isLonger, which: { threadId, mailId, index } }: AttachmentProps) => {
  const fetching = useMutation({
    mutationFn: () =>
      download('/threads/{id}/attachment', {
        params: { path: { id: threadId }, query: { mail: mailId, index } },
      }),
    onSuccess: (content) => saveFile({ name: fileName, content, type: 'application/octet-stream' }),
  })
  return (
    <Stack component="li" gap={4} maw="100%">
      <Button
        size="compact-md"
        fz="sm"
        fw={500}
        variant="default"
        maw="100%"
        w="fit-content"
        title={`Download ${fileName}`}
        leftSection={
          fetching.isPending ? <Loader size={14} aria-hidden /> : <IconDownload size={14} aria-hidden />
        }
        rightSection={
          <Text span size="xs" c="dimmed">
            {fetching.isPending ? 'Fetching…' : `${isLonger ? 'over ' : ''}${sizeText(size)}`}
          </Text>
        }
        aria-busy={fetching.isPending}
        onClick={() => {
          if (!fetching.isPending) fetching.mutate()
        }}
      >
        <bdi className={classes.fileName}>{fileName}</bdi>
      </Button>
      {fetching.isError && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" maw="60ch">
          {sentenceOf(fetching.error)}
        </Text>
      )}
    </Stack>
  )
}

const sizeText = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
