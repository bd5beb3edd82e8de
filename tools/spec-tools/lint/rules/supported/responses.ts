import { nodeOf } from '../../../shared/json.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import {
  finding,
  inside,
  resolved,
  type Finding,
  type OperationVisit,
  type Rule,
} from '../../../spec-files/spec-view.ts';
import { schemaFindings } from './media-schemas.ts';
import { carrierOf, unsupportedType, type Carrier } from './media-types.ts';
import { Shapes } from './shapes.ts';

const STATUS = /^(?:[245]\d\d|[245]XX|default)$/;
const EMPTY = /^20[45]$/;

/** A method has one result: all successes of its operation have the same type, and the client can read it. */
export const responsesAreReadable: Rule = ({ operations, files }) => {
  const shapes = new Shapes(files);
  return operations.flatMap((operation) => {
    const statuses = Object.keys(nodeOf(operation.value['responses']));
    if (!('responses' in operation.value)) return [];
    const successes = statuses.filter((status) => status.startsWith('2') && STATUS.test(status));
    const none = finding(
      operation,
      'The operation has no response for a success',
      'Add a status from 200 to 299, or 2XX',
      'responses',
    );
    return [
      ...(successes.length === 0 ? [none] : []),
      ...statuses.flatMap((status) => responseFindings(operation, status, files, shapes)),
      ...differences(operation, successes, files),
    ];
  });
};

function responseFindings(operation: OperationVisit, status: string, files: SpecFiles, shapes: Shapes): Finding[] {
  const used = inside(operation, 'responses', status);
  if (!STATUS.test(status)) {
    const redirect = /^[13]/.test(status);
    const problem = redirect
      ? `The client does not follow a response ${status}`
      : `The status ${status} is not one that a client can expect`;
    return [finding(used, problem, 'Use a status of 2xx, 4xx or 5xx, 2XX, 4XX, 5XX or default')];
  }
  const isSuccess = status.startsWith('2');
  const response = resolved(files, used);
  const types = Object.keys(nodeOf(nodeOf(response?.value)['content']));
  if (!response) return [];
  if (types.length > 0 && EMPTY.test(status))
    return [finding(used, `A response ${status} has no body`, 'Remove content, or use 200')];
  if (isSuccess && types.length > 1)
    return [
      finding(
        response,
        'A success has several media types, and a method has one result',
        'Keep one',
        'content',
        types[1]!,
      ),
    ];
  if (types.length === 0 && 'content' in nodeOf(response.value))
    return [
      finding(response, 'The response has content without a media type', 'Add one, or remove content', 'content'),
    ];
  return types.flatMap((type) => mediaFindings(response, type, isSuccess, shapes));
}

function mediaFindings(response: SpecPlace, type: string, isSuccess: boolean, shapes: Shapes): Finding[] {
  const report = (problem: string, remedy: string): Finding[] => [finding(response, problem, remedy, 'content', type)];
  const unsupported = unsupportedType(type);
  if (unsupported) return report(unsupported.problem, unsupported.remedy);
  const carrier: Carrier = carrierOf(type);
  if (!isSuccess && carrier !== 'JSON')
    return report(`The client reads errors as JSON, not as ${type}`, 'Use application/json');
  if (carrier === 'a multipart form' || carrier === 'a urlencoded form')
    return report(`The client does not read ${carrier}`, 'Use application/json');
  return schemaFindings(inside(response, 'content', type), type, carrier, shapes);
}

function differences(operation: OperationVisit, statuses: readonly string[], files: SpecFiles): Finding[] {
  const [first, ...more] = statuses;
  if (first === undefined) return [];
  const resultOf = (status: string): string => resultKey(inside(operation, 'responses', status), files);
  return more
    .filter((status) => resultOf(status) !== resultOf(first))
    .map((status) =>
      finding(
        operation,
        `The responses ${first} and ${status} have different results, and a method has one`,
        'Give both the same media type and the same model, or no content',
        'responses',
        status,
      ),
    );
}

/** Equal for responses with the same media type and schema. */
function resultKey(used: SpecPlace, files: SpecFiles): string {
  const response = resolved(files, used);
  const [type] = Object.keys(nodeOf(nodeOf(response?.value)['content']));
  if (!response || type === undefined) return 'nothing';
  const schema = inside(response, 'content', type, 'schema');
  const target = resolved(files, schema);
  const model = target && target.value !== schema.value ? [target.file.path, ...target.at] : schema.value;
  return JSON.stringify([type, model]);
}
