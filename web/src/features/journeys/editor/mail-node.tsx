import { Button, Group, NumberInput, SimpleGrid, Stack, Tabs, TextInput } from '@mantine/core'
import { IconArrowsSplit, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { MailEditor, MailSide } from '#features/mail-editor/index.ts'
import { TemplateTools } from '#features/templates/template-tools.tsx'
import { freeName, newOption } from '../nodes/new-node.ts'
import type { NodeOf } from '../types.ts'
import type { ProblemsOf } from './problems-of.ts'

type Props = {
  node: NodeOf<'mail'>
  onChange(node: NodeOf<'mail'>): void
  isReadOnly: boolean
  unsubscribe: boolean
  problems: ProblemsOf
}

/** A mail with its options: texts that are compared, each with its share. */
export const MailNode = ({ node, onChange, isReadOnly, unsubscribe, problems }: Props) => {
  const { options } = node
  const [chosen, setChosen] = useState<string | null>(null)
  const [prospectId, setProspectId] = useState<string | null>(null)
  const place = Math.max(
    0,
    options.findIndex(({ id }) => id === chosen),
  )
  const option = options[place]
  if (!option) return null
  const change = (part: Partial<typeof option>): void =>
    onChange({ ...node, options: options.map((one) => (one.id === option.id ? { ...one, ...part } : one)) })
  const add = (): void => {
    const names = options.map(({ template }) => ({ name: template }))
    const another = {
      ...newOption(freeName(option.template || 'Mail', names)),
      subject: option.subject,
      body: option.body,
    }
    onChange({ ...node, options: [...options, another] })
    setChosen(another.id)
  }
  const at = (field: string) => problems.at(`.mail[${place}].${field}`)
  const mistakes = ['template', 'weight', 'subject', 'body'].flatMap((field) => at(field) ?? [])
  return (
    <Stack gap="md">
      {options.length > 1 && (
        <Tabs value={option.id} onChange={setChosen} keepMounted={false}>
          <Tabs.List>
            {options.map(({ id, template }) => (
              <Tabs.Tab value={id} key={id}>
                {template || 'Unnamed'}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="md" key={option.id}>
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <TextInput
              flex={1}
              label="Template, as reports show it"
              value={option.template}
              onChange={(event) => change({ template: event.currentTarget.value })}
              error={at('template')}
              maxLength={200}
              readOnly={isReadOnly}
            />
            {options.length > 1 && (
              <NumberInput
                label="Weight"
                w={90}
                min={0}
                value={option.weight}
                onChange={(value) => change({ weight: Number(value) || 0 })}
                error={at('weight')}
                readOnly={isReadOnly}
              />
            )}
          </Group>
          <MailEditor
            value={option}
            onChange={change}
            isReadOnly={isReadOnly}
            subjectPlaceholder="Empty: goes on in the thread (Re: …)"
            errors={{ subject: at('subject'), body: at('body') }}
            tools={<TemplateTools mail={option} onLoad={change} />}
          />
          {!isReadOnly && (
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowsSplit size={14} aria-hidden />}
                onClick={add}
              >
                Compare with another text
              </Button>
              {options.length > 1 && (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => onChange({ ...node, options: options.filter(({ id }) => id !== option.id) })}
                >
                  Remove this text
                </Button>
              )}
            </Group>
          )}
        </Stack>
        <MailSide
          mail={option}
          prospectId={prospectId}
          onProspect={setProspectId}
          unsubscribe={unsubscribe}
          mistakes={mistakes}
          noSubject="Re: the mail before"
        />
      </SimpleGrid>
    </Stack>
  )
}
