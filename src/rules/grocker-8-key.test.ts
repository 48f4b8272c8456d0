import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { grocker8Key } from './grocker-8-key.ts';

describe('grocker-8-key', () => {
  testRule(grocker8Key, [
    ['manifest', '«manifest»: true\n'],
    [
      'naming, where buildx names',
      '«docker_image_prefix»: team\n«image_base_name»: app\n',
      { client: 'other' },
    ],
    ['naming, where the command names', 'docker_image_prefix: team\n', { client: 'grocker' }],
    ['naming, where it is not known', 'docker_image_prefix: team\n'],
  ]);
});
