import { capital } from '../../../shared/capital.ts';
import { finding, type Finding, type Rule, type SpecView } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { GENERATED_NAMES, GLOBAL_TYPES, PUBLIC_NAMES } from './reserved-names.ts';
import { isModel } from './schema-references.ts';

/** Every model becomes one exported type: by a name that is possible, unique, and free. */
export const modelsBecomeTypes: Rule = (spec) => {
  const reserved = reservedNames(spec);
  const taken = new Map<string, string>();
  return spec.visits.flatMap((visit): Finding[] => {
    if (visit.kind !== 'schema' || !isModel(visit)) return [];
    const name = nameOf(visit);
    const report = (problem: string, remedy: string): Finding[] => [finding(visit, problem, remedy)];
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
      return report(`The model ${name} cannot have a type of this name`, 'Use letters and digits');
    const other = taken.get(name.toLowerCase());
    taken.set(name.toLowerCase(), visit.file.path);
    if (other !== undefined)
      return report(`The model ${name} has the name of another one in ${other}`, 'Give one of them another name');
    const owner = reserved.get(name);
    return owner ? report(`The name ${name} is that of ${owner}`, 'Give the model another name') : [];
  });
};

/** The file, or the key in the components, which becomes the name of the type. */
const nameOf = ({ file, at }: Visit): string =>
  at.at(-1) ??
  file.path
    .split('/')
    .at(-1)!
    .replace(/\.yaml$/, '');

function reservedNames({ namespaces, operations }: SpecView): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of GENERATED_NAMES) names.set(name, 'something in generated code');
  for (const name of GLOBAL_TYPES) names.set(name, 'a type of TypeScript');
  for (const name of PUBLIC_NAMES) names.set(name, 'an export of the packages');
  for (const namespace of namespaces.values()) {
    const [group = '', resource = ''] = namespace.split('.').map(capital);
    for (const ending of ['', 'Class', 'Extension']) names.set(group + resource + ending, `the resource ${namespace}`);
    names.set(`${group}Group`, `the group of ${namespace}`);
  }
  for (const { value } of operations) {
    const id = String(value['operationId'] ?? '');
    for (const ending of ['Params', 'Query'])
      names.set(capital(id.slice(id.lastIndexOf('.') + 1)) + ending, `the arguments of ${id}`);
  }
  return names;
}
