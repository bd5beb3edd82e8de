import type {
  GeneralMerchant,
  GeneralMerchantInput,
  GeneralMerchantLegalDetails,
  GeneralMerchantLegalDetailsInput,
  GeneralMerchantPublicData,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { load, reference, save, type Reference } from '../call/objects.ts';
import { usableUpload } from '../documents/uploads.ts';
import type { Engine } from '../engine/engine.ts';
import { notFound } from '../engine/exception.ts';
import { ownContract } from '../parties/contracts.ts';

export const MERCHANTS = 'general.merchants';

/**
 * A merchant; `me`, and nothing, stand for the own one.
 *
 * @throws ApiException 404
 */
export function merchantOf(engine: Pick<Engine, 'store'>, id: string | null | undefined): GeneralMerchant {
  const wanted = id == null || id === 'me' ? ownContract(engine).merchant?.id : id;
  if (wanted === undefined) throw notFound(MERCHANTS, 'me');
  return load<GeneralMerchant>(engine, MERCHANTS, wanted);
}

/** @throws ApiException 404 */
export const merchantReference = (engine: Pick<Engine, 'store'>, id: string | null | undefined): Reference =>
  reference(MERCHANTS, merchantOf(engine, id).id);

/** Publishes legal texts and return URLs: a list that is sent replaces the one before. */
export function publish(call: Call, merchant: GeneralMerchant): GeneralMerchant {
  const { legal_details, urls } = call.body as GeneralMerchantInput;
  return save(call, MERCHANTS, {
    ...merchant,
    ...(legal_details && { legal_details: legal_details.map((text) => published(call, text)) }),
    ...(urls && { urls }),
  });
}

function published(call: Call, { content = '', type, language }: GeneralMerchantLegalDetailsInput) {
  const isUpload = content.startsWith('DUP_');
  return {
    url: `${call.settings.publicUrl}/documents/${isUpload ? content : call.ids.hash()}`,
    type,
    content_type: isUpload ? (usableUpload(call, content).type ?? null) : 'text/html',
    language,
  } as GeneralMerchantLegalDetails;
}

/** What payers may know; parts that were never published are `null`. */
export function publicData({ user, legal_details, urls }: GeneralMerchant): GeneralMerchantPublicData {
  const address = user?.address?.[0];
  return {
    legal_details: legal_details ?? null,
    company: { companyname: user?.companyname ?? user?.name ?? null, ...(address && { address }) },
    merchant_urls: urls ?? null,
    checkout_options: null,
  };
}
