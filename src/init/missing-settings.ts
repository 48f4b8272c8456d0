import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Definition } from '../spec/definition.ts';
import type { Spec } from '../spec/spec.ts';
import { isNameOf } from '../system/renamed-packages.ts';
import { entryOf, spanOf, type YamlMapping } from '../spec/yaml/node.ts';
import { settingLine } from '../diagnostics/setting-line.ts';
import { settingLines } from './definition-text.ts';
import type { Inference } from './infer.ts';
import type { Setting } from './setting.ts';
import { systemSettings } from './system-settings.ts';
import { withItems, withLines, type TextEdit } from './text-edit.ts';

/** The settings that a grocker.yml lacks and `grocker init` would write: the message, and the remedy. */
export interface MissingSetting {
  readonly diagnostic: Diagnostic;
  readonly edits: readonly TextEdit[];
}

/** Compares the file's own image with the inference from its context. */
export function missingSettings(
  source: SourceText,
  { images, written }: Definition,
  inference: Inference,
): readonly MissingSetting[] {
  const spec = images.get(undefined)?.spec;
  if (spec === undefined || written === undefined || spec.release !== undefined) return [];
  return [
    ...missingEntryPoint(source, written, spec, inference),
    ...missingPackages(source, written, spec, inference),
  ];
}

function missingEntryPoint(
  source: SourceText,
  written: YamlMapping,
  spec: Spec,
  { definition: { settings }, choices }: Inference,
): readonly MissingSetting[] {
  const [entry] = choices;
  const isFound = typeof entry?.command === 'string' && choices.length === 1;
  if (!spec.image.entrypointIsDefault || spec.services.length > 0) return [];
  if (entry === undefined || isFound) return [];
  const isWritten = ({ key }: Setting) => entryOf(written, key) !== undefined;
  // System packages have a finding of their own.
  const wanted = settings.filter((each) => !isWritten(each) && each.key !== 'dependencies');
  const hasPlace = ['source', 'project'].some((key) => entryOf(written, key) !== undefined);
  const added = wanted.filter(({ key }) => !(hasPlace && (key === 'source' || key === 'project')));
  const line = added.find(({ key }) => key === 'entrypoint_name');
  if (line === undefined) return [];
  return [
    {
      diagnostic: {
        code: 'missing-entrypoint',
        severity: 'error',
        message: `no entry point is set, and ${entry.because} shows one`,
        span: source.span(0, 0),
        help: `Write \`${settingLine(line.key, line.value)}\`, or run \`grocker lint --fix\`.`,
      },
      edits: [
        withLines(
          source.text,
          written,
          added.flatMap((each) => settingLines(each)),
        ),
      ],
    },
  ];
}

const isNamed = (written: readonly string[], name: string) =>
  written.some((each) => isNameOf(each, name));

function missingPackages(
  source: SourceText,
  written: YamlMapping,
  spec: Spec,
  { declared }: Inference,
): readonly MissingSetting[] {
  const [setting] = systemSettings(declared, spec.runtime.name);
  if (setting === undefined) return [];
  const wanted = setting.value;
  const names = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  const own = {
    run: names([...spec.dependencies.run, ...spec.runtime.run]),
    build: names([...spec.dependencies.build, ...spec.runtime.build]),
  };
  const lacking = {
    run: (wanted.run ?? []).filter((name) => !isNamed(own.run, name)),
    build: (wanted.build ?? []).filter((name) => !isNamed([...own.build, ...own.run], name)),
  };
  if (lacking.run.length === 0 && lacking.build.length === 0) return [];
  const value = {
    ...(lacking.run.length > 0 && { run: lacking.run }),
    ...(lacking.build.length > 0 && { build: lacking.build }),
  };
  const added: Setting = { ...setting, value };
  const node = entryOf(written, 'dependencies')?.value;
  const edits =
    node?.kind === 'mapping'
      ? (['run', 'build'] as const).flatMap((key) =>
          lacking[key].length === 0 ? [] : [withItems(source.text, node, key, lacking[key])],
        )
      : node === undefined
        ? [withLines(source.text, written, settingLines(added))]
        : [];
  return [
    {
      diagnostic: {
        code: 'missing-library',
        severity: 'warning',
        message: `${[...lacking.run, ...lacking.build].join(', ')}: missing ${setting.because ?? ''}`,
        span: node === undefined ? source.span(0, 0) : spanOf(node),
        help: `Write \`${settingLine(added.key, added.value)}\`, or run \`grocker lint --fix\`.`,
      },
      edits,
    },
  ];
}
