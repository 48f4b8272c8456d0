import { contextPath } from '../../../paths/context-path.ts';
import { scriptBlocks } from '../../../python/script-blocks.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import { checkedDocument, checkLength, tomlDocument, type Document } from '../../document.ts';
import { lockBounds } from '../../bounds.ts';
import { Fields } from '../../fields.ts';
import { lockError } from '../../lock-error.ts';
import type { LockInput } from '../../lock-input.ts';
import { parseRequirementLine } from './parse-requirement-line.ts';
import type { LockedRequirement, RequirementsLock } from './requirements-lock.ts';

/** Reads the metadata of a script (PEP 723) as a requirements file; versions that it leaves open stay open. */
export function readScript({ source, directory = '.' }: LockInput): RequirementsLock {
  const document = checkedDocument(tomlDocument(metadataOf(source)));
  const root = Fields.of(document);
  refuseSettings(document, root);
  const start = contextPath('.', directory) ?? '.';
  const python = root.text('requires-python');
  return {
    format: 'requirements',
    file: source.name,
    missing: [],
    diagnostics: [],
    directory: start,
    requirements: requirements(document, root, start),
    constraints: [],
    options: {
      extraIndexUrls: [],
      findLinks: [],
      noIndex: false,
      prereleases: false,
      requireHashes: false,
      noBinary: [],
      onlyBinary: [],
    },
    ...(python !== undefined && {
      requiresPython: { value: python, span: document.span(['requires-python']) },
    }),
  };
}

/** The one block of a script. */
function metadataOf(source: SourceText): SourceText {
  checkLength(source);
  const [block, second] = scriptBlocks(source);
  if (block !== undefined && second === undefined) return block;
  const span = source.span(0, 0);
  if (block !== undefined) {
    throw lockError('lock-ambiguous', `\`${source.name}\` has several blocks \`# /// script\``, {
      span,
      help: 'Keep one of them.',
    });
  }
  throw lockError('lock-format', `\`${source.name}\` has no block \`# /// script\``, {
    span,
    help: 'Write its requirements into such a block (PEP 723), or name a requirements file.',
  });
}

function requirements(
  document: Document,
  root: Fields,
  directory: string,
): readonly LockedRequirement[] {
  const texts = root.texts('dependencies');
  if (texts.length > lockBounds.packages) {
    const limit = `more than ${lockBounds.packages} requirements`;
    throw document.error('lock-too-large', ['dependencies'], limit);
  }
  return texts.map((text, at) => {
    const span = document.span(['dependencies', at]);
    return parseRequirementLine(text, [], span, false, directory);
  });
}

/** Settings of uv change which versions are chosen, and only its lock has followed them. */
function refuseSettings(document: Document, root: Fields): void {
  const settings = root.table('tool')?.table('uv');
  if (settings === undefined || settings.keys.length === 0) return;
  const { name } = document.source;
  throw document.error(
    'lock-field',
    ['tool', 'uv'],
    `\`${name}\` has settings of uv, which only a lock follows`,
    `Run \`uv lock --script ${name}\`, and write \`lock: ${name}.lock\` in grocker.yml.`,
  );
}
