import { isoTime, type Clock } from '../engine/clock.ts';
import type { ApiRequest, History } from '../history/history.ts';
import type { Around } from './api.ts';
import type { RequestLog } from './request-log.ts';

/** A request of the API, while it is answered. */
export interface WatchedRequest {
  readonly around: Around;
  /** The status is missing when the connection was broken. */
  readonly ended: (status: number | undefined) => void;
}

export interface WatchParts {
  readonly clock: Clock;
  readonly history: History;
  readonly requests: RequestLog;
  readonly onEnd: () => void;
}

/** Keeps each request, with what it changes. */
export const watchRequests =
  ({ clock, history, requests, onEnd }: WatchParts) =>
  (method: string, target: string): WatchedRequest => {
    const request: ApiRequest = { method, target, status: undefined };
    return {
      around: (work) => history.during(request, work),
      ended: (status) => {
        request.status = status;
        requests.add({ at: isoTime(clock.now()), method, target, status });
        history.ended(request);
        onEnd();
      },
    };
  };
