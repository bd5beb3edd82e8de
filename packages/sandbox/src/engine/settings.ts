/** How the sandbox behaves where the platform leaves room. All durations are in milliseconds on the clock of the sandbox. */
export interface Settings {
  /** The address that links lead to, such as `http://localhost:4010`. */
  publicUrl: string;
  /** How long a change stays invisible to lists. */
  indexLag: number;
  /** How long a terminal takes until it answers; 0 by default when the clock stands still, because the call waits for it. */
  terminalDelay: number;
  /** How long a further check takes, while a payment is `pending`. */
  checkDuration: number;
  /** How long the payer of a prepayment takes to transfer the money. */
  transferDelay: number;
  /** How long after a payment it is charged back, if test data say so. */
  chargebackDelay: number;
  /** How long a full refund waits for the bank run; by default it is booked at once. */
  refundDelay: number;
  /** How long the staff of the platform take to check what was submitted: a new contract, a signed mandate. */
  approvalDelay: number;
  /** How long an identification takes. */
  identDelay: number;
  /** Where pushes go if neither the object nor its contract names an address; empty for nowhere. */
  pushUrl: string;
  /** How pushes are sent. */
  pushes: PushSettings;
  /** Whether `order_id` is unique per contract, as some contracts say. */
  uniqueOrderIds: boolean;
}

export interface PushSettings {
  /** How long until the first attempt. */
  delay: number;
  /** How long until the second attempt; each further pause is twice as long. */
  retryDelay: number;
  /** The longest pause between two attempts. */
  longestRetryDelay: number;
  /** After this time nothing is sent any more. */
  giveUpAfter: number;
  /** How long a receiver may take. On the clock of the computer, because the receiver lives there. */
  timeout: number;
  /** How often each push is sent, even when it was accepted. */
  copies: number;
  /** Whether pushes overtake each other. */
  disorder: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const DEFAULT_SETTINGS: Settings = {
  publicUrl: 'http://localhost:4010',
  indexLag: 0,
  terminalDelay: 2 * SECOND,
  checkDuration: MINUTE,
  transferDelay: 24 * HOUR,
  chargebackDelay: 14 * 24 * HOUR,
  refundDelay: 0,
  approvalDelay: 24 * HOUR,
  identDelay: 15 * MINUTE,
  pushUrl: '',
  pushes: {
    delay: 0,
    retryDelay: MINUTE,
    longestRetryDelay: HOUR,
    giveUpAfter: 24 * HOUR,
    timeout: 30 * SECOND,
    copies: 1,
    disorder: false,
  },
  uniqueOrderIds: false,
};
