import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { privilegedPort } from './privileged-port.ts';

describe('privileged-port', () => {
  testRule(privilegedPort, [
    ['two of three', 'ports: [«80», «443/tcp», 8080]\n'],
    ['the first that is free', 'ports: [1024]\n'],
  ]);
});
