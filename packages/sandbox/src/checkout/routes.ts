import { Hono, type Context } from 'hono';
import { ApiException } from '../engine/exception.ts';
import type { Engine } from '../engine/engine.ts';
import { PageForms, type FormFields } from '../pages/page-forms.ts';
import { leaveForBank, payAtCheckout, returnUrl } from '../smart/hosted-checkout.ts';
import { earlierLocation, keepLocation } from './attempts.ts';
import { addBankRoutes } from './bank-routes.ts';
import { carried, choose, entered, fieldsOf, type Checkout, type Choice } from './choice.ts';
import { detailsPage } from './details-page.ts';
import { Drafts, type Draft } from './drafts.ts';
import { endPage } from './end-page.ts';
import { errorsIn, type Field } from './field.ts';
import { unknownPage } from './layout.ts';
import { methodPage } from './method-page.ts';
import { PARTS, payerFrom } from './payer-fields.ts';
import { chosenResult } from './result-picker.ts';
import { returnTarget } from './return-url.ts';
import { reviewPage, seenIn } from './review-page.ts';
import { findSale, paidFor, type Sale } from './sale.ts';
import { awaitsTransfer, endOf, leftEnd } from './sale-ends.ts';
import { ENGLISH } from './texts/english.ts';

/** The pages of payers, to be mounted at the path that `payment_links` and `iframe_url` name. */
export function checkoutPages(engine: Engine): Hono {
  const app = new Hono();
  const forms = new PageForms();
  const drafts = new Drafts();

  const findCheckout = (context: Context): Checkout | undefined => {
    const sale = findSale(engine, context.req.param('id') ?? '');
    return sale && sale.methods.length > 0 ? { engine, forms, sale } : undefined;
  };

  app.get('/:id', (context) => {
    const checkout = findCheckout(context);
    if (!checkout) return unknownPage(context, ENGLISH);
    const { sale } = checkout;
    if (context.req.query('left') !== undefined && sale.stage === 'open')
      return endPage(context, paidFor(sale), leftEnd(sale));
    if (sale.stage !== 'open') return endPage(context, paidFor(sale), endOf(engine, sale));
    const draft = drafts.find(context.req.query('draft'), sale.id);
    return draft
      ? draftPage(context, checkout, draft)
      : openPage(context, checkout, context.req.query('method'), context.req.query('choose') !== undefined);
  });

  app.post('/:id', async (context) => {
    const { genuine, field } = await forms.read(context);
    const checkout = findCheckout(context);
    if (!checkout) return unknownPage(context, ENGLISH);
    const { sale } = checkout;
    if (!genuine) return staleForm(context, checkout, field('method'));
    const earlier = earlierLocation(engine, sale.id, field('form'));
    if (earlier !== undefined) return context.redirect(earlier, 303);
    if (sale.stage !== 'open')
      return endPage(context, paidFor(sale), endOf(engine, sale), sale.texts.paidElsewhere, 409);
    if (field('action') === 'abort') return context.redirect(whenLeft(sale), 303);
    return take(context, checkout, drafts, field);
  });

  addBankRoutes(app, engine);
  return app;
}

function openPage(context: Context, checkout: Checkout, name: string | undefined, chooses: boolean) {
  const { sale } = checkout;
  const { methods, texts, wasDeclined } = sale;
  const message = wasDeclined ? texts.declinedBefore : undefined;
  const [only] = methods.length === 1 && !chooses ? methods : [];
  const method = methods.find((one) => one.name === name) ?? (name === undefined ? only : undefined);
  if (method) {
    // After a declined payment, everything can be changed.
    const choice = choose(checkout, method, wasDeclined ? PARTS : []);
    return choice.groups.length > 0 ? detailsPage(context, choice, {}, message) : reviewPage(context, choice, message);
  }
  return name === undefined
    ? methodPage(context, checkout, message)
    : methodPage(context, checkout, texts.notOffered, 404);
}

/** What was entered is checked again: the sale may have changed since. */
function draftPage(context: Context, checkout: Checkout, { method: name, fields }: Draft) {
  const method = checkout.sale.methods.find((one) => one.name === name);
  if (!method) return methodPage(context, checkout, checkout.sale.texts.notOffered, 404);
  const choice = entered(checkout, method, (field) => fields[field] ?? '');
  const isWhole = Object.keys(errorsIn(lastingFields(choice), choice.values, checkout.sale.texts)).length === 0;
  return isWhole ? reviewPage(context, choice) : detailsPage(context, choice);
}

function staleForm(context: Context, checkout: Checkout, name: string) {
  const { sale } = checkout;
  const { staleForm: message } = sale.texts;
  if (sale.stage !== 'open') return endPage(context, paidFor(sale), endOf(checkout.engine, sale), message, 403);
  const method = sale.methods.find((one) => one.name === name);
  return method
    ? detailsPage(context, choose(checkout, method, PARTS), {}, message, 403)
    : methodPage(context, checkout, message, 403);
}

/** What the form of a step asks for: to check what was entered, to change it, or to pay. */
function take(context: Context, checkout: Checkout, drafts: Drafts, field: FormFields) {
  const { sale } = checkout;
  const method = sale.methods.find(({ name }) => name === field('method'));
  if (!method) return methodPage(context, checkout, sale.texts.notOffered, 404);
  const choice = entered(checkout, method, field);
  const action = field('action');
  if (action === 'change') return changePage(context, choice);
  const asked = action === 'pay' ? lastingFields(choice) : fieldsOf(choice.groups);
  const errors = errorsIn(asked, choice.values, sale.texts);
  if (Object.keys(errors).length > 0) return detailsPage(context, choice, errors);
  if (action !== 'pay') {
    const fields = Object.fromEntries([
      ...carried(choice),
      ...lastingFields(choice).map(({ name }) => [name, choice.values[name] ?? ''] as const),
    ]);
    const draft = drafts.keep({ sale: sale.id, method: method.name, fields });
    return context.redirect(`/checkout/${sale.id}?draft=${draft}`, 303);
  }
  if (field('seen') !== seenIn(sale)) return reviewPage(context, choice, sale.texts.changedOrder, 409);
  return pay(context, choice, field);
}

/** Everything can be changed, not only what the page has asked for. */
function changePage(context: Context, { values, method, ...checkout }: Choice) {
  const choice = choose(checkout, method, PARTS);
  return detailsPage(context, { ...choice, values: { ...choice.values, ...values } });
}

/** What a form keeps: the rest is asked for once, and not sent again. */
const lastingFields = ({ groups }: Choice): Field[] => fieldsOf(groups).filter(({ isTransient }) => !isTransient);

function pay(context: Context, choice: Choice, field: FormFields) {
  const { engine, sale, method, values } = choice;
  const payer = payerFrom(sale, method, values);
  const result = chosenResult(field);
  if (result === 'abort') return context.redirect(whenLeft(sale), 303);
  try {
    const location = keepLocation(engine, sale.id, field('form'), () => {
      if (method.redirects) {
        leaveForBank(engine, sale.id, payer);
        return `/checkout/${sale.id}/confirm`;
      }
      const { redirect } = payAtCheckout(engine, sale.id, { ...payer, ...(result && { result }) });
      return whenPaid(findSale(engine, sale.id)!, redirect);
    });
    return context.redirect(location, 303);
  } catch (error) {
    if (!(error instanceof ApiException)) throw error;
    const message = sale.sum > 0 ? sale.texts.notPossible : sale.texts.nothingToPay;
    return methodPage(context, choice, `${message} (${error.payload.error_details})`, 409);
  }
}

/** The shop; but who has to transfer money first has to see where to. */
function whenPaid(sale: Sale, redirect: string | null): string {
  const target = returnTarget(redirect);
  return target?.kind === 'web' && !awaitsTransfer(sale) ? target.url : `/checkout/${sale.id}`;
}

function whenLeft({ id, smart }: Sale): string {
  const target = returnTarget(returnUrl(smart, 'abort'));
  return target?.kind === 'web' ? target.url : `/checkout/${id}?left=1`;
}
