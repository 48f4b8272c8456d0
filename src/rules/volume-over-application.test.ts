import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { volumeOverApplication } from './volume-over-application.ts';

describe('volume-over-application', () => {
  testRule(volumeOverApplication, [
    ['the home, where the source is', 'source: .\nvolumes: [«/home/grocker»]\n'],
    ['the home without anything of it', 'volumes: [/home/grocker]\n'],
    ['the virtual environment', 'volumes: [«/opt/app.venv/», /data]\n'],
    ['the source', 'source: {to: /srv/app}\nvolumes: [«/srv/app», /srv/data]\n'],
    ['a directory of its own', 'volumes: [/home/grocker/data]\n'],
  ]);
});
