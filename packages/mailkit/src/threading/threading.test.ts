import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageIdsIn, newMessageId, normaliseMessageId } from './message-id.ts'
import { baseSubject, replySubject } from './reply-subject.ts'
import { threadHeaders } from './thread-headers.ts'

describe('newMessageId', () => {
  it('joins id and domain', () => {
    expect(newMessageId({ id: '0a1b.2c', domain: 'Bücher.example' })).toBe('<0a1b.2c@xn--bcher-kva.example>')
  })

  it.each(['a b', 'a>', '', 'a\r\nX: y'])('refuses the id %j', (id) => {
    expect(() => newMessageId({ id, domain: 'example.com' })).toThrow(/Message-ID/)
  })
})

describe('normaliseMessageId', () => {
  it.each([
    ['<a@b>', '<a@b>'],
    [' a@b ', '<a@b>'],
    ['<a\r\n b@c>', '<ab@c>'],
    ['<<a@b>>', '<a@b>'],
    ['Your message of Monday <a@b>', '<a@b>'],
    ['<a@b', '<a@b>'],
  ])('%j becomes %s', (text, expected) => {
    expect(normaliseMessageId(text)).toBe(expected)
  })

  it('finds none in an empty text', () => {
    expect(normaliseMessageId('<>')).toBeUndefined()
    expect(normaliseMessageId('  ')).toBeUndefined()
  })
})

describe('messageIdsIn', () => {
  it.each([
    ['<a@b> <c@d>\r\n\t<a@b>', ['<a@b>', '<c@d>']],
    ['<a@b><c@d>,<e@f>', ['<a@b>', '<c@d>', '<e@f>']],
    ['Message from ann@x of "Mon, 1 Jan" <a@b>', ['<a@b>']],
    ['a@b c@d', ['<a@b>', '<c@d>']],
    ['nothing here', []],
  ])('reads %j', (text, expected) => {
    expect(messageIdsIn(text)).toEqual(expected)
  })

  it('gives back what was written, for any list of ids', () => {
    const id = fc.stringMatching(/^[a-z0-9.+$%_-]{1,20}@[a-z0-9.-]{1,20}$/).map((text) => `<${text}>`)
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 30 }), (ids) => {
        expect(messageIdsIn(ids.join('\r\n '))).toEqual(ids)
      }),
    )
  })
})

describe('threadHeaders', () => {
  it('is empty for the first mail', () => {
    expect(threadHeaders({ previousMessageIds: [] })).toEqual({})
  })

  it('answers the last mail and refers to all', () => {
    expect(threadHeaders({ previousMessageIds: ['<a@x>', 'b@x', '', '<a b>'] })).toEqual({
      inReplyTo: '<ab>',
      references: ['<a@x>', '<b@x>', '<ab>'],
    })
  })

  it('keeps the first and the latest of a long thread', () => {
    const ids = Array.from({ length: 60 }, (_, i) => `<${i}@x>`)
    const headers = threadHeaders({ previousMessageIds: ids })
    expect(headers.references).toHaveLength(20)
    expect(headers.references?.[0]).toBe('<0@x>')
    expect(headers.references?.at(-1)).toBe('<59@x>')
    expect(headers.inReplyTo).toBe('<59@x>')
  })
})

describe('replySubject', () => {
  it.each([
    ['Hello', 'Re: Hello'],
    ['Re: Hello', 'Re: Hello'],
    ['RE: AW: Re[2]: SV:  Hello', 'Re: Hello'],
    ['回复：你好', 'Re: 你好'],
    ['Re : Bonjour', 'Re: Bonjour'],
    ['Fwd: Hello', 'Re: Fwd: Hello'],
    ['Reference: 12', 'Re: Reference: 12'],
    ['', 'Re:'],
  ])('%j is answered with %j', (subject, expected) => {
    expect(replySubject(subject)).toBe(expected)
  })

  it('does not grow when answered again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (subject) => {
        const once = replySubject(subject)
        expect(replySubject(once)).toBe(once)
        expect(baseSubject(once)).toBe(baseSubject(subject))
      }),
    )
  })
})
