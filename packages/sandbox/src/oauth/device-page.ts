import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { page, type Html } from '../pages/page.ts';
import { PageForms } from '../pages/page-forms.ts';
import type { OAuth } from './oauth.ts';

const STYLE = `input[name='user_code'] { font-family: monospace; text-transform: uppercase; }`;
const ACTIONS = { approve: 'approved', deny: 'denied' } as const;

/** The page on which a person approves or denies a device, to be mounted at the path that `verification_url` names. */
export function devicePage(oauth: OAuth): Hono {
  const app = new Hono();
  const forms = new PageForms();

  const show = (context: Context, status: 200 | 403 | 404, message: string, userCode = '') =>
    page(context, {
      title: 'Connect a device',
      status,
      style: STYLE,
      content: html`${message && html`<p role="${status === 200 ? 'status' : 'alert'}">${message}</p>`}
        <form method="post">
          ${forms.field()}
          <label>Code on the device <input name="user_code" value="${userCode}" required autocomplete="off" /></label>
          <button class="primary" name="action" value="approve">Approve</button>
          <button name="action" value="deny">Deny</button>
        </form>
        <h2>Waiting devices</h2>
        ${waitingTable(oauth)}`,
    });

  app.get('/', (context) => show(context, 200, '', context.req.query('user_code')));

  app.post('/', async (context) => {
    const { genuine, field } = await forms.read(context);
    const userCode = field('user_code');
    if (!genuine) return show(context, 403, 'This form is from before a restart. Please try again.', userCode);
    const action = field('action') === 'approve' ? 'approve' : 'deny';
    return oauth[action](userCode)
      ? show(context, 200, `The device with the code ${userCode} was ${ACTIONS[action]}.`)
      : show(context, 404, `No device waits with the code ${userCode}.`, userCode);
  });

  return app;
}

function waitingTable(oauth: OAuth): Html {
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
