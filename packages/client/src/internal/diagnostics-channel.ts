/** The part of `node:diagnostics_channel` that is used. */
interface DiagnosticsChannelModule {
  channel(name: string): Channel;
  subscribe(name: string, onMessage: (message: unknown) => void): void;
}

/** A channel of `node:diagnostics_channel`. */
export interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** The module, if the runtime has it. Requested from the runtime instead of imported, because the file must load in runtimes without it. */
export function diagnosticsChannelModule(): DiagnosticsChannelModule | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  try {
    return process?.getBuiltinModule?.('node:diagnostics_channel') as DiagnosticsChannelModule | undefined;
  } catch {
    // Where a framework forbids modules of Node, as the Edge runtime of Next.js does.
    return undefined;
  }
}
