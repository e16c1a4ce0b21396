import { htmlToText } from '@cadenza/mailkit'
import type { CompiledText, Rendering } from './compile-text.ts'
import { fieldValues, type Recipient, type Sender } from './field-values.ts'
import { escapeHtml, storable, type TextKind } from './text-kind.ts'
import type { StandIn } from './watch-outputs.ts'

export type RenderedMail = { subject: string; html: string; text: string; missing: string[] }

/** Liquid that cannot be read or rendered. */
export type BrokenText = { part: 'subject' | 'body'; mistake: string }

/** Compiles a text, or finds it compiled. */
export type Compile = (text: string, kind: TextKind) => CompiledText

export type MailToRender = {
  /** Null: it has none of its own. */
  subject: string | null
  body: string
  recipient: Recipient | null
  sender: Sender
  /** IANA; in which dates are written. */
  zone: string
  /** Adds a line with the link unless the body has it. */
  unsubscribeLine: boolean
  standIn?: StandIn | undefined
}

/**
 * A mail as it leaves, apart from tracking: the signature below the body unless it stands in it, then a way out, and the text that the
 * HTML makes.
 */
export const renderMail = (compile: Compile, mail: MailToRender): RenderedMail | BrokenText => {
  const { recipient, sender, zone, standIn } = mail
  const compiledBody = compile(mail.body, 'html')
  const body = compiledBody.render({ values: fieldValues(recipient, sender), zone, standIn })
  const subject = renderSubject(compile, mail)
  if ('mistake' in subject)
    return { part: 'subject', mistake: `The subject cannot be rendered: ${subject.mistake}` }
  if ('mistake' in body) return { part: 'body', mistake: `The body cannot be rendered: ${body.mistake}` }
  const { signature, unsubscribeLink } = sender
  const placed = compiledBody.names.some((name) => name.toLowerCase() === 'signature')
  const html = append(body.text, [
    signature.trim() === '' || placed ? '' : `<div>${signature}</div>`,
    mail.unsubscribeLine && !body.text.includes(escapeHtml(unsubscribeLink))
      ? unsubscribeLine(unsubscribeLink)
      : '',
  ])
  return {
    subject: subject.text,
    html,
    text: storable(htmlToText(html)),
    missing: [...new Set([...subject.missing, ...body.missing])],
  }
}

const renderSubject = (
  compile: Compile,
  { subject, recipient, sender, zone, standIn }: MailToRender,
): Rendering => {
  if (subject === null) return { text: '', missing: [] }
  const compiled = compile(subject, 'subject')
  const plain = { ...sender, signature: sender.signature && htmlToText(sender.signature) }
  return compiled.render({ values: fieldValues(recipient, plain), zone, standIn })
}

const unsubscribeLine = (link: string): string =>
  `<p style="font-size:12px;color:#6b7280">If you would rather not hear from me again, <a href="${escapeHtml(link)}">unsubscribe here</a>.</p>`

/** Below the text, within the body of a whole HTML document. */
const append = (html: string, parts: readonly string[]): string => {
  const added = parts.filter((part) => part !== '').map((part) => `\n${part}`)
  const end = html.search(/<\/body\s*>/i)
  return end < 0 ? html + added.join('') : `${html.slice(0, end)}${added.join('')}\n${html.slice(end)}`
}
