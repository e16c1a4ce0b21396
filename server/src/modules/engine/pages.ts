/** Enrolments looked at in one transaction by what goes over many. */
export const PAGE = 500

/** Goes over ids by pages in their order; `page` reads the ids after one, `work` does something with them. */
export const overPages = async (
  page: (after: string, limit: number) => Promise<string[]>,
  work: (ids: string[]) => Promise<void>,
): Promise<void> => {
  for (let after = ''; ; ) {
    const ids = await page(after, PAGE)
    const last = ids.at(-1)
    if (last === undefined) return
    await work(ids)
    after = last
  }
}
