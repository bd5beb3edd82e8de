import { Hono, type Context } from 'hono';
import { ApiException } from '../engine/exception.ts';
import type { FaultRule } from '../http/faults.ts';
import { incomingOf } from '../http/exchange.ts';
import { parseJson } from '../http/parse-json.ts';
import { readBytes } from '../http/read-body.ts';
import type { CheckoutInput, CheckoutResult } from '../smart/hosted-checkout.ts';
import type { IdentStatus } from '../onboarding/ident-requests.ts';
import { PAYMENT_STATES, PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../states/payment-steps.ts';
import { SMART_STEPS } from '../states/smart-steps.ts';
import type { Control } from './control.ts';
import type { Seed } from './seed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The control API below `/_sandbox`: JSON in, JSON out, no token. Only the own computer reaches it. */
export function controlRoutes(control: Control): Hono {
  const routes = new Hono();
  const done = (context: Context, body: object = { done: true }) => context.json(body);

  routes.get('/', (context) =>
    done(context, {
      now: control.now,
      objects: control.counts(),
      faults: control.faults.list(),
      pushes: control.pushes.log().length,
      devices: control.oauth.waiting(),
      snapshots: control.snapshots(),
      violations: control.violations,
    }),
  );
  routes.get('/states', (context) =>
    done(context, { smart: SMART_STEPS, payments: { states: PAYMENT_STATES, steps: PAYMENT_STEPS } }),
  );

  routes.post('/reset', (context) => {
    control.reset();
    return done(context);
  });
  routes.post('/seed', async (context) => {
    control.seed((await fieldsOf(context)) as Seed);
    return done(context, { objects: control.counts() });
  });

  routes.get('/clock', (context) => done(context, { now: control.now }));
  routes.post('/clock', async (context) => {
    const { advance } = await fieldsOf(context);
    if (typeof advance !== 'string' && typeof advance !== 'number')
      throw new ApiException(400, 'Send { "advance": "24h" }, or milliseconds');
    await control.advance(advance);
    return done(context, { now: control.now });
  });

  routes.put('/snapshots/:name', (context) => {
    control.save(context.req.param('name'));
    return done(context);
  });
  routes.post('/snapshots/:name/restore', (context) => {
    control.restore(context.req.param('name'));
    return done(context);
  });
  routes.delete('/snapshots/:name', (context) => found(context, control.deleteSnapshot(context.req.param('name'))));

  routes.post('/checkout/:id', async (context) =>
    done(
      context,
      control.payers.checkout(context.req.param('id'), (await fieldsOf(context)) as unknown as CheckoutInput),
    ),
  );
  routes.post('/confirm/:id', async (context) => {
    const { result } = await fieldsOf(context);
    return done(context, control.payers.confirm(context.req.param('id'), result as CheckoutResult | undefined));
  });
  routes.post('/payments/:id/transfer', async (context) => {
    const { amount } = await fieldsOf(context);
    control.payers.transfer(context.req.param('id'), amount as number | undefined);
    return done(context);
  });
  routes.post('/payments/:id/steps', async (context) => {
    const { step } = await fieldsOf(context);
    control.payers.step(context.req.param('id'), step as PaymentStep);
    return done(context);
  });
  routes.post('/payments/:id/state', async (context) => {
    const { state } = await fieldsOf(context);
    control.payers.force(context.req.param('id'), state as PaymentStateName);
    return done(context);
  });

  routes.post('/payouts', (context) => done(context, { payouts: control.payers.payOut() }));

  routes.post('/subscriptions/:id/cancel', (context) => {
    control.payers.unsubscribe(context.req.param('id'));
    return done(context);
  });

  routes.post('/contracts/:id/approve', (context) => {
    control.reviewers.approveContract(context.req.param('id'));
    return done(context);
  });
  routes.post('/idents/:id', async (context) => {
    const { status } = await fieldsOf(context);
    control.reviewers.decideIdent(context.req.param('id'), status as IdentStatus);
    return done(context);
  });

  routes.get('/faults', (context) => done(context, control.faults.list()));
  routes.post('/faults', async (context) =>
    done(context, { id: control.faults.add((await fieldsOf(context)) as unknown as FaultRule) }),
  );
  routes.delete('/faults', (context) => {
    control.faults.clear();
    return done(context);
  });
  routes.delete('/faults/:id', (context) => found(context, control.faults.remove(Number(context.req.param('id')))));

  routes.get('/requests', (context) => done(context, control.requests.list()));

  routes.get('/pushes', (context) => done(context, control.pushes.log()));
  routes.get('/pushes/feed', (context) => {
    const { after, limit } = context.req.query();
    return done(context, control.pushes.feed(wholeNumber('after', after), wholeNumber('limit', limit)));
  });
  routes.post('/pushes/:id/replay', (context) => found(context, control.pushes.replay(context.req.param('id'))));
  routes.delete('/pushes', (context) => {
    control.pushes.clear();
    return done(context);
  });

  routes.get('/terminals', (context) => done(context, control.staff.terminals()));
  routes.post('/terminals/:id', async (context) => {
    const { result } = await fieldsOf(context);
    control.staff.answerTerminal(context.req.param('id'), result as 'approve' | 'decline');
    return done(context);
  });

  routes.get('/devices', (context) => done(context, control.oauth.waiting()));
  routes.post('/devices/:code/approve', (context) => found(context, control.oauth.approve(context.req.param('code'))));
  routes.post('/devices/:code/deny', (context) => found(context, control.oauth.deny(context.req.param('code'))));
  routes.post('/tokens/expire', (context) => {
    control.oauth.expireTokens();
    return done(context);
  });

  routes.get('/settings', (context) => done(context, control.settings));
  routes.patch('/settings', async (context) => {
    control.changeSettings(await fieldsOf(context));
    return done(context, control.settings);
  });

  return routes;
}

function found(context: Context, isThere: boolean): Response {
  if (!isThere) throw new ApiException('ProductNotFoundException', `There is no ${context.req.path}`);
  return context.json({ done: true });
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,16}$/.test(text)) throw new ApiException(400, `${name} must be a whole number`);
  return Number(text);
}

async function fieldsOf(context: Context): Promise<Fields> {
  const bytes = await readBytes(incomingOf(context.req.raw));
  if (bytes.length === 0) return {};
  const fields = parseJson(bytes);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new ApiException(400, 'The body must be a JSON object');
  return fields as Fields;
}
