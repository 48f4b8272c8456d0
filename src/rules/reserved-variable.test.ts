import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { reservedVariable } from './reserved-variable.ts';

describe('reserved-variable', () => {
  testRule(reservedVariable, [
    [
      'those of the image',
      'envs: {«PATH»: /bin, «VIRTUAL_ENV»: /a, «GROCKER_APP_VERSION»: 1, «PYTHONHOME»: /usr}\n',
    ],
    ['env', 'env: {«PATH»: /bin}\n'],
    ['others', 'envs: {MY_PATH: /bin, PYTHONPATH: /app, GROCKER_THEME: dark}\n'],
  ]);
});
