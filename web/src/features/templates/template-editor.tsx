import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { MailEditor, MailSide } from '#features/mail-editor/index.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { TemplateMenu, useMayChangeTemplate } from './template-menu.tsx'
import classes from './templates.module.css'
import type { Template } from './types.ts'

type Props = {
  /** Absent: a new one. */
  template?: Template | undefined
  onClose(): void
  onMade(template: Template): void
}

/** A mail to begin from, with its preview and checks. */
export const TemplateEditor = ({ template, onClose, onMade }: Props) => {
  const [prospectId, setProspectId] = useState<string | null>(null)
  const mayChange = useMayChangeTemplate(template)
  const form = useForm({
    initialValues: {
      name: template?.name ?? '',
      subject: template?.subject ?? '',
      body: template?.body ?? '',
    },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name.' : null) },
  })
  const save = useApiMutation({
    mutate: (values: typeof form.values) =>
      template
        ? api.patch('/templates/{id}', { params: { path: { id: template.id } }, body: values })
        : api.post('/templates', { body: values }),
    changes: ['/templates'],
    done: ({ name }) => `“${name}” is saved.`,
    onDone: (saved, values) => {
      form.resetDirty(values)
      if (!template) onMade(saved)
    },
    onFailed: (error) => {
      const errors = formErrors(error, ['name', 'subject', 'body'])
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  useBlocker({
    shouldBlockFn: () =>
      form.isDirty() && !save.isSuccess && !window.confirm('What you wrote is not saved. Leave it behind?'),
    enableBeforeUnload: () => form.isDirty(),
  })
  const submit = form.onSubmit((values) => save.mutate(values))
  useShortcuts('Template', [{ keys: 'Mod+s', label: 'Save', run: () => submit(), whileTyping: true }])
  return (
    <form onSubmit={submit}>
      <PageHeader
        title={template?.name ?? 'New template'}
        actions={
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              All templates
            </Button>
            {mayChange && (
              <Button
                type="submit"
                loading={save.isPending}
                disabled={template !== undefined && !form.isDirty()}
              >
                Save
              </Button>
            )}
            {template && <TemplateMenu template={template} onDeleted={onClose} />}
          </Group>
        }
      />
      <div className={classes.columns}>
        <Stack gap="md">
          <TextInput
            label="Name"
            required
            maxLength={200}
            readOnly={!mayChange}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <MailEditor
            value={form.values}
            onChange={(change) => form.setValues(change)}
            isReadOnly={!mayChange}
            subjectPlaceholder="Empty: goes on in the thread"
            errors={{ subject: text(form.errors.subject), body: text(form.errors.body) }}
          />
        </Stack>
        <MailSide mail={form.values} prospectId={prospectId} onProspect={setProspectId} unsubscribe />
      </div>
    </form>
  )
}

const text = (error: unknown): string | undefined => (typeof error === 'string' ? error : undefined)
