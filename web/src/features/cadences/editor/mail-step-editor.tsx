import { Group, NumberInput, Stack, Tabs, Text, TextInput, Title } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { MailEditor, MailSide } from '#features/mail-editor/index.ts'
import { TemplateTools } from '#features/templates/template-tools.tsx'
import type { Checks } from '../types.ts'
import type { MailOption, MailStep } from './draft.ts'
import { ofField, ofOption, sentence } from './mistakes.ts'
import { OptionActions } from './option-actions.tsx'
import classes from './steps.module.css'

type Props = {
  step: MailStep
  title: string
  /** Of the step, as the checks count. */
  index: number
  isFirstMail: boolean
  unsubscribe: boolean
  onChange(change: (step: MailStep) => MailStep): void
  isReadOnly: boolean
  told: Checks
}

/** A mail with its options: texts that are compared, each with its share. */
export const MailStepEditor = (props: Props) => {
  const { step, title, index, isFirstMail, unsubscribe, onChange, isReadOnly, told } = props
  const [chosen, setChosen] = useState(step.options[0]?.key ?? null)
  const place = Math.max(
    0,
    step.options.findIndex(({ key }) => key === chosen),
  )
  const option = step.options[place]
  const { prospectId, showFor } = useShownProspect()
  if (!option) return null
  const change = (part: Partial<MailOption>): void =>
    onChange((now) => ({
      ...now,
      options: now.options.map((one) => (one.key === option.key ? { ...one, ...part } : one)),
    }))
  const mistakes = ofOption(told.mistakes, index, place)
  const whole = told.mistakes.filter(({ path }) => path === `steps[${index}].mail`)
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Title order={2}>{title}</Title>
        {!isReadOnly && (
          <OptionActions step={step} option={option} onChange={onChange} onChoose={setChosen} />
        )}
      </Group>
      {step.options.length > 1 && (
        <Tabs value={option.key} onChange={setChosen} keepMounted={false}>
          <Tabs.List>
            {step.options.map(({ key, template }) => (
              <Tabs.Tab value={key} key={key}>
                {template || 'Unnamed'}{' '}
                <Text span size="xs" c="dimmed">
                  {shareOf(step, key)}
                </Text>
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      {whole.map(({ message }) => (
        <Text key={message} size="sm" c="var(--mantine-color-error)">
          {sentence(message)}
        </Text>
      ))}
      <div className={classes.mail}>
        <Stack gap="md" key={option.key}>
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <TextInput
              flex={1}
              label="Name, as reports show it"
              value={option.template}
              onChange={(event) => change({ template: event.currentTarget.value })}
              error={ofField(mistakes, 'template')}
              maxLength={200}
              readOnly={isReadOnly}
            />
            {step.options.length > 1 && (
              <NumberInput
                label="Weight"
                w={100}
                min={0}
                value={option.weight}
                onChange={(value) => change({ weight: Number(value) || 0 })}
                error={ofField(mistakes, 'weight')}
                readOnly={isReadOnly}
              />
            )}
          </Group>
          <MailEditor
            value={option}
            onChange={change}
            isReadOnly={isReadOnly}
            subjectPlaceholder={isFirstMail ? 'What it is about' : 'Empty: goes on in the thread (Re: …)'}
            errors={{ subject: ofField(mistakes, 'subject'), body: ofField(mistakes, 'body') }}
            tools={<TemplateTools mail={option} onLoad={change} />}
          />
        </Stack>
        <MailSide
          mail={option}
          prospectId={prospectId}
          onProspect={showFor}
          unsubscribe={unsubscribe}
          mistakes={mistakes.map(({ message }) => sentence(message))}
          noSubject={isFirstMail ? '(no subject)' : 'Re: the mail before'}
        />
      </div>
    </Stack>
  )
}

/** An option's part of the mails, as a percentage. */
const shareOf = ({ options }: MailStep, key: string): string => {
  const whole = options.reduce((sum, { weight }) => sum + weight, 0)
  const weight = options.find((option) => option.key === key)?.weight ?? 0
  return whole === 0 ? '0 %' : `${Math.round((weight / whole) * 100)} %`
}

/** For whom mails are shown: the same over all steps, and in the address. */
const useShownProspect = () => {
  const search = useSearch({ from: '/app/cadences/$cadenceId' })
  const navigate = useNavigate({ from: '/cadences/$cadenceId' })
  return {
    prospectId: search.prospect ?? null,
    showFor: (prospect: string | null): void => {
      const { prospect: _before, ...rest } = search
      void navigate({
        search: { ...rest, ...(prospect !== null && { prospect }) },
        replace: true,
        resetScroll: false,
      })
    },
  }
}
