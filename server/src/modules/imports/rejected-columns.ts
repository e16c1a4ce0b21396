/** The columns that a file of rejected rows has before those of the import; an import leaves them out. */
export const REJECTED_COLUMNS = ['Rejected row', 'Rejected because'] as const
