import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { OAuth } from './oauth.ts';
import { secretsMatch } from './secrets-match.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
  input, button { font: inherit; padding: 0.4rem 0.8rem; }
  input { font-family: monospace; text-transform: uppercase; }
  table { border-collapse: collapse; }
  th, td { padding: 0.3rem 1rem 0.3rem 0; text-align: left; }
`;

const ACTIONS = { approve: 'approved', deny: 'denied' } as const;

/** The page on which a person approves or denies a device, to be mounted at the path that `verification_url` names. */
export function devicePage(oauth: OAuth): Hono {
  const app = new Hono();
  // Made at the first request, because some runtimes have no random numbers before it. Another site cannot know it.
  let formToken: string | undefined;

  const page = (
    context: Context,
    status: 200 | 403 | 404,
    message: string,
    userCode = '',
  ): Response | Promise<Response> => {
    formToken ??= crypto.randomUUID();
    return context.html(pageOf(oauth, formToken, message, userCode), status, HEADERS);
  };

  app.get('/', (context) => page(context, 200, '', context.req.query('user_code')));

  app.post('/', async (context) => {
    const fields = await context.req.parseBody();
    const field = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
    const userCode = field('user_code');
    if (formToken === undefined || !secretsMatch(field('form_token'), formToken))
      return page(context, 403, 'This form is from before a restart. Please try again.', userCode);
    const action = field('action') === 'approve' ? 'approve' : 'deny';
    return oauth[action](userCode)
      ? page(context, 200, `The device with the code ${userCode} was ${ACTIONS[action]}.`)
      : page(context, 404, `No device waits with the code ${userCode}.`, userCode);
  });

  return app;
}

const pageOf = (oauth: OAuth, formToken: string, message: string, userCode: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Connect a device</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>Connect a device</h1>
        ${message && html`<p role="status">${message}</p>`}
        <form method="post">
          <input type="hidden" name="form_token" value="${formToken}" />
          <label>Code on the device <input name="user_code" value="${userCode}" required autocomplete="off" /></label>
          <button name="action" value="approve">Approve</button>
          <button name="action" value="deny">Deny</button>
        </form>
        <h2>Waiting devices</h2>
        ${waitingTable(oauth)}
      </body>
    </html>`;

function waitingTable(oauth: OAuth) {
  const waiting = oauth.waiting();
  if (waiting.length === 0) return html`<p>No device waits.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th>Code</th>
        <th>Device</th>
        <th>Expires</th>
      </tr>
    </thead>
    <tbody>
      ${waiting.map(
        ({ userCode, uuid, expires }) =>
          html`<tr>
            <td><a href="?user_code=${encodeURIComponent(userCode)}">${userCode}</a></td>
            <td>${uuid}</td>
            <td>${expires}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
