// What each block of personal data is given by the page.
import type { Fault } from '../../client/faults';

export interface Part<Person> {
  loading: boolean;
  person: Person | null;
  faults: readonly Fault[];
  again: () => void;
}

// The faults of these fields of a person, and those of the person as a whole.
export function faultsOf(faults: readonly Fault[], ...fields: string[]): readonly Fault[] {
  return faults.filter(({ path: [field] }) => field === undefined || fields.includes(String(field)));
}
