export type { FakeAttempt, FakeCall } from './call-log.ts';
export { createFake, Fake, type FakeClientOptions } from './fake.ts';
export { FakeError } from './fake-error.ts';
export type { Fault } from './faults.ts';
export { createFixtures, fixtures, type DeepPartial, type Fixtures } from './fixtures.ts';
export type {
  AnyOperation,
  FakeOperationId,
  FakeOperations,
  FakeRequest,
  OperationId,
  TokenAnswer,
  UnlistedOperation,
} from './operations.ts';
export type { Preparation, ReplyInit } from './preparation.ts';
export type { ExceptionName } from './refusals.ts';
export { pushEvent, type PushEvent } from '../pushes/push-event.ts';
