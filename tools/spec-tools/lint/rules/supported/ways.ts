/** What to write instead of a field of OpenAPI that the pipeline leaves out. */
export interface Way {
  problem: string;
  remedy: string;
}

export const ways = (
  table: Readonly<Record<string, readonly [problem: string, remedy: string]>>,
): Record<string, Way> =>
  Object.fromEntries(Object.entries(table).map(([field, [problem, remedy]]) => [field, { problem, remedy }]));
