import { quote } from './csv-fields.ts';
import { OptionProblem } from './option-problem.ts';

/** Reads `name=192.0.2.1`, one line of /etc/hosts. */
export function parseHost(text: string): { readonly host: string; readonly ip: string } {
  const [, host = '', ip = ''] = /^([^=]*)=(.*)$/.exec(text.toLowerCase()) ?? [];
  if (host === '') throw new OptionProblem(`${quote(text)} is not NAME=ADDRESS`);
  if (!isIpAddress(ip)) throw new OptionProblem(`${quote(ip)} is not an IP address`);
  return { host, ip };
}

function isIpAddress(text: string): boolean {
  const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
  if (new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(text)) return true;
  return /^[0-9a-f:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
}
