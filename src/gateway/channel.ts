/** A way to make unary gRPC calls; failures are GatewayErrors. */
export interface Channel {
  call(path: string, request: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
  close(): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMilliseconds?: number | undefined;
}
