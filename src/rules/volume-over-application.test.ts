import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { volumeOverApplication } from './volume-over-application.ts';

describe('volume-over-application', () => {
  testRule(volumeOverApplication, [
    ['the home', 'volumes: [«/home/grocker»]\n'],
    ['the virtual environment', 'user: web\nvolumes: [«/home/web/app.venv/», /data]\n'],
    ['the source', 'source: {to: /srv/app}\nvolumes: [«/srv/app», /srv/data]\n'],
    ['a directory of its own', 'volumes: [/home/grocker/data]\n'],
  ]);
});
