import { SYSTEM_LOCK, type Spec } from './spec.ts';

/** Where the system lock is, relative to the context. */
export function systemLockPath({ systemLock }: Pick<Spec, 'systemLock'>): string {
  return systemLock?.value ?? SYSTEM_LOCK;
}
