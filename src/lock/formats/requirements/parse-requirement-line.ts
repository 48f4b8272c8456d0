import type { Span } from '../../../diagnostics/span.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import type { Requirement } from '../../../python/requirement.ts';
import { parseRequirement } from '../../../python/requirement.ts';
import { lockError } from '../../lock-error.ts';
import { sha256OfHash } from '../../sha256.ts';
import type { LineOption } from './line-options.ts';
import { isReference, parseReference } from './parse-reference.ts';
import type { LockedRequirement, RequirementPin } from './requirements-lock.ts';

/** One requirement with its options; `directory` is where relative paths start. */
export function parseRequirementLine(
  text: string,
  options: readonly LineOption[],
  span: Span,
  editable: boolean,
  directory: string,
): LockedRequirement {
  const written = options.filter(({ name }) => name === 'hash').map(({ value }) => value);
  for (const hash of written) {
    if (/^(?:sha256|sha384|sha512|md5|sha1|sha224):[0-9a-f]+$/i.test(hash)) continue;
    throw lockError('lock-hash', `\`--hash=${hash}\` is no hash: \`sha256:\` and 64 digits is`, {
      span,
    });
  }
  const hashes = written.map(sha256OfHash).filter((hash) => hash !== null);
  const common = { text, span, hashed: written.length > 0 };
  if (editable || isReference(text)) {
    const { reference, marker } = splitMarker(text);
    const { name, extras, pin, sha256 } = parseReference(reference, editable, directory);
    return {
      ...common,
      name,
      extras,
      ...(marker === undefined ? {} : { marker }),
      hashes: sorted(hashes, sha256),
      pin,
    };
  }
  const requirement = parsed(text, span);
  const marker = requirement.markerText;
  const direct =
    requirement.url === undefined ? undefined : parseReference(requirement.url, false, directory);
  return {
    ...common,
    name: requirement.name,
    extras: requirement.extras,
    ...(marker === undefined ? {} : { marker }),
    hashes: sorted(hashes, direct?.sha256 ?? null),
    pin: direct?.pin ?? pinOf(requirement),
  };
}

function parsed(text: string, span: Span): Requirement {
  try {
    return parseRequirement(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw lockError('lock-syntax', `\`${text}\` is no requirement: ${error.message}`, {
      span,
      help: 'Write one requirement on each line: NAME==VERSION, a path or a url.',
    });
  }
}

/** A url or path ends at a blank before `;` (PEP 508, "URL specification"). */
function splitMarker(text: string): { readonly reference: string; readonly marker?: string } {
  const match = /^(\S+(?:\s+[^;\s]\S*)*?)\s+;\s*(.*)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return { reference: text };
  return { reference: match[1], marker: match[2] };
}

function pinOf({ specifiers }: Requirement): RequirementPin {
  const [only] = specifiers;
  if (specifiers.length !== 1 || only === undefined) return { kind: 'open' };
  const exact = only.operator === '===' || (only.operator === '==' && !only.wildcard);
  return exact ? { kind: 'version', version: only.text } : { kind: 'open' };
}

function sorted(hashes: readonly string[], more: string | null): readonly string[] {
  return [...new Set(more === null ? hashes : [...hashes, more])].sort();
}
