export {
  CALL_LIMITS,
  type CallLimitSettings,
  type CallLimits,
  createCallLimits,
} from './create-call-limits.ts'
