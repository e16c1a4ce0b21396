import { PageHeader } from '#ui/page-header.tsx'

export const SignInPage = () => <PageHeader title="Sign in" />
