import { isNode, listOf, nodeOf } from '../../../shared/json.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import {
  finding,
  inside,
  resolved,
  type Finding,
  type OperationVisit,
  type Rule,
} from '../../../spec-files/spec-view.ts';

/** A parameter of an operation: where the operation or its path item has it, and what it is. */
interface Use {
  place: SpecPlace;
  name: string;
  in: string;
}

/** The parameters of an operation become the arguments of a method: each once, and all of the path. */
export const parametersBecomeArguments: Rule = ({ operations, files }) =>
  operations.flatMap((operation) => {
    const uses = usesOf(operation, files);
    const names = [...operation.under.path.matchAll(/{([^}]*)}/g)].map(([, name]) => name!);
    return [...duplicates(uses), ...pathFindings(operation, uses, names), ...terminalFindings(operation, names)];
  });

function usesOf(operation: OperationVisit, files: SpecFiles): Use[] {
  const item: SpecPlace = { file: operation.file, at: operation.at.slice(0, -1), value: operation.item };
  return [item, operation].flatMap((owner) =>
    listOf(nodeOf(owner.value)['parameters']).flatMap((_, index) => {
      const place = inside(owner, 'parameters', String(index));
      const value = nodeOf(resolved(files, place)?.value);
      return typeof value['name'] === 'string' ? [{ place, name: value['name'], in: String(value['in']) }] : [];
    }),
  );
}

function duplicates(uses: readonly Use[]): Finding[] {
  const keyOf = (use: Use): string => `${use.in} ${use.in === 'header' ? use.name.toLowerCase() : use.name}`;
  return uses.flatMap((use, index) => {
    if (!uses.slice(0, index).some((earlier) => keyOf(earlier) === keyOf(use))) return [];
    const message = `The operation has the ${use.in} parameter ${use.name} twice`;
    return [finding(use.place, message, 'Remove one, also when the path item has the other')];
  });
}

function pathFindings(operation: OperationVisit, uses: readonly Use[], names: readonly string[]): Finding[] {
  const declared = uses.filter((use) => use.in === 'path');
  const found: Finding[] = [];
  for (const name of names)
    if (!declared.some((use) => use.name === name))
      found.push(
        finding(
          operation,
          `The operation does not declare the path parameter ${name}`,
          'Add it to parameters',
          'parameters',
        ),
      );
  for (const [index, use] of declared.entries()) {
    if (!names.includes(use.name))
      found.push(
        finding(
          use.place,
          `The path ${operation.under.path} has no {${use.name}}`,
          'Remove the parameter, or fix its name',
        ),
      );
    const twin = declared.slice(0, index).find((other) => other.name !== use.name && stem(other) === stem(use));
    if (twin)
      found.push(
        finding(
          use.place,
          `The path parameters ${twin.name} and ${use.name} can become the same argument`,
          'Use names that differ in more than an underscore, which reserved words get',
        ),
      );
  }
  return found;
}

const stem = ({ name }: Use): string => name.replace(/_$/, '');

/** The table of operations has room for the values of one path parameter. */
function terminalFindings(operation: OperationVisit, names: readonly string[]): Finding[] {
  const waits = operation.value['x-waits-for-terminal'];
  if (!isNode(waits)) return [];
  const [name, ...more] = Object.keys(waits);
  if (more.length === 0 && name !== undefined && names.includes(name)) return [];
  const message = 'The operation does not wait for a terminal by the value of one of its path parameters';
  return [finding(operation, message, 'Name one path parameter, or write true', 'x-waits-for-terminal')];
}
