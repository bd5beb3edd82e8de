import { EVENT_NAMES } from './event-names.ts';
import type { ClientEvent } from './events.ts';

/** A channel of `node:diagnostics_channel`. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(event: ClientEvent): void;
}

/** Looks up the channels `secuconnect:<event>`, if the runtime has them. */
export class DiagnosticsChannels {
  readonly #channel: ((name: string) => Channel) | undefined = channelFunction();
  readonly #channels: { [Type in ClientEvent['type']]?: Channel | undefined } = {};

  /** @returns `undefined` in a runtime without diagnostics channels. */
  get(type: ClientEvent['type']): Channel | undefined {
    return (this.#channels[type] ??= this.#channel?.(`secuconnect:${EVENT_NAMES[type]}`));
  }
}

/** The function that returns a channel. Requested from the runtime instead of imported, because the file must load in runtimes without the module. */
function channelFunction(): ((name: string) => Channel) | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  try {
    const module = process?.getBuiltinModule?.('node:diagnostics_channel') as
      { channel(name: string): Channel } | undefined;
    return module?.channel;
  } catch {
    // Where a framework forbids modules of Node, as the Edge runtime of Next.js does.
    return undefined;
  }
}
