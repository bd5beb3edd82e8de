/** Where the processes find the journal: a directory, or the address of a server. */
export type JournalPlace =
  { readonly kind: 'file'; readonly directory: string } | { readonly kind: 'redis' | 'postgres'; readonly url: string };

/** What a worker is started with. */
export interface WorkerSettings {
  readonly baseUrl: string;
  readonly journal: JournalPlace;
  /** How many times as fast as the clock the windows pass in which an effect may be hidden. */
  readonly speed: number;
}

/** To a worker: process this order. */
export interface OrderRequest {
  readonly order: number;
}

/** From a worker: what became of an order for now. */
export interface OrderReport {
  readonly order: number;
  /** The order has all its effects. Otherwise it is to be called again. */
  readonly isDone: boolean;
  /** When to call again, in ms from now. */
  readonly wait: number;
  /** Name of the error and its outcome, for the count. */
  readonly error?: string | undefined;
}
