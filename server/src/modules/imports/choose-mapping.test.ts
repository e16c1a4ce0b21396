import { describe, expect, test } from 'vitest'
import { chooseMapping, noEmailColumn } from './choose-mapping.ts'
import { columnNames } from './column-names.ts'

const columnsOf = (header: string, ...rows: string[]) => {
  const cells = header.split(',')
  return { names: columnNames(cells), header: cells, rows: rows.map((row) => row.split(',')) }
}
const mapped = (header: string, ...rows: string[]) => chooseMapping(columnsOf(header, ...rows))

describe('guesses the columns of', () => {
  test.each([
    [
      'Klenty',
      'Email,FirstName,LastName,Company,Title,LinkedinURL,TwitterId,timeZone,Tags',
      ['Email', 'FirstName', 'LastName', 'Company', 'Title', 'LinkedinURL', 'TwitterId', 'timeZone', 'Tags'],
    ],
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Phone Number,Company name,Job Title,City,Country/Region,Website URL',
      [
        'custom:Record ID',
        'FirstName',
        'LastName',
        'Email',
        'Phone',
        'Company',
        'Title',
        'City',
        'Country',
        'CompanyURL',
      ],
    ],
    [
      'Salesforce',
      'First Name,Last Name,Title,Account Name,Email,Phone,Mobile,Mailing City,Mailing Country,Department',
      [
        'FirstName',
        'LastName',
        'Title',
        'Company',
        'Email',
        'Phone',
        'custom:Mobile',
        'City',
        'Country',
        'Department',
      ],
    ],
    [
      'Outlook',
      'First Name,Middle Name,Last Name,Company,Job Title,Business Phone,E-mail Address',
      ['FirstName', 'MiddleName', 'LastName', 'Company', 'Title', 'Phone', 'Email'],
    ],
    [
      'Google',
      'Name,Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name',
      ['FullName', 'FirstName', 'LastName', 'Email', 'Company'],
    ],
    [
      'Apollo',
      'First Name,Last Name,Title,Company,Company Name for Emails,Email,Work Direct Phone,Person Linkedin Url',
      [
        'FirstName',
        'LastName',
        'Title',
        'Company',
        'custom:Company Name for Emails',
        'Email',
        'Phone',
        'LinkedinURL',
      ],
    ],
    [
      'Pipedrive',
      'Person - Name,Person - Email - Work,Person - Phone - Work,Organization - Name',
      ['FullName', 'Email', 'Phone', 'custom:Organization - Name'].with(3, 'Company'),
    ],
    [
      'a German table',
      'E-Mail-Adresse,Vorname,Nachname,Firma,Position,Ort,Land,Branche',
      ['Email', 'FirstName', 'LastName', 'Company', 'Title', 'City', 'Country', 'custom:Branche'],
    ],
    [
      'a French table',
      'Adresse e-mail,Prénom,Nom,Société,Fonction,Ville,Pays',
      ['Email', 'FirstName', 'LastName', 'Company', 'Title', 'City', 'Country'],
    ],
    [
      'a Spanish table',
      'Correo electrónico,Nombre,Apellidos,Empresa,Cargo,Teléfono',
      ['Email', 'FirstName', 'LastName', 'Company', 'Title', 'Phone'],
    ],
    [
      'a Portuguese table',
      'Endereço de e-mail,Primeiro nome,Sobrenome,Empresa',
      ['Email', 'FirstName', 'LastName', 'Company'],
    ],
    ['a Japanese table', 'メールアドレス,姓,名,会社名', ['Email', 'LastName', 'FirstName', 'Company']],
  ])('%s', (_, header, targets) => {
    expect(mapped(header)).toEqual(targets)
  })
})

test('the LinkedIn profile and the website are told apart by what stands in them', () => {
  expect(mapped('Email,URL', 'a@x.com,https://www.linkedin.com/in/a')).toEqual(['Email', 'LinkedinURL'])
  expect(mapped('Email,URL', 'a@x.com,https://acme.test')).toEqual(['Email', 'CompanyURL'])
})

test('a time zone and an owner are taken only where they are some', () => {
  expect(mapped('Email,Time Zone,Owner', 'a@x.com,Europe/Berlin,eve@acme.test')).toEqual([
    'Email',
    'timeZone',
    'Owner',
  ])
  expect(mapped('Email,Time Zone,Owner', 'a@x.com,us_slash_eastern,Eve Adams')).toEqual([
    'Email',
    'custom:Time Zone',
    'custom:Owner',
  ])
})

test('columns without a name, of a list, and of a file of rejected rows are left out', () => {
  expect(mapped('Email,,List,Rejected row,Rejected because,Size')).toEqual([
    'Email',
    null,
    null,
    null,
    null,
    'custom:Size',
  ])
})

test('of two columns with one name the second becomes a custom field', () => {
  expect(mapped('Email,Email,Size,Size')).toEqual([
    'Email',
    'custom:Email (2)',
    'custom:Size',
    'custom:Size (2)',
  ])
})

test('custom fields end where a prospect can have no more', () => {
  const header = ['Email', ...Array.from({ length: 250 }, (_, index) => `Field ${index}`)].join(',')
  const mapping = mapped(header)
  expect(mapping.filter((target) => target?.startsWith('custom:'))).toHaveLength(200)
  expect(mapping.at(-1)).toBeNull()
})

describe('what the user says', () => {
  const columns = columnsOf('Kontakt,Email,Firma,Notiz')

  test('goes before the guess', () => {
    expect(chooseMapping(columns, { Kontakt: 'Email', firma: 'Account', Notiz: '-' })).toEqual([
      'Email',
      'custom:Email',
      'Account',
      null,
    ])
    expect(chooseMapping(columns, { Notiz: 'custom:Remark', Firma: 'first name' })).toEqual([
      'custom:Kontakt',
      'Email',
      'FirstName',
      'custom:Remark',
    ])
    expect(chooseMapping(columns, { Notiz: 'Industry' })[3]).toBe('custom:Industry')
  })

  test.each([
    [{ Mail: 'Email' }, 'no column “Mail”'],
    [{ Notitz: 'Title' }, 'Did you mean “Notiz”?'],
    [{ Title: 'Notiz' }, 'names the column first'],
    [{ Notiz: 'Fristname' }, 'Did you mean FirstName?'],
    [{ Notiz: 'List' }, 'cannot be mapped to List'],
    [{ Notiz: 'custom:' }, 'names no custom field'],
    [{ Notiz: 'Title', Firma: 'Title' }, 'mapped to two columns'],
  ])('%j is refused', (choice, message) => {
    expect(() => chooseMapping(columns, choice)).toThrow(message)
  })
})

test('without a column of addresses the columns are named, and which it may be', () => {
  expect(noEmailColumn(columnsOf('Emial,Phone')).message).toMatch(
    /“Emial”, “Phone”.*Perhaps it is “Emial”.*--map "Emial=Email"/,
  )
  expect(noEmailColumn(columnsOf('Person,Contact', 'Ann,ann@x.com')).message).toContain(
    '--map "Contact=Email"',
  )
  expect(noEmailColumn(columnsOf('Person,Phone')).message).not.toContain('Perhaps')
})
