import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCursor } from './cursor.ts'
import { dayOf, readDateTime, readDay, writeDateTime } from './dates.ts'
import { decodeFolderName, encodeFolderName } from './folder-names.ts'
import { createFramer } from './framer.ts'
import { pickInRanges, resolveSequenceSet, writeSequenceSet } from './sequence-set.ts'
import { writeString } from './write-values.ts'

const framer = (askForLiteral = () => undefined) =>
  createFramer({ askForLiteral, longestLine: 1000, largestLiteral: 5000 })

const commandsOf = (chunks: readonly Buffer[]): string[] => {
  const cut = framer()
  const found: string[] = []
  for (const chunk of chunks) {
    cut.push(chunk)
    for (let command = cut.takeCommand(); command; command = cut.takeCommand())
      found.push(command.toString('latin1'))
  }
  return found
}

describe('the framer', () => {
  const literal = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
  const command = fc
    .array(
      fc.oneof(
        fc.constantFrom('A1 NOOP', ' ', '"x{3}"', '(a b)'),
        literal.map((bytes) => ({ bytes })),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) =>
      parts
        .map((part) => (typeof part === 'string' ? part : `{${part.bytes.length}+}\r\n${part.bytes}`))
        .concat('.')
        .join(''),
    )

  test('finds the same commands wherever packets begin and end', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 5 }), fc.array(fc.nat(400)), (commands, cuts) => {
        const stream = Buffer.from(commands.map((one) => `${one}\r\n`).join(''), 'latin1')
        const at = [0, ...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length]
        const chunks = at.slice(1).map((end, index) => stream.subarray(at[index], end))
        expect(commandsOf(chunks)).toEqual(commands)
      }),
    )
  })

  test('asks for a literal once, and not for one that comes unasked', () => {
    let asked = 0
    const cut = framer(() => {
      asked += 1
    })
    cut.push(Buffer.from('A LOGIN {4}\r\n'))
    expect(cut.takeCommand()).toBeUndefined()
    expect(cut.takeCommand()).toBeUndefined()
    expect(asked).toBe(1)
    cut.push(Buffer.from('user {2+}\r\npw\r\nB NOOP\r\n'))
    expect(cut.takeCommand()?.toString()).toBe('A LOGIN {4}\r\nuser {2+}\r\npw')
    expect(cut.takeCommand()?.toString()).toBe('B NOOP')
    expect(asked).toBe(1)
  })

  test('refuses lines and literals that are too long', () => {
    const line = framer()
    line.push(Buffer.alloc(1001, 'a'))
    expect(() => line.takeCommand()).toThrow('at most 1000 bytes')
    const literalCut = framer()
    literalCut.push(Buffer.from('A X {5001}\r\n'))
    expect(() => literalCut.takeCommand()).toThrow('at most 5000 bytes')
  })
})

describe('the cursor', () => {
  const on = (text: string) => createCursor(Buffer.from(text, 'latin1'))

  test('reads atoms, quoted strings with escapes and literals alike', () => {
    const cursor = on('A1 plain "a \\"b\\" \\\\ c" {7}\r\nx {3}\r\n "" NIL')
    expect(cursor.tag()).toBe('A1')
    const texts = [1, 2, 3, 4].map(() => {
      cursor.space()
      return cursor.astring()
    })
    expect(texts).toEqual(['plain', 'a "b" \\ c', 'x {3}\r\n', ''])
    cursor.space()
    expect(cursor.nstring()).toBeNull()
    cursor.end()
  })

  test('reads what the server writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const text = Buffer.from(bytes).toString('latin1')
        const cursor = createCursor(Buffer.from(writeString(text), 'latin1'))
        expect(cursor.string()).toBe(text)
        cursor.end()
      }),
    )
  })

  test('says where the grammar is broken', () => {
    expect(() => on('(a').list(() => 'a')).toThrow('blank expected at byte 1')
    expect(() => on('"open').astring()).toThrow('a text expected at byte 0')
    expect(() => on('"bad \\x escape"').astring()).toThrow('a text expected')
    expect(() => on('x').number()).toThrow('a number expected')
    expect(() => on('NOOP more').end()).toThrow('the end of the command expected')
  })
})

describe('sequence sets', () => {
  test('resolve against the largest number', () => {
    expect(resolveSequenceSet('7:*', 5)).toEqual([{ from: 5, to: 7 }])
    expect(resolveSequenceSet('*:2,9,1', 5)).toEqual([
      { from: 1, to: 5 },
      { from: 9, to: 9 },
    ])
    expect(() => resolveSequenceSet('0', 5)).toThrow('from 1')
    expect(() => resolveSequenceSet('1,,2', 5)).toThrow('no set')
    expect(() => resolveSequenceSet('1:', 5)).toThrow('no set')
  })

  test('write and read to the same numbers', () => {
    const ascending = fc
      .uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 })
      .map((all) => all.sort((a, b) => a - b))
    fc.assert(
      fc.property(ascending, (numbers) => {
        const everything = Array.from({ length: 300 }, (_, index) => index + 1)
        const picked = pickInRanges(everything, resolveSequenceSet(writeSequenceSet(numbers), 300))
        expect(picked.map(({ number }) => number)).toEqual(numbers)
      }),
    )
  })
})

describe('names and dates', () => {
  test('folder names go through modified UTF-7 and back', () => {
    expect(encodeFolderName('Entwürfe')).toBe('Entw&APw-rfe')
    expect(encodeFolderName('Q & A/日本語')).toBe('Q &- A/&ZeVnLIqe-')
    expect(decodeFolderName(Buffer.from('Entwürfe', 'utf8').toString('latin1'))).toBe('Entwürfe')
    expect(() => decodeFolderName('a&!!-')).toThrow('modified UTF-7')
    const names = fc
      .array(
        fc.oneof(
          fc.constantFrom(0x26, 0x2d, 0x2f, 0x20),
          fc.integer({ min: 0x20, max: 0xd7ff }),
          fc.integer({ min: 0x1f300, max: 0x10ffff }),
        ),
        { maxLength: 30 },
      )
      .map((points) => String.fromCodePoint(...points))
    fc.assert(
      fc.property(names, (name) => {
        expect(decodeFolderName(encodeFolderName(name))).toBe(name)
      }),
    )
  })

  test('date-times keep the instant', () => {
    const at = readDateTime('17-Jul-1996 02:44:25 -0700')
    expect(at.toISOString()).toBe('1996-07-17T09:44:25.000Z')
    expect(writeDateTime(at)).toBe('"17-Jul-1996 09:44:25 +0000"')
    expect(readDay('1-Feb-1994')).toBe(dayOf(new Date('1994-02-01T23:59:59Z')))
    expect(() => readDateTime('17-Jul-1996')).toThrow('date-time')
    expect(() => readDay('31-Foo-1996')).toThrow('no date')
  })
})
