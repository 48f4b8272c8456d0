import { join } from 'node:path';
import { planPlatform } from '../../build/plan-platform.ts';
import { readSpec } from '../../project/read-spec.ts';
import { DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { SourceText } from '../../diagnostics/source-text.ts';
import type { Span } from '../../diagnostics/span.ts';
import { eachKind } from '../../facts/fact-kinds.ts';
import type { FactSource } from '../../facts/fact-source.ts';
import { systemLockPath } from '../../spec/system-lock-path.ts';
import { DirectoryInputs } from '../../inputs/directory-inputs.ts';
import { parsePlatform } from '../../options/platform.ts';
import { requestedPlatforms } from '../../build/requested-platforms.ts';
import type { Spec } from '../../spec/spec.ts';
import { readGrockerLock } from '../../system/read-grocker-lock.ts';
import type { BuildAction } from '../build/build-action.ts';

export interface CheckOptions {
  readonly args: Readonly<Record<string, string>>;
  /** Empty: those of grocker.lock. */
  readonly platforms: readonly string[];
}

/**
 * Plans every image of a definition from the files of its directory alone: an answer that a build would
 * have to query is not locked.
 */
export async function checkLocks(
  { definition, context }: Pick<BuildAction, 'definition' | 'context'>,
  { args, platforms }: CheckOptions,
): Promise<readonly Diagnostic[]> {
  const source = lockedFacts(new DirectoryInputs(context, definition));
  const found: Diagnostic[] = [];
  try {
    const whole = await readSpec(source, { args });
    const path = systemLockPath(whole);
    const files = new Map(Object.entries(await source.files({ patterns: [path] })));
    const text = files.get(path);
    const own = text === undefined ? [] : lockedPlatforms(path, text);
    if (text === undefined) found.push(missing(`there is no ${path}`, whole));
    const asked = (platforms.length > 0 ? platforms : own).map((name) => parsePlatform(name));
    for (const target of ['runner', ...whole.services]) {
      const spec = await readSpec(source, { target, args });
      const checked = requestedPlatforms(asked, { os: 'linux', architecture: 'amd64' });
      for (const platform of checked) {
        found.push(...(await problems(() => planPlatform(source, spec, platform))));
      }
    }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    found.push(...error.diagnostics);
  }
  const unique = new Map(found.map((each) => [JSON.stringify(each), each]));
  return [...unique.values()].map((each) => located(each, definition, context));
}

function lockedPlatforms(path: string, text: string): string[] {
  const { images } = readGrockerLock(new SourceText(path, text));
  return [...new Set(images.map(({ platform }) => platform))];
}

async function problems(plan: () => Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await plan();
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    // Reported already, for all platforms at once.
    return error.diagnostics.filter(({ code }) => code !== NOT_ASKED);
  }
}

const NOT_ASKED = 'system-not-locked';

/** Answers from files; for an image, only the parts that no lock depends on; nothing else is queried. */
function lockedFacts({ definition, files }: DirectoryInputs): FactSource {
  const refuse = (diagnostic: Diagnostic) => () =>
    Promise.reject(new DiagnosticError([diagnostic]));
  const system = refuse({
    code: NOT_ASKED,
    severity: 'error',
    message: 'the system is not locked',
  });
  return {
    ...eachKind(system),
    definition,
    files,
    ignoreFile: () => Promise.resolve(null),
    sourceTree: () => Promise.resolve({ links: [], broken: [], environments: [] }),
    baseImage: ({ reference }) => Promise.resolve({ reference, config: '{}' }),
    pythonLock: refuse({
      code: 'lock-missing',
      severity: 'error',
      message: 'no lock pins the Python packages',
      help: 'Run `grocker lock`.',
    }),
  };
}

function missing(message: string, { systemLock }: Spec): Diagnostic {
  const span = systemLock && { span: systemLock.span };
  return { code: 'lock-missing', severity: 'error', message, ...span, help: 'Run `grocker lock`.' };
}

/** With places relative to the working directory, where files of the context are relative to it. */
function located(diagnostic: Diagnostic, definition: string, context: string): Diagnostic {
  const moved = (span: Span): Span =>
    span.file === definition ? span : { ...span, file: join(context, span.file) };
  const { span, related } = diagnostic;
  return {
    ...diagnostic,
    ...(span && { span: moved(span) }),
    ...(related && { related: related.map((each) => ({ ...each, span: moved(each.span) })) }),
  };
}
