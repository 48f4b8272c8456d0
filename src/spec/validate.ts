import type { Help } from '../diagnostics/help.ts';
import type { Checked, Document } from './checked.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import type * as z from 'zod/mini';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { describeNode } from './describe-node.ts';
import { isNothing } from './merge.ts';
import { keyAt, nodeAt, without } from './node-path.ts';
import type { NodePath } from './node-path.ts';
import { remedy } from './remedy.ts';
import { documentSchema, fileKeyNames } from './schema/document.ts';
import { familiarKeys } from './schema/familiar-keys.ts';
import { knownKeys, parentsOf } from './schema/known-keys.ts';
import { toData } from './to-data.ts';
import { spanOf } from './yaml/node.ts';
import type { YamlMapping, YamlNode } from './yaml/node.ts';

type Issue = z.core.$ZodIssue;

/**
 * The mistakes of a document's structure, and the document without them: every key known, every
 * value of its type, so that what is left can be read further. A key without a value is not a mistake
 * of a damaged file, whose value may be in the lines that could not be read.
 */
export function validate(
  root: YamlMapping,
  { isDamaged = false }: { readonly isDamaged?: boolean } = {},
): {
  readonly valid: Checked<Document>;
  readonly diagnostics: readonly Diagnostic[];
} {
  let valid: YamlNode = root;
  let diagnostics: readonly Diagnostic[] | undefined;
  // Removing a value can leave a mapping without a required key: that is not a new mistake.
  for (let round = 0; round < 4; round++) {
    const result = documentSchema.safeParse(toData(valid));
    if (result.success) break;
    const { issues: all } = result.error;
    const issues = all.slice(0, mostIssues).flatMap((issue) => innermost(issue, []));
    const found = issues.map((issue, index) => diagnosticsOf(issue, valid, index));
    diagnostics ??= found
      .filter(({ isMissing }) => !(isDamaged && isMissing))
      .flatMap(({ diagnostics: some }) => some)
      .slice(0, mostIssues);
    // Such a file is not a grocker.yml at all.
    if (all.length > mostIssues) return { valid: { ...root, entries: [] }, diagnostics };
    valid = without(
      valid,
      found.flatMap(({ paths }) => paths),
    );
  }
  const mapping = valid.kind === 'mapping' ? valid : root;
  return { valid: mapping, diagnostics: diagnostics ?? [] };
}

/** Nobody needs more at a time. */
const mostIssues = 500;

/** The issues of the one alternative of a union whose kind of value was written. */
function innermost(issue: Issue, parent: NodePath): readonly Issue[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union') {
    const likely = issue.errors.filter(
      (errors) =>
        !errors.some((inner) => inner.path.length === 0 && inner.code !== 'unrecognized_keys'),
    );
    const [only] = likely;
    if (likely.length === 1 && only !== undefined) {
      return only.flatMap((inner) => innermost(inner, path));
    }
  }
  return [{ ...issue, path }];
}

interface Found {
  readonly diagnostics: readonly Diagnostic[];
  /** The paths to remove so that the rest is valid. */
  readonly paths: readonly NodePath[];
  /** There is no value where one is needed. */
  readonly isMissing?: boolean;
}

function diagnosticsOf(issue: Issue, root: YamlNode, count: number): Found {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return unknownKeys(issue.keys, path, root, count);
  }
  const node = nodeAt(root, path);
  if (node === undefined)
    return { paths: [path.slice(0, -1)], diagnostics: missingKey(path, root) };
  const isMissing = isNothing(node);
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return { paths: [path], diagnostics: [wrong('out-of-range', issue.message, node, path)] };
  }
  return {
    paths: [path],
    diagnostics: [wrong('wrong-type', issue.message, node, path)],
    isMissing,
  };
}

/** A list of more keys than these is no help. */
const listedKeys = 8;

/** A person with more mistakes than these did not misspell keys. */
const mostSuggestions = 50;

function unknownKeys(
  names: readonly string[],
  path: NodePath,
  root: YamlNode,
  count: number,
): Found {
  const known = knownKeys(documentSchema, path);
  const parent = nodeAt(root, path);
  const entries = parent?.kind === 'mapping' ? parent.entries : [];
  const places = new Map(entries.map(({ key }) => [key.text, key] as const));
  const diagnostics = names.slice(0, mostIssues).map((name, index) => {
    const candidates = count + index < mostSuggestions ? known : [];
    const place = places.get(name) ?? parent ?? root;
    if (path[0] === 'services' && path.length === 2 && fileKeyNames.has(name)) {
      const help = 'Move it out of `services`: it applies to the whole file.';
      return errorAt(spanOf(place), 'unknown-key', `unknown key "${name}"`, help);
    }
    return unknownKey(name, place, candidates, path.length === 0);
  });
  return { paths: names.map((name) => [...path, name]), diagnostics };
}

function unknownKey(
  name: string,
  place: YamlNode,
  known: readonly string[],
  isOfFile: boolean,
): Diagnostic {
  const likely = familiarKey(name, known) ?? suggestion(name, known);
  const message = `unknown key "${name}"`;
  if (likely !== undefined) {
    return errorAt(spanOf(place), 'unknown-key', `${message} · did you mean "${likely}"?`);
  }
  const [parent] = isOfFile && known.length > 0 ? parentsOf(documentSchema, name) : [];
  if (parent !== undefined) {
    return errorAt(spanOf(place), 'unknown-key', message, `Move it under \`${parent}\`.`);
  }
  const keys: Help =
    known.length > 0 && known.length <= listedKeys
      ? `Use one of these: ${known.join(', ')}.`
      : 'Remove it, or begin it with `x-` if it is for yourself or another tool.';
  return errorAt(spanOf(place), 'unknown-key', message, keys);
}

function familiarKey(name: string, known: readonly string[]): string | undefined {
  const folded = name.toLowerCase().replace(/[-\s]+/g, '_');
  const meant = Object.hasOwn(familiarKeys, folded) ? familiarKeys[folded] : undefined;
  return meant?.find((key) => known.includes(key));
}

/** Nothing if a misspelt key next to it was meant: that is reported already. */
function missingKey(path: NodePath, root: YamlNode): readonly Diagnostic[] {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const mapping = nodeAt(root, parent);
  const known = knownKeys(documentSchema, parent);
  const written = mapping?.kind === 'mapping' ? mapping.entries.map(({ key }) => key.text) : [];
  const unknown = written.filter((key) => !known.includes(key));
  if (unknown.some((key) => (familiarKey(key, known) ?? suggestion(key, known)) === name)) {
    return [];
  }
  const place = keyAt(root, parent) ?? mapping;
  return [
    {
      code: 'missing-key',
      severity: 'error',
      message: `"${name}" is missing`,
      ...(place === undefined ? {} : { span: spanOf(place) }),
    },
  ];
}

function wrong(
  code: CodeOf<'error'>,
  expected: string,
  node: YamlNode,
  path: NodePath,
): Diagnostic {
  const message = `expected ${expected}, found ${describeNode(node)}`;
  return errorAt(spanOf(node), code, message, remedy(node, path));
}
