import { scalarsField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const privilegedPort: Rule = {
  meta: {
    code: 'privileged-port',
    severity: 'warning',
    summary: 'Not every engine lets a user other than root listen on a port below 1024.',
  },
  check({ spec, image }) {
    return scalarsField(image, 'ports').flatMap((node) => {
      const port = Number.parseInt(node.text, 10);
      if (port >= 1024) return [];
      const udp = /\/udp$/i.test(node.text) ? '/udp' : '';
      return [
        {
          message: `the user "${spec.image.user.value}" may not be allowed to listen on port ${port}`,
          span: spanOf(node),
          help: `Listen on ${port + 8000} and publish it as ${port}: \`docker run -p ${port}:${port + 8000}${udp}\`.`,
        },
      ];
    });
  },
};
