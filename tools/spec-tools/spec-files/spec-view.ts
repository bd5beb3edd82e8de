import type { Inventory } from '../reference/inventory.ts';
import { isNode, listOf, nodeOf, type Node } from '../shared/json.ts';
import { SpecFiles, type Place } from './spec-files.ts';
import { walk, type Under, type Visit, type Walk } from './spec-walk.ts';

export interface Finding {
  file: string;
  line: number;
  /** What is wrong, and what to do about it: one sentence each. */
  message: string;
  remedy: string;
}

export type Rule = (spec: SpecView) => Finding[];

/** The spec as the rules look at it. */
export interface SpecView extends Walk {
  files: SpecFiles;
  inventory: Inventory;
  /** The calls of the API; what the platform itself sends to a webhook is not among them. */
  operations: OperationVisit[];
  /** The tags that are a resource of the SDK, by name. */
  namespaces: Map<string, string>;
}

export interface OperationVisit extends Visit {
  under: Under;
  /** In capitals. */
  method: string;
  /** The path item around it, for the parameters that all its operations share. */
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

const keyOf = ({ file, at }: Pick<Place, 'file' | 'at'>): string => `${file.path} ${at.join(' ')}`;

/** A finding about a value, or about one of its fields. */
export function finding(place: Place, message: string, remedy: string, ...steps: string[]): Finding {
  return { file: place.file.path, line: place.file.lineOf([...place.at, ...steps]), message, remedy };
}

/** The object itself, or what its `$ref` finally leads to. */
export function resolved(files: SpecFiles, place: Place): Place | undefined {
  const ref = isNode(place.value) ? place.value['$ref'] : undefined;
  if (typeof ref !== 'string') return place;
  const target = files.target(place.file, ref);
  return target && resolved(files, target);
}

/** The parameters of an operation, with those that its path item brings along. */
export function parametersOf(files: SpecFiles, { file, item, value }: OperationVisit): Node[] {
  return [...listOf(item['parameters']), ...listOf(value['parameters'])].map((one) =>
    nodeOf(resolved(files, { file, at: [], value: one })?.value),
  );
}
