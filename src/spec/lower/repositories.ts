import type { Checked, Document } from '../checked.ts';
import type { Repository } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { mappingEntries, mappingField, textError, scalarField } from './fields.ts';
import type { Report } from './fields.ts';

const repositoryId = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const armoredKey =
  /^\s*-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n[\s\S]+\n-----END PGP PUBLIC KEY BLOCK-----\s*$/;

/** One line of sources.list (sources.list(5), "The deb and deb-src types: one-line-style"). */
const debLine = /^(\S+)(?:\s+\[([^\]]*)\])?\s+(\S+)(?:\s+(\S+)(?:\s+(.*))?)?$/;

/** Further Debian repositories, by name. */
export function repositories(root: Checked<Document>, report: Report): readonly Repository[] {
  return mappingEntries(mappingField(root, 'repositories')).flatMap(({ key, value }) => {
    if (!repositoryId.test(key.text)) {
      report(
        textError(key, 'invalid-name', `"${key.text}" cannot name a repository`, {
          help: 'Use letters, digits, `-`, `_` and `.`: it becomes a file name.',
        }),
      );
    }
    const uri = scalarField(value, 'uri');
    const armored = scalarField(value, 'key');
    if (armored !== undefined && !armoredKey.test(armored.text)) {
      report(
        textError(armored, 'invalid-key', 'this is not an armored public key', {
          help: 'Paste it whole, from BEGIN to END PGP PUBLIC KEY BLOCK, under `key: |-`.',
        }),
      );
    }
    if (uri === undefined) return [];
    checkDebLine(uri, report);
    return [
      {
        id: key.text,
        uri: { value: uri.text.trim(), span: spanOf(uri) },
        ...(armored === undefined ? {} : { key: armored.text }),
      },
    ];
  });
}

function checkDebLine(uri: YamlScalar, report: Report): void {
  const { text } = uri;
  const wrong = (message: string, part?: string) => {
    const from = part === undefined ? 0 : text.lastIndexOf(part);
    report(
      textError(uri, 'invalid-deb-line', message, {
        from,
        to: from + (part ?? text).length,
        help: 'Write it as in sources.list: `deb https://packages.example/debian trixie main`.',
      }),
    );
  };
  if (/[\r\n]/.test(text.trim())) {
    wrong('expected one line of sources.list, found several');
    return;
  }
  const match = debLine.exec(text.trim());
  const [, type = '', , address, suite, components] = match ?? [];
  if (type !== 'deb' && type !== 'deb-src') {
    wrong('a line of sources.list begins with `deb`', /^\s*(\S+)/.exec(text)?.[1]);
  } else if (address === undefined || !/^[a-z][a-z+]*:\/\/\S+$/.test(address)) {
    wrong('expected a url after `deb`', address);
  } else if (suite === undefined) {
    wrong('the suite is missing after the url', address);
  } else if (!suite.endsWith('/') && (components ?? '').trim() === '') {
    wrong(`a component such as \`main\` is missing after the suite "${suite}"`, suite);
  }
}
