import { listOf } from '../../../shared/json.ts';
import { finding, type Rule } from '../../../spec-files/spec-view.ts';

/** A push is the JSON that a program receives, and its other parts have no types. */
export const webhooksAreBodies: Rule = ({ visits }) =>
  visits.flatMap((visit) => {
    if ((visit.kind !== 'operation' && visit.kind !== 'pathItem') || !visit.under?.isWebhook) return [];
    if (listOf(visit.value['parameters']).length === 0) return [];
    const message = 'The types of pushes have no parameters';
    return [finding(visit, message, 'Describe them in the description', 'parameters')];
  });
