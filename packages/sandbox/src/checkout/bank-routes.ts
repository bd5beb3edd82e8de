import type { Context, Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { PageForms } from '../pages/page-forms.ts';
import { earlierLocation, keepLocation } from './attempts.ts';
import { bankPage } from './bank-page.ts';
import { findConfirmation, type Confirmation } from './confirmation.ts';
import { endPage } from './end-page.ts';
import { unknownPage } from './layout.ts';
import { chosenResult } from './result-picker.ts';
import { returnTarget } from './return-url.ts';
import { ENGLISH } from './texts/english.ts';

/** Adds the page that `iframe_url` leads to. */
export function addBankRoutes(app: Hono, engine: Engine): void {
  const forms = new PageForms();
  const ended = (context: Context, { paid, end }: Confirmation) => endPage(context, paid, end);
  const conflict = (context: Context, { paid, end }: Confirmation) =>
    endPage(context, paid, end, paid.texts.waitsForNothing, 409);

  app.get('/:id/confirm', (context) => {
    const confirmation = findConfirmation(engine, context.req.param('id'));
    if (!confirmation) return unknownPage(context, ENGLISH);
    return confirmation.isWaiting ? bankPage(context, forms, confirmation) : ended(context, confirmation);
  });

  app.post('/:id/confirm', async (context) => {
    const { genuine, field } = await forms.read(context);
    const confirmation = findConfirmation(engine, context.req.param('id'));
    if (!confirmation) return unknownPage(context, ENGLISH);
    const { id, payment, paid, isWaiting } = confirmation;
    if (!genuine)
      return isWaiting
        ? bankPage(context, forms, confirmation, paid.texts.staleForm, 403)
        : endPage(context, paid, confirmation.end, paid.texts.staleForm, 403);
    const earlier = earlierLocation(engine, id, field('payment'));
    if (earlier !== undefined) return context.redirect(earlier, 303);
    // Another attempt may have replaced the payment that the form is about.
    if (!isWaiting || field('payment') !== payment) return conflict(context, confirmation);
    const result = field('action') === 'approve' ? chosenResult(field) : 'decline';
    const location = keepLocation(engine, id, payment, () => {
      const { redirect } = confirmation.confirm(result);
      const target = returnTarget(redirect);
      return target?.kind === 'web' ? target.url : `/checkout/${id}/confirm`;
    });
    return context.redirect(location, 303);
  });
}
