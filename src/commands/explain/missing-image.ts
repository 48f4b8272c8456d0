import { didYouMean } from '../../diagnostics/suggestion.ts';
import { askDocker } from '../docker.ts';
import { UsageError } from '../usage-error.ts';

/** The error for an image that the engine does not have under any of these names, with the nearest name that it has. */
export async function missingImage(names: readonly string[]): Promise<UsageError> {
  const { output } = await askDocker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
  return new UsageError(missingImageMessage(names, output.split('\n')));
}

/** @param tags of the engine: `repository:tag`, newest first. */
export function missingImageMessage(names: readonly string[], tags: readonly string[]): string {
  const existing = tags.filter((tag) => tag !== '' && !tag.includes('<none>'));
  const [name = ''] = names;
  const missing = `the engine has no image ${names.join(' or ')}`;
  return `${missing}${nearest(name, existing)}: build it first with \`grocker build\`, or name another`;
}

/** Another tag of the same repository, else the tag that is written most alike. */
function nearest(name: string, tags: readonly string[]): string {
  const repository = repositoryOf(name);
  const sameRepository = tags.find((tag) => repositoryOf(tag) === repository);
  if (sameRepository !== undefined) return ` · it has "${sameRepository}"`;
  const similar = didYouMean(name.includes(':') ? name : `${name}:latest`, tags);
  return similar === '' ? didYouMean(repository, tags.map(repositoryOf)) : similar;
}

function repositoryOf(name: string): string {
  return name.replace(/:[^:/]*$/, '');
}
