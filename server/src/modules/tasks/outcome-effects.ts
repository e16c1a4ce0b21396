import type { TaskOutcome } from '#modules/accounts/index.ts'
import type { TaskKind } from '#modules/sequences/index.ts'

/** What follows from an outcome that a person has given. */
export type OutcomeEffects = {
  /** As the company writes it, or as it was given where the company does not know it. */
  outcome: string | null
  /** Ends the cadence or journey. */
  stops: boolean
  /** What the prospect's field Outcome becomes; null: stays as it is. */
  prospectOutcome: string | null
}

/** Outcomes are compared without regard to case and to spaces around them; any text is allowed, and one that the company does not know does nothing. */
export const outcomeEffects = (
  outcomes: readonly TaskOutcome[],
  { kind, outcome }: { kind: TaskKind; outcome: string | null },
): OutcomeEffects => {
  const known =
    outcome === null
      ? undefined
      : outcomes.find(({ label, kinds }) => kinds.includes(kind) && fold(label) === fold(outcome))
  if (!known) return { outcome, stops: false, prospectOutcome: null }
  return { outcome: known.label, stops: known.stops, prospectOutcome: known.setsOutcome ? known.label : null }
}

const fold = (text: string): string => text.trim().toLowerCase()
