import type { DocumentUpload, SecupayTransactionExternalInvoicePdf } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { ApiException } from '../engine/exception.ts';
import { load } from '../call/objects.ts';
import { savePayment, type Payment } from './payment.ts';

/**
 * Attaches an uploaded invoice to a payment.
 *
 * @throws ApiException 404 without the upload; `ProductDuplicateException` when an invoice is attached already and must not be replaced.
 */
export function attachInvoice(
  engine: Engine,
  { shown, record }: Payment,
  documentId: string,
  replaces: boolean,
): SecupayTransactionExternalInvoicePdf {
  const { id, type, name, size } = load<DocumentUpload>(engine, 'document.uploads', documentId);
  if (record.invoice !== undefined && !replaces)
    throw new ApiException('ProductDuplicateException', `${shown.id} has the invoice ${record.invoice} already`);
  savePayment(engine, { shown, record: { ...record, invoice: id } });
  const url = `${engine.settings.publicUrl}/documents/${id}`;
  return { document: { id, mime_type: type ?? 'application/pdf', name: name ?? null, size: size ?? null, url } };
}
