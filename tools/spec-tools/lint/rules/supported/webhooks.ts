import { listOf, nodeOf } from '../../../shared/json.ts';
import type { SpecFiles } from '../../../spec-files/spec-files.ts';
import { finding, inside, resolved, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';

/** A push is the JSON that a program receives. Its other parts have no types, and no response is read. */
export const webhooksAreBodies: Rule = ({ visits, files }) =>
  visits.flatMap((visit) => {
    if (!visit.under?.isWebhook || (visit.kind !== 'operation' && visit.kind !== 'pathItem')) return [];
    const message = 'The types of pushes have no parameters';
    const parameters = listOf(visit.value['parameters']).length > 0;
    return [
      ...(parameters ? [finding(visit, message, 'Describe them in the description', 'parameters')] : []),
      ...(visit.kind === 'operation' ? bodyFindings(visit, files) : []),
    ];
  });

function bodyFindings(visit: Visit, files: SpecFiles): Finding[] {
  const found = Object.keys(nodeOf(visit.value['responses'])).flatMap((status) => {
    const used = inside(visit, 'responses', status);
    const isRead = 'content' in nodeOf(resolved(files, used)?.value);
    return isRead ? [finding(used, 'The API does not read the response to a push', 'Remove content')] : [];
  });
  if ('requestBody' in visit.value) return found;
  return [finding(visit, 'The push has no request body', 'Describe what the program receives'), ...found];
}
