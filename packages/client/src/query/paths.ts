/**
 * The field paths of a model, such as `customer.contact.email`: through objects, and through lists as if they were single objects. Models refer
 * to each other in circles, so five names are checked, and what is below them may be anything.
 *
 * Cheap as long as it is not used: nothing of it is worked out for a list call without typed paths.
 */
export type PathsOf<Model, Depth extends number = 5> = Model extends Leaf
  ? never
  : Model extends readonly (infer Element)[]
    ? PathsOf<Element, Depth>
    : Depth extends 0
      ? string
      : { [Name in keyof Model & string]-?: Name | Below<Name, PathsOf<Model[Name], Less[Depth]>> }[keyof Model &
          string];

type Less = [never, 0, 1, 2, 3, 4];
type Leaf = string | number | boolean | Blob | null | undefined;
type Below<Name extends string, Path> = Path extends string ? `${Name}.${Path}` : never;

/**
 * Paths that exist as they are, and for one that does not those there could be instead, which is what the compiler then says and the editor
 * offers. In two steps, so that the paths are not worked out before there is one to check.
 */
export type Checked<Model, Path> = Path extends string ? CheckedPath<Model, Path> : never;
type CheckedPath<Model, Path extends string> = Path extends PathsOf<Model> ? Path : PathsOf<Model>;

/** The type of the field at a path, without null and undefined; of its elements, when it is a list. */
export type FieldAt<Model, Path extends string> = Model extends readonly (infer Element)[]
  ? FieldAt<Element, Path>
  : Path extends `${infer Name}.${infer Rest}`
    ? Name extends keyof Model
      ? FieldAt<NonNullable<Model[Name]>, Rest>
      : never
    : Path extends keyof Model
      ? Elements<NonNullable<Model[Path]>>
      : never;

type Elements<Field> = Field extends readonly (infer Element)[] ? NonNullable<Element> : Field;

/** The model with these paths and no others. */
export type Narrowed<Model, Path extends string> = Model extends Leaf
  ? Model
  : Model extends readonly (infer Element)[]
    ? Narrowed<Element, Path>[]
    : { [Name in keyof Model as Name extends Head<Path> ? Name : never]: NarrowedField<Model[Name], Name, Path> };

type NarrowedField<Field, Name, Path extends string> = Name extends Path
  ? Field
  : Narrowed<Field, Tail<Path, Name & string>>;
type Head<Path extends string> = Path extends `${infer Name}.${string}` ? Name : Path;
type Tail<Path extends string, Name extends string> = Path extends `${Name}.${infer Rest}` ? Rest : never;
