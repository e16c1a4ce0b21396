import { Button, Group, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useForm } from '@mantine/form'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { dayOf } from './ramp.ts'
import type { Mailbox } from './types.ts'

/** Until when, and why. */
export const PauseForm = ({ mailbox: { id }, onClose }: { mailbox: Mailbox; onClose(): void }) => {
  const form = useForm({ initialValues: { back: null as string | null, reason: '' } })
  const pause = useApiMutation({
    mutate: ({ back, reason }: { back: string | null; reason: string }) =>
      api.post('/mailboxes/{id}/pause', {
        params: { path: { id } },
        body: {
          ...(reason.trim() !== '' && { reason: reason.trim() }),
          resumeAt: back === null ? null : new Date(`${back}T00:00:00`).toISOString(),
        },
      }),
    changes: ['/mailboxes', '/reports/mailboxes'],
    done: 'Paused. Nothing leaves; answers are still read.',
    onDone: onClose,
    onFailed: (error) => {
      const errors = formErrors(error, ['back', 'reason'], { resumeAt: 'back' })
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => pause.mutate(values))}>
      <Stack>
        <DatePickerInput
          label="First day back"
          description="It sends again from this day on. Empty: until somebody resumes it."
          placeholder="Until it is resumed"
          clearable
          minDate={dayOf(new Date(Date.now() + 86_400_000))}
          {...form.getInputProps('back')}
        />
        <TextInput label="Reason" placeholder="On holiday" {...form.getInputProps('reason')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pause.isPending}>
            Pause
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
