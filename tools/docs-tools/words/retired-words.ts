/** A word that the project does not use, and the one it uses instead. */
export interface RetiredWord {
  readonly pattern: RegExp;
  readonly use: string;
}

const word = (pattern: string, use: string): RetiredWord => ({
  pattern: new RegExp(String.raw`(?<![\w.-])(?:${pattern})(?![\w-])`, 'gi'),
  use,
});

const name = (pattern: string): RetiredWord => ({
  pattern: new RegExp(String.raw`(?<![\w-])(?:${pattern})(?![\w-])`, 'g'),
  use: 'the name in tools/repo-tests/public-names.ts',
});

/** Names of the API's own things (push, Smart Transaction, fields on the wire) stay as they are; these are words that only this project used. */
export const RETIRED_WORDS: readonly RetiredWord[] = [
  // One word per concept, the one that other SDKs and the RFCs use.
  word('repeat(?!\\()|repeats|repeated|repeating|repetitions?', 'retry, redelivery, duplicate or safe'),
  word('deadlines?', 'total timeout'),
  word('time limits?', 'timeout'),
  word('action ids?', 'idempotency key'),
  // A connection is refused in every language.
  word(
    String.raw`(?<!connections? )(?<!['"])(?:refusals?|refuse[sd]?|refusing)(?! connections?)`,
    'reject, error response, or throws a TypeError',
  ),
  word('harm(?:s|ed|less)?', 'affect, redacted, or the effect itself'),
  word('worked off|works? off|worked on', 'handled, processed'),
  word('takes? back|taken back|taking back', 'refund'),
  word('carr(?:y|ies|ied|ying) out', 'execute, process'),
  word('minor currency units?', 'minor units'),
  word('recipes?', 'example implementation'),
  word('preparations?|unprepared', 'stub'),
  word('hands? over|(?<!goods were (?:shipped or )?)handed over|hand(?:s|ed)? on', 'pass'),
  word('mend(?:s|ed|ing)?', 'fix'),

  // Subject and active verb first, and an actor with a name.
  word('nobody|somebody|whoever|whatever', 'the caller, another process, any'),
  word('for ever', 'indefinitely'),
  word('anew', 'again'),
  word('(?<!there )(?:is|are) none', 'is not a …'),
  word('left out', '@default, by default'),
  word('(?:is|are|was|were) (?:got|had)|got once', 'requested, cached, available'),
  word("of one['’]s own", 'custom'),
  word('once more', 'again'),

  // Public names of before the first release.
  name(
    'MethodNotAvailableError|DuplicateError|UserCode|memoryStore|fileStore|MemoryPushStore|checkpointOf|simpleStatusOf',
  ),
  name('operationTable|createFake|maxAnswerBytes|readPushed|isAddressIn|pushSources|applicationUser|verificationUrl'),
  name('repeatSafe|actionId|testing-secuconnect|broken-answer|x-repeat-safe|x-blocking'),
];
