import { finding, type OperationVisit, type Rule } from '../../spec-files/spec-view.ts';

/** The file of an operation follows from its operationId: that of the resource, or one named after its method or its path. */
export const operationsStandInPlace: Rule = ({ operations }) => {
  const verbs = new Map<string, Set<string>>();
  for (const { file, value } of operations) {
    const known = verbs.get(file.path) ?? new Set();
    verbs.set(file.path, known.add(verbOf(value['operationId'])));
  }
  return operations.flatMap((operation) => {
    const id = operation.value['operationId'];
    if (typeof id !== 'string' || id.split('.').length !== 3) return [];
    const [group, resource] = id.split('.');
    const path = operation.file.path.split('/').slice(1).join('/');
    const own = `paths/${group}/${resource}`;
    if (path === `${own}.yaml`) return [];
    const name = path.startsWith(`${own}/`) ? path.slice(own.length + 1).replace(/\.yaml$/, '') : undefined;
    if (name !== undefined && (verbs.get(operation.file.path)?.has(name) || name === actionOf(operation))) return [];
    const message = `The operation ${id} is not where its name says`;
    return [finding(operation, message, `Move it to ${own}.yaml or ${own}/${verbOf(id)}.yaml`, 'operationId')];
  });
};

const verbOf = (id: unknown): string => String(id).slice(String(id).lastIndexOf('.') + 1);

/** `/Smart/Transactions/{id}/Start/{method}` → `start`: the last word of the path, as a name. */
function actionOf({ under }: OperationVisit): string | undefined {
  const word = under.path.split('/').findLast((segment) => segment && !segment.startsWith('{'));
  return word && word.charAt(0).toLowerCase() + word.slice(1);
}
