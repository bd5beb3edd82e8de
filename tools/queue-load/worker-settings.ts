import type { EngineName } from './engines/engine.ts';

/** What a worker process is told. */
export interface WorkerSettings {
  readonly engine: EngineName;
  readonly connection: string;
  readonly queue: string;
  /** Whether the handler does nothing. */
  readonly isBare: boolean;
  readonly store: string;
  readonly baseUrl: string;
  readonly shopFile: string;
}
