import type { Group } from '../classes-table.ts';
import { response, documentOf, integer, object, operations, row, text } from '../documents.ts';

const thing = object({ id: text }, 'id');
const failure = object({ message: text }, 'message');
const statuses = (list: object) => ({ responses: list });
const ok = { 200: response(thing) };
const known = { ...ok, 404: response(failure) };
const reads = `const { id } = await call(); store<string>(id);`;
const readsAll = `const { data } = await fetchClient.POST('/Shop/Things', {}); if (data) store<string>(data.id);`;
const readsErrors = `const { error } = await fetchClient.POST('/Shop/Things', {}); if (error) store<string>(error.message);`;
const csv = { 200: { description: 'Done.', content: { ...ok[200].content, 'text/csv': { schema: text } } } };
const push = (schema: object) =>
  documentOf(
    {},
    {},
    {
      webhooks: {
        changed: {
          post: {
            operationId: 'changed',
            responses: { 200: { description: 'Done.' } },
            requestBody: { required: true, ...response(schema) },
          },
        },
      },
    },
  );
const receives = `type Push = webhooks['changed']['post']['requestBody']['content']['application/json']; const receive = (push: Push) => store<string>(push.id); store(receive);`;

export const responses: Group = {
  title: 'Responses and pushes',
  why: 'Programs read every response that a call may return. A status is additive if its response is one that they read already. An error that no longer happens only breaks programs that name it. A push arrives as a request, and is read like a response.',
  rows: [
    row(
      'a success is removed',
      operations(statuses({ ...ok, 201: response(thing) }), statuses(ok)),
      `store<operations['shop.things.call']['responses'][201] | undefined>(undefined);`,
      'breaking (types, wire): call no longer returns 201',
    ),
    row(
      'a success has another status',
      operations(statuses(ok), statuses({ 201: response(thing) })),
      `store<operations['shop.things.call']['responses'][200] | undefined>(undefined);`,
      'breaking (types, wire): call no longer returns 200',
      'additive: call may return 201',
    ),
    row(
      'a success is new, with the same response',
      operations(statuses(ok), statuses({ ...ok, 202: response(thing) })),
      readsAll,
      'additive: call may return 202',
    ),
    row(
      'a success is new, with another response',
      operations(statuses(ok), statuses({ ...ok, 202: response(object({ job: integer })) })),
      readsAll,
      'breaking (types, wire): call may return 202, with another response',
    ),
    row(
      'a success without content is new',
      operations(statuses(ok), statuses({ ...ok, 204: { description: 'Done.' } })),
      `const { data, response } = await fetchClient.POST('/Shop/Things', {}); if (response.ok) store<{ id: string } | undefined>(data);`,
      'breaking (wire): call may return 204, without a body',
    ),
    row('the first error is new', operations(statuses(ok), statuses(known)), reads, 'additive: call may return 404'),
    row(
      'an error is new, with the same response',
      operations(statuses(known), statuses({ ...known, 409: response(failure) })),
      readsErrors,
      'additive: call may return 409',
    ),
    row(
      'an error is new, with another response',
      operations(statuses(known), statuses({ ...known, 409: response(object({ code: integer })) })),
      readsErrors,
      'breaking (types): call may return 409, with another error response',
    ),
    row(
      'an error is removed',
      operations(statuses(known), statuses(ok)),
      `store<operations['shop.things.call']['responses'][404] | undefined>(undefined);`,
      'breaking (types): call no longer returns 404',
    ),
    row(
      'a response has another media type',
      operations(statuses(ok), statuses({ 200: { description: 'Done.', content: { 'text/csv': { schema: text } } } })),
      reads,
      'breaking (types, wire): call 200 (response) is no longer application/json',
      'breaking (types, wire): call 200 (response) may be text/csv',
    ),
    row(
      'a response may have another media type too',
      operations(statuses(ok), statuses(csv)),
      readsAll,
      'breaking (types, wire): call 200 (response) may be text/csv',
    ),
    row(
      'a push is removed',
      [push(thing), documentOf({})],
      receives,
      'breaking (types, wire): push changed is removed',
    ),
    row('a push is new', [documentOf({}), push(thing)], `await call();`, 'additive: push changed is new'),
    row(
      'a push has a new field',
      [push(thing), push(object({ id: text, more: text }, 'id'))],
      receives,
      'additive: push changed.more (response) is new',
    ),
    row(
      'a push has one field less',
      [push(thing), push(object({}))],
      receives,
      'breaking (types, wire): push changed.id (response) is removed',
    ),
  ],
};
