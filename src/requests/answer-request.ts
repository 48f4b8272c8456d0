import { GatewayError } from '../gateway/gateway-error.ts';
import { unsupportedSubrequest } from '../gateway/subrequest-status.ts';
import type { RequestSubject } from './request.ts';
import { requestTable } from './request-table.ts';

/**
 * The metadata of the result that answers a request.
 *
 * @throws {GatewayError} for one that is not in the table; clients then know that it is not supported.
 */
export async function answerRequest(
  name: string,
  subject: RequestSubject,
): Promise<ReadonlyMap<string, string>> {
  const request = requestTable.find((each) => each.name === name);
  if (!request) throw new GatewayError(unsupportedSubrequest(name));
  const { json, text, extra } = await request.answer(subject);
  return new Map([
    ['result.json', JSON.stringify(json, null, 2)],
    ['result.txt', text],
    ['version', request.version],
    ...Object.entries(extra ?? {}),
  ]);
}
