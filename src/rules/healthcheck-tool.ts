import { field, mappingField, scalarsOf } from '../spec/lower/fields.ts';
import { partSpan } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';
import { traitsOf } from '../spec/system-family.ts';

/** Tools that health checks use and that Debian's base images lack, with the packages that bring each. */
const tools: Readonly<Record<string, readonly string[]>> = {
  curl: ['curl'],
  wget: ['wget'],
  nc: ['netcat-openbsd', 'netcat-traditional'],
};

export const healthcheckTool: Rule = {
  meta: {
    code: 'healthcheck-tool',
    severity: 'warning',
    summary: 'A health check whose program is not in the image always fails.',
  },
  check({ spec, image }) {
    const healthcheck = mappingField(image, 'healthcheck');
    const test = healthcheck && field(healthcheck, 'test');
    const words = test === undefined ? [] : scalarsOf(test);
    const command = words.find(({ text }) => text !== 'CMD' && text !== 'CMD-SHELL');
    const name = /^\w+/.exec(command?.text ?? '')?.[0];
    const packages = name !== undefined && Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (command === undefined || name === undefined || packages === undefined) return [];
    // The programs of the user's own image are not known.
    if (spec.runtime.known === undefined) return [];
    if (traitsOf(spec.runtime.family).programs.includes(name)) return [];
    const run = spec.dependencies.run.map(({ value }) => value.replace(/[:=~<>][^]*$/, ''));
    if (packages.some((one) => run.includes(one))) return [];
    return [
      {
        message: `"${name}" is not in the image`,
        span: partSpan(command, 0, name.length),
        help: `Add ${packages[0] ?? name} to \`dependencies.run\`, or ask with Python.`,
      },
    ];
  },
};
