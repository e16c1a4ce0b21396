type Named = { fullName: string | null; firstName: string | null; lastName: string | null; email: string }

/** What somebody is called on a page: his name, or his address where nobody knows it. */
export const personName = ({ fullName, firstName, lastName, email }: Named): string =>
  fullName?.trim() || [firstName, lastName].filter(Boolean).join(' ').trim() || email
