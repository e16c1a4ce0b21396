import { parseAddressList } from '@cadenza/mailkit'
import { valuesOf } from './raw-message.ts'
import { writeNstring } from './wire/write-values.ts'

/** The ENVELOPE of a mail (RFC 3501, 7.4.2): the chief header fields, parsed. */
export const envelopeOf = (raw: Buffer): string => {
  const first = (name: string): string | undefined => valuesOf(raw, name)[0]
  const from = addresses(first('from'))
  return `(${[
    writeNstring(first('date')),
    writeNstring(first('subject')),
    from,
    first('sender') === undefined ? from : addresses(first('sender')),
    first('reply-to') === undefined ? from : addresses(first('reply-to')),
    addresses(first('to')),
    addresses(first('cc')),
    addresses(first('bcc')),
    writeNstring(first('in-reply-to')),
    writeNstring(first('message-id')),
  ].join(' ')})`
}

const addresses = (value: string | undefined): string => {
  const list = parseAddressList(value ?? '')
  if (list.length === 0) return 'NIL'
  return `(${list
    .map(({ name, address }) => {
      const at = address.lastIndexOf('@')
      return `(${writeNstring(name || null)} NIL ${writeNstring(address.slice(0, at))} ${writeNstring(address.slice(at + 1))})`
    })
    .join('')})`
}
