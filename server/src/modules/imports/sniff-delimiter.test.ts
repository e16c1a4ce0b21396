import { expect, test } from 'vitest'
import { sniffDelimiter } from './sniff-delimiter.ts'

test.each([
  [',', 'Email,Name\na@x.com,Ann; Bob\n'],
  [',', 'Email\na@x.com\n'],
  [',', ''],
  [';', 'Email;Name, first;Amount\na@x.com;Ann;1,50\nb@x.com;Bob;2,75\n'],
  [';', '"Email";"Name, first, last, middle"\n"a@x.com";"Lee, Ann"\n'],
  ['\t', 'Email\tName\na@x.com\tLee, Ann\n'],
  ['|', 'Email|Name|Tags\na@x.com|Ann|hot,new;big\n'],
  [';', 'Email;Notes\na@x.com;"one\ntwo, three, four"\nb@x.com;none\n'],
  [',', 'Email,Tags\na@x.com,hot|new|big\nb@x.com,hot|new|big\n'],
])('%j stands between the cells of %j', (delimiter, text) => {
  expect(sniffDelimiter(text)).toBe(delimiter)
})
