import { readBuildSystem } from '../python/build-system.ts';

/** The build requirements that a project declares (PEP 518), from its parsed pyproject.toml. */
export function declaredRequirements(pyproject: unknown): readonly string[] {
  return readBuildSystem(pyproject).buildSystem.requires.map(({ text }) => text);
}
