import { requestJson } from '#api/index.ts'

/** Goes on in another company of the same user, from its beginning: nothing that was read in this one is kept. */
export const goToCompany = async (companyId: string): Promise<void> => {
  await requestJson('/api/company', { body: { companyId } })
  window.location.assign('/')
}
