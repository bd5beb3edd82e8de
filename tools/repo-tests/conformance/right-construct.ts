import type { ApiCall } from '@secuconnect/api';
import type { Resources } from '../../../packages/api/test/golden/generated/resources.ts';

/** What arrived at a server. */
export interface Arrived {
  readonly method: string;
  /** Path and query, as they were on the wire. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response, as it is on the wire. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
}

type Api = Resources['wire'];

/** A construct of OpenAPI that the pipeline supports: the golden spec has it, and this is what becomes of it. */
export interface RightConstruct {
  readonly name: string;
  /** The call as a program makes it. That it compiles is a part of the test. */
  readonly call: (api: Api) => ApiCall<unknown>;
  /** What has to arrive, byte by byte. */
  readonly sent: Partial<Arrived>;
  /** The response of the raw server. By default 204, or what the mock responds. */
  readonly reply?: Reply;
  /** The result of the call. */
  readonly result?: unknown;
  /** A request of the same operation that the mock has to reject. */
  readonly invalid?: (api: Api) => ApiCall<unknown>;
}
