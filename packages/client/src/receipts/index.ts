export { receiptHtml, receiptPage, type ReceiptHtmlOptions, type ReceiptPageOptions } from './html.ts';
export type { Receipt } from './print-lines.ts';
export { receiptStyles } from './styles.ts';
export { receiptText, type ReceiptTextOptions } from './text.ts';
