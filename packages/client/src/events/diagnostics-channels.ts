import { diagnosticsChannelModule, type Channel } from '../internal/diagnostics-channel.ts';
import { EVENT_NAMES } from './event-names.ts';
import type { ClientEvent } from './events.ts';

/** Looks up the channels `secuconnect:<event>`, if the runtime has them. */
export class DiagnosticsChannels {
  readonly #module = diagnosticsChannelModule();
  readonly #channels: { [Type in ClientEvent['type']]?: Channel | undefined } = {};

  /** @returns `undefined` in a runtime without diagnostics channels. */
  get(type: ClientEvent['type']): Channel | undefined {
    return (this.#channels[type] ??= this.#module?.channel(`secuconnect:${EVENT_NAMES[type]}`));
  }
}
