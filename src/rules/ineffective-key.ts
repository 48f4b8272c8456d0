import { entryOf, spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

/** Key → why it has no effect, and what to do in its place. */
type Ineffective = readonly [key: string, why: string, help: string];

const resolved = 'the lock says every version already';
const whenLocking = 'Heed it when the lock is made, and remove it here.';

const besideLock: readonly Ineffective[] = [
  ['pip_constraint', resolved, whenLocking],
  ['exclude_newer', resolved, whenLocking],
];

const besideRelease: readonly Ineffective[] = [
  ['groups', 'a release has no dependency groups', 'Name its extras instead.'],
];

const onAlpine: readonly Ineffective[] = [
  [
    'repositories',
    'they are for apt, which Alpine does not have',
    'Choose a runtime on Debian, or an image of your own with what they bring.',
  ],
];

export const ineffectiveKey: Rule = {
  meta: {
    code: 'ineffective-key',
    severity: 'warning',
    summary: 'A key that has no effect beside the lock, the release or the runtime.',
  },
  check({ image, spec, facts }) {
    const keys = [
      ...(facts.hasLock ? besideLock : []),
      ...(spec.release === undefined ? [] : besideRelease),
      ...(spec.runtime.family === 'alpine' ? onAlpine : []),
    ];
    return keys.flatMap(([key, why, help]) => {
      const entry = entryOf(image, key);
      if (entry === undefined) return [];
      return [{ message: `"${key}" has no effect: ${why}`, span: spanOf(entry.key), help }];
    });
  },
};
