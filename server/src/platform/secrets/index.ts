export { checkFingerprint } from './check-fingerprint.ts'
export { createSecrets, type Secrets } from './create-secrets.ts'
export { findSecretKey, loadSecretKey } from './load-secret-key.ts'
