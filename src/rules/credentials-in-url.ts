import {
  mappingEntries,
  mappingField,
  scalarField,
  scalarsField,
  textEntries,
} from '../spec/lower/fields.ts';
import { partSpan } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

const credentials = /:\/\/([^\s/@]+)@/;

export const credentialsInUrl: Rule = {
  meta: {
    code: 'credentials-in-url',
    severity: 'warning',
    summary: 'Credentials in grocker.yml are in the repository and in the provenance of the image.',
  },
  check({ image }) {
    const index = mappingField(image, 'index');
    const urls = [
      ...(index === undefined
        ? []
        : [...scalarsField(index, 'url'), ...scalarsField(index, 'extra')]),
      ...textEntries(index && mappingField(index, 'mirrors')).flatMap(({ key, value }) => [
        key,
        value,
      ]),
    ];
    const repositories = mappingEntries(mappingField(image, 'repositories')).flatMap(
      ({ value }) => scalarField(value, 'uri') ?? [],
    );
    return [...urls, ...repositories].flatMap((url) => {
      const found = credentials.exec(url.text);
      if (found?.[1] === undefined) return [];
      const from = found.index + '://'.length;
      return [
        {
          message: 'a url contains credentials',
          span: partSpan(url, from, from + found[1].length),
          help: repositories.includes(url)
            ? 'Leave them out: apt gets no password.'
            : 'Put them into the secret `netrc`, `pip.conf` or `uv.toml`.',
        },
      ];
    });
  },
};
