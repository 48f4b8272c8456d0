import { scalarsField } from '../spec/lower/fields.ts';
import { VENV } from '../spec/venv.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const volumeOverApplication: Rule = {
  meta: {
    code: 'volume-over-application',
    severity: 'warning',
    summary: 'A volume over the application keeps its old version when the image is replaced.',
  },
  check({ spec, image }) {
    const { workdir } = spec.image;
    const hasFiles = spec.source !== undefined || spec.files.length > 0;
    const places = [VENV, ...(hasFiles ? [spec.source?.to ?? workdir] : [])];
    return scalarsField(image, 'volumes').flatMap((node) => {
      const volume = node.text.replace(/\/+$/, '');
      const covered = places.find((place) => place === volume || place.startsWith(`${volume}/`));
      if (covered === undefined) return [];
      return [
        {
          message: `the volume covers ${covered}, where the application is`,
          span: spanOf(node),
          help: 'Keep data in a directory of its own.',
        },
      ];
    });
  },
};
