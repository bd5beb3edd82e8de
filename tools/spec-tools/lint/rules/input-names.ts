import { capital } from '../../shared/capital.ts';
import { isNode, nodeOf } from '../../shared/json.ts';
import type { SpecPlace, SpecFiles } from '../../spec-files/spec-files.ts';
import { finding, resolved, type Finding, type OperationVisit, type Rule } from '../../spec-files/spec-view.ts';
import { modelsOf, wordsOf, type Model } from './model-names.ts';

const INPUT = 'Input';

/** A model that is only sent ends with `Input`, and one that is the body of an action with the action: `<Resource><Action>Input`. */
export const inputsAreNamed: Rule = (spec) => {
  const [sent, returned] = [new Set<string>(), new Set<string>()];
  const bodies = new Map<string, OperationVisit[]>();
  for (const operation of spec.operations) {
    const { file, value } = operation;
    collect(spec.files, { file, at: [], value: value['requestBody'] }, sent);
    collect(spec.files, { file, at: [], value: value['responses'] }, returned);
    for (const path of bodiesOf(spec.files, operation)) bodies.set(path, [...(bodies.get(path) ?? []), operation]);
  }
  return modelsOf(spec).flatMap((model) => {
    const { name, file } = model;
    const report = (message: string, remedy: string): Finding[] => [finding(model, message, remedy)];
    if (/Input(?=[A-Z])/.test(name))
      return report(`The model name ${name} has ${INPUT} in the middle`, `Move ${INPUT} to the end`);
    if (returned.has(file.path))
      return name.endsWith(INPUT)
        ? report(`The model ${name} is returned, though its name ends with ${INPUT}`, `Name it without ${INPUT}`)
        : [];
    if (!sent.has(file.path) || model.isInternal) return [];
    if (!name.endsWith(INPUT))
      return report(`The model ${name} is only sent, and its name does not say so`, `End it with ${INPUT}`);
    const takers = bodies.get(file.path) ?? [];
    if (takers.length === 0 || takers.some((operation) => tellsAction(model, operation))) return [];
    const ids = takers.map(({ value }) => String(value['operationId'])).join(', ');
    return report(
      `The model name ${name} does not tell the action of ${ids}`,
      `Name it <Resource><Action>${INPUT}, with the method as the action`,
    );
  });
};

/** Whether the name ends with the method, with or without its leading `get` or `create` and the words of the resource. */
function tellsAction({ name }: Model, { value }: OperationVisit): boolean {
  const [group = '', resource = '', method = ''] = String(value['operationId']).split('.');
  const verb = /^(get|create|update|patch|set)/;
  const ofResource = new Set([group, resource].flatMap((part) => wordsOf(capital(part)).flatMap(singularAndPlural)));
  const shortened = [method, method.replace(verb, '')].map((action) => wordsOf(capital(action)));
  const actions = shortened.flatMap((words) => [words, words.filter((word) => !ofResource.has(word))]);
  // Whole objects are created and updated without naming the action.
  if (verb.exec(method)?.[0] === method) return true;
  const stem = name.slice(0, -INPUT.length);
  return actions.some((words) => words.length > 0 && stem.endsWith(words.join('')));
}

const singularAndPlural = (word: string): string[] => [word, word.replace(/s$/, '')];

/** The models that are the whole body of an operation. */
function bodiesOf(files: SpecFiles, { file, value }: OperationVisit): string[] {
  const body = resolved(files, { file, at: [], value: value['requestBody'] });
  return Object.values(nodeOf(nodeOf(body?.value)['content'])).flatMap((media) => {
    const ref = nodeOf(nodeOf(media)['schema'])['$ref'];
    const target = body && typeof ref === 'string' ? files.target(body.file, ref) : undefined;
    return target ? [target.file.path] : [];
  });
}

/** Adds the files that a value leads to, at any depth; each place is followed once. */
function collect(files: SpecFiles, { file, value }: SpecPlace, found: Set<string>, seen = new Set<unknown>()): void {
  if (Array.isArray(value)) for (const item of value) collect(files, { file, at: [], value: item }, found, seen);
  if (!isNode(value)) return;
  const ref = value['$ref'];
  const target = typeof ref === 'string' ? files.target(file, ref) : undefined;
  if (target && !seen.has(target.value)) {
    found.add(target.file.path);
    seen.add(target.value);
    collect(files, target, found, seen);
  }
  for (const child of Object.values(value)) collect(files, { file, at: [], value: child }, found, seen);
}
