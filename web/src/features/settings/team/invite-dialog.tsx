import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ItemOf } from '#api/index.ts'
import { CopyText } from '#ui/copy-text.tsx'
import { InviteForm } from './invite-form.tsx'

/** Asks whom, then gives the link. */
export const InviteDialog = ({ onClose }: { onClose(): void }) => {
  const [made, setMade] = useState<ItemOf<'/invitations'> | null>(null)
  return (
    <Modal opened onClose={onClose} title={made ? `${made.email} is invited` : 'Invite somebody'}>
      {made ? (
        <Stack>
          <Text size="sm">
            {made.mailedAt === null
              ? 'Send this link yourself: whoever opens it can accept. It works for seven days.'
              : 'A mail with this link is on its way. You can also send it yourself; it works for seven days.'}
          </Text>
          <CopyText text={made.link} label="link" />
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <InviteForm onInvited={setMade} onCancel={onClose} />
      )}
    </Modal>
  )
}
