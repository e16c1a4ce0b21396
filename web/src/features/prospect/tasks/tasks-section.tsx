import { ActionIcon, Button, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, apiQuery, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import classes from '../list.module.css'
import { AddTaskForm } from './add-task-form.tsx'
import { type OpenTask, TASK_KINDS } from './task-words.ts'

/** What is to be done for a prospect. */
export const TasksSection = ({ prospectId }: { prospectId: string }) => {
  const [isAdding, adding] = useDisclosure()
  const tasks = useQuery(apiQuery('/tasks', { params: { query: { prospectId, limit: 50 } } }))
  return (
    <Section
      title="Open tasks"
      actions={
        !isAdding && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={adding.open}
          >
            Add a task
          </Button>
        )
      }
    >
      {isAdding && <AddTaskForm prospectId={prospectId} onClose={adding.close} />}
      {tasks.isPending && <Skeleton height={36} />}
      {tasks.error && <FailedState isSmall error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing to do.
        </Text>
      )}
      {tasks.data && tasks.data.items.length > 0 && (
        <ul className={classes.list} aria-label="Open tasks">
          {tasks.data.items.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
      )}
    </Section>
  )
}

const TaskRow = ({ task }: { task: OpenTask }) => {
  const { icon: Sign, label } = TASK_KINDS[task.kind]
  const { mutate, isPending } = useApiMutation({
    mutate: () => api.post('/tasks/{id}/done', { params: { path: { id: task.id } }, body: {} }),
    changes: ['/tasks', '/prospects'],
    done: `Done: ${task.title}`,
  })
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Sign size={18} stroke={1.5} aria-label={label} role="img" />
        <Stack gap={0} miw={0}>
          <Text size="sm">{task.title}</Text>
          <Text size="xs" c="dimmed">
            Due <Time at={task.dueAt} />
            {task.cadenceName && `, ${task.cadenceName}`}
            {`, ${task.assigneeEmail}`}
          </Text>
        </Stack>
      </Group>
      <Tooltip label="Done">
        <ActionIcon
          variant="default"
          size="lg"
          loading={isPending}
          onClick={() => mutate()}
          aria-label={`Done: ${task.title}`}
        >
          <IconCheck size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
