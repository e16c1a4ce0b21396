import { describe, expect, it } from 'vitest'
import { chooseFolders, type ListedFolder } from './choose-folders.ts'

const folder = (path: string, specialUse?: string, noSelect = false): ListedFolder => ({
  path,
  specialUse,
  noSelect,
})
const rolesOf = (...folders: ListedFolder[]) =>
  chooseFolders(folders).map(({ path, role }) => `${role}: ${path}`)

describe('the folders that are read', () => {
  it('are chosen by their special-use flags, the Inbox first', () => {
    expect(
      rolesOf(
        folder('Spam', '\\Junk'),
        folder('Drafts', '\\Drafts'),
        folder('Post/Out', '\\Sent'),
        folder('INBOX', '\\Inbox'),
        folder('[Gmail]/All Mail', '\\All'),
        folder('Old', '\\Archive'),
        folder('Bin', '\\Trash'),
      ),
    ).toEqual(['inbox: INBOX', 'junk: Spam', 'sent: Post/Out', 'all: [Gmail]/All Mail', 'archive: Old'])
  })

  it('are chosen by their names where there are no flags', () => {
    expect(
      rolesOf(
        folder('Inbox'),
        folder('INBOX.Junk E-mail'),
        folder('INBOX/Gesendete Elemente'),
        folder('Archiv'),
        folder('Rechnungen'),
      ),
    ).toEqual([
      'inbox: Inbox',
      'junk: INBOX.Junk E-mail',
      'sent: INBOX/Gesendete Elemente',
      'archive: Archiv',
    ])
  })

  it('are not those that bear the name of one that is flagged', () => {
    expect(rolesOf(folder('INBOX'), folder('Junk', '\\Junk'), folder('Friends/Junk'))).toEqual([
      'inbox: INBOX',
      'junk: Junk',
    ])
  })

  it('are not what cannot be opened, nor a folder named Inbox below another', () => {
    expect(rolesOf(folder('INBOX'), folder('Archive', '\\Archive', true), folder('Old/Inbox'))).toEqual([
      'inbox: INBOX',
    ])
  })
})
