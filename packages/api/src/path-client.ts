import type { Client, ClientPathsWithMethod, MaybeOptionalInit, ParseAsResponse } from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { WithResponse } from './runtime/index.ts';

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type Path<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;
/** Optional where no parameter is required. */
type InitArguments<Init> = undefined extends Init
  ? [(Init & { [key: string]: unknown })?]
  : [Init & { [key: string]: unknown }];

type Content<Answer> = Answer extends { content: infer ByMediaType } ? ByMediaType[keyof ByMediaType] : undefined;
/** Statuses are numbers, and `default` stands for those of errors. */
type IsSuccess<Status> = Status extends number ? (`${Status}` extends `2${string}` ? true : false) : false;
type Answers<Operation, Success extends boolean> = Operation extends { responses: infer ByStatus }
  ? { [Status in keyof ByStatus as IsSuccess<Status> extends Success ? Status : never]: Content<ByStatus[Status]> }
  : never;
type ValueOf<Values> = Values[keyof Values];

type Data<M extends Method, P extends Path<M>> = ValueOf<Answers<paths[P][M], true>>;
type ErrorData<M extends Method, P extends Path<M>> = ValueOf<Answers<paths[P][M], false>>;

/** Calls of one HTTP method, which resolve with data or with the error of the API. */
type PathCall<M extends Method> = <P extends Path<M>, Init extends MaybeOptionalInit<paths[P], M>>(
  path: P,
  ...init: InitArguments<Init>
) => Promise<
  | { data: ParseAsResponse<Data<M, P>, Init>; error?: never; response: Response }
  | { data?: never; error: ErrorData<M, P>; response: Response }
>;

/** The same, which throw the error. */
type ThrowingPathCall<M extends Method> = <P extends Path<M>, Init extends MaybeOptionalInit<paths[P], M>>(
  path: P,
  ...init: InitArguments<Init>
) => Promise<WithResponse<Data<M, P>>>;

/**
 * An openapi-fetch client, typed by the paths of this API. What calls resolve with has the types of the models: those of openapi-fetch take open
 * enumerations and ids, which are strings, for objects.
 */
export type PathClient = Omit<Client<paths>, Uppercase<Method>> & { [M in Method as Uppercase<M>]: PathCall<M> };

/** The calls of a {@link PathClient}, by a client that throws the errors of the API. */
export type ThrowingPathClient = { [M in Method as Uppercase<M>]: ThrowingPathCall<M> };
