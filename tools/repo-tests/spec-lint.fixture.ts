/** A small spec that follows every convention. The tests of the rules break one at a time. */
const errors = ['401', '403', '500', 'default']
  .map((status) => `    '${status}': { $ref: FOLDER/responses/Error.yaml }\n`)
  .join('');
const errorsFrom = (folder: string, indent = ''): string =>
  errors.replaceAll('FOLDER', folder).replaceAll(/^/gm, indent).trimEnd();

export const smallSpec: Readonly<Record<string, string>> = {
  'README.md': '# The spec\n',
  'DEVIATIONS.md': '# Deviations\n',
  'openapi.yaml': `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
tags:
  - name: Things
    x-namespace: shop.things
  - name: Pushes
paths:
  /Shop/Things:
    $ref: paths/shop/things.yaml#/collection
  /Shop/Things/{thingId}/Start:
    $ref: paths/shop/things/start.yaml
webhooks:
  shop.things:
    $ref: webhooks/pushes.yaml#/shop.things
`,
  'paths/shop/things.yaml': `collection:
  get:
    operationId: shop.things.list
    tags: [Things]
    description: Finds things.
    x-safe: true
    x-paging: list
    parameters:
      - $ref: ../../parameters/count.yaml
      - $ref: ../../parameters/offset.yaml
    responses:
      '200':
        description: A page.
        content:
          application/json:
            schema: { type: object, properties: { data: { type: array, items: { $ref: ../../schemas/shop/ShopThing.yaml } } } }
            examples:
              page: { $ref: ../../examples/shop/shop.things.empty-page.yaml }
${errorsFrom('../..', '  ')}
`,
  'paths/shop/things/start.yaml': `parameters:
  - { name: thingId, in: path, required: true, schema: { type: string } }
post:
  operationId: shop.things.begin
  tags: [Things]
  description: Starts a thing.
  x-safe: false
  x-waits-for-terminal: true
  requestBody:
    content:
      application/json:
        schema: { $ref: ../../../schemas/shop/ShopThing.yaml }
        examples:
          one: { $ref: ../../../examples/shop/shop.things.start.yaml }
  responses:
    '202': { description: Nothing to read. }
${errorsFrom('../../..')}
  x-settle: { cannot: Nothing shows it. }
`,
  'webhooks/pushes.yaml': `shop.things:
  post:
    operationId: pushes.things
    tags: [Pushes]
    requestBody:
      content:
        application/json:
          schema: { $ref: ../schemas/shop/ShopThing.yaml }
          examples:
            changed: { $ref: ../examples/push/push.shop.things.yaml }
    responses:
      '200': { description: Received. }
`,
  'parameters/count.yaml': 'name: count\nin: query\nschema: { type: integer }\n',
  'parameters/offset.yaml': 'name: offset\nin: query\nschema: { type: integer }\n',
  'responses/Error.yaml': `description: An error.
content:
  application/json:
    schema: { type: object }
    examples:
      failure: { $ref: ../examples/errors/failure.yaml }
`,
  'schemas/shop/ShopThing.yaml': `type: object
x-id-prefix: THG_
x-push-target: shop.things
properties:
  id: { type: string }
  size: { type: string, x-extensible-enum: [big, small], x-enum-descriptions: { big: Over two meters. } }
  price: { type: integer, x-money: minor-units, x-since: 2.50.0 }
  parent: { $ref: ../shop/ShopThing.yaml, x-since: 2.51.0 }
`,
  'examples/shop/shop.things.empty-page.yaml': 'summary: Nothing\nvalue: { data: [] }\n',
  'examples/shop/shop.things.start.yaml': 'summary: One\nvalue: { id: THG_1 }\n',
  'examples/push/push.shop.things.yaml': 'summary: A push\nvalue: { id: THG_1 }\n',
  'examples/errors/failure.yaml': 'summary: A failure\nvalue: {}\n',
};
