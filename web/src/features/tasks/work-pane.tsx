import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { type AnswerOf, apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Time } from '#ui/time/index.ts'
import { CallWork } from './call-work.tsx'
import { ClosedWork } from './closed-work.tsx'
import { KINDS } from './kinds.ts'
import { LinkedinWork } from './linkedin-work.tsx'
import { ProspectContext } from './prospect-context.tsx'
import { ReassignMenu } from './reassign-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import type { TaskChanges } from './task-changes.ts'
import classes from './tasks.module.css'
import { TodoWork } from './todo-work.tsx'
import { useHasPage } from './use-has-page.ts'

/** With all that a mail is written with, loaded at the first task that wants one. */
const MailWork = lazy(async () => ({ default: (await import('./mail-work.tsx')).MailWork }))

export type TaskContext = AnswerOf<'get', '/tasks/{id}/context'>

type Props = { taskId: string; changes: TaskChanges; onDone(): void; onBack(): void }

/** The task that is worked on, with its prospect beside it. */
export const WorkPane = ({ taskId, ...actions }: Props) => {
  const context = useQuery(apiQuery('/tasks/{id}/context', { params: { path: { id: taskId } } }))
  if (context.isPending) return <LoadingRows rows={7} />
  if (context.error) return <FailedState error={context.error} onRetry={() => void context.refetch()} />
  return <Work key={taskId} context={context.data} {...actions} />
}

const Work = ({ context, changes, onDone, onBack }: Omit<Props, 'taskId'> & { context: TaskContext }) => {
  const { task, prospect, place } = context
  const isOpen = task.state === 'open'
  const hasPage = useHasPage(prospect)
  const name = prospect.fullName ?? prospect.email
  return (
    <section className={classes.work} aria-label={task.title}>
      <Stack gap="lg">
        <div>
          <Button
            hiddenFrom="md"
            variant="subtle"
            size="compact-sm"
            mb="xs"
            ml={-8}
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            onClick={onBack}
          >
            All tasks
          </Button>
          <Text size="sm" c="dimmed">
            {KINDS[task.kind].label}
            {task.cadenceName !== null && (
              <>
                {' · '}
                {place?.stepNumber != null && `Step ${place.stepNumber} of ${place.steps} in `}
                {task.cadenceName}
              </>
            )}
            {isOpen && (
              <>
                {' · due '}
                <Time at={task.dueAt} />
              </>
            )}
          </Text>
          <Title order={2} mt={2}>
            {task.title}
          </Title>
          <Text size="sm" mt={4}>
            {hasPage ? (
              <Anchor
                renderRoot={(props) => (
                  <Link to="/prospects/$prospectId" params={{ prospectId: prospect.id }} {...props} />
                )}
                size="sm"
                fw={550}
              >
                {name}
              </Anchor>
            ) : (
              <Text span size="sm" fw={550}>
                {name}
              </Text>
            )}
            {prospect.company !== null && <Text span c="dimmed">{`, ${prospect.company}`}</Text>}
          </Text>
        </div>
        {isOpen && <TaskActions context={context} changes={changes} />}
        {isOpen ? <KindOfWork context={context} onDone={onDone} /> : <ClosedWork task={task} />}
      </Stack>
      <ProspectContext context={context} />
    </section>
  )
}

const TaskActions = ({ context, changes }: { context: TaskContext; changes: TaskChanges }) => {
  const tasks = [context.task]
  const mayReassign = useHasRole('admin', 'manager')
  const [menu, setMenu] = useState<'snooze' | 'reassign' | null>(null)
  const skip = () => changes.skip.mutate(tasks)
  useShortcuts('Task', [
    { keys: 's', label: 'Snooze', run: () => setMenu('snooze') },
    { keys: 'e', label: 'Skip', run: skip },
    ...(mayReassign ? [{ keys: 'a', label: 'Reassign', run: () => setMenu('reassign') }] : []),
  ])
  return (
    <Group gap="xs">
      <SnoozeMenu
        size="compact-sm"
        isOpen={menu === 'snooze'}
        onToggle={(isOpen) => setMenu(isOpen ? 'snooze' : null)}
        onSnooze={(until) => changes.snooze.mutate({ tasks, until })}
        isBusy={changes.snooze.isPending}
      />
      <Button variant="default" size="compact-sm" onClick={skip} loading={changes.skip.isPending}>
        Skip
      </Button>
      {mayReassign && (
        <ReassignMenu
          size="compact-sm"
          assigneeId={context.task.assigneeId}
          isOpen={menu === 'reassign'}
          onToggle={(isOpen) => setMenu(isOpen ? 'reassign' : null)}
          onChosen={({ userId: assigneeId, name }) => changes.reassign.mutate({ tasks, assigneeId, name })}
        />
      )}
    </Group>
  )
}

const KindOfWork = ({ context, onDone }: { context: TaskContext; onDone(): void }) => {
  const { task, prospect, mails } = context
  switch (task.kind) {
    case 'call':
      return <CallWork task={task} numbers={numbersOf(prospect)} onDone={onDone} />
    case 'linkedin':
      return <LinkedinWork task={task} onDone={onDone} />
    case 'manual_mail':
      return (
        <Suspense fallback={<LoadingRows rows={4} height={72} />}>
          <MailWork
            task={task}
            subject={subjectAfter(mails[0]?.subject)}
            isMailable={prospect.suppressedBy === null}
            onDone={onDone}
          />
        </Suspense>
      )
    case 'todo':
      return <TodoWork task={task} onDone={onDone} />
  }
}

const numbersOf = ({ phone, companyPhone }: TaskContext['prospect']) => [
  ...(phone === null ? [] : [{ label: 'Own', number: phone }]),
  ...(companyPhone === null ? [] : [{ label: 'Company', number: companyPhone }]),
]

/** Whoever was written to before is written to about the same. */
const subjectAfter = (last: string | undefined): string =>
  last === undefined || last === '' ? '' : /^re:/i.test(last) ? last : `Re: ${last}`
