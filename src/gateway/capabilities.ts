import type { APICap } from './wire/messages.ts';

/** The capabilities of the daemon, by the names of BuildKit's frontend/gateway/pb/caps.go or solver/pb/caps.go. */
export class Capabilities {
  readonly #enabled: ReadonlySet<string>;
  readonly #disabled: ReadonlyMap<string, string>;

  constructor(caps: readonly APICap[]) {
    const named = caps.map((cap) => ({ ...cap, id: cap.id ?? '' })).filter((cap) => cap.id !== '');
    this.#enabled = new Set(named.filter((cap) => cap.enabled).map((cap) => cap.id));
    this.#disabled = new Map(
      named.filter((cap) => !cap.enabled).map((cap) => [cap.id, cap.disabledReasonMsg ?? '']),
    );
  }

  supports(id: string): boolean {
    return this.#enabled.has(id);
  }

  /** Why a capability is switched off, where the daemon says so. */
  disabledReason(id: string): string | undefined {
    return this.#disabled.get(id);
  }

  /** Every supported name, sorted. */
  names(): readonly string[] {
    return [...this.#enabled].sort();
  }
}
