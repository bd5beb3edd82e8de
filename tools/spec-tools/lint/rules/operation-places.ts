import { finding, type OperationVisit, type Rule } from '../../spec-files/spec-view.ts';

/** The operationId determines the file of an operation: the file of the resource, or one named after its method or its path. */
export const operationsAreInPlace: Rule = ({ operations }) => {
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
    const message = `The operation ${id} is not in the file that its name requires`;
    return [finding(operation, message, `Move it to ${own}.yaml or ${own}/${verbOf(id)}.yaml`, 'operationId')];
  });
};

const verbOf = (id: unknown): string => String(id).slice(String(id).lastIndexOf('.') + 1);

/** The last word of a path as a name: `/Smart/Transactions/{id}/Start/{method}` → `start`. */
function actionOf({ under }: OperationVisit): string | undefined {
  const word = under.path.split('/').findLast((segment) => segment && !segment.startsWith('{'));
  return word && word.charAt(0).toLowerCase() + word.slice(1);
}
