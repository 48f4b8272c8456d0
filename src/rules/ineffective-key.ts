import type { Help } from '../diagnostics/help.ts';
import { formatNamed, formatOfName } from '../lock/lock-format.ts';
import { entryOf, spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';
import { traitsOf } from '../spec/system-family.ts';

/** Key → why it has no effect, and what to do in its place. */
type Ineffective = readonly [key: string, why: string, help: Help];

/** `exclude_newer` is heeded still, by what is built and by what a lock leaves to the index. */
const besideLock: readonly Ineffective[] = [
  [
    'pip_constraint',
    'the lock already pins every version',
    'Apply it when the lock is made, and remove it here.',
  ],
];

const besideRelease: readonly Ineffective[] = [
  ['groups', 'a release has no dependency groups', 'Name its extras instead.'],
];

const withoutApt: readonly Ineffective[] = [
  [
    'repositories',
    'they are for apt, which Alpine does not have',
    'Choose a runtime on Debian, or an image of your own with what they bring.',
  ],
];

const withoutMinimal: readonly Ineffective[] = [
  ['keep', 'a full base keeps every package', 'Remove it, or set `base: minimal`.'],
];

export const ineffectiveKey: Rule = {
  meta: {
    code: 'ineffective-key',
    severity: 'warning',
    summary: 'A key that has no effect with this lock, release or runtime.',
  },
  check({ image, spec, facts }) {
    const keys = [
      ...(facts.locks.some(saysEveryVersion) ? besideLock : []),
      ...(spec.release === undefined ? [] : besideRelease),
      ...(traitsOf(spec.runtime.family).hasRepositories ? [] : withoutApt),
      ...(spec.root.base === 'minimal' ? [] : withoutMinimal),
    ];
    return keys.flatMap(([key, why, help]) => {
      const entry = entryOf(image, key);
      if (entry === undefined) return [];
      return [{ message: `"${key}" has no effect: ${why}`, span: spanOf(entry.key), help }];
    });
  },
};

/**
 * Whether a lock is certain to leave nothing to a constraint: a requirements file may not pin everything that is needed, and a
 * pylock.toml may be one that `grocker lock` made, which belongs to what it was made with.
 */
function saysEveryVersion(lock: string): boolean {
  const format = formatOfName(lock);
  return format !== undefined && formatNamed(format).saysEveryVersion;
}
