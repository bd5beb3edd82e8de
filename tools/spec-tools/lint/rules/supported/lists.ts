import { listOf, nodeOf } from '../../../shared/json.ts';
import { finding, inside, resolved, type Rule } from '../../../spec-files/spec-view.ts';
import type { SpecPlace } from '../../../spec-files/spec-files.ts';

/** The success of a list is JSON with `data`, an array of one model: the client gives each item this type. */
export const listsHaveItems: Rule = ({ operations, files }) =>
  operations.flatMap((operation) => {
    if (operation.value['x-paging'] !== 'list') return [];
    const status = Object.keys(nodeOf(operation.value['responses'])).find((one) => one.startsWith('2'));
    const response = status && resolved(files, inside(operation, 'responses', status));
    const schema = response && resolved(files, inside(response, 'content', 'application/json', 'schema'));
    if (!status || (schema && isList(schema))) return [];
    const message = 'The list has no field data that is an array of a model';
    return [finding(operation, message, 'Write properties.data.items as a $ref, or remove x-paging', 'x-paging')];
  });

const isList = ({ value }: SpecPlace): boolean =>
  [value, ...listOf(nodeOf(value)['allOf'])].some((part) => {
    const data = nodeOf(nodeOf(nodeOf(part)['properties'])['data']);
    return typeof nodeOf(data['items'])['$ref'] === 'string';
  });
