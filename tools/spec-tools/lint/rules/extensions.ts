import { isNode } from '../../shared/json.ts';
import type { Kind } from '../../spec-files/spec-walk.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';
import { isSettle } from './settle.ts';

interface Extension {
  on: readonly Kind[];
  accepts: (value: unknown) => boolean;
  /** The remedy: valid values. */
  write: string;
}

const list = { accepts: Array.isArray, write: 'an array of values' };
const only = (value: string) => ({ accepts: (given: unknown) => given === value, write: value });
const text = (pattern: RegExp, write: string) => ({ accepts: (value: unknown) => pattern.test(String(value)), write });
const yesOrNo = { accepts: (value: unknown) => typeof value === 'boolean', write: 'true or false' };

/** Values of a path parameter. Without one, the table of operations would wait for all of them. */
const areSegments = (values: unknown): boolean =>
  Array.isArray(values) &&
  values.length > 0 &&
  values.every((one) => (typeof one === 'string' && one !== '') || Number.isSafeInteger(one));

/** Every vendor extension, with the objects and the values that it is valid for. */
export const EXTENSIONS: Readonly<Record<string, Extension>> = {
  'x-namespace': { on: ['tag'], ...text(/^[a-z]\w*\.[a-z]\w*$/, 'a namespace such as smart.transactions') },
  'x-safe': { on: ['operation'], ...yesOrNo },
  'x-paging': { on: ['operation'], ...only('list') },
  'x-waits-for-terminal': {
    on: ['operation'],
    accepts: (value) => value === true || (isNode(value) && Object.values(value).every(areSegments)),
    write: 'true, or values for a path parameter',
  },
  'x-settle': { on: ['operation'], accepts: isSettle, write: 'a rule, a list of rules, or `cannot` with the reason' },
  'x-source': { on: ['operation'], ...only('sdk') },
  'x-since': { on: ['operation', 'schema'], ...text(/^\d+\.\d+\.\d+$/, 'a release such as 2.49.0') },
  'x-extensible-enum': { on: ['schema'], ...list },
  'x-deprecated-values': { on: ['schema'], ...list },
  'x-enum-descriptions': { on: ['schema'], accepts: isNode, write: 'a string for each value' },
  'x-enum-varnames': { on: ['schema'], ...list },
  'x-money': { on: ['schema'], ...only('minor-units') },
  'x-internal': { on: ['schema'], ...only('true'), accepts: (value) => value === true },
  'x-free-form': { on: ['schema'], ...only('true'), accepts: (value) => value === true },
  'x-personal-data': {
    on: ['schema'],
    ...text(
      /^(?:contact|identity|bank|account-number|text|secret|none)$/,
      'contact, identity, bank, account-number, text, secret or none',
    ),
  },
  'x-clip-length': {
    on: ['schema'],
    accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
    write: 'a number of characters',
  },
  'x-push-target': { on: ['schema'], ...text(/^[a-z]\w*\.[a-z]\w*$/, 'a target such as payment.transactions') },
  'x-id-prefix': { on: ['schema'], ...text(/^[A-Z]{3}_$/, 'three letters and an underscore') },
};

export const extensionsAreKnown: Rule = ({ visits }) =>
  visits.flatMap((visit) =>
    Object.entries(visit.value).flatMap(([name, value]) => {
      if (!name.startsWith('x-')) return [];
      const extension = EXTENSIONS[name];
      if (!extension)
        return [
          finding(visit, `The extension ${name} is unknown`, 'Add it to the table of the README, or remove it', name),
        ];
      if (!extension.on.includes(visit.kind))
        return [
          finding(visit, `${name} is not valid on a ${visit.kind}`, `Use it on: ${extension.on.join(', ')}`, name),
        ];
      if (!extension.accepts(value))
        return [finding(visit, `${name} has an invalid value`, `Write ${extension.write}`, name)];
      return [];
    }),
  );
