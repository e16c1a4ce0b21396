import { Button, Group, List, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import { type Member, useMembers } from '#app/use-members.ts'

const NOBODY = 'nobody'

/** Says what taking somebody out of the team does, and asks who gets what he has. */
export const EndMembershipDialog = ({ member, onClose }: { member: Member; onClose(): void }) => {
  const { items } = useMembers()
  const [successor, setSuccessor] = useState(NOBODY)
  const end = useApiMutation({
    mutate: (successorId: string | undefined) =>
      api.delete('/members/{id}', {
        params: { path: { id: member.userId }, query: successorId === undefined ? {} : { successorId } },
      }),
    changes: ['/members', '/api-keys'],
    done: `${member.name} is out of the team.`,
    onDone: onClose,
  })
  const others = items.filter(({ userId }) => userId !== member.userId)
  return (
    <Modal opened onClose={onClose} title={`Take ${member.name} out of the team?`}>
      <Stack>
        <List size="sm" spacing={4}>
          <List.Item>His keys and sessions end at once.</List.Item>
          <List.Item>
            {successor === NOBODY
              ? 'What runs for his prospects goes on in his mailboxes. Pause these if it should not.'
              : 'Prospects, open tasks, cadences, templates and mailboxes change hands within minutes. What runs goes on.'}
          </List.Item>
          <List.Item>You can invite him again.</List.Item>
        </List>
        <Select
          label="What he has goes to"
          data={[
            { value: NOBODY, label: 'Nobody: it stays his' },
            ...others.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
          value={successor}
          onChange={(value) => setSuccessor(value ?? NOBODY)}
          allowDeselect={false}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red.8"
            loading={end.isPending}
            onClick={() => end.mutate(successor === NOBODY ? undefined : successor)}
          >
            Take out of the team
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
