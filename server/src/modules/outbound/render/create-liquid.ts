import { type Context, Liquid } from 'liquidjs'
import { escapeHtml } from './text-kind.ts'

/** Tags that read files, and `cycle`, which prints its arguments past the escaping of values. */
const LEFT_OUT = ['include', 'render', 'layout', 'block', 'cycle']

/** A text that renders for longer, or makes more characters of itself, is broken. Real mails need a thousandth of either. */
const RENDER_MILLISECONDS = 1_000
const MOST_CHARACTERS = 5_000_000

/** Under this name a rendering keeps the zone in which `date` writes. */
export const ZONE_REGISTER = 'zone'

/**
 * Liquid for mails: no files, no prototypes, bounded work, and a `date` filter that knows the time from `now` and writes it in the zone of
 * the mailbox.
 */
export const createLiquid = ({ now }: { now: () => Date }): Liquid => {
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: MOST_CHARACTERS,
    renderLimit: RENDER_MILLISECONDS,
    memoryLimit: MOST_CHARACTERS,
  })
  for (const tag of LEFT_OUT) delete liquid.tags[tag]
  const { date } = liquid.filters
  if (typeof date !== 'function') throw new Error('Liquid has no filter "date"')
  liquid.registerFilter('date', function (value: unknown, format?: unknown, zone?: unknown) {
    const { context }: { context: Context } = this
    const instant = value === 'now' || value === 'today' ? now() : value
    return date.call(this, instant, format, zone ?? context.getRegister<string>(ZONE_REGISTER, 'UTC'))
  })
  // The only filter that makes HTML of a value, so it escapes what is not its own.
  liquid.registerFilter('newline_to_br', (value: unknown) =>
    escapeHtml(String(value ?? '')).replace(/\r?\n/g, '<br>\n'),
  )
  return liquid
}
