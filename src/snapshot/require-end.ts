import { startupSnapshot } from 'node:v8';

/**
 * Refuses a startup snapshot until some work has ended. Node takes the snapshot when its event loop is empty, which a
 * promise that never settles does not prevent: half of a rehearsal would be in every image.
 */
export function requireEnd(name: string, work: Promise<void>): void {
  let state: 'running' | 'done' | 'failed' = 'running';
  work.then(
    () => {
      state = 'done';
    },
    (error: unknown) => {
      state = 'failed';
      process.stderr.write(`${String(error)}\n`);
    },
  );
  startupSnapshot.addSerializeCallback(() => {
    if (state === 'done') return;
    const problem = state === 'running' ? 'did not end' : 'failed';
    process.stderr.write(`no snapshot is made: ${name} ${problem}\n`);
    process.exit(1);
  });
}
