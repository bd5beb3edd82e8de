/**
 * The stylesheet for `receiptHtml`: black on white, in 42 columns of fixed width, for paper of 80 mm. Set `--receipt-columns` and
 * `--receipt-print-size` for another paper.
 */
export const receiptStyles = `\
.secuconnect-receipt {
  box-sizing: content-box;
  width: calc(var(--receipt-columns, 42) * 1ch);
  max-width: 100%;
  padding: 2ch;
  background: #fff;
  color: #000;
  font: 0.9375rem/1.35 ui-monospace, 'Liberation Mono', Consolas, Menlo, monospace;
}
.secuconnect-receipt :is(p, dl, dd) { margin: 0; }
.secuconnect-receipt :is(p, dt, dd) { white-space: pre-wrap; overflow-wrap: anywhere; }
.secuconnect-receipt hr { margin: 0.6em 0; border: 0; border-top: 1px dashed #000; }
.secuconnect-receipt dl div { display: flex; flex-wrap: wrap; column-gap: 1ch; }
.secuconnect-receipt dd { margin-left: auto; text-align: right; }
.secuconnect-receipt .align-center, .secuconnect-receipt .caption { text-align: center; }
.secuconnect-receipt .align-right { text-align: right; }
.secuconnect-receipt .caption { padding: 0.4em 0; }
.secuconnect-receipt .space { height: 1.35em; }
@media print {
  .secuconnect-receipt { padding: 0; font-size: var(--receipt-print-size, 8pt); break-inside: avoid; }
}
`;
