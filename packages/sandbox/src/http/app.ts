import { Hono } from 'hono';
import { ApiException } from '../engine/exception.ts';
import type { OAuth } from '../oauth/oauth.ts';
import { devicePage } from '../oauth/device-page.ts';
import type { Api } from './api.ts';
import type { Faults } from './faults.ts';
import { rejection } from './origin-guard.ts';
import { exceptionResponse, preflightResponse } from './responses.ts';
import { tokenResponse } from './token-route.ts';

export interface AppParts {
  readonly api: Api;
  readonly oauth: OAuth;
  readonly faults: Faults;
  readonly control: Hono;
  /** Host names besides those of the own computer. */
  readonly hostNames: readonly string[];
}

/** Everything that the sandbox answers to: the API, the token endpoint, the page for devices, and its own control API. */
export function createApp({ api, oauth, faults, control, hostNames }: AppParts): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const rejected = rejection(context.req.raw, hostNames);
    if (rejected !== undefined) return exceptionResponse(new ApiException('ProductSecurityException', rejected));
    return next();
  });
  app.on('OPTIONS', '/*', preflightResponse);
  app.post('/oauth/token', (context) => tokenResponse(context.req.raw, oauth, faults));
  app.all('/api/v2/*', (context) => api.respond(context.req.raw));
  app.route('/device', devicePage(oauth));
  app.route('/_sandbox', control);
  app.notFound((context) =>
    exceptionResponse(new ApiException('ProductNotFoundException', `There is no ${context.req.path}`)),
  );
  // Hono would turn what breaks a connection into an answer.
  app.onError((error) => {
    throw error;
  });
  return app;
}
