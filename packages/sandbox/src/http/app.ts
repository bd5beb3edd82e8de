import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiException, exceptionOf } from '../engine/exception.ts';
import { devicePage } from '../oauth/device-page.ts';
import type { OAuth } from '../oauth/oauth.ts';
import { API_BASE, type Api } from './api.ts';
import { incomingOf, responseOf, type Incoming, type Outgoing } from './exchange.ts';
import type { Faults } from './faults.ts';
import { rejection } from './origin-guard.ts';
import { exceptionAnswer, PREFLIGHT_ANSWER } from './responses.ts';
import { tokenAnswer } from './token-route.ts';

export interface AppParts {
  readonly api: Api;
  readonly oauth: OAuth;
  readonly faults: Faults;
  readonly control: Hono;
  /** Called with every request of the API when it was answered; the status is missing when the connection was broken. */
  readonly log: (method: string, target: string, status: number | undefined) => void;
  /** Host names besides those of the own computer. */
  readonly hostNames: readonly string[];
}

/** The longest path with its query, in characters. */
const TARGET_LIMIT = 32 * 1024;
/** The form of a page has a few short fields. In bytes. */
const FORM_LIMIT = 16 * 1024;
const TOO_LARGE = new ApiException(400, `The body is larger than ${FORM_LIMIT} bytes`).withStatus(413);
const TOO_LONG = new ApiException(400, `The URL is longer than ${TARGET_LIMIT} characters`).withStatus(414);

/** Everything that the sandbox answers to. */
export class App {
  readonly #parts: AppParts;
  readonly #pages: Hono;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#pages = new Hono();
    this.#pages.use(
      '/device/*',
      bodyLimit({ maxSize: FORM_LIMIT, onError: () => responseOf(exceptionAnswer(TOO_LARGE)) }),
    );
    this.#pages.route('/device', devicePage(parts.oauth));
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
    if (request.target.startsWith(`${API_BASE}/`)) return this.#logged(request, api.answer(request));
    if (request.method === 'POST' && request.target.split('?', 1)[0] === '/oauth/token')
      return this.#logged(request, tokenAnswer(request, oauth, faults));
    return undefined;
  }

  async #logged({ method, target }: Incoming, answering: Promise<Outgoing>): Promise<Outgoing> {
    const log = (status: number | undefined): void => this.#parts.log(method, target, status);
    try {
      const answer = await answering;
      log(answer.status);
      return answer;
    } catch (error) {
      log(undefined);
      throw error;
    }
  }
}

const nothingAt = (path: string): ApiException => new ApiException('ProductNotFoundException', `There is no ${path}`);
