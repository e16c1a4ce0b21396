import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { type AnswerOf, api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { OutcomeRow } from './outcome-row.tsx'

export type Outcome = AnswerOf<'get', '/settings'>['taskOutcomes'][number]
/** A row keeps its key while others come and go. */
export type OutcomeInput = Outcome & { key: number }

const MOST = 50

/** What can be said of a task that is done. */
export const OutcomesForm = ({
  outcomes,
  isReadOnly,
}: {
  outcomes: readonly Outcome[]
  isReadOnly: boolean
}) => {
  const form = useForm<{ taskOutcomes: OutcomeInput[] }>({
    initialValues: { taskOutcomes: outcomes.map((outcome, key) => ({ ...outcome, key })) },
  })
  const rows = form.values.taskOutcomes
  const save = useApiMutation({
    mutate: () =>
      api.patch('/settings', { body: { taskOutcomes: rows.map(({ key: _, ...outcome }) => outcome) } }),
    changes: ['/settings', '/tasks'],
    done: 'The outcomes are saved.',
    onDone: () => form.resetDirty(),
    onFailed: (error) => {
      const errors = formErrors(error, ['taskOutcomes'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  const add = () =>
    form.insertListItem('taskOutcomes', {
      key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
      ...{ label: '', kinds: ['call'], stops: false, setsOutcome: false },
    })
  return (
    <Section title="Outcomes" about="What can be said of a task that is done, and what follows from it.">
      <form noValidate onSubmit={form.onSubmit(() => save.mutate())}>
        <Stack>
          <Stack component="ul" gap="md" m={0} p={0}>
            {rows.map(({ key, label }, index) => (
              <OutcomeRow
                key={key}
                name={label || `Outcome ${index + 1}`}
                isReadOnly={isReadOnly}
                inputOf={(part, type) => form.getInputProps(`taskOutcomes.${index}.${part}`, { type })}
                onRemove={() => form.removeListItem('taskOutcomes', index)}
              />
            ))}
          </Stack>
          {!isReadOnly && (
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save
              </Button>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                disabled={rows.length >= MOST}
                onClick={add}
              >
                Add outcome
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  )
}
