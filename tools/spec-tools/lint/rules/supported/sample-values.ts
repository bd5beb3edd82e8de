import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isNode, nodeOf, type Node } from '../../../shared/json.ts';
import type { SpecFile } from '../../../spec-files/spec-file.ts';
import type { SpecFiles, SpecPlace } from '../../../spec-files/spec-files.ts';
import { finding, inside, resolved, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { isBytes } from './shapes.ts';

/** Defaults and examples are valid for their schemas: the reference shows them, samples send them, and the mock responds with them. */
export const sampleValuesAreValid: Rule = ({ visits, files }) => {
  const judge = new Judge(files);
  return visits.flatMap((visit) =>
    samplesOf(visit, files).flatMap(({ sample, schema, label }): Finding[] => {
      const error = judge.errorOf(sample.value, schema);
      if (error === undefined) return [];
      return [finding(sample, `The ${label} is not valid for its schema: ${error}`, 'Correct the value or the schema')];
    }),
  );
};

interface Sample {
  sample: SpecPlace;
  schema: SpecPlace;
  label: string;
}

/** The values that stand for others in a schema, a parameter or a media type. */
function samplesOf(visit: Visit, files: SpecFiles): Sample[] {
  const has = (name: string): boolean => Object.hasOwn(visit.value, name);
  if (visit.kind === 'schema') {
    const single = ['default', 'example'].filter(has).map((label) => ({ sample: inside(visit, label), label }));
    const { examples } = visit.value;
    const several = Array.isArray(examples) ? examples.map((_, at) => inside(visit, 'examples', String(at))) : [];
    return [...single, ...several.map((sample) => ({ sample, label: 'example' }))].map((one) => ({
      ...one,
      schema: visit,
    }));
  }
  if (!has('schema')) return [];
  const schema = inside(visit, 'schema');
  if (visit.kind === 'parameter' && has('example'))
    return [{ sample: inside(visit, 'example'), schema, label: 'example' }];
  if (visit.kind !== 'media' || !/\bjson\b/.test(visit.at.at(-1)!)) return [];
  return Object.keys(nodeOf(visit.value['examples'])).flatMap((name) => {
    const example = resolved(files, inside(visit, 'examples', name));
    if (!example || !Object.hasOwn(nodeOf(example.value), 'value')) return [];
    return [{ sample: inside(example, 'value'), schema, label: `example ${name}` }];
  });
}

/** Judges values by JSON Schema 2020-12. Each file of the spec is a document of its own, so references work as they are written. */
class Judge {
  readonly #ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    code: { optimize: false },
    formats: { ...fullFormats, binary: true },
  });

  constructor(files: SpecFiles) {
    for (const file of files.read.values()) {
      if (!isNode(file.data)) continue;
      try {
        this.#ajv.addSchema(documentOf(file));
      } catch {
        // Ajv takes `$id` and `$anchor` in an example for its own. Nothing in this file can be judged then.
      }
    }
  }

  /** What is wrong with a value; `undefined` also for a schema that does not compile, which has a finding of its own. */
  errorOf(value: unknown, schema: SpecPlace): string | undefined {
    if (isBytes(nodeOf(schema.value))) return undefined;
    const pointer = schema.at.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
    try {
      const validate = this.#ajv.compile({ $ref: `${idOf(schema.file)}#${['', ...pointer].join('/')}` });
      return validate(value) ? undefined : describe(validate.errors?.[0]);
    } catch {
      return undefined;
    }
  }
}

/** The file as Ajv takes it. References are relative to `$id`; `required` of a parameter or a request body is no keyword of a schema. */
function documentOf(file: SpecFile): Node {
  const { required, ...rest } = nodeOf(file.data);
  return { ...rest, ...(Array.isArray(required) && { required }), $id: idOf(file) };
}

const idOf = ({ path }: SpecFile): string => `spec:/${path.split('/').map(encodeURIComponent).join('/')}`;

const describe = (error: ErrorObject | undefined): string =>
  [error?.instancePath.replace(/^\//, '').replaceAll('/', '.'), error?.message].filter(Boolean).join(' ');
