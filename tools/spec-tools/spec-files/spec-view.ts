import type { Inventory } from '../reference/inventory.ts';
import { isNode, listOf, nodeOf, type Node } from '../shared/json.ts';
import { SpecFiles, type SpecPlace } from './spec-files.ts';
import { walk, type Under, type Visit, type Walk } from './spec-walk.ts';

export interface Finding {
  file: string;
  line: number;
  /** The problem and the remedy, one sentence each. */
  message: string;
  remedy: string;
}

export type Rule = (spec: SpecView) => Finding[];

/** The spec as the rules see it. */
export interface SpecView extends Walk {
  files: SpecFiles;
  inventory: Inventory;
  /** The operations of the API, without webhooks. */
  operations: OperationVisit[];
  /** The namespace in the SDK by tag name. */
  namespaces: Map<string, string>;
}

export interface OperationVisit extends Visit {
  under: Under;
  /** In upper case. */
  method: string;
  /** The path item, which has the parameters of all its operations. */
  item: Node;
}

export function readSpec(folder: string, inventory: Inventory): SpecView {
  const files = new SpecFiles(folder);
  const walked = walk(files);
  const items = new Map(walked.visits.filter((one) => one.kind === 'pathItem').map((one) => [keyOf(one), one.value]));
  const operations = walked.visits.flatMap((visit) => {
    const { kind, under, at } = visit;
    if (kind !== 'operation' || !under || under.isWebhook) return [];
    const item = items.get(keyOf({ ...visit, at: at.slice(0, -1) }));
    return [{ ...visit, under, method: at.at(-1)!.toUpperCase(), item: nodeOf(item) }];
  });
  const namespaces = new Map(
    walked.visits
      .filter(({ kind, value }) => kind === 'tag' && typeof value['x-namespace'] === 'string')
      .map(({ value }) => [String(value['name']), String(value['x-namespace'])]),
  );
  return { ...walked, files, inventory, operations, namespaces };
}

const keyOf = ({ file, at }: Pick<SpecPlace, 'file' | 'at'>): string => `${file.path} ${at.join(' ')}`;

/** A finding about a value, or about one of its fields. */
export function finding(place: SpecPlace, message: string, remedy: string, ...steps: string[]): Finding {
  return { file: place.file.path, line: place.file.lineOf([...place.at, ...steps]), message, remedy };
}

/** More references in a row than a spec has, unless they lead in a circle. */
const MAX_HOPS = 20;

/** The object itself, or the final target of its `$ref`. */
export function resolved(files: SpecFiles, place: SpecPlace, hops = MAX_HOPS): SpecPlace | undefined {
  const ref = isNode(place.value) ? place.value['$ref'] : undefined;
  if (typeof ref !== 'string') return place;
  const target = files.target(place.file, ref);
  return target && hops > 0 ? resolved(files, target, hops - 1) : undefined;
}

/** A value inside of another one. */
export const inside = (place: SpecPlace, ...steps: string[]): SpecPlace => ({
  file: place.file,
  at: [...place.at, ...steps],
  value: steps.reduce<unknown>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : nodeOf(value)[step]),
    place.value,
  ),
});

/** The parameters of an operation, including those of its path item. */
export function parametersOf(files: SpecFiles, { file, item, value }: OperationVisit): Node[] {
  return [...listOf(item['parameters']), ...listOf(value['parameters'])].map((one) =>
    nodeOf(resolved(files, { file, at: [], value: one })?.value),
  );
}
