import type { Json } from '../internal/json.ts';

/** Where a value comes from in the call: `path.smartTransactionId`, `body.transactionRef`. */
export type Source = `path.${string}` | `body.${string}`;

/**
 * How to find out whether a call of an operation took effect, as `x-settle` of the spec says it. A field is named by its path, in which arrays
 * stand for all their items: `transactions.id`.
 */
export interface SettleRule {
  /** The calls that the rule is for: what they send must be one of these values, be there, as null too (`true`), or be missing (`false`). */
  readonly when?: Readonly<Record<string, readonly Json[] | boolean>>;
  /** The path of the operation that reads. */
  readonly read: string;
  /** The values of its path parameters. */
  readonly with?: Readonly<Record<string, Source>>;
  /** For a list: the fields by which the item is found, with what was sent. Without them, it is looked for among the newest items. */
  readonly search?: Readonly<Record<string, Source>>;
  /** For a list: the field with the time at which an item was created. */
  readonly created?: string;
  /** Whether what a search finds may belong to another call: it then proves nothing, and only that nothing is found does. */
  readonly found?: 'unclear';
  /** Fields that have one of these values once the call took effect; `null` stands for none. */
  readonly fields?: Readonly<Record<string, Source | readonly Json[] | null>>;
  /** The same for fields that only some calls send: those that were not sent are not compared. `same: true` is about the other fields then. */
  readonly sent?: Readonly<Record<string, Source>>;
  /** Fields that do not have this value then, among others that they may have. */
  readonly without?: Readonly<Record<string, Source>>;
  /** Fields of the body, by their paths, that are in the object as they were sent; `true` for all. */
  readonly same?: true | readonly string[];
  /** Fields that then have another value than before; `true` for what `same` compares, where it shows only a part of what was sent. */
  readonly changed?: true | readonly string[];
  /** Numbers that are then less than before by what was sent. */
  readonly less?: Readonly<Record<string, Source>>;
  /** Numbers that are then more than before by what was sent. */
  readonly more?: Readonly<Record<string, Source>>;
  /** Fields that prove nothing about the effect, but that another call may have changed, or this one in a way that cannot be foreseen. */
  readonly watch?: readonly string[];
  /** Whether the object is gone then. */
  readonly gone?: true;
  /**
   * What shows that it had no effect, once `hidden` has passed: what is compared is as before, anything else, or these values; `null` stands for
   * none. Of several, each is enough. `never`: nothing shows it.
   */
  readonly notDone: NotDone | readonly NotDone[];
  /** For how long after the call an effect may still come, or be hidden by the search index, in s. */
  readonly hidden: number;
  /** Whether what is read has the type of the lost response. */
  readonly returns?: true;
}

/** What shows that a call had no effect. */
export type NotDone = 'unchanged' | 'otherwise' | 'never' | Readonly<Record<string, readonly Json[] | null>>;

/** Whether a rule reads a list. */
export const isListRule = ({ search, created }: Pick<SettleRule, 'search' | 'created'>): boolean =>
  search !== undefined || created !== undefined;

/** Whether a rule compares with the state before the call. */
export const comparesWithBefore = ({ notDone, changed, less, more }: SettleRule): boolean =>
  [notDone].flat().includes('unchanged') || Boolean(changed ?? less ?? more);
