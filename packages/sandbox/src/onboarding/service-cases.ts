import type { ServicesUploadIdentInput } from '@secuconnect/api';
import { usableUpload } from '../documents/uploads.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, notFound } from '../engine/exception.ts';
import { adoptContract, contractRecords, CONTRACTS } from '../parties/contracts.ts';
import type { Stored } from '../store/store.ts';

/** A case in which the staff of the platform check documents. */
interface ServiceCase extends Stored {
  readonly documents: readonly string[];
}

const KIND = '_service-cases';
const FIRST_NUMBER = 40518822;

/**
 * Opens a case with documents, or adds them to an open one.
 *
 * @returns Its number.
 * @throws ApiException for a document or a case that does not exist, or a document that is too old.
 */
export function submitDocuments(engine: Engine, documents: readonly string[], open?: number): number {
  if (documents.length === 0) throw invalid('There is no document to check');
  for (const document of documents) usableUpload(engine, document);
  const number = open ?? engine.ids.number('service-cases', FIRST_NUMBER);
  const known = engine.store.get<ServiceCase>(KIND, String(number));
  if (open !== undefined && !known) throw notFound('The service case', String(open));
  engine.store.put<ServiceCase>(KIND, {
    id: String(number),
    documents: [...(known?.documents ?? []), ...documents],
  });
  return number;
}

/** Submits documents about a contract, which is named by its id or its key. */
export function submitIdentDocuments(engine: Engine, input: ServicesUploadIdentInput): object {
  const { contract_id, apikey, service_issue_id, document_ids = [] } = input;
  if (contract_id !== undefined) adoptContract(engine, contract_id);
  else if (apikey === undefined) throw invalid('contract_id and apikey are missing');
  else if (![...contractRecords(engine)].some((record) => record.apikey === apikey))
    throw notFound(CONTRACTS, 'of this apikey');
  return { service_issue_id: submitDocuments(engine, document_ids, service_issue_id) };
}
