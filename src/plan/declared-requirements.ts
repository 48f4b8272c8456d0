import { readBuildSystem } from '../python/build-system.ts';

/** The environment of every build, found once. */
export function declaredRequirements(pyproject: unknown): readonly string[] {
  return readBuildSystem(pyproject).buildSystem.requires.map(({ text }) => text);
}
