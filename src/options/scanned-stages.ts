/** A truth value, or names of stages separated by commas, as docker/dockerfile reads BUILDKIT_SBOM_SCAN_STAGE. */
export function parseScannedStages(text: string): 'all' | readonly string[] {
  if (/^(?:1|t|true)$/i.test(text)) return 'all';
  if (/^(?:0|f|false)?$/i.test(text)) return [];
  return text.split(',').map((name) => name.trim());
}
