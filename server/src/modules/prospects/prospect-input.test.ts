import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TEXT_FIELDS } from './fields.ts'
import { type ProspectInput, readProspectInput } from './prospect-input.ts'

const read = (body: unknown): ProspectInput => {
  const input = readProspectInput(body)
  if ('mistake' in input) throw new Error(input.mistake)
  return input
}
const mistakeOf = (body: unknown): string => {
  const input = readProspectInput(body)
  if (!('mistake' in input)) throw new Error('there is no mistake')
  return `${input.field}: ${input.mistake}`
}

describe('a prospect as the public API takes it', () => {
  test('the sample of the contract is understood whole', () => {
    const input = read({
      Email: 'mailto:hello@klenty.com',
      FirstName: 'Hello',
      Phone: '951357654',
      Company: 'Klenty',
      FullName: 'Hello Klenty',
      LastName: 'Klenty',
      MiddleName: 'Test',
      Department: 'Testing',
      CompanyDomain: 'klenty.com',
      CompanyURL: 'www.klenty.com',
      Title: 'Tester',
      Location: 'Chennai Area',
      City: 'Chennai',
      Country: 'India',
      List: 'list1',
      Tags: 'tag1|tag2',
    })
    expect(input.address).toEqual({
      email: 'hello@klenty.com',
      key: 'hello@klenty.com',
      domain: 'klenty.com',
    })
    expect(input.fields.get('company_url')).toBe('www.klenty.com')
    expect(input).toMatchObject({ list: 'list1', tags: ['tag1', 'tag2'], ignored: [] })
    expect(input.fields.size).toBe(13)
  })

  test('the address keeps the spelling and is matched without it', () => {
    expect(read({ email: ' <Ann.Lee@Bücher.DE> ' }).address).toEqual({
      email: 'Ann.Lee@Bücher.DE',
      key: 'ann.lee@xn--bcher-kva.de',
      domain: 'xn--bcher-kva.de',
    })
  })

  test.each([
    ['ann', 'it has no @'],
    ['ann@localdomain', 'its domain "localdomain" has no ending'],
    ['ann@example.com\r\nBcc: eve@example.com', 'control character'],
    ['ann lee@example.com', 'space'],
    [['a@example.com'], 'must be a text'],
  ])('an address like %j is refused', (email, reason) => {
    expect(mistakeOf({ Email: email })).toMatch(/^Email: Email /)
    expect(mistakeOf({ Email: email })).toContain(reason)
  })

  test('numbers and booleans are taken as their text, null as empty', () => {
    const input = read({ Phone: 951357654, Title: false, City: null })
    expect([...input.fields]).toEqual([
      ['phone', '951357654'],
      ['title', 'false'],
      ['city', ''],
    ])
  })

  test('a line break or another control character in a field of one line is refused, naming the field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXT_FIELDS.map(({ name }) => name)),
        fc.constantFrom('\r', '\n', '\0', '\t', '\x1b', '\x7f', '\x85', '\u2028'),
        (name, control) => {
          expect(mistakeOf({ [name]: `a${control}b` })).toContain(
            `${name}: ${name} has a line break or another control`,
          )
        },
      ),
    )
    expect(mistakeOf({ List: 'a\nb' })).toContain('List has a line break')
    expect(mistakeOf({ Tags: ['a', 'b\nc'] })).toContain('Tags has a tag that has a line break')
  })

  test('a custom field may have several lines but no other control characters', () => {
    const custom = (value: unknown) => ({ CustomFields: [{ key: ' Note ', value }] })
    expect([...read(custom('one\n\ttwo')).customFields]).toEqual([['Note', 'one\n\ttwo']])
    expect(mistakeOf(custom('a\0b'))).toContain('The custom field "Note" has a control character')
    expect(mistakeOf(custom({}))).toContain('CustomFields[0]')
    expect(mistakeOf({ CustomFields: [{ key: '', value: 'x' }] })).toContain('CustomFields[0] has no key')
    expect(mistakeOf({ CustomFields: { Note: 'x' } })).toContain('must be a list')
  })

  test('custom field names that objects treat specially are names like others', () => {
    const body = JSON.parse(
      '{"CustomFields": [{"key": "__proto__", "value": "x"}], "__proto__": {"Email": "a@b.c"}}',
    )
    const input = read(body)
    expect(JSON.stringify(Object.fromEntries(input.customFields))).toBe('{"__proto__":"x"}')
    expect(input.ignored).toEqual(['__proto__'])
    expect(input.address).toBeUndefined()
  })

  test('a list given as a choice counts by its label', () => {
    expect(read({ List: { label: 'Berlin', value: '1' } }).list).toBe('Berlin')
    expect(read({ List: { label: '', value: '' } }).list).toBe('')
  })

  test('tags are trimmed, empty ones dropped, the same one counts once', () => {
    expect(read({ Tags: ' hot | cold||HOT' }).tags).toEqual(['hot', 'cold'])
    expect(read({ Tags: ['hot', 'new|hot '] }).tags).toEqual(['hot', 'new'])
  })

  test('unknown keys are named, not refused', () => {
    expect(read({ Email: 'a@example.com', Foo: 1, email_2: 'x' }).ignored).toEqual(['Foo', 'email_2'])
  })

  test.each([[null], [[]], ['text'], [3]])('%j is no prospect', (body) => {
    expect(mistakeOf(body)).toContain('must be a JSON object')
  })

  test('a time zone must be one', () => {
    expect(read({ timeZone: 'Europe/Berlin' }).fields.get('time_zone')).toBe('Europe/Berlin')
    expect(mistakeOf({ TimeZone: 'Berlin' })).toContain('timeZone "Berlin" is not a time zone')
  })

  test('half of a surrogate pair becomes a replacement character, for a database takes no other', () => {
    expect(read({ FirstName: 'a\ud800' }).fields.get('first_name')).toBe('a\ufffd')
  })

  test('no JSON value at all makes it throw', () => {
    const keys = fc.constantFrom('Email', 'FirstName', 'List', 'Tags', 'Owner', 'CustomFields', 'x')
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (body) => {
        expect(readProspectInput(body)).toBeTypeOf('object')
      }),
    )
  })
})
