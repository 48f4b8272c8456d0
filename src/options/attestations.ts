import type { Attestations } from './build-options.ts';
import { csvFields, quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** The options attest:sbom and attest:provenance (BuildKit's frontend/attestations/parse.go). */
export function parseAttestations(given: Readonly<Record<string, string>>): Attestations {
  const values: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const unknown = Object.keys(values).find((name) => name !== 'sbom' && name !== 'provenance');
  if (unknown !== undefined) {
    throw new OptionProblem(
      `${quote(unknown)} is not a kind of attestation`,
      'Use sbom or provenance.',
    );
  }
  const { sbom, provenance } = values;
  return {
    ...(sbom === undefined ? {} : { sbom: parseSbom(sbom) }),
    ...(provenance === undefined ? {} : { provenance: attributes(provenance) }),
  };
}

function parseSbom(text: string): NonNullable<Attestations['sbom']> {
  const { generator, ...parameters } = attributes(text);
  if (generator === '') throw new OptionProblem('the image of the SBOM scanner is empty');
  return { ...(generator !== undefined && { generator }), parameters };
}

function attributes(text: string): Readonly<Record<string, string>> {
  if (text === '') return {};
  return Object.fromEntries(
    csvFields(text).map((field): [string, string] => {
      const equals = field.indexOf('=');
      return equals === -1 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
    }),
  );
}
