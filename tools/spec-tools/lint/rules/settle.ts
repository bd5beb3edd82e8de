import { isNode } from '../../shared/json.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isSource = (value: unknown): boolean => typeof value === 'string' && /^(?:path|body)\.\w+(?:\.\w+)*$/.test(value);
const isLiteral = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isLiterals = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isLiteral);
const isNames = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isText);
const record =
  (accepts: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isNode(value) && Object.values(value).length > 0 && Object.values(value).every(accepts);

const isNotDone = (value: unknown): boolean =>
  (typeof value === 'string' && ['unchanged', 'otherwise', 'never'].includes(value)) ||
  record((values) => values === null || isLiterals(values))(value);

/** The parts of a rule, with what they may be. */
const PARTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  description: isText,
  when: (value) =>
    isNode(value) &&
    Object.entries(value).every(
      ([source, sent]) => isSource(source) && (typeof sent === 'boolean' || isLiterals(sent)),
    ),
  read: (value) => /^(?:\w+\.){2}\w+$/.test(String(value)),
  with: record(isSource),
  search: record(isSource),
  created: isText,
  found: (value) => value === 'unclear',
  fields: record((value) => value === null || isSource(value) || isLiterals(value)),
  sent: record(isSource),
  without: record(isSource),
  same: (value) => value === true || isNames(value),
  changed: (value) => value === true || isNames(value),
  less: record(isSource),
  more: record(isSource),
  watch: isNames,
  gone: (value) => value === true,
  notDone: (value) => (Array.isArray(value) ? value.length > 1 && value.every(isNotDone) : isNotDone(value)),
  hidden: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};
const REQUIRED = ['description', 'read', 'notDone', 'hidden'];
/** One of them shows that the call took effect. */
const PROOFS = ['search', 'fields', 'sent', 'without', 'same', 'changed', 'less', 'more', 'gone'];

const isRule = (value: unknown): boolean =>
  isNode(value) &&
  Object.entries(value).every(([name, part]) => PARTS[name]?.(part) === true) &&
  REQUIRED.every((name) => name in value) &&
  (!('found' in value) || 'search' in value) &&
  (!('created' in value) || 'search' in value || 'same' in value) &&
  (value['changed'] !== true || 'same' in value) &&
  PROOFS.some((name) => name in value);

/** Whether a value of `x-settle` is a rule, a list of rules, or the reason why there is none. */
export const isSettle = (value: unknown): boolean =>
  (isNode(value) && Object.keys(value).join() === 'cannot' && isText(value['cannot'])) ||
  isRule(value) ||
  (Array.isArray(value) && value.length > 0 && value.every(isRule));

/** Every write says how to find out whether it took effect, or why that is not possible; a read has no effect. */
export const writesCanBeSettled: Rule = ({ operations }) =>
  operations.flatMap((operation) => {
    const isSafe = operation.value['x-safe'];
    const isWrite = isSafe === false;
    // What lacks x-safe has a finding of its own.
    if (typeof isSafe !== 'boolean' || isWrite === 'x-settle' in operation.value) return [];
    return [
      isWrite
        ? finding(
            operation,
            'The write has no x-settle',
            'Write how to find out whether it took effect, or in `cannot` why that is not possible',
          )
        : finding(operation, 'x-settle is for writes only', 'Remove it', 'x-settle'),
    ];
  });
