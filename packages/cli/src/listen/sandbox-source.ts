import type { PushEvent } from '@secuconnect/client/pushes';
import type { ForwardedPush, PushSource, SourceStep } from './push-source.ts';

/** A page of the feed of a sandbox. */
export interface FeedPage {
  readonly pushes: readonly { readonly event: PushEvent; readonly url: string | null }[];
  readonly cursor: number;
  readonly latest: number;
  readonly isIncomplete: boolean;
}

export interface SandboxSourceOptions {
  readonly fetchFeed: (query: string) => Promise<FeedPage>;
  /** All without. */
  readonly targets: ReadonlySet<string> | undefined;
  /** Receives what the developer should know. */
  readonly onNotice: (sentence: string) => void;
}

interface Remembered {
  readonly cursor?: number;
  /** Older events are not delivered, in ms since 1970. */
  readonly since?: number;
}

/** The feed of pushes of a sandbox. */
export class SandboxSource implements PushSource {
  readonly #options: SandboxSourceOptions;
  #remembered: Remembered = {};

  constructor(options: SandboxSourceOptions) {
    this.#options = options;
  }

  apply(change: unknown): void {
    this.#remembered = { ...this.#remembered, ...(change as Remembered) };
  }

  async begin(since: Date | undefined): Promise<unknown> {
    const { latest } = await this.#options.fetchFeed('limit=0');
    if (this.#remembered.cursor !== undefined) return undefined;
    return since ? { cursor: 0, since: since.getTime() } : { cursor: latest };
  }

  async *read(): AsyncGenerator<SourceStep> {
    const { fetchFeed, targets, onNotice } = this.#options;
    for (;;) {
      const { cursor: after = 0, since = 0 } = this.#remembered;
      const page = await fetchFeed(`after=${after}`);
      if (page.isIncomplete && after > 0)
        onNotice('The sandbox keeps 10,000 pushes, and has dropped some before they were read.');
      if (page.pushes.length === 0) return;
      const wanted = page.pushes.filter(
        ({ event }) => (targets?.has(event.target) ?? true) && Date.parse(event.created ?? '') >= since,
      );
      yield { pushes: wanted.map(forwarded), change: { cursor: page.cursor } };
    }
  }

  snapshot(): unknown {
    return this.#remembered;
  }
}

/** Of the URL, only the reference is kept: the rest of it is a secret of the payment. */
function forwarded({ event, url }: FeedPage['pushes'][number]): ForwardedPush {
  const reference = url !== null && URL.canParse(url) ? new URL(url).searchParams.get('push_ref') : null;
  return { event, ...(reference !== null && { reference }) };
}
