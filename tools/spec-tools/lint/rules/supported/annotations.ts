/** Keywords that say nothing about which values are valid; they may also be next to a `$ref`. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$comment',
  'title',
  'description',
  'deprecated',
  'default',
  'example',
  'examples',
  'x-since',
  'x-personal-data',
  'x-clip-length',
]);
