/**
 * The field paths of a model, such as `customer.contact.email`: through objects, and through arrays as if they were single objects. Models refer to one
 * another in circles, so five names are checked, and anything may follow them.
 *
 * Costs nothing until it is used: a list call without typed paths never evaluates it.
 */
export type PathsOf<Model, Depth extends number = 5> = Model extends Leaf
  ? never
  : Model extends readonly (infer Element)[]
    ? PathsOf<Element, Depth>
    : Depth extends 0
      ? string
      : {
          [Name in keyof Model & string]-?: Name | Prefixed<Name, PathsOf<Model[Name], OneLess[Depth]>>;
        }[keyof Model & string];

type OneLess = [never, 0, 1, 2, 3, 4];
type Leaf = string | number | boolean | Blob | null | undefined;
type Prefixed<Name extends string, Path> = Path extends string ? `${Name}.${Path}` : never;

/**
 * The path itself if it exists; otherwise the paths that do, which the compiler then reports and the editor suggests. In two steps, so that the paths
 * are not evaluated before there is one to check.
 */
export type CheckedPath<Model, Path> = Path extends string ? PathOrSuggestions<Model, Path> : never;
type PathOrSuggestions<Model, Path extends string> = Path extends PathsOf<Model> ? Path : PathsOf<Model>;

/** The type of the field at a path, without null and undefined; for an array, of its elements. */
export type FieldAt<Model, Path extends string> = Model extends readonly (infer Element)[]
  ? FieldAt<Element, Path>
  : Path extends `${infer Name}.${infer Rest}`
    ? Name extends keyof Model
      ? FieldAt<NonNullable<Model[Name]>, Rest>
      : never
    : Path extends keyof Model
      ? ElementOf<NonNullable<Model[Path]>>
      : never;

type ElementOf<Field> = Field extends readonly (infer Element)[] ? NonNullable<Element> : Field;

/** The model with these paths only. */
export type PickPaths<Model, Path extends string> = Model extends Leaf
  ? Model
  : Model extends readonly (infer Element)[]
    ? PickPaths<Element, Path>[]
    : { [Name in keyof Model as Name extends FirstName<Path> ? Name : never]: PickedField<Model[Name], Name, Path> };

type PickedField<Field, Name, Path extends string> = Name extends Path
  ? Field
  : PickPaths<Field, RestAfter<Path, Name & string>>;
type FirstName<Path extends string> = Path extends `${infer Name}.${string}` ? Name : Path;
type RestAfter<Path extends string, Name extends string> = Path extends `${Name}.${infer Rest}` ? Rest : never;
