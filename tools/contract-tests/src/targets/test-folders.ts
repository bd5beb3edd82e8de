/**
 * The folders of `test` that a run consists of: `any-target` for every target, `mock` for the mock only, and `suite` for the tests that do
 * not concern single operations. A run of selected operations skips `suite`.
 */
export function testFolders({
  CONTRACT_TARGET: target = 'mock',
  CONTRACT_OPERATIONS: only,
}: NodeJS.ProcessEnv): string[] {
  if (target !== 'mock') return ['any-target'];
  return only ? ['any-target', 'mock'] : ['any-target', 'mock', 'suite'];
}
