import { clientFor, RecordedClient, type Endpoint } from '../calls/recorded-client.ts';
import type { Target } from './target.ts';

/** A client for a target behind the mock at the endpoint; a real server needs real credentials. */
export const recordedClientOf = (endpoint: Endpoint, target: Target): RecordedClient =>
  new RecordedClient(endpoint, clientFor(endpoint, target.kind === 'mock' ? undefined : target.credentials));
