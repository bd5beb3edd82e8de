import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Control } from '../control/control.ts';
import type { Engine } from '../engine/engine.ts';
import type { History } from '../history/history.ts';
import { PageForms } from '../pages/page-forms.ts';
import type { Html } from '../pages/page.ts';
import { loadPayment, PAYMENTS } from '../payments/payment.ts';
import { formMaker } from './forms.ts';
import { formRoutes } from './form-routes.ts';
import { operatorPage, type OperatorPageParts } from './layout.ts';
import { filterOf } from './list-parts.ts';
import { liveScript } from './live-script.ts';
import type { LiveStreams } from './live-streams.ts';
import { Messages } from './messages.ts';
import type { Operated } from './parts.ts';
import { paymentPage } from './payment-page.ts';
import { paymentsList } from './payments-list.ts';
import { EVENTS_PATH } from './paths.ts';
import { platformPage, waitingFor } from './platform-page.ts';
import { pushesPage } from './pushes-page.ts';
import { requestsPage } from './requests-page.ts';
import { saleNews, salePage } from './sale-page.ts';
import { saleOf } from './sale.ts';
import { salesList } from './sales-list.ts';

export interface OperatorParts {
  readonly control: Control;
  readonly engine: Engine;
  readonly history: History;
  readonly streams: LiveStreams;
}

const EVENT_HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } as const;

/** The pages of the operator, to be mounted beside the control API: what asks for no page goes on to that. */
export function operator({ control, engine, history, streams }: OperatorParts): Hono {
  const app = new Hono();
  const forms = new PageForms();
  const messages = new Messages();
  const operated: Operated = { control, engine, history, form: formMaker(forms) };

  const show = (
    context: Context,
    parts: Pick<OperatorPageParts, 'title' | 'section' | 'status' | 'news' | 'message'> & { readonly content: Html },
  ) =>
    operatorPage(context, {
      message: messages.get(context.req.query('said')),
      waiting: waitingFor(operated),
      now: control.now,
      ...parts,
    });
  const nothing = (context: Context, what: string) =>
    show(context, {
      title: 'Not found',
      section: '',
      status: 404,
      news: '',
      content: html`<p>There is no ${what}.</p>`,
    });

  app.use('*', async (context, next) => {
    await next();
    context.header('vary', 'Accept', { append: true });
    if (context.req.method !== 'GET') streams.changed();
  });

  /** A page that has the path of a part of the control API. */
  const page = (path: string, render: (context: Context) => Response | Promise<Response>): void => {
    app.get(path, (context, next) => (isForPeople(context) ? render(context) : next()) as Promise<Response>);
  };
  page('/', (context) =>
    show(context, {
      title: 'Sales',
      section: '',
      news: `${engine.store.size('smart.transactions')} sales.`,
      content: salesList(operated, filterOf(context)),
    }),
  );
  page('/pushes', (context) =>
    show(context, {
      title: 'Pushes',
      section: '/pushes',
      news: `${control.pushes.log().length} pushes.`,
      content: pushesPage(operated),
    }),
  );
  page('/requests', (context) =>
    show(context, { title: 'Requests', section: '/requests', news: '', content: requestsPage(operated) }),
  );

  app.get('/transactions/:id', (context) => {
    const id = context.req.param('id');
    const sale = saleOf(engine, id);
    if (!sale) return nothing(context, `sale ${id}`);
    return show(context, { title: id, section: '', news: saleNews(sale), content: salePage(operated, sale) });
  });
  app.get('/payments', (context) =>
    show(context, {
      title: 'Payments without a sale',
      section: '/payments',
      news: '',
      content: paymentsList(operated, filterOf(context)),
    }),
  );
  app.get('/payments/:id', (context) => {
    const id = context.req.param('id');
    if (!engine.store.has(PAYMENTS, id)) return nothing(context, `payment ${id}`);
    const payment = loadPayment(engine, id);
    const news = `The payment is ${payment.record.state}.`;
    return show(context, { title: id, section: '/payments', news, content: paymentPage(operated, payment) });
  });
  app.get('/platform', (context) => {
    const waiting = waitingFor(operated);
    return show(context, {
      title: 'Platform',
      section: '/platform',
      news: `${waiting} waiting.`,
      content: platformPage(operated),
    });
  });

  app.get('/events', (context) => {
    const stream = streams.open();
    return stream ? context.body(stream, 200, EVENT_HEADERS) : context.text('Too many pages listen.', 503);
  });
  app.get('/operator/live.js', (context) =>
    context.body(liveScript(EVENTS_PATH), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    }),
  );

  const onForeign = (context: Context) =>
    show(context, {
      title: 'Not done',
      section: '',
      status: 403,
      news: '',
      message: { role: 'alert', text: 'This form is from before a restart. Load its page again.' },
      content: html`<p><a href="/_sandbox/">Sales</a></p>`,
    });
  app.route('/operator', formRoutes(operated, forms, messages, onForeign));
  return app;
}

const isForPeople = (context: Context): boolean => (context.req.header('accept') ?? '').includes('text/html');
