/** A sample of the reference page that contradicts what the platform does; only what is wrong about it is left unchecked. */
export interface WrongSample {
  /** Which one: operation and side. */
  sample: string;
  /** The keys whose values are wrong. */
  keys?: readonly string[];
  /** The sample shows one element of the array that is answered. */
  isElement?: true;
  why: string;
}

export const wrongSamples: readonly WrongSample[] = [
  {
    sample: 'POST /Payment/Transactions/{paymentTransactionId}/cancel response',
    isElement: true,
    why: 'Every transaction that the cancellation touched is answered; the page shows one of them without its array.',
  },
  {
    sample: 'DELETE /Payment/Customers/{paymentCustomerId} response',
    isElement: true,
    why: 'The official SDKs and their tests read an array; the page shows its only element.',
  },
  {
    sample: 'DELETE /Payment/Containers/{paymentContainerId} response',
    isElement: true,
    why: 'The official SDKs and their tests read an array; the page shows its only element.',
  },
  {
    sample: 'POST /Prepaid/Contracts/{prepaidContractId}/mappingZvt request',
    keys: ['product_id'],
    why: 'Sixteen digits, where the same page allows thirteen at most.',
  },
  {
    sample: 'POST /Services/Identrequests request',
    keys: ['demo'],
    why: 'The text "true", where the same page and the official SDKs say boolean.',
  },
];
