import { EVENT_NAMES } from './event-names.ts';
import type { ClientEvent } from './events.ts';

/** A channel of `node:diagnostics_channel`. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(event: ClientEvent): void;
}

/** Looks up the channels `secuconnect:<event>`, where the runtime has them. */
export class DiagnosticsChannels {
  readonly #open: ((name: string) => Channel) | undefined = diagnosticsChannel();
  readonly #channels: { [Type in ClientEvent['type']]?: Channel | undefined } = {};

  get(type: ClientEvent['type']): Channel | undefined {
    return (this.#channels[type] ??= this.#open?.(`secuconnect:${EVENT_NAMES[type]}`));
  }
}

/** Asked of the runtime instead of imported: the same file has to load in runtimes without this module. */
function diagnosticsChannel(): ((name: string) => Channel) | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const module = process?.getBuiltinModule?.('node:diagnostics_channel') as
    { channel(name: string): Channel } | undefined;
  return module?.channel;
}
