/** A sample of the API reference that contradicts the API. Only its wrong part is not validated. */
export interface WrongSample {
  /** The operation and the side. */
  sample: string;
  /** The keys with wrong values. */
  keys?: readonly string[];
  /** The sample shows one element of the returned array. */
  isElement?: true;
  why: string;
}

export const wrongSamples: readonly WrongSample[] = [
  {
    sample: 'POST /Payment/Transactions/{paymentTransactionId}/cancel response',
    isElement: true,
    why: 'The API returns every transaction of the cancellation in an array; the reference shows one without the array.',
  },
  {
    sample: 'DELETE /Payment/Customers/{paymentCustomerId} response',
    isElement: true,
    why: 'The official SDKs and their tests read an array; the reference shows its only element.',
  },
  {
    sample: 'DELETE /Payment/Containers/{paymentContainerId} response',
    isElement: true,
    why: 'The official SDKs and their tests read an array; the reference shows its only element.',
  },
  {
    sample: 'POST /Prepaid/Contracts/{prepaidContractId}/mappingZvt request',
    keys: ['product_id'],
    why: 'The sample has sixteen digits; the same reference allows at most thirteen.',
  },
  {
    sample: 'POST /Services/Identrequests request',
    keys: ['demo'],
    why: 'The sample has the string "true"; the same reference and the official SDKs have a boolean.',
  },
];
