import { Hono } from 'hono';
import { ApiException, exceptionOf } from '../engine/exception.ts';
import { devicePage } from '../oauth/device-page.ts';
import type { OAuth } from '../oauth/oauth.ts';
import { API_BASE, type Api } from './api.ts';
import { incomingOf, responseOf, type Incoming, type Outgoing } from './exchange.ts';
import type { Faults } from './faults.ts';
import { rejection } from './origin-guard.ts';
import { readForm } from './read-form.ts';
import { exceptionAnswer, PREFLIGHT_ANSWER } from './responses.ts';
import { tokenAnswer } from './token-route.ts';
import type { WatchedRequest } from './watch-requests.ts';

export interface AppParts {
  readonly api: Api;
  readonly oauth: OAuth;
  readonly faults: Faults;
  readonly control: Hono;
  /** The pages of payers. */
  readonly checkout: Hono;
  /** The pages of the operator. What they do not answer goes on to the control API. */
  readonly operator: Hono;
  /** Called with every request of the API. */
  readonly watch: (method: string, target: string) => WatchedRequest;
  /** Host names besides those of the own computer. */
  readonly hostNames: readonly string[];
}

/** The longest path with its query, in characters. */
const TARGET_LIMIT = 32 * 1024;
const TOO_LONG = new ApiException(400, `The URL is longer than ${TARGET_LIMIT} characters`).withStatus(414);

/** Everything that the sandbox answers to. */
export class App {
  readonly #parts: AppParts;
  readonly #pages: Hono;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#pages = new Hono({ strict: false });
    for (const path of ['/device/*', '/checkout/*', '/_sandbox/operator/*']) this.#pages.use(path, readForm);
    this.#pages.route('/device', devicePage(parts.oauth));
    this.#pages.route('/checkout', parts.checkout);
    this.#pages.route('/_sandbox', parts.operator);
    this.#pages.route('/_sandbox', parts.control);
    this.#pages.notFound((context) => responseOf(exceptionAnswer(nothingAt(context.req.path))));
    this.#pages.onError((error) => responseOf(exceptionAnswer(exceptionOf(error))));
  }

  /** @throws Dropped when the connection has to break. */
  async fetch(request: Request): Promise<Response> {
    const answer = this.answer(incomingOf(request));
    return answer ? responseOf(await answer) : this.#pages.fetch(request);
  }

  /**
   * Answers a request of the API, or one that is rejected, without the cost of a `Request`.
   *
   * @returns `undefined` for a request of a page, or of the control API.
   */
  answer(request: Incoming): Promise<Outgoing> | undefined {
    const { api, oauth, faults, hostNames } = this.#parts;
    const rejected = rejection(request, hostNames);
    if (rejected !== undefined)
      return Promise.resolve(exceptionAnswer(new ApiException('ProductSecurityException', rejected)));
    if (request.target.length > TARGET_LIMIT) return Promise.resolve(exceptionAnswer(TOO_LONG));
    if (request.method === 'OPTIONS') return Promise.resolve(PREFLIGHT_ANSWER);
    if (request.target.startsWith(`${API_BASE}/`)) {
      const watched = this.#parts.watch(request.method, request.target);
      return logged(watched, api.answer(request, watched.around));
    }
    if (request.method === 'POST' && request.target.split('?', 1)[0] === '/oauth/token')
      return logged(this.#parts.watch(request.method, request.target), tokenAnswer(request, oauth, faults));
    return undefined;
  }
}

async function logged({ ended }: WatchedRequest, answering: Promise<Outgoing>): Promise<Outgoing> {
  try {
    const answer = await answering;
    ended(answer.status);
    return answer;
  } catch (error) {
    ended(undefined);
    throw error;
  }
}

const nothingAt = (path: string): ApiException => new ApiException('ProductNotFoundException', `There is no ${path}`);
