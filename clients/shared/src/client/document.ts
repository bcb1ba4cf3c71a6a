// A trusted document as a client knows it: its id. The text stays with the service.
export interface Document<Data, Variables> {
  readonly name: string;
  readonly id: string; // "sha256:…"
  readonly types?: (variables: Variables) => Data; // never there: holds the types together
}

interface Fragment {
  ' $fragmentName'?: string;
}

// A value of which only the component whose fragment `F` is may read the fields.
export type Masked<F extends Fragment> = {
  ' $fragmentRefs'?: { [Name in NonNullable<F[' $fragmentName']>]: F };
};

// The fields of the fragment, for the component beside it.
export function unmasked<F extends Fragment>(value: Masked<F>): F;
export function unmasked<F extends Fragment>(value: readonly Masked<F>[]): readonly F[];
export function unmasked<F extends Fragment>(value: Masked<F> | null): F | null;
export function unmasked(value: unknown): unknown {
  return value;
}
