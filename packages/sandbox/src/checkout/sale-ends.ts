import type { PaymentInstructions } from '@secuconnect/api';
import { html } from 'hono/html';
import type { Engine } from '../engine/engine.ts';
import type { Html } from '../pages/page.ts';
import type { End } from './end-page.ts';
import type { Sale } from './sale.ts';
import type { Texts } from './texts/english.ts';

/** Where a sale stands that is not open any more, or whose last attempt was declined. */
export function endOf(engine: Engine, sale: Sale): End {
  const { texts, merchant, amount, stage, smart, returnUrls } = sale;
  const { url_success, url_error } = returnUrls;
  if (stage === 'open') return declinedEnd(sale);
  if (stage === 'cancelled') return { title: texts.cancelledTitle, text: texts.cancelled, returnUrl: url_error };
  const returnUrl = url_success;
  if (stage === 'approved')
    return { title: texts.approvedTitle, text: texts.approved(amount, merchant), returnUrl, details: tester(START) };
  if (awaitsTransfer(sale)) {
    const details = transferDetails(engine, sale, smart.payment_instructions as PaymentInstructions);
    return { title: texts.transferTitle, text: texts.transfer(merchant), returnUrl, details };
  }
  if (stage === 'waiting') return { title: texts.checkTitle, text: texts.check(merchant), returnUrl };
  return smart.payment_method === 'invoice'
    ? { title: texts.invoiceTitle, text: texts.invoice(merchant), returnUrl }
    : { title: texts.paidTitle, text: texts.paid(amount, merchant), returnUrl };
}

/** Whether the payer has to be told where to transfer the money to, before going back to the shop. */
export const awaitsTransfer = ({ stage, smart }: Sale): boolean =>
  stage === 'waiting' && Boolean((smart.payment_instructions as PaymentInstructions | undefined)?.iban);

function declinedEnd({ id, texts, methods, returnUrls }: Sale): End {
  return {
    title: texts.declinedTitle,
    text: texts.declined,
    returnUrl: returnUrls.url_error,
    ...(methods.length > 0 && { again: { path: `/checkout/${id}`, text: texts.backToPayment } }),
  };
}

/** The payer has given up. */
export const leftEnd = ({ id, texts, returnUrls }: Sale): End => ({
  title: texts.leftTitle,
  text: texts.left,
  returnUrl: returnUrls.url_abort ?? returnUrls.url_error,
  again: { path: `/checkout/${id}`, text: texts.backToPayment },
});

const START = 'the shop captures it with a call of start, because the sale has no auto_capture.';

const tester = (text: string): Html => html`<div class="tester" lang="en"><p class="note">Sandbox: ${text}</p></div>`;

function transferDetails(engine: Engine, { texts, amount }: Sale, instructions: PaymentInstructions): Html {
  const hours = engine.settings.transferDelay / 3_600_000;
  return html`<dl>
      ${linesOf(instructions, texts, amount).map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${tester(
      `the transfer arrives ${hours} hours after the payment on the clock of the sandbox, unless it was chosen not to. POST /_sandbox/clock moves the clock.`,
    )}`;
}

const linesOf = ({ owner, iban, bic, bankname, purpose }: PaymentInstructions, texts: Texts, amount: string) =>
  [
    [texts.recipient, owner],
    [texts.iban, iban?.replaceAll(/(.{4})(?=.)/g, '$1 ')],
    ['BIC', bic],
    [texts.bank, bankname],
    [texts.amount, amount],
    [texts.purpose, purpose],
  ].filter(([, value]) => value);
