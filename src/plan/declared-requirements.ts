import { readBuildSystem } from '../python/build-system.ts';

/** What a project says itself that it is built with (PEP 518), by its parsed pyproject.toml. */
export function declaredRequirements(pyproject: unknown): readonly string[] {
  return readBuildSystem(pyproject).buildSystem.requires.map(({ text }) => text);
}
