import { type Finding, hint, quoted, warning } from './finding.ts'
import { wordsOf } from './mail-text.ts'

/** Shorter ones are mostly names: CEO, API, IBM. */
const LONG_ENOUGH_TO_SHOUT = 5
const ALL_CAPITALS = /^[\p{Lu}\p{M}'’-]+$/u
const BRACES =
  /[{<[]{1,2}\s*(?:first|last|full)?[\s_-]*(?:name|company)\s*[}>\]]{1,2}|%[A-Z_]*NAME%|%COMPANY%/gi
const LEFT_OVER = /\b(?:lorem ipsum|todo|tbd|xxx+)\b/gi

/** What shouts, and what was left to be filled in. The text is that which readers see. */
export const checkTone = (text: string, field: Finding['field']): Finding[] => {
  const findings: Finding[] = []
  const words = wordsOf(text)
  const loud = words.filter((word) => word.length >= LONG_ENOUGH_TO_SHOUT && ALL_CAPITALS.test(word))
  const capitals = words.filter((word) => word.length > 1 && ALL_CAPITALS.test(word))
  if (loud.length > 0 || (words.length > 2 && capitals.length > words.length / 2))
    findings.push(
      warning(
        'shouting',
        field,
        `${quoted(loud.length > 0 ? loud : capitals)} in capitals reads as shouting.`,
      ),
    )
  const marks = text.match(/[!¡]/g)?.length ?? 0
  if (/[!?]{2,}|\${2,}|€{2,}/.test(text) || marks > (field === 'subject' ? 0 : 3))
    findings.push(
      hint('exclamation', field, 'Many exclamation marks look like advertising; a full stop is enough.'),
    )
  const leftOver = [...(text.match(BRACES) ?? []), ...(text.match(LEFT_OVER) ?? [])]
  if (leftOver.length > 0)
    findings.push(
      warning(
        'placeholder',
        field,
        `${quoted([...new Set(leftOver)])} would be sent as it stands; variables are written {{ FirstName }}.`,
      ),
    )
  return findings
}
