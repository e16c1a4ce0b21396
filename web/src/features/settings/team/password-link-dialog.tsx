import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { api, useApiMutation } from '#api/index.ts'
import type { Member } from '#app/use-members.ts'
import { CopyText } from '#ui/copy-text.tsx'
import { formatInstant } from '#ui/time/index.ts'

/** A link with which a member chooses a new password, for the admin to send him. */
export const PasswordLinkDialog = ({ member, onClose }: { member: Member; onClose(): void }) => {
  const make = useApiMutation({
    mutate: () => api.post('/members/{id}/password-link', { params: { path: { id: member.userId } } }),
  })
  return (
    <Modal opened onClose={onClose} title={`A new password for ${member.name}`}>
      <Stack>
        <Text size="sm">
          {make.data
            ? `Send this link to ${member.email}. It works once, until ${formatInstant(make.data.expiresAt)}.`
            : 'You get a link with which a new password is chosen. Until it is used, the old one works; then all sessions end.'}
        </Text>
        {make.data && <CopyText text={make.data.link} label="link" />}
        <Group justify="flex-end">
          {make.data ? (
            <Button onClick={onClose}>Done</Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button loading={make.isPending} onClick={() => make.mutate()}>
                Make link
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
