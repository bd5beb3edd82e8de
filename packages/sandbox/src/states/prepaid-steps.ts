import type { Step } from './steps.ts';

export type PrepaidStatus = 'request' | 'denied' | 'failed' | 'delivered' | 'confirmed';

export type PrepaidStep = 'deny' | 'fail' | 'deliver' | 'confirm';

/** The life of a Prepaid Sale. */
export const PREPAID_STEPS: readonly Step<PrepaidStep, PrepaidStatus>[] = [
  {
    step: 'deliver',
    from: ['request'],
    to: 'delivered',
    note: 'The provider has sent the code, or activated the card.',
  },
  { step: 'deny', from: ['request'], to: 'denied', note: 'The provider does not sell it.' },
  { step: 'fail', from: ['request'], to: 'failed', note: 'The provider has not answered.' },
  { step: 'confirm', from: ['delivered'], to: 'confirmed', note: 'The buyer has the code.' },
];
