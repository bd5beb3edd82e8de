import { Hono, type Context } from 'hono';
import { ApiException, exceptionOf } from '../engine/exception.ts';
import type { CheckoutInput, CheckoutResult } from '../smart/hosted-checkout.ts';
import type { TerminalAnswer } from '../smart/till.ts';
import { PAYMENTS, loadPayment } from '../payments/payment.ts';
import type { PageForms, FormFields } from '../pages/page-forms.ts';
import type { PaymentStateName, PaymentStep } from '../states/payment-steps.ts';
import { ruleFrom } from './fault-rules.ts';
import type { Messages } from './messages.ts';
import type { Operated } from './parts.ts';
import { BASE, paymentPath, salePath } from './paths.ts';

/** What a form does; returns what is said about it. */
type Work = (field: FormFields, id: string) => string | Promise<string>;

const PLATFORM = `${BASE}/platform`;

/** The forms of the pages. Each leads back to its page, which says what was done, or why not. */
export function formRoutes(
  { control, engine, history }: Operated,
  forms: PageForms,
  messages: Messages,
  onForeign: (context: Context) => Response | Promise<Response>,
): Hono {
  const routes = new Hono();
  const { payers, staff } = control;

  const on = (path: string, back: (id: string, field: FormFields) => string, work: Work): void => {
    routes.post(path, async (context) => {
      const { genuine, field } = await forms.read(context);
      if (!genuine) return onForeign(context);
      const id = context.req.param('id') ?? '';
      const result = await resultOf(() => work(field, id));
      return context.redirect(`${back(id, field)}?said=${messages.add(result)}`, 303);
    });
  };
  /** What it changes is said to be done here. */
  const act = (action: string, work: () => unknown): string => {
    history.during({ action }, work);
    return `Done: ${action}.`;
  };
  /** A payment of a sale is shown with its sale. */
  const pageOf = (payment: string): string => {
    const smart = engine.store.has(PAYMENTS, payment) ? loadPayment(engine, payment).record.smart : undefined;
    return smart === undefined ? paymentPath(payment) : salePath(smart);
  };

  on('/sales/:id/checkout', salePath, (field, id) => {
    const result = (field('result') || undefined) as CheckoutResult | undefined;
    const input: CheckoutInput = { method: field('method'), ...(result && { result }) };
    return act(result ?? 'pay', () => payers.checkout(id, input));
  });
  on('/sales/:id/confirm', salePath, (field, id) =>
    act(field('result'), () => payers.confirm(id, field('result') as CheckoutResult)),
  );
  const askedFrom = (id: string, field: FormFields): string => (field('from') === 'platform' ? PLATFORM : salePath(id));
  on('/sales/:id/terminal', askedFrom, (field, id) => {
    staff.answerTerminal(id, field('result') as TerminalAnswer);
    return `The terminal was told to ${field('result')} the card.`;
  });
  on('/sales/:id/step', salePath, (field, id) => {
    const step = field('step');
    if (step !== 'cancel' && step !== 'abort' && step !== 'deliver')
      throw new ApiException(400, 'There is no such step');
    return act(step, () => staff[step](id));
  });

  on('/payments/:id/confirm', paymentPath, (field, id) =>
    act(field('result'), () => payers.confirm(id, field('result') as CheckoutResult)),
  );
  on('/payments/:id/step', pageOf, (field, id) =>
    act(field('step'), () => payers.step(id, field('step') as PaymentStep)),
  );
  on('/payments/:id/state', pageOf, (field, id) =>
    act(`forced to ${field('state')}`, () => payers.force(id, field('state') as PaymentStateName)),
  );
  on('/payments/:id/transfer', pageOf, (field, id) => {
    act('transfer', () => payers.transfer(id, amountIn(field)));
    const { state } = loadPayment(engine, id).record;
    return state === 'awaiting-transfer'
      ? 'The transfer is too low: the payment still waits.'
      : 'Done: the transfer has arrived.';
  });
  on('/payments/:id/refund', pageOf, (field, id) =>
    act('refund', () => staff.refund(id, field('all') ? undefined : amountIn(field))),
  );
  on(
    '/payouts',
    () => `${BASE}/payments`,
    () => {
      const made = history.during({ action: 'pay out' }, () => payers.payOut());
      return made.length === 0 ? 'Nothing can be paid out.' : `Paid out: ${made.join(', ')}.`;
    },
  );

  on(
    '/pushes/:id/replay',
    () => `${BASE}/pushes`,
    (_field, id) => {
      if (!control.pushes.replay(id)) throw new ApiException('ProductNotFoundException', `There is no push ${id}`);
      return `The push ${id} is sent again.`;
    },
  );

  on(
    '/clock',
    () => PLATFORM,
    async (field) => {
      await control.advance(field('by'));
      return `It is now ${control.now}.`;
    },
  );
  on(
    '/terminal-delay',
    () => PLATFORM,
    (field) => {
      control.changeSettings({ terminalDelay: Number(field('delay')) });
      return 'Done: terminals that are asked from now on wait as long.';
    },
  );
  on(
    '/devices',
    () => PLATFORM,
    (field) => {
      const decision = field('decision') === 'approve' ? 'approve' : 'deny';
      if (!control.oauth[decision](field('code'))) throw new ApiException(404, `No device waits with ${field('code')}`);
      return `The device with the code ${field('code')} was ${decision === 'approve' ? 'approved' : 'denied'}.`;
    },
  );
  on(
    '/tokens',
    () => PLATFORM,
    () => {
      control.oauth.expireTokens();
      return 'Every access token has expired.';
    },
  );
  on(
    '/faults',
    () => PLATFORM,
    (field) => {
      if (field('do') === 'add') return `The fault ${control.faults.add(ruleFrom(field))} applies from now on.`;
      if (!control.faults.remove(Number(field('id')))) throw new ApiException(404, 'This fault is gone');
      return 'The fault was removed.';
    },
  );
  on(
    '/snapshots',
    () => PLATFORM,
    (field) => {
      const name = field('name');
      if (field('action') === 'restore') control.restore(name);
      else if (field('action') === 'delete') control.deleteSnapshot(name);
      else if (name === '') throw new ApiException(400, 'A snapshot needs a name');
      else control.save(name);
      return `Done with the snapshot ${name}: ${field('action') || 'save'}.`;
    },
  );
  on(
    '/reset',
    () => PLATFORM,
    (field) => {
      if (field('sure') !== 'yes') throw new ApiException(400, 'Confirm that everything is forgotten');
      control.reset();
      return 'Everything was forgotten.';
    },
  );
  return routes;
}

async function resultOf(work: () => string | Promise<string>) {
  try {
    return { role: 'status', text: await work() } as const;
  } catch (error) {
    const { payload } = exceptionOf(error);
    return { role: 'alert', text: `Not done: ${payload.error_details ?? payload.error}` } as const;
  }
}

/** `undefined` for all of it. */
const amountIn = (field: FormFields): number | undefined =>
  field('amount').trim() === '' ? undefined : Number(field('amount'));
