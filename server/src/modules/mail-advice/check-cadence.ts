import type { CadenceDefinition, Step } from '#modules/sequences/index.ts'
import { checkMail, type VariablesOf } from './check-mail.ts'

/** A finding with its place, as a cadence file has it: `steps[2].mail[0].body`, `settings.stopOn`. */
export type PlacedFinding = { path: string; rule: string; severity: 'warning' | 'hint'; message: string }

/** What may be said about a cadence as a whole and about each of its mails. */
export const checkCadence = (
  { settings, steps }: CadenceDefinition,
  surroundings: { known: readonly string[]; variablesOf: VariablesOf },
): PlacedFinding[] => {
  const findings: PlacedFinding[] = []
  const { unsubscribe, stopOn } = settings
  if (!stopOn.reply && steps.some(({ kind }) => kind === 'mail'))
    findings.push({
      path: 'settings.stopOn.reply',
      rule: 'no-stop-on-reply',
      severity: 'warning',
      message: 'A prospect who replies goes on getting the mails of this cadence.',
    })
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'mail') continue
    if (followsAtOnce(steps, index))
      findings.push({
        path: `steps[${index}]`,
        rule: 'no-wait',
        severity: 'warning',
        message: 'This mail follows the one before it without a wait; it would leave right after it.',
      })
    for (const [place, option] of step.options.entries()) {
      const path = `steps[${index}].mail[${place}]`
      for (const { field, ...finding } of checkMail({ ...option, unsubscribe }, surroundings))
        findings.push({ path: `${path}.${field}`, ...finding })
      const same = step.options.findIndex(
        ({ subject, body }) => subject === option.subject && body === option.body,
      )
      if (same < place)
        findings.push({
          path,
          rule: 'same-option',
          severity: 'hint',
          message: `This option reads like “${step.options[same]?.template}”; there is nothing to compare.`,
        })
    }
  }
  return findings
}

/** Whether the step before this mail that does something is a mail, too, and no wait stands between them. */
const followsAtOnce = (steps: readonly Step[], index: number): boolean => steps[index - 1]?.kind === 'mail'
