import { capital } from '../../shared/capital.ts';
import type { SpecPlace } from '../../spec-files/spec-files.ts';
import { finding, type Finding, type Rule, type SpecView } from '../../spec-files/spec-view.ts';

/** Names of several words that are not those of a resource, as models spell them. */
const PRODUCTS = ['ApplePay', 'EasyCredit', 'GooglePay', 'Iframe', 'PayPal'];
/** What the names of a group may start with instead of the group: `PaymentSecupayPayout` is the class of a resource. */
const SHORT: Record<string, string> = { payment: 'Secupay' };
const VERBS = new Set(
  'Add Assign Cancel Capture Check Create Delete Get Patch Read Remove Reset Save Send Set Start Update Upload Validate'.split(
    ' ',
  ),
);

/** Models are types of the SDK: one casing, one spelling for each compound word, and the noun first. */
export const modelsAreNamed: Rule = (spec) => {
  const groups = new Set([...spec.namespaces.values()].map((namespace) => namespace.split('.')[0]!));
  const resources = compoundsOf(spec);
  return modelsOf(spec).flatMap((model) => {
    const { name, folder } = model;
    const found: Finding[] = [];
    const report = (message: string, remedy: string): void =>
      void found.push(finding(model, `The model name ${name} ${message}`, remedy));
    if (!/^(?:[A-Z][a-z0-9]+)+$/.test(name))
      report('is not in PascalCase', 'Write each word with one capital letter, abbreviations too: Id, Iban, Iframe');
    const misspelt = [...resources, ...PRODUCTS].find((word) => isMisspelt(name, word));
    if (misspelt) report(`spells ${misspelt} in another way`, `Write ${misspelt}`);
    const starts = groups.has(folder) ? [folder, SHORT[folder]].flatMap((one) => (one ? capital(one) : [])) : [];
    if (starts.length > 0 && !starts.some((start) => name.startsWith(start)))
      report(
        `does not start with ${starts.join(' or ')}`,
        `Start with the resource, or move the file to schemas/common`,
      );
    if (VERBS.has(wordsOf(name)[0]!)) report('starts with a verb', 'Start with the resource: <Resource><Action>Input');
    const twice = doubled(name, resources);
    if (twice) report(`says ${twice} twice`, 'Say it once');
    return found;
  });
};

export interface Model extends SpecPlace {
  name: string;
  folder: string;
  isInternal: boolean;
}

/** The models of the spec: each file below `schemas/<folder>/`. */
export function modelsOf({ visits }: SpecView): Model[] {
  return visits.flatMap((visit) => {
    const [, schemas, folder, file] = visit.file.path.split('/');
    if (visit.kind !== 'schema' || visit.at.length > 0 || schemas !== 'schemas' || !folder || !file) return [];
    const { at, value } = visit;
    return [
      {
        file: visit.file,
        at,
        value,
        folder,
        name: file.replace(/\.yaml$/, ''),
        isInternal: value['x-internal'] === true,
      },
    ];
  });
}

export const wordsOf = (name: string): string[] => name.match(/[A-Z][a-z0-9]*/g) ?? [];

/** `loyalty.merchantCards` → `MerchantCard`: how the class of a resource spells its compound word, without the plural. */
function compoundsOf({ namespaces }: SpecView): string[] {
  return [...namespaces.values()].flatMap((namespace) => {
    const word = capital(namespace.split('.')[1] ?? '');
    return wordsOf(word).length > 1 ? [word.replace(/s$/, '')] : [];
  });
}

const isMisspelt = (name: string, word: string): boolean =>
  [...name.matchAll(new RegExp(word, 'gi'))].some(([found]) => found !== word);

/** The same word twice in a row, or the compound word of a resource twice anywhere. */
function doubled(name: string, compounds: readonly string[]): string | undefined {
  const words = wordsOf(name);
  return words.find((word, at) => word === words[at + 1]) ?? compounds.find((word) => name.split(word).length > 2);
}

/** Only a model has a name that can be kept out of the package. */
export const internalsAreModels: Rule = (spec) =>
  spec.visits.flatMap((visit) => {
    if (visit.kind !== 'schema' || !('x-internal' in visit.value) || visit.at.length === 0) return [];
    return [
      finding(visit, 'x-internal stands on a schema without a name', 'Put it at the top of a model', 'x-internal'),
    ];
  });
